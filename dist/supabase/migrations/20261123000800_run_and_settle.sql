-- What the holder of a lease may do: resize, start, heartbeat, log, settle, release; and what happens without one.

create function siso.lease_lost() returns jsonb language sql immutable as $$
  select '{"ok": false, "reason": "lease_lost"}'::jsonb;
$$;

-- The hold of a live lease. Renewing after its expiry is refused: an overdue hold is expired here, so silence is final.
create function siso.live_hold(p_lease_token uuid, p_now timestamptz) returns public.usage_holds
language plpgsql volatile as $$
declare
  v_hold public.usage_holds;
begin
  select * into v_hold from public.usage_holds where lease_token = p_lease_token;
  if v_hold.state = 'active' and v_hold.lease_expires_at <= p_now then
    perform siso.expire_hold(v_hold, p_now);
    return null;
  end if;
  if v_hold.state is distinct from 'active' then
    return null;
  end if;
  return v_hold;
end $$;

-- Changes what is set aside, down or up. Up only where every period of the hold has room.
create function public.siso_resize(p_request_id uuid, p_lease_token uuid, p_amount_micros bigint, p_tokens bigint) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_resize');
  if v_answer is not null then
    return v_answer;
  end if;
  if coalesce(p_amount_micros, 0) <= 0 or coalesce(p_tokens, 0) <= 0 then
    raise exception using errcode = 'SI400', message = 'A hold must stay above zero', hint = 'Release the hold to give it back whole.';
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_resize', siso.lease_lost());
  end if;
  if p_amount_micros < v_hold.used_micros or p_tokens < v_hold.used_tokens then
    raise exception using errcode = 'SI400', message = 'A hold cannot shrink below what its run has used',
      hint = format('At least %s micro-USD and %s tokens are used.', v_hold.used_micros, v_hold.used_tokens);
  end if;
  if exists (
    select from jsonb_array_elements(v_hold.periods) p
    join public.budget_periods b on b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
      and b.starts_at = (p ->> 'startsAt')::timestamptz
    join public.token_limits_config t on t.id = b.budget_id
    cross join lateral (select case b.unit when 'usd' then p_amount_micros - v_hold.amount_micros
      when 'tokens' then p_tokens - v_hold.tokens else 0 end as more) change
    where more > 0 and b.spent + b.held + more > siso.cap_of(t, b.kind, b.unit, v_now)
  ) then
    return siso.remember(p_request_id, 'siso_resize', '{"ok": false, "reason": "no_room"}');
  end if;
  update public.budget_periods b
  set held = b.held + case b.unit when 'usd' then p_amount_micros - v_hold.amount_micros when 'tokens' then p_tokens - v_hold.tokens else 0 end
  from jsonb_array_elements(v_hold.periods) p
  where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
    and b.starts_at = (p ->> 'startsAt')::timestamptz;
  update public.usage_holds set amount_micros = p_amount_micros, tokens = p_tokens, periods = (
    select jsonb_agg(p || jsonb_build_object('amount', case p ->> 'unit' when 'usd' then p_amount_micros when 'tokens' then p_tokens
      else (p ->> 'amount')::bigint end)) from jsonb_array_elements(v_hold.periods) p)
  where id = v_hold.id;
  update public.automation_tasks set hold_micros = p_amount_micros where id = v_hold.task_id;
  perform siso.task_event(v_hold.task_id, 'resized', jsonb_build_object('amountMicros', p_amount_micros, 'tokens', p_tokens));
  return siso.remember(p_request_id, 'siso_resize', '{"ok": true}');
end $$;

-- From here on money may be spent: a hold that is lost is booked in full.
create function public.siso_start(p_request_id uuid, p_lease_token uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_start');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_start', siso.lease_lost());
  end if;
  update public.usage_holds set started_at = coalesce(started_at, v_now), lease_expires_at = v_now + interval '90 seconds' where id = v_hold.id;
  update public.automation_tasks set started_at = coalesce(started_at, v_now) where id = v_hold.task_id;
  perform siso.task_event(v_hold.task_id, 'started', '{}');
  return siso.remember(p_request_id, 'siso_start', '{"ok": true}');
end $$;

-- Records cumulative usage, extends the lease by 90 s and passes on what the provider asked for (at most 6 h).
create function public.siso_heartbeat(p_request_id uuid, p_lease_token uuid, p_progress jsonb) returns jsonb
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

-- At most 1 MB a task is kept; what is over is dropped with a line that says so.
create function public.siso_append_log(p_request_id uuid, p_lease_token uuid, p_text text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  c_end constant text := e'\n… the log is longer than 1 MB; the rest is not kept.\n';
  v_hold public.usage_holds;
  v_kept bigint;
  v_last text;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_append_log');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_append_log', siso.lease_lost());
  end if;
  select coalesce(sum(octet_length(body)), 0) into v_kept from public.task_logs where task_id = v_hold.task_id;
  select body into v_last from public.task_logs where task_id = v_hold.task_id order by id desc limit 1;
  if right(v_last, length(c_end)) is distinct from c_end then
    -- a character takes at most four bytes
    insert into public.task_logs (task_id, at, body) values (v_hold.task_id, v_now,
      case when v_kept + octet_length(p_text) <= 999900 then p_text else left(p_text, ((999900 - v_kept) / 4)::int) || c_end end);
  end if;
  return siso.remember(p_request_id, 'siso_append_log', '{"ok": true}');
end $$;
