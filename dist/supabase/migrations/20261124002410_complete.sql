-- Several settlements that are alike, booked at once.

-- Books them all: each table is written once. Answers what each is answered, in order.
create function siso.settle_alike(p_all siso.settling[], p_moves jsonb, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  v_answers jsonb;
  v_task public.automation_tasks;
begin
  update public.rate_limit_usage u set tokens = u.tokens + (m ->> 'tokens')::bigint, requests = u.requests + (m ->> 'requests')::int
  from jsonb_array_elements(p_moves -> 'charges') m
  where u.config_id = (m ->> 'config')::int and u.window_kind = m ->> 'window' and u.bucket_start = (m ->> 'bucket')::timestamptz;
  update public.budget_periods b set held = b.held - (m ->> 'amount')::bigint, spent = b.spent + (m ->> 'spent')::bigint
  from jsonb_array_elements(p_moves -> 'periods') m
  where b.budget_id = (m ->> 'budget')::int and b.kind = m ->> 'kind' and b.unit = m ->> 'unit' and b.starts_at = (m ->> 'startsAt')::timestamptz;
  with hold as (
    update public.usage_holds h set charges = s.charges, booked_micros = s.cost, booked_tokens = s.counted, cost_source = s.outcome ->> 'costSource',
      answer = siso.settled_json(h, s.sums), ended_at = p_now, state = 'settled'
    from unnest(p_all) s where h.id = s.hold_id
    returning s.n, h.answer, h.id, h.admitted_at, h.category, h.price_id, h.model
  ), task as (
    update public.automation_tasks t set state = s.outcome ->> 'state', reason = s.outcome ->> 'reason', error = s.outcome ->> 'error',
      reported_cost_micros = (s.outcome ->> 'reportedCostMicros')::bigint, turns = (s.outcome ->> 'turns')::int,
      duration_ms = (s.outcome ->> 'durationMs')::bigint, session_id = s.outcome ->> 'sessionId', branch = s.outcome ->> 'branch',
      changed_files = coalesce(s.outcome -> 'changedFiles', '[]'), denials = coalesce(s.outcome -> 'denials', '[]'), finished_at = p_now,
      progress = null, cost_micros = cost_micros + s.cost, input_tokens = input_tokens + (s.sums ->> 'input')::bigint,
      output_tokens = output_tokens + (s.sums ->> 'output')::bigint, cache_read_tokens = cache_read_tokens + (s.sums ->> 'cacheRead')::bigint,
      cache_write_5m_tokens = cache_write_5m_tokens + (s.sums ->> 'cacheWrite5m')::bigint,
      cache_write_1h_tokens = cache_write_1h_tokens + (s.sums ->> 'cacheWrite1h')::bigint, counted_tokens = counted_tokens + s.counted,
      estimated_attempts = estimated_attempts + e.one,
      cost_source = case when t.direct then s.outcome ->> 'costSource' when estimated_attempts + e.one > 0 then 'estimated'
        when s.cost = 0 then coalesce(nullif(cost_source, 'estimated'), s.outcome ->> 'costSource') else s.outcome ->> 'costSource' end
    from unnest(p_all) s cross join lateral (select case when s.outcome ->> 'costSource' = 'estimated' and s.cost <> 0 then 1 else 0 end as one) e
    where t.id = s.task_id
    returning s.n, t.id, t.actor, t.category, t.repo, t.org, t.labels, t.model, s.outcome, s.sums, s.cost,
      jsonb_strip_nulls(s.outcome - '{retry,entries,result}'::text[]) as told
  ), entry as (
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org,
      labels, model, price_id, long_prompt, regional, requests, input_tokens, output_tokens, cache_read_tokens,
      cache_write_5m_tokens, cache_write_1h_tokens, web_searches, counted_tokens, cost_micros)
    select p_now, h.admitted_at, 'usage', 'claude-code', case when (e ->> 'estimated')::boolean then 'estimated' else s.outcome ->> 'costSource' end,
      t.id, h.id, t.actor, t.category, t.repo, t.org, t.labels, coalesce(h.model, t.model), h.price_id,
      (e ->> 'longPrompt')::boolean, (e ->> 'regional')::boolean, (e ->> 'requests')::int, (e ->> 'inputTokens')::bigint,
      (e ->> 'outputTokens')::bigint, (e ->> 'cacheReadTokens')::bigint, (e ->> 'cacheWrite5mTokens')::bigint,
      (e ->> 'cacheWrite1hTokens')::bigint, (e ->> 'webSearches')::bigint, (e ->> 'countedTokens')::bigint, (e ->> 'costMicros')::bigint
    from unnest(p_all) s join hold h using (n) join task t using (n) cross join lateral jsonb_array_elements(s.entries) with ordinality as one (e, i)
    order by s.n, i
  ), result as (
    insert into public.task_texts (task_id, kind, body, at)
    select id, 'result', outcome ->> 'result', p_now from task where outcome ? 'result' order by n
    on conflict (task_id, kind) do update set body = excluded.body, at = excluded.at
  ), event as (
    insert into public.task_events (task_id, at, event, details) select id, p_now, outcome ->> 'state', told from task order by n
  ), audit as (
    insert into public.audit_log (at, actor, action, subject, reason, details)
    select p_now, actor, 'task.' || (outcome ->> 'state'), id, outcome ->> 'reason', told || sums from task order by n
  ), day as (
    insert into public.automation_analytics as a (day, category, tasks, succeeded, failed, capped, cancelled, input_tokens,
      output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, counted_tokens, cost_micros, duration_ms)
    select (h.admitted_at at time zone b.zone)::date, h.category, count(*), count(*) filter (where t.outcome ->> 'state' = 'succeeded'), 0,
      count(*) filter (where t.outcome ->> 'state' = 'budget_capped'), count(*) filter (where t.outcome ->> 'state' = 'cancelled'),
      sum((t.sums ->> 'input')::bigint), sum((t.sums ->> 'output')::bigint), sum((t.sums ->> 'cacheRead')::bigint),
      sum((t.sums ->> 'cacheWrite5m')::bigint), sum((t.sums ->> 'cacheWrite1h')::bigint), sum((t.sums ->> 'counted')::bigint), sum(t.cost),
      sum(coalesce((t.outcome ->> 'durationMs')::bigint, 0))
    from hold h join task t using (n) cross join public.token_limits_config b
    where b.scope = 'global' and h.admitted_at >= siso.moment('pruned_before')
    group by 1, 2
    on conflict (day, category) do update set tasks = a.tasks + excluded.tasks, succeeded = a.succeeded + excluded.succeeded,
      capped = a.capped + excluded.capped, cancelled = a.cancelled + excluded.cancelled,
      input_tokens = a.input_tokens + excluded.input_tokens, output_tokens = a.output_tokens + excluded.output_tokens,
      cache_read_tokens = a.cache_read_tokens + excluded.cache_read_tokens,
      cache_write_5m_tokens = a.cache_write_5m_tokens + excluded.cache_write_5m_tokens,
      cache_write_1h_tokens = a.cache_write_1h_tokens + excluded.cache_write_1h_tokens,
      counted_tokens = a.counted_tokens + excluded.counted_tokens, cost_micros = a.cost_micros + excluded.cost_micros,
      duration_ms = a.duration_ms + excluded.duration_ms
  )
  select jsonb_agg(answer order by n) into v_answers from hold;
  for v_task in select k.* from unnest(p_all) s join public.automation_tasks k on k.id = s.task_id order by s.n loop
    perform siso.after_end(v_task, p_now);
  end loop;
  return v_answers;
end $$;

-- Up to ten settlements, each as siso_settle would book it; answers them in order. One that is not in order refuses all.
create function public.siso_complete(p_request_id uuid, p_settlements jsonb[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answers jsonb;
  v_now timestamptz;
  v_hold public.usage_holds;
  v_one jsonb;
  v_all siso.settling[];
  v_moves jsonb;
begin
  perform siso.lock();
  v_answers := siso.replay(p_request_id, 'siso_complete');
  if v_answers is not null then
    return v_answers;
  end if;
  if coalesce(cardinality(p_settlements), 0) not between 1 and 10 then
    raise exception using errcode = 'SI400', message = 'One call completes one to ten attempts', hint = 'Split them into several calls.';
  end if;
  v_now := siso.now();
  foreach v_one in array p_settlements loop
    v_hold := siso.hold_of((v_one ->> 'leaseToken')::uuid);
    if v_hold.id is not null and v_hold.answer is null then
      perform siso.check_outcome(v_hold, v_one -> 'outcome');
    end if;
  end loop;
  v_all := siso.alike(p_settlements);
  if v_all is not null then
    v_moves := siso.moves(v_all, v_now);
  end if;
  if v_moves is not null then
    v_answers := siso.settle_alike(v_all, v_moves, v_now);
  else
    v_answers := '[]';
    foreach v_one in array p_settlements loop
      v_hold := siso.hold_of((v_one ->> 'leaseToken')::uuid);
      v_answers := v_answers || jsonb_build_array(case when v_hold.id is null then siso.lease_lost()
        else coalesce(v_hold.answer, siso.settle_hold(v_hold, v_one -> 'outcome', v_now)) end);
    end loop;
  end if;
  perform siso.forget_requests(v_now);
  return siso.remember(p_request_id, 'siso_complete', v_answers);
end $$;

-- An embedded ledger has no statistics, and keeps the plans of when it was small. All of these look up by key.
do $$
declare
  v_name text;
begin
  foreach v_name in array array['siso.alike(jsonb[])', 'siso.moves(siso.settling[], timestamptz)', 'siso.settle_alike(siso.settling[], jsonb, timestamptz)'] loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', v_name);
    execute format('alter function %s set enable_seqscan = off', v_name);
    execute format('alter function %s set enable_hashjoin = off', v_name);
    execute format('alter function %s set enable_mergejoin = off', v_name);
  end loop;
  execute format('create or replace function siso.runner_functions() returns text[] language sql immutable as $f$ select %L::text[] $f$',
    siso.runner_functions() || '{siso_complete}'::text[]);
end $$;
select siso.set_grants();
