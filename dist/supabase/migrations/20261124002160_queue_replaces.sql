-- Functions that were there before, with the queue's part in them.

create or replace function public.siso_submit(p_request_id uuid, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_submit');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  return siso.remember(p_request_id, 'siso_submit', siso.submit(siso.asked(p_task), v_now));
end $$;

-- Records cumulative usage, extends the lease by 90 s and passes on what the provider asked for (at most 6 h).
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
  perform siso.note_progress(v_hold.task_id, p_progress, v_now);
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
