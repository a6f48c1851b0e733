-- No figure of a runner may be so large that sums of the ledger cannot hold it: one of them would stop everybody.

create or replace function siso.check_entries(p_hold public.usage_holds, p_entries jsonb) returns void
language plpgsql stable as $$
begin
  if jsonb_typeof(p_entries) is distinct from 'array' or jsonb_array_length(p_entries) > 10000 or exists (
    select from jsonb_array_elements(p_entries) e
    where e ->> 'priceId' is distinct from p_hold.price_id::text
      or jsonb_typeof(e -> 'estimated') is distinct from 'boolean' or jsonb_typeof(e -> 'longPrompt') is distinct from 'boolean'
      or jsonb_typeof(e -> 'regional') is distinct from 'boolean'
      or exists (
        select from unnest(array['requests', 'inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWrite5mTokens',
          'cacheWrite1hTokens', 'webSearches']) k
        where coalesce(e ->> k, '') !~ '^[0-9]{1,10}$')
  ) then
    raise exception using errcode = 'SI400', message = 'The usage to settle is not valid',
      hint = 'Every entry needs whole, non-negative token counts and the price version of its hold.';
  end if;
end $$;

create or replace function public.siso_heartbeat(p_request_id uuid, p_lease_token uuid, p_progress jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
  v_wait numeric;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_heartbeat');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_heartbeat', siso.lease_lost());
  end if;
  if greatest((p_progress ->> 'usedMicros')::numeric, (p_progress ->> 'usedTokens')::numeric) > 1e12 then
    raise exception using errcode = 'SI400', message = 'No run can have used that much', hint = 'Tell what the run has used so far.';
  end if;
  update public.usage_holds set lease_expires_at = greatest(lease_expires_at, v_now + interval '90 seconds'),
    used_micros = greatest(used_micros, (p_progress ->> 'usedMicros')::bigint),
    used_tokens = greatest(used_tokens, (p_progress ->> 'usedTokens')::bigint)
  where id = v_hold.id returning * into v_hold;
  v_wait := (p_progress -> 'provider' ->> 'retryAfterSeconds')::numeric;
  if v_wait > 0 then
    v_wait := least(v_wait, 6 * 3600);
    update public.settings set value = to_jsonb(v_now + make_interval(secs => v_wait)), updated_at = v_now
    where key = 'provider_gate_until' and ((value #>> '{}') is null or (value #>> '{}')::timestamptz < v_now + make_interval(secs => v_wait));
  end if;
  v_answer := jsonb_build_object('ok', true, 'leaseExpiresAt', v_hold.lease_expires_at, 'cancelRequested',
    (select cancel_requested from public.automation_tasks where id = v_hold.task_id));
  return siso.remember(p_request_id, 'siso_heartbeat', v_answer);
end $$;

select siso.set_grants();
