-- The feed: what happened to tasks, to budgets, and by whom something was changed, in one order and without a second copy.
-- A place in it is {task_events, audit_log, alerts, progress}: the last id seen of each. Ids are given under the ledger's lock, so
-- whoever sees one of a table sees all before it, and nothing comes in behind a reader's back.

-- What of the audit is told. Tasks tell by their own events, and recorded usage is no change.
create index audit_log_feed on public.audit_log (id) where action not like 'task.%' and action <> 'usage.recorded';

-- Progress is no row of history: of each running task the latest counts, by a number that grows with each word of any task. The
-- column has no index, so that a heartbeat writes to none; only what runs is looked through.
create sequence siso.progress_no;
alter table public.automation_tasks add column progress_no bigint;

create or replace function siso.note_progress(p_task_id text, p jsonb, p_now timestamptz) returns void language sql volatile as $$
  update public.automation_tasks set progress_no = nextval('siso.progress_no'),
    progress = jsonb_strip_nulls(jsonb_build_object('at', p_now, 'usedMicros', p -> 'usedMicros',
    'usedTokens', p -> 'usedTokens', 'turns', p -> 'turns', 'stage', p -> 'stage', 'tool', left(p ->> 'tool', 200),
    'line', left(p ->> 'line', 500), 'tokens', p -> 'tokens'))
  where id = p_task_id;
$$;

-- A kind is a word of the table's own, but for what has a better name.
create function siso.feed_kind(p_source int, p_word text, p_subject text, p_raw jsonb) returns text language sql immutable as $$
  select case
    when p_source = 1 then 'task.' || p_word
    when p_source = 3 then case p_word when 'buffer' then 'buffer.drawn' else 'budget.threshold' end
    when p_source = 4 then 'task.progress'
    when p_word = 'setting.changed' and p_subject = 'paused'
      then case when (p_raw #>> '{after,paused}')::boolean then 'queue.paused' else 'queue.resumed' end
    else p_word end;
$$;

-- Named one by one: no prompt, no result, nothing the agent said, no name (it may be the prompt's first words), no lease.
create function siso.feed_data(p_source int, p_subject text, p_raw jsonb) returns jsonb language plpgsql stable as $$
begin
  if p_source in (1, 4) then
    return (select jsonb_strip_nulls(jsonb_build_object('actor', t.actor, 'repo', t.repo, 'category', t.category,
        'priority', t.priority, 'environment', t.environment, 'template', t.template))
      from public.automation_tasks t where t.id = p_subject)
      || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_raw) where key in ('reason', 'attempt', 'amountMicros',
        'tokens', 'costMicros', 'costSource', 'before', 'turns', 'durationMs', 'branch', 'commit', 'pullRequestUrl',
        'pullRequestNumber', 'runId', 'worker', 'by', 'from', 'readyAt', 'usedMicros', 'usedTokens', 'stage', 'tool'));
  end if;
  return p_raw;
end $$;

-- After a place, oldest first; without progress where the fourth of it is null. Moments only order what is from different tables:
-- within one the ids do, also when a clock went back.
create function siso.feed(p_after bigint[], p_limit int)
returns table (n bigint, place bigint[], at timestamptz, kind text, subject text, data jsonb)
language plpgsql stable set enable_seqscan = off set jit = off as $$
begin
  return query
  with rows as (
    (select 1 as source, e.id, e.at, e.event as word, e.task_id as subject, e.details as raw
     from public.task_events e where e.id > p_after[1] order by e.id limit p_limit)
    union all
    (select 2, a.id, a.at, a.action, a.subject, jsonb_strip_nulls(jsonb_build_object('actor', a.actor, 'reason', a.reason,
      'before', a.before, 'after', a.after))
     from public.audit_log a
     where a.id > p_after[2] and a.action not like 'task.%' and a.action <> 'usage.recorded' order by a.id limit p_limit)
    union all
    (select 3, l.id, l.at, l.kind, trim(b.scope || ' ' || b.value), jsonb_build_object('scope', b.scope, 'value', b.value,
      'period', l.period_kind, 'unit', l.unit, 'startsAt', l.starts_at, 'threshold', l.threshold, 'spent', l.spent, 'cap', l.cap)
     from public.alerts l left join public.token_limits_config b on b.id = l.budget_id
     -- of several thresholds crossed at once the highest speaks
     where l.id > p_after[3] and l.notify order by l.id limit p_limit)
    union all
    (select 4, t.progress_no, (t.progress ->> 'at')::timestamptz, '', t.id, t.progress
     from public.usage_holds h join public.automation_tasks t on t.id = h.task_id
     where h.state = 'active' and t.progress is not null and t.progress_no > p_after[4]
       and (select last_value from siso.progress_no) > p_after[4]
     order by t.progress_no limit p_limit)
  ), timed as (
    select r.*, max(r.at) over (partition by r.source order by r.id) as moment from rows r
  ), numbered as (
    select row_number() over (order by moment, source, id) as n, timed.* from timed order by 1 limit p_limit
  )
  select m.n, array[coalesce(max(m.id) filter (where m.source = 1) over w, p_after[1]),
      coalesce(max(m.id) filter (where m.source = 2) over w, p_after[2]),
      coalesce(max(m.id) filter (where m.source = 3) over w, p_after[3]),
      coalesce(max(m.id) filter (where m.source = 4) over w, p_after[4])],
    m.at, siso.feed_kind(m.source, m.word, m.subject, m.raw), m.subject, siso.feed_data(m.source, m.subject, m.raw)
  from numbered m window w as (order by m.n) order by m.n;
end $$;

-- The place after all that this statement sees.
create function siso.feed_end() returns bigint[] language plpgsql stable set enable_seqscan = off set jit = off as $$
begin
  return array[
    (select coalesce(max(id), 0) from public.task_events),
    (select coalesce(max(id), 0) from public.audit_log where action not like 'task.%' and action <> 'usage.recorded'),
    (select coalesce(max(id), 0) from public.alerts where notify),
    (select coalesce(max(t.progress_no), 0) from public.usage_holds h join public.automation_tasks t on t.id = h.task_id
     where h.state = 'active')];
end $$;

-- `start`, or a cursor as it was given out. Raises SI400 for anything else, also for a place that this ledger has not reached.
create function siso.feed_place(p_cursor text) returns bigint[] language plpgsql stable as $$
declare
  v bigint[];
begin
  if p_cursor = 'start' then
    return '{0,0,0,0}';
  end if;
  if p_cursor ~ '^\d{1,18}(\.\d{1,18}){3}$' then
    v := string_to_array(p_cursor, '.')::bigint[];
    if v[1] <= (select last_value from public.task_events_id_seq) and v[2] <= (select last_value from public.audit_log_id_seq)
      and v[3] <= (select last_value from public.alerts_id_seq) and v[4] <= (select last_value from siso.progress_no) then
      return v;
    end if;
  end if;
  raise exception using errcode = 'SI400', message = 'The cursor is none of this ledger',
    hint = 'Give one as it was answered, start for everything that is kept, or none to follow from now on.';
end $$;

create function public.siso_events(p_after text, p_limit int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_end bigint[] := siso.feed_end();
  v_place bigint[];
  v_events jsonb;
begin
  v_place := case when p_after is null then v_end else siso.feed_place(p_after) end;
  -- what is asked most, by whoever follows while nothing happens
  if v_place[1] >= v_end[1] and v_place[2] >= v_end[2] and v_place[3] >= v_end[3] and v_place[4] >= v_end[4] then
    return jsonb_build_object('events', '[]'::jsonb, 'next', array_to_string(v_place, '.'));
  end if;
  select jsonb_agg(jsonb_build_object('cursor', array_to_string(f.place, '.'), 'at', f.at, 'kind', f.kind, 'subject', f.subject,
    'data', f.data) order by f.n) into v_events from siso.feed(v_place, least(greatest(p_limit, 1), 500)) f;
  return jsonb_build_object('events', coalesce(v_events, '[]'), 'next',
    coalesce(v_events -> -1 ->> 'cursor', array_to_string(v_place, '.')));
end $$;

select siso.set_grants();
