-- Schedules: what makes a task at certain times. Cron is read outside; here is kept when it is next, and that it happens once.
-- docs/schedules.md.

create table public.schedules (
  id text primary key,
  name text not null,
  actor text not null,
  cron text not null,
  zone text not null,
  -- what to submit, as its user gave it: a template is filled in when it is time
  request jsonb not null,
  -- absolute, on the machine that it was made on
  workspace text,
  -- how many missed occurrences are made up for after down-time; 0: none
  catch_up int not null check (catch_up between 0 and 100),
  paused boolean not null,
  next_at timestamptz not null,
  last_at timestamptz,
  -- {outcome, reason, taskId, at}
  last_outcome jsonb,
  created_at timestamptz not null
);
alter table public.schedules enable row level security;
create index schedules_due on public.schedules (next_at) where not paused;

create function siso.schedule_json(s public.schedules) returns jsonb language sql immutable as $$
  select jsonb_build_object('id', s.id, 'name', s.name, 'actor', s.actor, 'cron', s.cron, 'zone', s.zone, 'request', s.request,
    'workspace', s.workspace, 'catchUp', s.catch_up, 'paused', s.paused, 'nextAt', s.next_at, 'lastAt', s.last_at,
    'lastOutcome', s.last_outcome, 'createdAt', s.created_at);
$$;

create function siso.schedule_of(p_id text) returns public.schedules language plpgsql stable as $$
declare
  s public.schedules;
begin
  select * into s from public.schedules where id = upper(p_id);
  if s.id is null then
    raise exception using errcode = 'SI404', message = format('There is no schedule %s in this ledger', p_id), hint = 'See what there is: siso schedule list';
  end if;
  return s;
end $$;

-- With `now`, for occurrences are counted from the ledger's clock.
create function public.siso_list_schedules() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('now', siso.now(), 'schedules',
    coalesce((select jsonb_agg(siso.schedule_json(s) order by s.name, s.id) from public.schedules s), '[]'));
$$;

create function public.siso_due_schedules(p_limit int) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('now', siso.now(), 'schedules', coalesce((select jsonb_agg(siso.schedule_json(s) order by s.next_at, s.id) from (
    select * from public.schedules where not paused and next_at <= siso.now() order by next_at, id limit least(greatest(p_limit, 1), 100)) s), '[]'));
$$;

create function siso.demand_schedule(p_actor text, s public.schedules) returns void language plpgsql stable as $$
begin
  perform siso.demand(p_actor, case when p_actor = s.actor then 'task:create' else 'task:cancel_any' end);
end $$;

-- Makes a schedule, or with the id of one changes it. Its tasks are always those of whoever made it.
create function siso.set_schedule(p_actor text, p jsonb, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  s public.schedules;
  v_before jsonb := '{}';
begin
  if p ? 'id' then
    s := siso.schedule_of(p ->> 'id');
    v_before := siso.schedule_json(s);
    perform siso.demand_schedule(p_actor, s);
  else
    perform siso.demand(p_actor, 'task:create');
    if (select count(*) from public.schedules) >= 1000 then
      raise exception using errcode = 'SI409', message = 'There are 1,000 schedules, which are the most', hint = 'Remove one: siso schedule remove ID';
    end if;
  end if;
  if not exists (select from pg_catalog.pg_timezone_names where name = p ->> 'zone') then
    raise exception using errcode = 'SI400', message = format('%s is no time zone', p ->> 'zone'), hint = 'Name one such as Europe/Berlin.';
  end if;
  insert into public.schedules (id, name, actor, cron, zone, request, workspace, catch_up, paused, next_at, created_at)
  values (coalesce(s.id, 'S-' || substr(siso.task_id(gen_random_uuid()), 3)), p ->> 'name', coalesce(s.actor, p_actor), p ->> 'cron', p ->> 'zone',
    p -> 'request', p ->> 'workspace', (p ->> 'catchUp')::int, (p ->> 'paused')::boolean, (p ->> 'nextAt')::timestamptz, p_now)
  on conflict (id) do update set name = excluded.name, cron = excluded.cron, zone = excluded.zone, request = excluded.request,
    workspace = excluded.workspace, catch_up = excluded.catch_up, paused = excluded.paused, next_at = excluded.next_at
  returning * into s;
  if v_before <> siso.schedule_json(s) then
    perform siso.audit(p_actor, case when p ? 'id' then 'schedule.changed' else 'schedule.created' end, s.id,
      jsonb_build_object('before', v_before - 'request', 'after', siso.schedule_json(s) - 'request'));
  end if;
  return siso.schedule_json(s);
end $$;

create function public.siso_set_schedule(p_request_id uuid, p_actor text, p_schedule jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_schedule');
  if v_answer is not null then
    return v_answer;
  end if;
  return siso.remember(p_request_id, 'siso_set_schedule', siso.set_schedule(p_actor, p_schedule, siso.now()));
end $$;

create function public.siso_remove_schedule(p_request_id uuid, p_actor text, p_schedule_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  s public.schedules;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_remove_schedule');
  if v_answer is not null then
    return v_answer;
  end if;
  s := siso.schedule_of(p_schedule_id);
  perform siso.demand_schedule(p_actor, s);
  delete from public.schedules where id = s.id;
  perform siso.audit(p_actor, 'schedule.removed', s.id, jsonb_build_object('before', siso.schedule_json(s) - 'request'));
  return siso.remember(p_request_id, 'siso_remove_schedule', siso.schedule_json(s));
end $$;

-- What comes of one occurrence: {outcome, reason, taskId}. Nothing is queued for a budget that is used up.
create function siso.occur(s public.schedules, p_occurrence timestamptz, p_task jsonb, p_note text, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_answer jsonb;
begin
  if p_task is null then
    return case when p_note is null then '{"outcome": "missed"}' else jsonb_build_object('outcome', 'failed', 'reason', p_note) end;
  end if;
  p_task := p_task - 'cacheHours' || jsonb_build_object('actor', s.actor, 'dedupe', 'return_existing', 'dedupeKey',
    s.id || ':' || to_char(p_occurrence at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  v_answer := siso.evaluate(p_task, p_now);
  if v_answer ->> 'reason' in ('budget_used', 'never_fits') then
    return jsonb_strip_nulls(jsonb_build_object('outcome', 'skipped', 'reason', v_answer -> 'reason', 'limit', v_answer -> 'limit'));
  end if;
  v_answer := siso.submit(p_task, p_now);
  if v_answer ->> 'decision' = 'refused' then
    return jsonb_strip_nulls(jsonb_build_object('outcome', 'refused', 'reason', v_answer -> 'reason', 'hint', v_answer -> 'hint'));
  end if;
  return jsonb_build_object('outcome', 'queued', 'taskId', v_answer -> 'taskId');
end $$;

-- Whoever finds an occurrence due says which it was: only the first of them moves the schedule on.
create function public.siso_fire_schedule(p_request_id uuid, p_schedule_id text, p_occurrence timestamptz, p_next timestamptz, p_task jsonb, p_note text)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  s public.schedules;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_fire_schedule');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  if p_next <= p_occurrence then
    raise exception using errcode = 'SI400', message = 'The next occurrence is not after this one', hint = 'Say when it occurs next.';
  end if;
  -- from JSON a missing task is JSON's null
  p_task := nullif(p_task, 'null');
  update public.schedules set next_at = p_next where id = upper(p_schedule_id) and next_at = p_occurrence and next_at <= v_now and not paused
  returning * into s;
  if s.id is null then
    return siso.remember(p_request_id, 'siso_fire_schedule', '{"fired": false}');
  end if;
  v_answer := siso.occur(s, p_occurrence, p_task, p_note, v_now);
  update public.schedules set last_at = p_occurrence, last_outcome = v_answer || jsonb_build_object('at', v_now) where id = s.id;
  perform siso.audit(s.actor, 'schedule.' || (v_answer ->> 'outcome'), s.id,
    jsonb_build_object('reason', left(v_answer ->> 'reason', 500), 'details', v_answer || jsonb_build_object('occurrence', p_occurrence)));
  return siso.remember(p_request_id, 'siso_fire_schedule', jsonb_build_object('fired', true, 'nextAt', s.next_at) || v_answer);
end $$;

do $$
declare
  v_role text;
begin
  revoke all on public.schedules from public;
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on public.schedules from %I', v_role);
    if v_role = 'authenticated' then
      execute 'grant select on public.schedules to authenticated';
      execute 'create policy siso_members_read on public.schedules for select to authenticated using ((select siso.member_may(''read'')))';
    end if;
  end loop;
end $$;

select siso.set_grants();
