-- How long what is kept: texts for a shorter time than figures, or not at all. docs/ledger.md, "Prune".

insert into public.settings (key, value, updated_at) values
  -- `none` keeps a prompt until its task ends, and results and logs not at all
  ('store_text', '"all"', now()),
  ('text_days', '30', now()),
  ('figure_days', '400', now()),
  -- What has been pruned: tasks that ended, and usage that was charged, before the first may be gone; texts before the second are.
  ('pruned_before', 'null', now()),
  ('texts_pruned_before', 'null', now());

create function siso.moment(p_key text) returns timestamptz language sql stable as $$
  select coalesce((value #>> '{}')::timestamptz, '-infinity') from public.settings where key = p_key;
$$;

create function siso.keep_no_text() returns trigger language plpgsql as $$
begin
  if siso.setting('store_text') <> '"none"' then
    return new;
  end if;
  if tg_table_name = 'automation_tasks' then
    delete from public.task_texts where task_id = new.id;
    delete from public.task_logs where task_id = new.id;
  end if;
  return null;
end $$;
create trigger task_texts_kept before insert or update on public.task_texts
  for each row when (new.kind = 'result') execute function siso.keep_no_text();
create trigger task_logs_kept before insert on public.task_logs
  for each row execute function siso.keep_no_text();
create trigger automation_tasks_ended after update of finished_at on public.automation_tasks
  for each row when (new.finished_at is not null) execute function siso.keep_no_text();

-- Changes how long what is kept; what is not named stays. `storeText` counts for what comes: `siso_prune` takes what is there.
create function public.siso_set_retention(p_request_id uuid, p_actor text, p_changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_retention');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'ledger:prune');
  perform siso.check_retention(p_changes);
  v_before := siso.retention();
  update public.settings s set value = c.value, updated_at = siso.now()
  from (values ('store_text', p_changes -> 'storeText'), ('text_days', p_changes -> 'textDays'),
    ('figure_days', p_changes -> 'figureDays')) as c (key, value)
  where s.key = c.key and c.value <> 'null';
  return siso.remember(p_request_id, 'siso_set_retention',
    siso.changed(p_actor, 'retention.changed', 'ledger', v_before, siso.retention()));
end $$;

create function siso.retention() returns jsonb language sql stable as $$
  select jsonb_build_object('storeText', siso.setting('store_text'), 'textDays', siso.setting('text_days'),
    'figureDays', siso.setting('figure_days'));
$$;

-- Raises SI400 unless the days can be kept. A budget that is made now, in whatever zone, is worked out from its whole month.
create function siso.check_retention(p jsonb) returns void language plpgsql stable as $$
begin
  if coalesce(p ->> 'figureDays', '400') !~ '^[0-9]{1,5}$' or coalesce(p ->> 'textDays', '30') !~ '^[0-9]{1,5}$'
    or coalesce(p ->> 'storeText', 'all') not in ('all', 'none') then
    raise exception using errcode = 'SI400', message = 'What is kept cannot be that',
      hint = 'figureDays and textDays are whole days, storeText is all or none.';
  end if;
  if (p ->> 'figureDays')::int < 32 then
    raise exception using errcode = 'SI400', message = 'Figures are kept for at least 32 days',
      hint = 'The current month of every time zone needs them. Texts may go sooner.';
  end if;
end $$;

-- A figure of a day that is pruned has no row to join.
create or replace function siso.tally(p_at timestamptz, p_category text, p_delta jsonb) returns void
language sql volatile as $$
  insert into public.automation_analytics as a (day, category, tasks, succeeded, failed, capped, cancelled, input_tokens,
    output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, counted_tokens, cost_micros, duration_ms)
  select (p_at at time zone b.zone)::date, p_category, coalesce(d.tasks, 0), coalesce(d.succeeded, 0), coalesce(d.failed, 0),
    coalesce(d.budget_capped, 0), coalesce(d.cancelled, 0), coalesce(d.input, 0), coalesce(d.output, 0),
    coalesce(d."cacheRead", 0), coalesce(d."cacheWrite5m", 0), coalesce(d."cacheWrite1h", 0), coalesce(d.counted, 0),
    coalesce(d.cost, 0), coalesce(d.duration, 0)
  from public.token_limits_config b, jsonb_to_record(p_delta) as d (tasks int, succeeded int, failed int, budget_capped int,
    cancelled int, input bigint, output bigint, "cacheRead" bigint, "cacheWrite5m" bigint, "cacheWrite1h" bigint,
    counted bigint, cost bigint, duration bigint)
  where b.scope = 'global' and p_at >= siso.moment('pruned_before')
  on conflict (day, category) do update set tasks = a.tasks + excluded.tasks, succeeded = a.succeeded + excluded.succeeded,
    failed = a.failed + excluded.failed, capped = a.capped + excluded.capped, cancelled = a.cancelled + excluded.cancelled,
    input_tokens = a.input_tokens + excluded.input_tokens, output_tokens = a.output_tokens + excluded.output_tokens,
    cache_read_tokens = a.cache_read_tokens + excluded.cache_read_tokens,
    cache_write_5m_tokens = a.cache_write_5m_tokens + excluded.cache_write_5m_tokens,
    cache_write_1h_tokens = a.cache_write_1h_tokens + excluded.cache_write_1h_tokens,
    counted_tokens = a.counted_tokens + excluded.counted_tokens, cost_micros = a.cost_micros + excluded.cost_micros,
    duration_ms = a.duration_ms + excluded.duration_ms;
$$;

-- As before, and says why a task may be missing.
create or replace function siso.task_of(p_task_id text) returns public.automation_tasks language plpgsql stable as $$
declare
  k public.runner_keys := siso.runner();
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = upper(p_task_id);
  if t.id is null or (k.id is not null and t.repo is distinct from k.repo) then
    raise exception using errcode = 'SI404', message = format('There is no task %s in this ledger', p_task_id),
      hint = 'Check the id and the ledger.' || coalesce(' Tasks that ended before ' || (siso.setting('pruned_before') #>> '{}')::date
        || ' may be pruned; the audit still has them.', '');
  end if;
  if k.id is not null and t.environment <> k.environment then
    raise exception using errcode = 'SI403', message = format('%s is for %s, and the runner key for %s', t.id, t.environment, k.environment),
      hint = format('Use a key that was made for %s.', t.environment);
  end if;
  return t;
end $$;

-- As before; without its prompt nothing can run again.
create or replace function siso.check_retry(p_actor text, t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_answer jsonb;
begin
  if not p_request ? 'prompt' then
    return siso.refusal('bad_input', format('The prompt of %s is no longer kept: submit it as a new task.', t.id));
  end if;
  if p_actor is distinct from t.actor and not siso.may(p_actor, 'task:create') then
    return siso.refusal('forbidden', format('%s may not create tasks here: ask an admin of this ledger.', p_actor));
  end if;
  if p_request ->> 'priority' = 'urgent' and not siso.may(p_actor, 'task:urgent') then
    return siso.refusal('forbidden', format('%s may not create urgent tasks: use --priority high.', p_actor));
  end if;
  v_answer := siso.evaluate_next(t, p_request, p_now);
  return case when v_answer ->> 'decision' = 'refused' then v_answer end;
end $$;

select siso.set_grants();
