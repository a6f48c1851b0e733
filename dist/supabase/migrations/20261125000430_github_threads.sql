-- What is to be said in threads, who says it, and how far that came.

-- Marks the threads whose tasks something happened to since the last time.
create function siso.github_follow(p_now timestamptz) returns void language plpgsql volatile as $$
declare
  v_seen bigint := (select event from public.github_places);
  v_last bigint := (select max(id) from public.task_events);
begin
  if v_last is null or v_last <= v_seen then
    return;
  end if;
  perform siso.thread_changed(x.thread_id, p_now) from (
    select distinct g.thread_id from public.task_events e join public.github_tasks g on g.task_id = e.task_id where e.id > v_seen) x;
  update public.github_places set event = v_last;
end $$;

-- Reads only; what a poster asks while nothing happens. `running`: threads of tasks that run or wait, whose figures change without events.
create function public.siso_github_due() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
begin
  return jsonb_build_object(
    'inbox', exists (select from public.github_inbox where state = 'pending' and next_at <= v_now),
    'threads', exists (select from public.github_threads where changed_at is not null and closed is null and next_at <= v_now)
      or exists (select from public.task_events e join public.github_tasks g on g.task_id = e.task_id
        where e.id > (select event from public.github_places)),
    'alerts', exists (select from public.alerts where id > (select alert from public.github_places) and notify),
    'workflow', exists (select from public.automation_tasks where state = 'queued' and pool = 'workflow'
      and (not asleep or ready_at <= v_now)));
end $$;

create function siso.github_task_json(g public.github_tasks) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('taskId', g.task_id, 'author', g.author, 'commentId', g.comment_id, 'commentUrl', g.comment_url, 'headSha', g.head_sha,
    'isFork', g.is_fork, 'approval', g.approval, 'runUrl', g.run_url, 'reaction', g.reaction, 'checkId', g.check_id, 'checkSaid', g.check_said,
    'finishedSaid', g.finished_said, 'depth', g.depth);
end $$;

-- Lends threads in which something is to be said, for two minutes. Thirty tasks of each, the newest, are named.
create function public.siso_github_threads(p_request_id uuid, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_threads');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.github_follow(v_now);
  with taken as (
    update public.github_threads set token = gen_random_uuid(), next_at = v_now + interval '2 minutes'
    where id = any (array(select id from public.github_threads where changed_at is not null and closed is null and next_at <= v_now
      order by next_at, id limit least(greatest(p_limit, 1), 20)))
    returning *
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'token', h.token, 'repo', h.repo, 'number', h.number, 'isPull', h.is_pull,
    'installationId', h.installation_id, 'commentId', h.comment_id, 'commentTried', h.comment_tried, 'said', h.said, 'notices', h.notices,
    'changedAt', h.changed_at, 'failures', h.failures, 'tasks', (
      select coalesce(jsonb_agg(siso.github_task_json(x.task) order by x.created_at, (x.task).task_id), '[]') from (
        select g as task, a.created_at from public.github_tasks g join public.automation_tasks a on a.id = g.task_id
        where g.thread_id = h.id order by a.created_at desc, a.id desc limit 30) x)) order by h.id), '[]')
  into v_answer from taken h;
  if v_answer = '[]' then
    return v_answer;
  end if;
  return siso.remember(p_request_id, 'siso_github_threads', v_answer);
end $$;

-- How it went: {ok, commentId, said, tried, gone, closed, retryAfterSeconds}; without `ok` something is noted and the thread is lent anew. A thread is
-- looked at again ten seconds later at the earliest.
create function public.siso_github_posted(p_request_id uuid, p_thread_id bigint, p_token uuid, p_result jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  h public.github_threads;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_posted');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  select * into h from public.github_threads where id = p_thread_id and token = p_token;
  if h.id is null then
    return siso.remember(p_request_id, 'siso_github_posted', siso.lease_lost());
  end if;
  update public.github_threads set
    comment_id = case when (p_result ->> 'gone')::boolean then null else coalesce((p_result ->> 'commentId')::bigint, comment_id) end,
    comment_tried = case when (p_result ->> 'gone')::boolean then false else coalesce((p_result ->> 'tried')::boolean, comment_tried) end,
    closed = p_result ->> 'closed',
    said = case when (p_result ->> 'gone')::boolean then null else coalesce(p_result ->> 'said', said) end,
    -- what happened meanwhile is still to be said
    changed_at = case when (p_result ->> 'ok')::boolean and changed_at = (p_result ->> 'changedAt')::timestamptz then null else changed_at end,
    failures = case when (p_result ->> 'ok')::boolean then 0 when p_result ? 'ok' then failures + 1 else failures end,
    token = case when p_result ? 'ok' then null else token end,
    next_at = case when p_result ? 'ok' then v_now + make_interval(secs => coalesce((p_result ->> 'retryAfterSeconds')::int,
      case when (p_result ->> 'ok')::boolean then 10 else least(3600, 10 * 2 ^ least(failures, 9)) end)) else v_now + interval '2 minutes' end
  where id = h.id;
  return siso.remember(p_request_id, 'siso_github_posted', '{"ok": true}');
end $$;

-- What has been done elsewhere for a task: {runUrl, reaction, checkId, checkSaid, finishedSaid}; what is absent stays.
create function public.siso_github_note(p_request_id uuid, p_task_id text, p_note jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_note');
  if v_answer is not null then
    return v_answer;
  end if;
  update public.github_tasks set run_url = coalesce(p_note ->> 'runUrl', run_url), reaction = coalesce(p_note ->> 'reaction', reaction),
    check_id = coalesce((p_note ->> 'checkId')::bigint, check_id), check_said = coalesce(p_note ->> 'checkSaid', check_said),
    finished_said = coalesce((p_note ->> 'finishedSaid')::boolean, finished_said)
  where task_id = upper(p_task_id);
  return siso.remember(p_request_id, 'siso_github_note', jsonb_build_object('ok', found));
end $$;

-- Threads in which something waits or runs are said anew now and then, for positions and figures change without events. What was not to
-- wait any longer is cancelled.
create function public.siso_github_refresh(p_request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_count int;
  t public.automation_tasks;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_refresh');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  -- so that what happens to other tasks is not looked through again and again
  perform siso.github_follow(v_now);
  for t in select a.* from public.automation_tasks a join public.github_tasks g on g.task_id = a.id
    where a.state in ('queued', 'pending_approval') and a.attempt = 0 and g.give_up_at <= v_now order by a.id loop
    perform siso.end_waiting(t, '{"state": "cancelled", "reason": "cancelled", "error": "it had not started by the time that --wait gave it"}', v_now);
    perform siso.audit(t.actor, 'task.cancelled', t.id, '{"reason": "it waited as long as it was to", "after": {"state": "cancelled"}}');
  end loop;
  update public.github_threads h set changed_at = v_now where changed_at is null and closed is null and exists (
    select from public.github_tasks g join public.automation_tasks a on a.id = g.task_id
    where g.thread_id = h.id and a.state in ('queued', 'running'));
  get diagnostics v_count = row_count;
  return siso.remember(p_request_id, 'siso_github_refresh', jsonb_build_object('threads', v_count));
end $$;

-- Tasks whose runs GitHub has, or should have: to be compared with what became of these runs.
create function public.siso_github_runs() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('taskId', u.task_id, 'leaseToken', u.lease_token, 'runId', u.run_id, 'repo', h.repo,
      'installationId', h.installation_id, 'dispatched', u.dispatched, 'started', u.started_at is not null, 'admittedAt', u.admitted_at) order by u.admitted_at), '[]')
    from public.usage_holds u join public.github_tasks g on g.task_id = u.task_id join public.github_threads h on h.id = g.thread_id
    join public.automation_tasks a on a.id = u.task_id
    where u.state = 'active' and a.pool = 'workflow');
end $$;

-- A run is over, so nobody renews its lease: what it left is ended now and not when the lease is. Its own settlement may still come late.
create function public.siso_github_run_ended(p_request_id uuid, p_run_id text, p_repo text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_count int;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_run_ended');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  update public.usage_holds u set lease_expires_at = least(lease_expires_at, v_now)
  where u.state = 'active' and u.run_id = p_run_id and lower(u.repo) = lower(p_repo);
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform siso.expire_overdue(v_now);
  end if;
  return siso.remember(p_request_id, 'siso_github_run_ended', jsonb_build_object('ended', v_count));
end $$;

-- The next alerts in order, and the issues that hear of alerts. Said one after the other, so that a repeat finds what was not.
create function public.siso_github_alerts(p_limit int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', l.at, 'scope', b.scope, 'value', b.value, 'period', l.period_kind, 'unit', l.unit,
      'startsAt', l.starts_at, 'threshold', l.threshold, 'kind', l.kind, 'spent', l.spent, 'cap', l.cap,
      'issue', (select jsonb_object_agg(i.repo, i.number) from public.github_alert_issues i)) order by l.id), '[]')
    from (select * from public.alerts where id > (select alert from public.github_places) and notify
      order by id limit least(greatest(p_limit, 1), 50)) l
    left join public.token_limits_config b on b.id = l.budget_id);
end $$;

create function public.siso_github_alert_said(p_request_id uuid, p_alert_id bigint, p_issue jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_alert_said');
  if v_answer is not null then
    return v_answer;
  end if;
  if p_issue is not null and p_issue <> 'null' then
    insert into public.github_alert_issues (repo, number) values (p_issue ->> 'repo', (p_issue ->> 'number')::int)
    on conflict (repo) do update set number = excluded.number;
  end if;
  update public.github_places set alert = greatest(alert, p_alert_id);
  return siso.remember(p_request_id, 'siso_github_alert_said', '{"ok": true}');
end $$;

select siso.set_grants();
