-- Pruning history, some at a time. What is read backwards through the ledger's life stays true for all that is kept.

-- A task goes with its holds; without this each would look through all of them.
create index usage_holds_task on public.usage_holds (task_id);
-- Usage of other services, the only entries that are not found by their hold.
create index token_usage_history_recorded on public.token_usage_history (charged_at) where hold_id is null;

-- Where a batch ends that begins at `p_from`: after so many tasks, or after some 8 MB of texts. Null when there is none.
create function siso.texts_end(p_from timestamptz, p_before timestamptz, p_batch int) returns timestamptz
language sql stable set enable_seqscan = off set enable_sort = off set enable_bitmapscan = off as $$
  select max(finished_at) from (
    select finished_at, bytes, sum(bytes) over (order by finished_at) as gone from (
      select t.finished_at, (select coalesce(sum(pg_column_size(x.body)), 0) from public.task_texts x where x.task_id = t.id)
        + (select coalesce(sum(pg_column_size(l.body)), 0) from public.task_logs l where l.task_id = t.id) as bytes
      from (
        select id, finished_at from public.automation_tasks where finished_at >= p_from and finished_at < p_before
        order by finished_at limit p_batch
      ) t
    ) sizes
  ) sums where gone - bytes < 8000000;
$$;

-- Prompts, results and logs of tasks that ended before. They go in the order of their ends, so one moment says what is done.
create function siso.prune_texts(p_before timestamptz, p_batch int, out texts bigint, out logs bigint, out done boolean)
language plpgsql volatile set enable_seqscan = off as $$
declare
  v_from timestamptz := siso.moment('texts_pruned_before');
  v_end timestamptz := siso.texts_end(v_from, p_before, p_batch);
  v_ids text[] := array(select id from public.automation_tasks where finished_at >= v_from and finished_at <= v_end);
begin
  delete from public.task_texts where task_id = any (v_ids);
  get diagnostics texts = row_count;
  delete from public.task_logs where task_id = any (v_ids);
  get diagnostics logs = row_count;
  done := v_end is null;
  update public.settings set value = to_jsonb(case when done then p_before else v_end + interval '1 microsecond' end)
  where key = 'texts_pruned_before' and p_before > v_from;
end $$;

-- Of tasks that ended in (p_after, p_end] those that may go. The newest 50 of each kind that succeeded stay: estimates are made of them.
create function siso.prunable(p_after timestamptz, p_end timestamptz) returns table (id text)
language sql stable set enable_seqscan = off set enable_sort = off set enable_bitmapscan = off as $$
  with ended as materialized (
    select t.id, t.category, t.model, coalesce(t.template, '') as template, t.finished_at, t.state = 'succeeded' as alike
    from public.automation_tasks t where t.finished_at > p_after and t.finished_at <= p_end
  ), kinds as materialized (
    select k.*, (
      select n.finished_at from public.automation_tasks n
      where n.category = k.category and n.model = k.model and coalesce(n.template, '') = k.template and n.state = 'succeeded'
      order by n.finished_at desc offset 49 limit 1) as fiftieth
    from (select distinct category, model, template from ended where alike) k
  )
  select ended.id from ended left join kinds using (category, model, template) where not alike or finished_at < fiftieth;
$$;

-- Whole tasks, with all they held, used and left behind, that ended after `p_after` and before `p_before`. `next` is where to go on.
create function siso.prune_tasks(p_after timestamptz, p_before timestamptz, p_batch int, out gone jsonb, out next timestamptz)
language plpgsql volatile set enable_seqscan = off as $$
declare
  v_ids text[];
  v_holds uuid[];
  v_entries bigint;
  v_events bigint;
  v_texts bigint;
  v_logs bigint;
begin
  select max(finished_at) into next from (
    select finished_at from public.automation_tasks where finished_at > p_after and finished_at < p_before
    order by finished_at limit p_batch) batch;
  v_ids := array(select id from siso.prunable(p_after, next));
  v_holds := array(select id from public.usage_holds where task_id = any (v_ids));
  delete from public.token_usage_history where hold_id = any (v_holds);
  get diagnostics v_entries = row_count;
  delete from public.usage_holds where id = any (v_holds);
  delete from public.task_events where task_id = any (v_ids);
  get diagnostics v_events = row_count;
  delete from public.task_texts where task_id = any (v_ids);
  get diagnostics v_texts = row_count;
  delete from public.task_logs where task_id = any (v_ids);
  get diagnostics v_logs = row_count;
  delete from public.automation_tasks where id = any (v_ids);
  gone := jsonb_build_object('tasks', cardinality(v_ids), 'entries', v_entries, 'events', v_events, 'texts', v_texts, 'logs', v_logs);
end $$;

-- Recorded usage with its corrections, which were charged at the same moment.
create function siso.prune_recorded(p_before timestamptz, p_batch int, out entries bigint)
language plpgsql volatile set enable_seqscan = off set enable_sort = off as $$
declare
  v_end timestamptz;
begin
  select max(charged_at) into v_end from (
    select charged_at from public.token_usage_history where hold_id is null and charged_at < p_before
    order by charged_at limit p_batch) batch;
  delete from public.token_usage_history where hold_id is null and charged_at <= v_end;
  get diagnostics entries = row_count;
end $$;

-- Sums of days and months that are over, and what counts no more.
create function siso.prune_sums(p_before timestamptz, p_now timestamptz, p_batch int, out gone jsonb, out done boolean)
language plpgsql volatile as $$
declare
  v_zone text := (select zone from public.token_limits_config where scope = 'global');
  v_days bigint;
  v_periods bigint;
  v_alerts bigint;
  v_others bigint;
begin
  delete from public.automation_analytics where ctid = any (array(
    select ctid from public.automation_analytics where day < (p_before at time zone v_zone)::date limit p_batch));
  get diagnostics v_days = row_count;
  delete from public.budget_periods where ctid = any (array(
    select ctid from public.budget_periods where ends_at <= p_before limit p_batch));
  get diagnostics v_periods = row_count;
  delete from public.alerts where ctid = any (array(select ctid from public.alerts where at < p_before limit p_batch));
  get diagnostics v_alerts = row_count;
  -- as siso_expire does, for a ledger that nobody sweeps
  delete from public.rate_limit_usage where ctid = any (array(
    select ctid from public.rate_limit_usage where bucket_start < p_now - interval '3 days' limit p_batch));
  get diagnostics v_others = row_count;
  gone := jsonb_build_object('days', v_days, 'periods', v_periods, 'alerts', v_alerts);
  done := greatest(v_days, v_periods, v_alerts, v_others) < p_batch;
end $$;

select siso.set_grants();
