-- Reading: lists of tasks and of the audit, totals, configured limits and budgets.

-- Pages are cut at (created_at, id). The plain list, one category and one actor are read in that order from an index; what waits or
-- runs, and what did not succeed, is the lesser part of a ledger and has a small one each.
drop index public.automation_tasks_created;
create index automation_tasks_listed on public.automation_tasks (created_at desc, id desc);
create index automation_tasks_category on public.automation_tasks (category, created_at desc, id desc);
create index automation_tasks_actor on public.automation_tasks (actor, created_at desc, id desc);
create index automation_tasks_live on public.automation_tasks (created_at desc, id desc)
  where state in ('pending_approval', 'blocked', 'queued', 'running');
create index automation_tasks_stopped on public.automation_tasks (created_at desc, id desc)
  where state in ('failed', 'budget_capped', 'cancelled', 'dead');
create index automation_tasks_finished on public.automation_tasks (finished_at) where finished_at is not null;

create or replace function public.siso_get_task(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  t public.automation_tasks := siso.task_of(p_task_id);
begin
  return jsonb_build_object('id', t.id, 'name', t.name, 'actor', t.actor, 'category', t.category, 'priority', t.priority,
    'environment', t.environment, 'state', t.state, 'reason', t.reason, 'error', t.error, 'model', t.model, 'tools', t.tools,
    'template', t.template, 'repo', t.repo, 'org', t.org, 'labels', t.labels, 'attempt', t.attempt, 'budgetMicros', t.budget_micros,
    'holdMicros', t.hold_micros, 'costMicros', t.cost_micros, 'costSource', t.cost_source, 'cancelRequested', t.cancel_requested)
  || jsonb_build_object('tokens', siso.token_sums(t.input_tokens, t.output_tokens, t.cache_read_tokens, t.cache_write_5m_tokens,
      t.cache_write_1h_tokens, t.counted_tokens),
    'reportedCostMicros', t.reported_cost_micros, 'turns', t.turns, 'durationMs', t.duration_ms, 'sessionId', t.session_id,
    'branch', t.branch, 'changedFiles', t.changed_files, 'denials', t.denials, 'createdAt', t.created_at, 'startedAt', t.started_at,
    'finishedAt', t.finished_at,
    'result', (select body from public.task_texts where task_id = t.id and kind = 'result'),
    'logs', (select coalesce(string_agg(body, '' order by id), '') from public.task_logs where task_id = t.id),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'event', event, 'details', details) order by id), '[]')
      from public.task_events where task_id = t.id));
end $$;

create function siso.task_row(t public.automation_tasks) returns jsonb language sql immutable as $$
  select jsonb_build_object('id', t.id, 'name', t.name, 'actor', t.actor, 'category', t.category, 'priority', t.priority,
    'environment', t.environment, 'state', t.state, 'reason', t.reason, 'model', t.model, 'template', t.template, 'repo', t.repo,
    'labels', t.labels, 'attempt', t.attempt, 'holdMicros', t.hold_micros, 'costMicros', t.cost_micros, 'costSource', t.cost_source,
    'countedTokens', t.counted_tokens, 'durationMs', t.duration_ms, 'createdAt', t.created_at, 'startedAt', t.started_at,
    'finishedAt', t.finished_at);
$$;

-- The conditions of a filter as SQL, so that the planner sees their values. An empty list is no condition.
-- `ordered` are those that an index answers in the order of the list.
create function siso.task_conditions(f jsonb) returns table (condition text, ordered boolean) language sql immutable as $$
  select case jsonb_array_length(f -> key) when 1 then format('t.%I = %L', name, f -> key ->> 0)
      else format('t.%I = any (%L::text[])', name, array(select jsonb_array_elements_text(f -> key))) end,
    case name when 'category' then jsonb_array_length(f -> key) = 1
      when 'state' then f -> key <@ '["pending_approval", "blocked", "queued", "running"]'
        or f -> key <@ '["failed", "budget_capped", "cancelled", "dead"]'
      else false end
  from (values ('states', 'state'), ('categories', 'category'), ('priorities', 'priority'), ('environments', 'environment'))
    as listed (key, name)
  where jsonb_array_length(f -> key) > 0
  union all
  select format('t.%I = %L', key, f ->> key), key = 'actor'
  from unnest(array['actor', 'repo', 'model', 'template']) key where f ->> key is not null
  union all
  select format('t.created_at >= %L::timestamptz', f ->> 'from'), true where f ->> 'from' is not null
  union all
  select format('t.created_at < %L::timestamptz', f ->> 'to'), true where f ->> 'to' is not null
  union all
  select format('t.labels ->> %L = %L', split_part(f ->> 'label', '=', 1), substr(f ->> 'label', strpos(f ->> 'label', '=') + 1)), false
  where f ->> 'label' is not null
  union all
  select format('(strpos(lower(t.name), %L) > 0 or starts_with(t.id, %L))', lower(f ->> 'search'), upper(f ->> 'search')), false
  where f ->> 'search' is not null;
$$;

-- Where a page ended: microseconds since 1970 and the id.
create function siso.cursor_of(p_row jsonb) returns text language sql stable as $$
  select (extract(epoch from (p_row ->> 'createdAt')::timestamptz) * 1000000)::bigint || '.' || (p_row ->> 'id');
$$;

-- One page of the tasks that a filter lets through, newest first. `offset 0` keeps the planner in the order of the list: an embedded
-- ledger has no statistics, and without them it would rather sort them all.
create function public.siso_list_tasks(p_filter jsonb, p_limit int, p_after text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit int := least(greatest(coalesce(p_limit, 50), 1), 500);
  v_ordered text;
  v_others text;
  v_tasks jsonb;
  v_next text;
begin
  if p_after !~ '^[0-9]{1,16}[.].' then
    raise exception using errcode = 'SI400', message = 'The list cannot go on from there', hint = 'Pass on the next of the page before, unchanged.';
  end if;
  if strpos(p_filter ->> 'label', '=') < 2 then
    raise exception using errcode = 'SI400', message = format('%s is not a label', p_filter ->> 'label'), hint = 'Write it as key=value.';
  end if;
  select coalesce(string_agg(condition, ' and ') filter (where ordered), 'true'),
    coalesce(string_agg(condition, ' and ') filter (where not ordered), 'true') into v_ordered, v_others
  from siso.task_conditions(p_filter);
  if p_after is not null then
    v_ordered := v_ordered || format(' and (t.created_at, t.id) < (%L::timestamptz, %L)',
      timestamptz '1970-01-01 00:00Z' + split_part(p_after, '.', 1)::bigint * interval '1 microsecond', substr(p_after, strpos(p_after, '.') + 1));
  end if;
  execute format('select coalesce(jsonb_agg(siso.task_row(t) order by t.created_at desc, t.id desc), ''[]'') from (select * from (
    select * from public.automation_tasks t where %s order by t.created_at desc, t.id desc offset 0) t where %s limit %s) t',
    v_ordered, v_others, v_limit + 1) into v_tasks;
  if jsonb_array_length(v_tasks) > v_limit then
    v_tasks := v_tasks - v_limit;
    v_next := siso.cursor_of(v_tasks -> -1);
  end if;
  return jsonb_build_object('tasks', v_tasks, 'next', v_next);
end $$;

-- Tasks that finished in [p_from, p_to), by category and state; durations of their last attempt.
create function public.siso_task_totals(p_from timestamptz, p_to timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('category', category, 'state', state, 'tasks', tasks, 'costMicros', cost,
    'countedTokens', counted, 'p50Ms', p50, 'p95Ms', p95) order by category, state), '[]')
  from (
    select category, state, count(*) as tasks, sum(cost_micros) as cost, sum(counted_tokens) as counted,
      percentile_disc(0.5) within group (order by duration_ms) as p50, percentile_disc(0.95) within group (order by duration_ms) as p95
    from public.automation_tasks
    where finished_at >= p_from and finished_at < p_to
    group by category, state
  ) totals;
$$;

create function siso.audit_conditions(f jsonb) returns table (condition text, ordered boolean) language sql immutable as $$
  select format('a.%I = %L', key, f ->> key), key = 'subject'
  from unnest(array['actor', 'subject', 'action']) key where f ->> key is not null and not (key = 'action' and f ->> key like '%.')
  union all
  select format('starts_with(a.action, %L)', f ->> 'action'), false where f ->> 'action' like '%.'
  union all
  select format('a.at >= %L::timestamptz', f ->> 'from'), false where f ->> 'from' is not null
  union all
  select format('a.at < %L::timestamptz', f ->> 'to'), false where f ->> 'to' is not null;
$$;

-- One page of the audit, newest first, to those who may read it.
create function public.siso_audit(p_actor text, p_filter jsonb, p_limit int, p_before bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit int := least(greatest(coalesce(p_limit, 50), 1), 500);
  v_ordered text;
  v_others text;
  v_entries jsonb;
  v_next jsonb;
begin
  perform siso.demand(p_actor, 'audit:read');
  select concat_ws(' and ', format('a.id < %s', coalesce(p_before, 9223372036854775807)), string_agg(condition, ' and ') filter (where ordered)),
    coalesce(string_agg(condition, ' and ') filter (where not ordered), 'true') into v_ordered, v_others
  from siso.audit_conditions(p_filter);
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''id'', id, ''at'', at, ''actor'', actor, ''action'', action, ''subject'', subject,
    ''reason'', reason, ''before'', before, ''after'', after, ''details'', details) order by id desc), ''[]'') from (select * from (
    select * from public.audit_log a where %s order by a.id desc offset 0) a where %s limit %s) a', v_ordered, v_others, v_limit + 1)
  into v_entries;
  if jsonb_array_length(v_entries) > v_limit then
    v_entries := v_entries - v_limit;
    v_next := v_entries -> -1 -> 'id';
  end if;
  return jsonb_build_object('entries', v_entries, 'next', v_next);
end $$;

create function public.siso_limit_config() returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('category', category, 'repo', repo, 'tokensPerMinute', tokens_per_minute,
    'tokensPerHour', tokens_per_hour, 'tokensPerDay', tokens_per_day, 'requestsPerMinute', requests_per_minute,
    'maxConcurrent', max_concurrent, 'maxHoldMicros', max_hold_micros, 'updatedAt', updated_at) order by id), '[]')
  from public.rate_limit_config;
$$;

-- Every budget with the grants that count now.
create function public.siso_budget_config() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('scope', b.scope, 'value', b.value, 'dailyMicros', b.daily_micros,
    'monthlyMicros', b.monthly_micros, 'dailyTokens', b.daily_tokens, 'bufferTokens', b.buffer_tokens, 'thresholds', b.thresholds,
    'zone', b.zone, 'updatedAt', b.updated_at, 'grants', (
      select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'unit', g.unit, 'amount', g.amount, 'startsAt', g.starts_at,
        'expiresAt', g.expires_at, 'actor', g.actor, 'reason', g.reason) order by g.id), '[]')
      from public.budget_grants g where g.budget_id = b.id and g.starts_at <= v_now and g.expires_at > v_now)) order by b.id), '[]')
    from public.token_limits_config b);
end $$;

-- Who may execute what is new here: as before, only the owner and the service.
do $$
declare
  v_name text;
begin
  for v_name in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'siso' or (n.nspname = 'public' and p.proname like 'siso\_%') loop
    execute format('revoke all on function %s from public', v_name);
    if exists (select from pg_roles where rolname = 'anon') then
      execute format('revoke all on function %s from anon, authenticated', v_name);
    end if;
    if v_name not like 'siso.%' and exists (select from pg_roles where rolname = 'service_role') then
      execute format('grant execute on function %s to service_role', v_name);
    end if;
  end loop;
end $$;
