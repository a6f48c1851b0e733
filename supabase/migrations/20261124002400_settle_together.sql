-- Several settlements in one transaction. docs/queue.md, "Completion".

-- One settlement of a hold that is not settled yet; answers what siso_settle answers.
create function siso.settle_hold(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_sums jsonb;
  v_answer jsonb;
  v_retry timestamptz;
begin
  v_sums := siso.book(p_hold, (select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') from jsonb_array_elements(p_outcome -> 'entries') e),
    p_outcome ->> 'costSource', p_now);
  v_answer := siso.settled_json(p_hold, v_sums);
  update public.usage_holds set answer = v_answer, ended_at = coalesce(ended_at, p_now),
    state = case state when 'active' then 'settled' else state end
  where id = p_hold.id;
  if p_hold.state = 'active' then
    v_retry := siso.finish(p_hold, p_outcome, p_now);
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

create function siso.settled_json(p_hold public.usage_holds, p_sums jsonb) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('ok', true, 'taskId', p_hold.task_id, 'costMicros', p_sums -> 'cost', 'tokens', p_sums - 'cost',
    'booked', case p_hold.state when 'active' then 'settled' else 'late' end,
    'overageMicros', greatest(0, (p_sums ->> 'cost')::bigint - p_hold.amount_micros));
end $$;

create function siso.differs(p_outcome jsonb, p_cost bigint) returns boolean language plpgsql immutable as $$
begin
  return coalesce(abs(nullif((p_outcome ->> 'reportedCostMicros')::bigint, 0) - p_cost) * 100 > p_cost, false);
end $$;

-- Raises for an outcome that is not in order.
create function siso.check_outcome(p_hold public.usage_holds, p_outcome jsonb) returns void language plpgsql stable as $$
begin
  if coalesce(p_outcome ->> 'state', '') not in ('succeeded', 'failed', 'budget_capped', 'cancelled') then
    raise exception using errcode = 'SI400', message = 'An attempt ends as succeeded, failed, budget_capped or cancelled',
      hint = 'Name one of these as the state.';
  end if;
  if coalesce(p_outcome ->> 'costSource', '') not in ('metered', 'reported', 'estimated') then
    raise exception using errcode = 'SI400', message = 'A cost is metered, reported or estimated',
      hint = 'Name one of these as the source of the cost.';
  end if;
  perform siso.check_entries(p_hold, p_outcome -> 'entries');
end $$;

create or replace function public.siso_settle(p_request_id uuid, p_lease_token uuid, p_outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_settle');
  if v_answer is not null then
    return v_answer;
  end if;
  v_hold := siso.hold_of(p_lease_token);
  if v_hold.id is null then
    v_answer := siso.lease_lost();
  elsif v_hold.answer is not null then
    v_answer := v_hold.answer;
  else
    perform siso.check_outcome(v_hold, p_outcome);
    v_now := siso.now();
    v_answer := siso.settle_hold(v_hold, p_outcome, v_now);
    -- Nobody else may ever come to sweep an embedded ledger; what no longer counts goes a little at a time.
    delete from public.request_log where at < v_now - interval '24 hours';
  end if;
  return siso.remember(p_request_id, 'siso_settle', v_answer);
end $$;

-- Where there are chains, the end of a step decides about others.
do $$
begin
  execute format('create function siso.in_chain(t public.automation_tasks) returns boolean language sql immutable as %L', case
    when exists (select from information_schema.columns where table_schema = 'public' and table_name = 'automation_tasks' and column_name = 'workflow_id')
    then 'select t.workflow_id is not null' else 'select false' end);
end $$;

-- A settlement as it is about to be booked. `entries` are priced and counted; `charges` are what its windows shall say.
create type siso.settling as (
  n int, hold_id uuid, task_id text, outcome jsonb, entries jsonb, charges jsonb, sums jsonb, cost bigint, counted bigint
);

-- What `p_settlements` ([{leaseToken, outcome}], checked) come to. Null unless they are so much alike that booking them together comes to
-- the same as one after the other: live holds, no two the same, no failure, no step of a chain, nothing drawn
-- from the buffer, no cost that differs.
create function siso.alike(p_settlements jsonb[]) returns siso.settling[] language plpgsql stable as $$
declare
  v_all siso.settling[];
  v_writes boolean := siso.setting('count_cache_writes') = 'true';
begin
  select array_agg(row(s.n, h.id, h.task_id, s.outcome, b.entries,
    siso.recharge(h.charges, b.counted, h.started_at is not null or s.outcome -> 'entries' <> '[]'), b.sums, b.cost, b.counted)::siso.settling order by s.n)
  into v_all
  from (
    select n, (value ->> 'leaseToken')::uuid as token, value -> 'outcome' as outcome from unnest(p_settlements) with ordinality as g (value, n)
  ) s
  join public.usage_holds h on h.lease_token = s.token
  join public.automation_tasks t on t.id = h.task_id
  join public.model_prices p on p.id = h.price_id
  cross join lateral (
    select coalesce(jsonb_agg(e || jsonb_build_object('costMicros', cost, 'countedTokens', counted) order by i), '[]') as entries,
      coalesce(sum(cost), 0)::bigint as cost, coalesce(sum(counted), 0)::bigint as counted,
      jsonb_build_object('cost', coalesce(sum(cost), 0), 'input', coalesce(sum((e ->> 'inputTokens')::bigint), 0),
        'output', coalesce(sum((e ->> 'outputTokens')::bigint), 0), 'cacheRead', coalesce(sum((e ->> 'cacheReadTokens')::bigint), 0),
        'cacheWrite5m', coalesce(sum((e ->> 'cacheWrite5mTokens')::bigint), 0),
        'cacheWrite1h', coalesce(sum((e ->> 'cacheWrite1hTokens')::bigint), 0), 'counted', coalesce(sum(counted), 0)) as sums
    from (
      select e, i, siso.entry_cost(p, e) as cost, (e ->> 'inputTokens')::bigint + (e ->> 'outputTokens')::bigint
        + case when v_writes then (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint else 0 end as counted
      from jsonb_array_elements(s.outcome -> 'entries') with ordinality as one (e, i) offset 0
    ) priced
  ) b
  where h.state = 'active' and h.answer is null and s.outcome ->> 'state' <> 'failed' and not h.periods @> '[{"unit": "buffer"}]'
    and not siso.differs(s.outcome, b.cost) and not siso.in_chain(t);
  if cardinality(v_all) < cardinality(p_settlements)
    or (select count(distinct (s).hold_id) from unnest(v_all) s) < cardinality(p_settlements) then
    return null;
  end if;
  return v_all;
end $$;

-- What they change in the counters together: {charges: [{config, window, bucket, tokens, requests}], periods: [{budget, kind, unit, startsAt,
-- amount, spent}]}. Null where one after the other might come to something else: a window would go below nothing on the way, or a threshold
-- of a budget is crossed, whose alert says by which one.
create function siso.moves(p_all siso.settling[], p_now timestamptz) returns jsonb language plpgsql stable as $$
declare
  v_charges jsonb;
  v_periods jsonb;
  v_calm boolean;
begin
  select coalesce(jsonb_agg(to_jsonb(m)), '[]'), coalesce(bool_and(u.tokens + m.less >= 0 and u.requests + m.fewer >= 0), true)
  into v_charges, v_calm
  from (
    select (f.c ->> 'config')::int as config, f.c ->> 'window' as window, (f.c ->> 'bucket')::timestamptz as bucket,
      sum((t.c ->> 'tokens')::bigint - (f.c ->> 'tokens')::bigint) as tokens,
      sum(least(0, (t.c ->> 'tokens')::bigint - (f.c ->> 'tokens')::bigint)) as less,
      sum((t.c ->> 'requests')::int - (f.c ->> 'requests')::int) as requests,
      sum(least(0, (t.c ->> 'requests')::int - (f.c ->> 'requests')::int)) as fewer
    from unnest(p_all) s join public.usage_holds h on h.id = s.hold_id
    cross join lateral jsonb_array_elements(h.charges) with ordinality as f (c, n)
    join lateral jsonb_array_elements(s.charges) with ordinality as t (c, n) on t.n = f.n
    group by 1, 2, 3
  ) m
  join public.rate_limit_usage u on u.config_id = m.config and u.window_kind = m.window and u.bucket_start = m.bucket;
  if not v_calm then
    return null;
  end if;
  select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_periods
  from (
    select (p ->> 'budget')::int as budget, p ->> 'kind' as kind, p ->> 'unit' as unit, (p ->> 'startsAt')::timestamptz as "startsAt",
      sum((p ->> 'amount')::bigint) as amount, sum(case p ->> 'unit' when 'usd' then s.cost else s.counted end) as spent
    from unnest(p_all) s join public.usage_holds h on h.id = s.hold_id cross join lateral jsonb_array_elements(h.periods) p
    group by 1, 2, 3, 4
  ) m;
  if exists (
    select from jsonb_array_elements(v_periods) m
    join public.budget_periods p on p.budget_id = (m ->> 'budget')::int and p.kind = m ->> 'kind' and p.unit = m ->> 'unit'
      and p.starts_at = (m ->> 'startsAt')::timestamptz
    join public.token_limits_config b on b.id = p.budget_id
    cross join lateral (select siso.cap_of(b, p.kind, p.unit, p_now) as cap, p.spent + (m ->> 'spent')::bigint as gone offset 0) n
    cross join lateral unnest(b.thresholds || 100) as t (threshold)
    where n.cap > 0 and n.gone > 0 and n.gone * 100 >= n.cap * t.threshold and not exists (
      select from public.alerts a where a.budget_id = b.id and a.period_kind = p.kind and a.unit = p.unit and a.starts_at = p.starts_at
        and a.cap_version = b.cap_version and a.threshold = t.threshold and a.kind = 'spent')
  ) then
    return null;
  end if;
  return jsonb_build_object('charges', v_charges, 'periods', v_periods);
end $$;

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
    from hold h join task t using (n) cross join public.token_limits_config b where b.scope = 'global'
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
  delete from public.request_log where at < v_now - interval '24 hours';
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
