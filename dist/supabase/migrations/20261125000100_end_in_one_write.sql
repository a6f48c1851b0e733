-- A settlement that ends its task writes the task, and the figures of its day, once: not first the sums and then the end.

-- Replaces whatever a hold has booked by `p_entries`, everywhere at once, and returns what it held. Answers the new sums. A hold that is
-- active ends as `p_state`, if one is named; one that is settled keeps its answer. With `p_ends` the sums of an active hold are left to
-- siso.end_task, which adds them to the task and its day.
drop function siso.book(public.usage_holds, jsonb, text, timestamptz, text);
create function siso.book(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz, p_state text default null,
  p_ends boolean default false) returns jsonb
language plpgsql volatile as $$
declare
  v_was_active boolean := p_hold.state = 'active';
  v_before jsonb := '{"cost": 0}';
  v_after jsonb;
  v_delta jsonb;
  v_charges jsonb;
  v_has_buffer boolean := p_hold.periods @> '[{"unit": "buffer"}]';
  v_buffer bigint;
  v_estimated int;
  v_near boolean;
begin
  if not v_was_active then
    v_before := siso.sums_of(p_hold.id);
  end if;
  v_after := siso.write_entries(p_hold, p_entries, p_source, p_now);
  v_delta := v_after;
  if not v_was_active then
    select jsonb_object_agg(key, value::bigint - (v_before ->> key)::bigint) into v_delta from jsonb_each_text(v_after);
  end if;
  -- A run that never started gives its request back.
  v_charges := siso.recharge(p_hold.charges, (v_after ->> 'counted')::bigint, p_hold.started_at is not null or p_entries <> '[]');
  perform siso.move_charges(p_hold.charges, v_charges);
  -- What is unused goes back to the buffer first: of the estimate for windows, of the token hold for budgets.
  if v_has_buffer then
    select greatest(0, (p ->> 'byWindows')::bigint - greatest(0, p_hold.estimate_tokens - (v_after ->> 'counted')::bigint),
      (p ->> 'byBudgets')::bigint - greatest(0, (p ->> 'tokenHold')::bigint - (v_after ->> 'counted')::bigint)) into v_buffer
    from jsonb_array_elements(p_hold.periods) p where p ->> 'unit' = 'buffer';
  end if;
  with moved as (
    update public.budget_periods b
    set held = b.held - case when v_was_active then (p ->> 'amount')::bigint else 0 end,
      spent = b.spent + case b.unit when 'usd' then (v_delta ->> 'cost')::bigint
        when 'tokens' then (v_delta ->> 'counted')::bigint
        else v_buffer - coalesce((p ->> 'booked')::bigint, 0) end
    from jsonb_array_elements(p_hold.periods) p join public.token_limits_config t on t.id = (p ->> 'budget')::int
    where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
      and b.starts_at = (p ->> 'startsAt')::timestamptz
    -- Near a threshold, whatever is granted beside the cap: only then it has to be worked out whether an alert is due.
    returning b.unit = 'buffer' or b.spent::numeric * 100 >= case b.unit when 'tokens' then t.daily_tokens else
      case b.kind when 'month' then t.monthly_micros else t.daily_micros end end::numeric * least(100, (select min(one) from unnest(t.thresholds) one)) as near
  )
  select bool_or(near) into v_near from moved;
  update public.usage_holds set charges = v_charges, booked_micros = (v_after ->> 'cost')::bigint,
    booked_tokens = (v_after ->> 'counted')::bigint, cost_source = p_source,
    periods = case when v_has_buffer then (
      select jsonb_agg(case p ->> 'unit' when 'buffer' then p || jsonb_build_object('booked', v_buffer) else p end)
      from jsonb_array_elements(p_hold.periods) p) else periods end,
    state = case when p_state is not null and v_was_active then p_state else state end,
    ended_at = case when p_state is not null then coalesce(ended_at, p_now) else ended_at end,
    answer = case when p_state = 'settled' then siso.settled_json(p_hold, v_after) else answer end
  where id = p_hold.id;
  if not p_ends then
    v_estimated := case when p_source = 'estimated' and (v_after ->> 'cost')::bigint <> 0 then 1 else 0 end
      - case when p_hold.cost_source = 'estimated' and (v_before ->> 'cost')::bigint <> 0 then 1 else 0 end;
    update public.automation_tasks t set cost_micros = cost_micros + (v_delta ->> 'cost')::bigint,
      input_tokens = input_tokens + (v_delta ->> 'input')::bigint, output_tokens = output_tokens + (v_delta ->> 'output')::bigint,
      cache_read_tokens = cache_read_tokens + (v_delta ->> 'cacheRead')::bigint,
      cache_write_5m_tokens = cache_write_5m_tokens + (v_delta ->> 'cacheWrite5m')::bigint,
      cache_write_1h_tokens = cache_write_1h_tokens + (v_delta ->> 'cacheWrite1h')::bigint,
      counted_tokens = counted_tokens + (v_delta ->> 'counted')::bigint,
      estimated_attempts = estimated_attempts + v_estimated,
      cost_source = case when t.direct then p_source when estimated_attempts + v_estimated > 0 then 'estimated'
        when (v_after ->> 'cost')::bigint = 0 then coalesce(nullif(cost_source, 'estimated'), p_source) else p_source end
    where id = p_hold.task_id;
    perform siso.tally(p_hold.admitted_at, p_hold.category, v_delta);
  end if;
  if v_near then
    perform siso.raise_alerts(p_hold.periods, p_now);
  end if;
  return v_after;
end $$;

-- Ends the task of a hold that is booked, with the sums of its entries where they are known. With `p_add` they have still to be added.
drop function siso.end_task(public.usage_holds, jsonb, timestamptz, jsonb);
create function siso.end_task(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz, p_sums jsonb default null, p_add boolean default false)
returns void language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_state text := p_outcome ->> 'state';
  v_source text := p_outcome ->> 'costSource';
  v_told jsonb := jsonb_strip_nulls(p_outcome - '{entries,result}'::text[]);
  v_adds jsonb := case when p_add then p_sums else '{}' end;
  v_cost bigint := coalesce((v_adds ->> 'cost')::bigint, 0);
  v_estimated int := case when p_add and v_source = 'estimated' and v_cost <> 0 then 1 else 0 end;
begin
  update public.automation_tasks k set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error',
    reported_cost_micros = (p_outcome ->> 'reportedCostMicros')::bigint, turns = (p_outcome ->> 'turns')::int,
    duration_ms = (p_outcome ->> 'durationMs')::bigint, session_id = p_outcome ->> 'sessionId', branch = p_outcome ->> 'branch',
    changed_files = coalesce(p_outcome -> 'changedFiles', '[]'), denials = coalesce(p_outcome -> 'denials', '[]'), finished_at = p_now,
    progress = null, cost_micros = cost_micros + v_cost, input_tokens = input_tokens + coalesce((v_adds ->> 'input')::bigint, 0),
    output_tokens = output_tokens + coalesce((v_adds ->> 'output')::bigint, 0),
    cache_read_tokens = cache_read_tokens + coalesce((v_adds ->> 'cacheRead')::bigint, 0),
    cache_write_5m_tokens = cache_write_5m_tokens + coalesce((v_adds ->> 'cacheWrite5m')::bigint, 0),
    cache_write_1h_tokens = cache_write_1h_tokens + coalesce((v_adds ->> 'cacheWrite1h')::bigint, 0),
    counted_tokens = counted_tokens + coalesce((v_adds ->> 'counted')::bigint, 0), estimated_attempts = estimated_attempts + v_estimated,
    -- as siso.book says it
    cost_source = case when not p_add then cost_source when k.direct then v_source when estimated_attempts + v_estimated > 0 then 'estimated'
      when v_cost = 0 then coalesce(nullif(cost_source, 'estimated'), v_source) else v_source end
  where id = p_hold.task_id returning * into t;
  if v_state in ('failed', 'dead') then
    update public.automation_tasks set errors = siso.with_failure(t, t.reason, t.error, p_now) where id = t.id returning * into t;
  end if;
  if p_outcome ? 'result' then
    insert into public.task_texts (task_id, kind, body, at) values (p_hold.task_id, 'result', p_outcome ->> 'result', p_now)
    on conflict (task_id, kind) do update set body = excluded.body, at = excluded.at;
  end if;
  -- of the day's figures a dead task is a failed one
  perform siso.tally(p_hold.admitted_at, p_hold.category, v_adds || jsonb_build_object('tasks', 1,
    case v_state when 'dead' then 'failed' else v_state end, 1, 'duration', coalesce((p_outcome ->> 'durationMs')::bigint, 0)));
  with event as (
    insert into public.task_events (task_id, at, event, details) values (p_hold.task_id, p_now, v_state, v_told)
  )
  insert into public.audit_log (at, actor, action, subject, reason, details)
  values (p_now, t.actor, 'task.' || v_state, p_hold.task_id, p_outcome ->> 'reason', v_told || coalesce(p_sums, siso.sums_of(p_hold.id)));
  perform siso.after_end(t, p_now);
end $$;

-- Ends an attempt that was settled, or puts its task back where the outcome advises so. Answers when it is tried again, else null. With the
-- sums of its entries, which then need not be read again.
drop function if exists siso.finish(public.usage_holds, jsonb, timestamptz);
create or replace function siso.finish(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz, p_sums jsonb) returns timestamptz
language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_class text := coalesce(p_outcome -> 'retry' ->> 'class', 'none');
  v_after double precision := (p_outcome -> 'retry' ->> 'afterSeconds')::double precision;
  v_ready timestamptz;
begin
  select * into t from public.automation_tasks where id = p_hold.task_id;
  if t.direct or p_outcome ->> 'state' <> 'failed' then
    perform siso.end_task(p_hold, p_outcome - 'retry', p_now, p_sums);
  elsif t.cancel_requested then
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "cancelled", "reason": "cancelled"}', p_now, p_sums);
  elsif v_class not in ('provider', 'transient', 'shutdown') then
    perform siso.end_task(p_hold, p_outcome - 'retry', p_now, p_sums);
  elsif t.budget_micros <= t.cost_micros then
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "budget_capped", "reason": "hold_reached"}', p_now, p_sums);
  elsif v_class = 'transient' and t.transient_failures >= 3 then
    update public.automation_tasks set transient_failures = transient_failures + 1 where id = t.id;
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "dead"}', p_now, p_sums);
  else
    v_after := case v_class when 'transient' then coalesce(nullif(v_after, 0), siso.backoff(t.transient_failures + 1))
      when 'provider' then coalesce(nullif(v_after, 0), 60) end;
    v_ready := p_now + make_interval(secs => v_after);
    perform siso.try_again(p_hold, jsonb_build_object('event', case v_class when 'provider' then 'snoozed' when 'shutdown' then 'returned'
        else 'retrying' end, 'reason', p_outcome ->> 'reason', 'error', p_outcome ->> 'error', 'readyAt', v_ready,
      'unused', v_class <> 'transient', 'leaseLosses', 0,
      'transientFailures', t.transient_failures + case v_class when 'transient' then 1 else 0 end), p_now);
    return coalesce(v_ready, p_now);
  end if;
  return null;
end $$;

-- One settlement of a hold that is not settled yet; answers what siso_settle answers.
create or replace function siso.settle_hold(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_sums jsonb;
  v_answer jsonb;
  v_retry timestamptz;
  -- nothing is retried that did not fail
  v_ends boolean := p_hold.state = 'active' and p_outcome ->> 'state' <> 'failed';
begin
  v_sums := siso.book(p_hold, (select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') from jsonb_array_elements(p_outcome -> 'entries') e),
    p_outcome ->> 'costSource', p_now, 'settled', v_ends);
  v_answer := siso.settled_json(p_hold, v_sums);
  if p_hold.state = 'active' then
    if v_ends then
      perform siso.end_task(p_hold, p_outcome - 'retry', p_now, v_sums, true);
    else
      v_retry := siso.finish(p_hold, p_outcome, p_now, v_sums);
    end if;
    if v_retry is not null then
      v_answer := v_answer || jsonb_build_object('retryAt', v_retry);
      update public.usage_holds set answer = v_answer where id = p_hold.id;
    end if;
    -- The CLI's own figure stands beside ours; more than 1 % apart is worth a look.
    if siso.differs(p_outcome, (v_sums ->> 'cost')::bigint) then
      perform siso.task_event(p_hold.task_id, 'cost_differs',
        jsonb_build_object('costMicros', v_sums -> 'cost', 'reportedCostMicros', p_outcome -> 'reportedCostMicros'));
    end if;
  else
    perform siso.task_event(p_hold.task_id, 'settled_late', jsonb_build_object('costMicros', v_sums -> 'cost', 'before', p_hold.booked_micros));
    perform siso.audit((select actor from public.automation_tasks where id = p_hold.task_id), 'task.settled_late', p_hold.task_id,
      jsonb_build_object('before', jsonb_build_object('costMicros', p_hold.booked_micros), 'after', jsonb_build_object('costMicros', v_sums -> 'cost')));
  end if;
  return v_answer;
end $$;

-- One statement where all three kinds are counted, as at the end of each hold.
create or replace function siso.note_room() returns trigger language plpgsql as $$
begin
  if tg_nargs = 3 then
    perform nextval('siso.room_slots'), nextval('siso.room_money'), nextval('siso.room_windows');
    return null;
  end if;
  if 'slots' = any (tg_argv) then
    perform nextval('siso.room_slots');
  end if;
  if 'money' = any (tg_argv) then
    perform nextval('siso.room_money');
  end if;
  if 'windows' = any (tg_argv) then
    perform nextval('siso.room_windows');
  end if;
  return null;
end $$;

select siso.set_grants();
