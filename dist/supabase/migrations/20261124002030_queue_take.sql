-- Taking tasks: one for whoever admits it himself, and many of one kind in one statement each.

-- Creates the task, or takes the waiting one with the id `p_id`, and takes its hold. `p` is an admitted answer of siso.evaluate.
create or replace function siso.take(p_task jsonb, p jsonb, p_now timestamptz, p_id text default null) returns jsonb
language plpgsql volatile as $$
declare
  v_hold uuid := gen_random_uuid();
  v_id text := coalesce(p_id, siso.task_id(v_hold));
  v_lease uuid := gen_random_uuid();
  -- from gate to run: the CLI may have to be installed first
  v_until timestamptz := p_now + interval '10 minutes';
  v_periods jsonb := p -> 'periods';
  v_attempt int;
begin
  if p_id is null and p_task ? 'dedupeKey' then
    perform siso.demand_no_twin(p_task ->> 'repo', p_task ->> 'dedupeKey');
  end if;
  if (p ->> 'draw')::bigint > 0 then
    v_periods := v_periods || (
      select jsonb_build_object('budget', b.id, 'kind', 'day', 'unit', 'buffer', 'amount', p -> 'draw', 'cap', b.buffer_tokens,
        'byWindows', p -> 'drawnByWindows', 'byBudgets', p -> 'drawnByBudgets', 'tokenHold', p -> 'tokenHold',
        'startsAt', siso.period_start(b.zone, 'day', p_now), 'endsAt', siso.period_end(b.zone, 'day', p_now))
      from public.token_limits_config b where b.scope = 'global');
  end if;
  -- One statement: each costs anew in every transaction, and this one is on the way of every task.
  with task as (
    insert into public.automation_tasks as t (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
      labels, direct, attempt, budget_micros, hold_micros, request, created_at, dedupe_key)
    values (v_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
      'running', p_task ->> 'model', array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
      p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), true, 1, (p_task ->> 'budgetMicros')::bigint,
      (p ->> 'amount')::bigint, p_task - 'prompt', p_now, p_task ->> 'dedupeKey')
    on conflict (id) do update set state = 'running', attempt = t.attempt + 1, hold_micros = excluded.hold_micros,
      reason = null, error = null, started_at = null, progress = null, asleep = false, ready_at = null
    where p_id is not null
    returning t.attempt, t.flow
  ), prompt as (
    insert into public.task_texts (task_id, kind, body, at) values (v_id, 'prompt', p_task ->> 'prompt', p_now)
    on conflict (task_id, kind) do nothing
  ), event as (
    insert into public.task_events (task_id, at, event, details)
    select v_id, p_now, 'admitted', jsonb_build_object('amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold')
      || case when attempt > 1 then jsonb_build_object('attempt', attempt) else '{}' end from task
  ), audit as (
    insert into public.audit_log (at, actor, action, subject, reason, details)
    values (p_now, p_task ->> 'actor', 'task.admitted', v_id, p_task ->> 'reason', jsonb_build_object('tools', p_task -> 'tools',
      'category', p_task -> 'category', 'priority', p_task -> 'priority', 'environment', p_task -> 'environment',
      'amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold', 'bufferTokens', p -> 'draw'))
  )
  insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, repo, model, flow, amount_micros, tokens,
    estimate_tokens, buffer_tokens, price_id, periods, charges, admitted_at, lease_expires_at)
  select v_hold, v_id, attempt, v_lease, 'active', p_task ->> 'category', p_task ->> 'repo', p_task ->> 'model', flow,
    (p ->> 'amount')::bigint, (p ->> 'tokenHold')::bigint, (p ->> 'estimate')::bigint, (p ->> 'draw')::bigint,
    (p -> 'price' ->> 'id')::int, v_periods, p -> 'charges', p_now, v_until from task
  returning attempt into v_attempt;
  if v_attempt is null then
    raise exception using errcode = 'SI409', message = format('The new id %s is another task''s', v_id), hint = 'Ask again.';
  end if;
  if v_attempt > 1 then
    perform siso.part_logs(v_id, v_attempt, p_now);
  end if;
  if p_id is not null then
    perform siso.leave_rest(array[p_id], p_now);
  end if;
  perform siso.charge(p -> 'charges', v_periods);
  if (p ->> 'draw')::bigint > 0 then
    perform siso.raise_alerts(jsonb_path_query_array(v_periods, '$[*] ? (@.unit == "buffer")'), p_now);
  end if;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'taskId', v_id, 'hold', siso.hold_json(p)
    || jsonb_build_object('id', v_hold, 'leaseToken', v_lease, 'leaseExpiresAt', v_until));
end $$;

-- Tasks that rested no longer do. One that stopped others lets them go.
create function siso.leave_rest(p_tasks text[], p_now timestamptz) returns void language plpgsql volatile as $$
declare
  v_since timestamptz;
begin
  with gone as (
    delete from public.resting_flows where task_id = any (p_tasks) returning passed_since, limits
  )
  select min(passed_since) filter (where limits <> '{}') into v_since from gone;
  if v_since <= p_now - interval '30 minutes' then
    perform nextval('siso.room_windows'), nextval('siso.room_money');
  end if;
end $$;

-- A charge that is made `p_times`. In a language that keeps its plan from call to call.
create function siso.times(p_charges jsonb, p_times int) returns jsonb language plpgsql immutable as $$
begin
  if p_times = 1 then
    return p_charges;
  end if;
  return (select coalesce(jsonb_agg(case
      when c ? 'window' then c || jsonb_build_object('tokens', (c ->> 'tokens')::bigint * p_times, 'requests', (c ->> 'requests')::int * p_times)
      else c || jsonb_build_object('amount', (c ->> 'amount')::bigint * p_times) end), '[]')
    from jsonb_array_elements(p_charges) c);
end $$;

-- Takes waiting tasks of one kind: each gets a hold of its own, as siso.take would give it one after the other. `p` is an answer of
-- siso.room; `p_how` has `worker`, `leaseSeconds`, `dispatched`. Answers what was claimed.
create function siso.take_all(p_picks siso.pick[], p_requests jsonb[], p jsonb, p_how jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_until timestamptz := p_now + make_interval(secs => (p_how ->> 'leaseSeconds')::int);
  v_hold jsonb := siso.hold_json(p) || jsonb_build_object('leaseExpiresAt', v_until);
  v_ids text[] := array(select (k).task_id from unnest(p_picks) k);
  v_again text[];
  v_claimed jsonb;
begin
  with picked as materialized (
    select i.n, (p_picks[i.n]).task_id, (p_picks[i.n]).flow, (p_picks[i.n]).overdue, p_requests[i.n] as request,
      gen_random_uuid() as hold_id, gen_random_uuid() as lease
    from generate_subscripts(p_picks, 1) as i (n)
  ), task as (
    update public.automation_tasks t set state = 'running', attempt = t.attempt + 1, hold_micros = (p ->> 'amount')::bigint,
      reason = null, error = null, started_at = null, progress = null, asleep = false, ready_at = null
    -- the ids once more, so that whatever the planner thinks it looks at no others
    from picked k where t.id = k.task_id and t.id = any (v_ids)
    returning t.attempt, k.*
  ), event as (
    insert into public.task_events (task_id, at, event, details)
    select task_id, p_now, 'admitted', jsonb_build_object('amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold')
      || case when attempt > 1 then jsonb_build_object('attempt', attempt) else '{}' end
      || case when p_how ? 'worker' then jsonb_build_object('worker', p_how -> 'worker') else '{}' end
    from task order by n
  ), audit as (
    insert into public.audit_log (at, actor, action, subject, reason, details)
    select p_now, request ->> 'actor', 'task.admitted', task_id, request ->> 'reason', jsonb_build_object('tools', request -> 'tools',
      'category', request -> 'category', 'priority', request -> 'priority', 'environment', request -> 'environment',
      'amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold', 'bufferTokens', p -> 'draw')
    from task order by n
  ), hold as (
    insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, repo, model, flow, overdue, worker, dispatched,
      amount_micros, tokens, estimate_tokens, buffer_tokens, price_id, periods, charges, admitted_at, lease_expires_at)
    select hold_id, task_id, attempt, lease, 'active', request ->> 'category', request ->> 'repo', request ->> 'model', flow, overdue,
      p_how ->> 'worker', coalesce((p_how ->> 'dispatched')::boolean, false), (p ->> 'amount')::bigint, (p ->> 'tokenHold')::bigint,
      (p ->> 'estimate')::bigint, 0, (p -> 'price' ->> 'id')::int, p -> 'periods', p -> 'charges', p_now, v_until
    from task order by n
  )
  select array_agg(task_id) filter (where attempt > 1), jsonb_agg(jsonb_build_object('taskId', task_id, 'attempt', attempt,
    'request', request - 'runnerKey', 'hold', v_hold || jsonb_build_object('id', hold_id, 'leaseToken', lease)) order by n)
  into v_again, v_claimed from task;
  if v_again is not null then
    perform siso.part_logs(t.id, t.attempt, p_now) from public.automation_tasks t where t.id = any (v_again);
  end if;
  perform siso.leave_rest(v_ids, p_now);
  perform siso.charge(siso.times(p -> 'charges', cardinality(p_picks)), siso.times(p -> 'periods', cardinality(p_picks)));
  return v_claimed;
end $$;

-- Takes one task that draws from the emergency buffer.
create function siso.take_turn(p_pick siso.pick, p_request jsonb, p jsonb, p_how jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_taken jsonb := siso.take(p_request, p, p_now, p_pick.task_id);
  v_hold public.usage_holds;
begin
  update public.usage_holds set overdue = p_pick.overdue, worker = p_how ->> 'worker',
    dispatched = coalesce((p_how ->> 'dispatched')::boolean, false),
    lease_expires_at = p_now + make_interval(secs => (p_how ->> 'leaseSeconds')::int)
  where id = (v_taken -> 'hold' ->> 'id')::uuid returning * into v_hold;
  return jsonb_build_object('taskId', p_pick.task_id, 'attempt', v_hold.attempt, 'request', p_request - 'runnerKey',
    'hold', v_taken -> 'hold' || jsonb_build_object('leaseExpiresAt', v_hold.lease_expires_at));
end $$;
