-- How an attempt ends: settle, release, expire.

-- Raises SI400 unless every entry is whole, not negative and priced with the hold's own version.
create function siso.check_entries(p_hold public.usage_holds, p_entries jsonb) returns void
language plpgsql stable as $$
begin
  if jsonb_typeof(p_entries) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_entries) e
    where e ->> 'priceId' is distinct from p_hold.price_id::text
      or jsonb_typeof(e -> 'estimated') is distinct from 'boolean' or jsonb_typeof(e -> 'longPrompt') is distinct from 'boolean'
      or jsonb_typeof(e -> 'regional') is distinct from 'boolean'
      or exists (
        select from unnest(array['requests', 'inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWrite5mTokens',
          'cacheWrite1hTokens', 'webSearches']) k
        where coalesce(e ->> k, '') !~ '^[0-9]{1,15}$')
  ) then
    raise exception using errcode = 'SI400', message = 'The usage to settle is not valid',
      hint = 'Every entry needs whole, non-negative token counts and the price version of its hold.';
  end if;
end $$;

-- Books the true cost of a hold, also above it. Idempotent per hold: a second call returns the first answer.
-- After expiry it changes no task state and books only the difference.
create function public.siso_settle(p_request_id uuid, p_lease_token uuid, p_outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
  v_sums jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_settle');
  if v_answer is not null then
    return v_answer;
  end if;
  select * into v_hold from public.usage_holds where lease_token = p_lease_token;
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_settle', siso.lease_lost());
  end if;
  if v_hold.answer is not null then
    return siso.remember(p_request_id, 'siso_settle', v_hold.answer);
  end if;
  if coalesce(p_outcome ->> 'state', '') not in ('succeeded', 'failed', 'budget_capped', 'cancelled') then
    raise exception using errcode = 'SI400', message = 'An attempt ends as succeeded, failed, budget_capped or cancelled',
      hint = 'Name one of these as the state.';
  end if;
  if coalesce(p_outcome ->> 'costSource', '') not in ('metered', 'reported', 'estimated') then
    raise exception using errcode = 'SI400', message = 'A cost is metered, reported or estimated',
      hint = 'Name one of these as the source of the cost.';
  end if;
  perform siso.check_entries(v_hold, p_outcome -> 'entries');
  v_now := siso.now();
  v_sums := siso.book(v_hold, (select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') from jsonb_array_elements(p_outcome -> 'entries') e),
    p_outcome ->> 'costSource', v_now);
  v_answer := jsonb_build_object('ok', true, 'taskId', v_hold.task_id, 'costMicros', v_sums -> 'cost', 'tokens', v_sums - 'cost',
    'booked', case v_hold.state when 'active' then 'settled' else 'late' end,
    'overageMicros', greatest(0, (v_sums ->> 'cost')::bigint - v_hold.amount_micros));
  update public.usage_holds set answer = v_answer, ended_at = coalesce(ended_at, v_now),
    state = case state when 'active' then 'settled' else state end
  where id = v_hold.id;
  if v_hold.state = 'active' then
    perform siso.end_task(v_hold, p_outcome, v_now);
    -- The CLI's own figure stands beside ours; more than 1 % apart is worth a look.
    if abs(nullif((p_outcome ->> 'reportedCostMicros')::bigint, 0) - (v_sums ->> 'cost')::bigint) * 100 > (v_sums ->> 'cost')::bigint then
      perform siso.task_event(v_hold.task_id, 'cost_differs',
        jsonb_build_object('costMicros', v_sums -> 'cost', 'reportedCostMicros', p_outcome -> 'reportedCostMicros'));
    end if;
  else
    perform siso.task_event(v_hold.task_id, 'settled_late', jsonb_build_object('costMicros', v_sums -> 'cost', 'before', v_hold.booked_micros));
    perform siso.audit((select actor from public.automation_tasks where id = v_hold.task_id), 'task.settled_late', v_hold.task_id,
      jsonb_build_object('before', jsonb_build_object('costMicros', v_hold.booked_micros), 'after', jsonb_build_object('costMicros', v_sums -> 'cost')));
  end if;
  -- Nobody else may ever come to sweep an embedded ledger; what no longer counts goes a little at a time.
  delete from public.request_log where at < v_now - interval '24 hours';
  return siso.remember(p_request_id, 'siso_settle', v_answer);
end $$;

-- Gives a hold back whole, before its run started. A started one must be settled.
create function public.siso_release(p_request_id uuid, p_lease_token uuid, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_release');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  v_answer := '{"ok": true}';
  if v_hold.id is null then
    v_answer := siso.lease_lost();
  elsif v_hold.started_at is not null then
    v_answer := '{"ok": false, "reason": "already_started"}';
  else
    perform siso.book(v_hold, '[]', 'metered', v_now);
    update public.usage_holds set state = 'settled', ended_at = v_now where id = v_hold.id;
    perform siso.end_task(v_hold, jsonb_build_object('state', 'cancelled', 'reason', 'released', 'error', p_reason), v_now);
  end if;
  return siso.remember(p_request_id, 'siso_release', v_answer);
end $$;

-- Ends overdue holds and forgets requests of more than a day ago. Safe to call by anybody at any time.
create function public.siso_expire(p_request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_expire');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  delete from public.request_log where at <= v_now - interval '24 hours';
  delete from public.rate_limit_usage where bucket_start < v_now - interval '3 days';
  return siso.remember(p_request_id, 'siso_expire', jsonb_build_object('expired', siso.expire_overdue(v_now)));
end $$;

-- The first answer to a request, or null: how a process that died between asking and noting learns what it holds.
create function public.siso_answer(p_request_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('answer', (select answer from public.request_log where request_id = p_request_id));
$$;
