-- Tasks, summaries, prices; then who may execute what.

create function siso.token_sums(p_input bigint, p_output bigint, p_read bigint, p_5m bigint, p_1h bigint, p_counted bigint) returns jsonb
language sql immutable as $$
  select jsonb_build_object('input', coalesce(p_input, 0), 'output', coalesce(p_output, 0), 'cacheRead', coalesce(p_read, 0),
    'cacheWrite5m', coalesce(p_5m, 0), 'cacheWrite1h', coalesce(p_1h, 0), 'counted', coalesce(p_counted, 0));
$$;

create function public.siso_get_task(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = upper(p_task_id);
  if t.id is null then
    raise exception using errcode = 'SI404', message = format('There is no task %s in this ledger', p_task_id), hint = 'Check the id and the ledger.';
  end if;
  return jsonb_build_object('id', t.id, 'name', t.name, 'actor', t.actor, 'category', t.category, 'priority', t.priority,
    'environment', t.environment, 'state', t.state, 'reason', t.reason, 'error', t.error, 'model', t.model, 'tools', t.tools,
    'template', t.template, 'repo', t.repo, 'labels', t.labels, 'attempt', t.attempt, 'holdMicros', t.hold_micros,
    'costMicros', t.cost_micros, 'costSource', t.cost_source)
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

-- Usage charged in [p_from, p_to), by one dimension. `label` splits by every key=value.
create function public.siso_usage_summary(p_from timestamptz, p_to timestamptz, p_by text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_zone text;
  v_rows jsonb;
begin
  select zone into v_zone from public.token_limits_config where scope = 'global';
  select jsonb_object_agg(part, rows) into v_rows from (
    select part, jsonb_agg(jsonb_build_object('key', key, 'tasks', tasks, 'requests', requests, 'costMicros', cost, 'tokens', tokens)
      order by cost desc, key) as rows
    from (
      select part, key, count(distinct task_id) as tasks, coalesce(sum(requests), 0) as requests, coalesce(sum(cost_micros), 0) as cost,
        siso.token_sums(sum(input_tokens)::bigint, sum(output_tokens)::bigint, sum(cache_read_tokens)::bigint,
          sum(cache_write_5m_tokens)::bigint, sum(cache_write_1h_tokens)::bigint, sum(counted_tokens)::bigint) as tokens
      from public.token_usage_history h
      cross join lateral (
        select 'total' as part, 'total' as key
        union all
        select 'rows', coalesce(case p_by when 'category' then h.category when 'model' then h.model when 'repo' then h.repo
          when 'actor' then h.actor when 'service' then h.service when 'day' then (h.charged_at at time zone v_zone)::date::text end, 'none')
        where p_by <> 'label'
        union all
        select 'rows', l.key || '=' || l.value from jsonb_each_text(h.labels) l where p_by = 'label'
      ) dimension
      where h.charged_at >= p_from and h.charged_at < p_to
      group by part, key
    ) sums group by part
  ) parts;
  return jsonb_build_object('from', p_from, 'to', p_to, 'zone', v_zone, 'rows', coalesce(v_rows -> 'rows', '[]'),
    'total', coalesce(v_rows -> 'total' -> 0, jsonb_build_object('key', 'total', 'tasks', 0, 'requests', 0, 'costMicros', 0,
      'tokens', siso.token_sums(0, 0, 0, 0, 0, 0))));
end $$;

create function public.siso_analytics(p_from timestamptz, p_to timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('day', a.day, 'category', a.category, 'tasks', a.tasks, 'succeeded', a.succeeded,
    'failed', a.failed, 'capped', a.capped, 'cancelled', a.cancelled, 'costMicros', a.cost_micros, 'durationMs', a.duration_ms,
    'tokens', siso.token_sums(a.input_tokens, a.output_tokens, a.cache_read_tokens, a.cache_write_5m_tokens, a.cache_write_1h_tokens,
      a.counted_tokens)) order by a.day, a.category), '[]')
  from public.automation_analytics a, public.token_limits_config b
  where b.scope = 'global' and a.day >= (p_from at time zone b.zone)::date and a.day <= ((p_to - interval '1 microsecond') at time zone b.zone)::date;
$$;

create function public.siso_prices() returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(siso.price_json(p) order by p.model), '[]')
  from (select distinct on (model) * from public.model_prices
    where valid_from <= siso.now() and (valid_to is null or valid_to > siso.now()) order by model, id desc) p;
$$;

-- Row-level security everywhere, no policies yet: only these functions reach the tables.
do $$
declare
  v_name text;
begin
  for v_name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' loop
    execute format('alter table public.%I enable row level security', v_name);
    execute format('revoke all on public.%I from public', v_name);
    if exists (select from pg_roles where rolname = 'anon') then
      execute format('revoke all on public.%I from anon, authenticated', v_name);
    end if;
  end loop;
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
  revoke all on schema siso from public;
end $$;
