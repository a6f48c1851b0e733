-- Tasks that come from comments: submitted with the thread they belong to, quoted, and approved or not.

-- What tasks like this one have cost, and what it would hold: {alike, p50Micros, p90Micros, holdMicros, verdict}.
create function public.siso_github_quote(p_role text, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_task jsonb := siso.plain_request(p_task) || jsonb_build_object('githubRole', p_role);
  v_now timestamptz;
  v_verdict jsonb;
begin
  perform siso.lock();
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  v_verdict := siso.evaluate(v_task, v_now);
  return (
    select jsonb_build_object('alike', count(*), 'p50Micros', percentile_disc(0.5) within group (order by cost_micros),
      'p90Micros', percentile_disc(0.9) within group (order by cost_micros), 'holdMicros', v_verdict -> 'amount',
      'verdict', siso.preview(v_verdict))
    from (select cost_micros from public.automation_tasks
      where category = p_task ->> 'category' and model = p_task ->> 'model' and coalesce(template, '') = coalesce(p_task ->> 'template', '')
        and state = 'succeeded' and cached_from is null
      order by finished_at desc limit 50) alike);
end $$;

-- What a thread's tasks of the last hour cost, or may still cost; those of a chain no more than it may.
create function siso.thread_micros(p_thread_id bigint, p_now timestamptz) returns bigint language sql stable as $$
  select coalesce(sum(least(c.micros, w.budget_micros)), 0)::bigint
  from (
    select t.workflow_id, sum(case when t.finished_at is not null then t.cost_micros
      else greatest(t.cost_micros, coalesce(t.budget_micros, nullif(t.hold_micros, 0), (siso.setting('default_hold_micros'))::bigint)) end) as micros
    from public.github_tasks g join public.automation_tasks t on t.id = g.task_id
    -- a retry counts from when it was asked for
    where g.thread_id = p_thread_id and greatest(t.created_at, t.enqueued_at) > p_now - interval '1 hour'
    group by t.workflow_id, case when t.workflow_id is null then t.id end) c
  left join public.workflows w on w.id = c.workflow_id;
$$;

-- Raises SI403 where another attempt of a task would exceed what its thread may cost within an hour.
create function siso.demand_hour(p_task_id text, p_overrides jsonb, p_hour_micros bigint) returns void language plpgsql stable as $$
declare
  t public.automation_tasks;
  v_thread bigint := (select thread_id from public.github_tasks where task_id = upper(p_task_id));
begin
  select * into t from public.automation_tasks where id = upper(p_task_id);
  if v_thread is not null and greatest(t.created_at, t.enqueued_at) <= siso.now() - interval '1 hour'
    and siso.thread_micros(v_thread, siso.now())
      + coalesce((p_overrides ->> 'budgetMicros')::bigint, t.budget_micros, (siso.setting('default_hold_micros'))::bigint) > p_hour_micros then
    raise exception using errcode = 'SI403', message = format('Tasks of this thread may cost $%s within an hour, and that is reached',
      to_char(p_hour_micros / 1e6, 'FM999999990.00')), hint = 'Wait, or ask for it elsewhere.';
  end if;
end $$;

-- Submits a task from a comment. `p_origin`: {thread, role, pool, author, commentId, commentUrl, headSha, isFork, depth, hourMicros,
-- approval, delaySeconds, giveUpSeconds}. What is delayed sleeps in the queue until then.
create function public.siso_github_submit(p_request_id uuid, p_task jsonb, p_origin jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_thread public.github_threads;
  v_task jsonb;
  v_used bigint;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_submit');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  -- whose queued twin it may replace
  perform set_config('siso.github_role', coalesce(nullif(p_origin ->> 'role', ''), 'none'), true);
  v_thread := siso.github_thread(p_origin -> 'thread', v_now);
  v_task := siso.plain_request(p_task) || jsonb_strip_nulls(jsonb_build_object('githubRole', p_origin -> 'role', 'repo', v_thread.repo,
    'pool', p_origin -> 'pool', 'approval', p_origin -> 'approval'));
  v_used := siso.thread_micros(v_thread.id, v_now);
  if v_used + coalesce((v_task ->> 'budgetMicros')::bigint, (siso.setting('default_hold_micros'))::bigint) > (p_origin ->> 'hourMicros')::bigint then
    v_answer := siso.refusal('forbidden', format('Tasks of this thread may cost $%s within an hour, and those of the last hour account for $%s: wait, or write it elsewhere.',
      to_char((p_origin ->> 'hourMicros')::bigint / 1e6, 'FM999999990.00'), to_char(v_used / 1e6, 'FM999999990.00')));
    perform siso.audit_no(v_task ->> 'actor', v_task ->> 'name', v_task, v_answer);
    return siso.remember(p_request_id, 'siso_github_submit', v_answer);
  end if;
  v_answer := siso.submit(v_task, v_now);
  if v_answer ->> 'decision' in ('queued', 'cached') and not v_answer ? 'existing' then
    insert into public.github_tasks (task_id, thread_id, author, comment_id, comment_url, head_sha, is_fork, approval, depth, give_up_at)
    values (v_answer ->> 'taskId', v_thread.id, p_origin ->> 'author', (p_origin ->> 'commentId')::bigint, p_origin ->> 'commentUrl',
      p_origin ->> 'headSha', coalesce((p_origin ->> 'isFork')::boolean, false),
      case v_answer ->> 'decision' when 'queued' then p_origin -> 'approval' end, coalesce((p_origin ->> 'depth')::int, 0),
      v_now + make_interval(secs => (p_origin ->> 'giveUpSeconds')::int));
    if (p_origin ->> 'delaySeconds')::int > 0 then
      update public.automation_tasks set asleep = true, ready_at = v_now + make_interval(secs => (p_origin ->> 'delaySeconds')::int)
      where id = v_answer ->> 'taskId' and state = 'queued';
    end if;
    perform siso.thread_changed(v_thread.id, v_now);
  end if;
  return siso.remember(p_request_id, 'siso_github_submit', v_answer);
end $$;

-- The task that a person means: the one named, else the newest of the thread that waits for an approval.
create function public.siso_github_pending(p_thread jsonb, p_task_id text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('taskId', t.id, 'state', t.state, 'approval', g.approval, 'commentId', g.comment_id, 'headSha', g.head_sha, 'isFork', g.is_fork,
      'author', g.author) order by t.created_at desc), '[]')
    from public.github_tasks g join public.github_threads h on h.id = g.thread_id join public.automation_tasks t on t.id = g.task_id
    where h.repo_id = (p_thread ->> 'repoId')::bigint and h.number = (p_thread ->> 'number')::int
      and case when p_task_id is null then t.state = 'pending_approval' else t.id = upper(p_task_id) end);
end $$;

-- Approves or denies: {actor, role, repo, taskId, approve, hash, reason}. The hash is that of what was quoted; of anything else nothing is approved.
create function public.siso_github_decide(p_request_id uuid, p_decision jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  t public.automation_tasks;
  g public.github_tasks;
  v_actor text := p_decision ->> 'actor';
  v_yes boolean := (p_decision ->> 'approve')::boolean;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_decide');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform set_config('siso.github_role', coalesce(nullif(p_decision ->> 'role', ''), 'none'), true);
  t := siso.task_in(p_decision ->> 'taskId', p_decision ->> 'repo');
  select * into g from public.github_tasks where task_id = t.id;
  if t.state <> 'pending_approval' then
    raise exception using errcode = 'SI409', message = format('%s does not wait for an approval: it is %s', t.id, replace(t.state, '_', ' ')),
      hint = format('See it with /siso explain %s', t.id);
  end if;
  -- who asked may take it back
  if v_yes or v_actor <> t.actor then
    perform siso.demand(v_actor, case g.approval ->> 'by' when 'maintain' then 'queue:pause' else 'task:create' end);
  end if;
  if v_yes and g.approval ->> 'hash' is distinct from p_decision ->> 'hash' then
    raise exception using errcode = 'SI409', message = format('What %s asks for is not what was quoted', t.id), hint = 'Deny it, and ask for it anew.';
  end if;
  if v_yes then
    update public.github_tasks set approval = approval || jsonb_build_object('approvedBy', v_actor, 'approvedAt', v_now) where task_id = t.id;
    perform siso.task_event(t.id, 'approved', jsonb_build_object('by', v_actor));
    perform siso.enqueue(t.id, v_now);
    v_answer := '{"state": "queued"}';
  else
    perform siso.task_event(t.id, 'denied', jsonb_build_object('by', v_actor));
    perform siso.end_waiting(t, jsonb_build_object('state', 'cancelled', 'reason', 'cancelled', 'by', v_actor), v_now);
    v_answer := '{"state": "cancelled"}';
  end if;
  perform siso.audit(v_actor, case when v_yes then 'task.approved' else 'task.denied' end, t.id, jsonb_strip_nulls(jsonb_build_object(
    'reason', p_decision -> 'reason', 'before', '{"state": "pending_approval"}'::jsonb, 'after', v_answer)));
  return siso.remember(p_request_id, 'siso_github_decide', v_answer || jsonb_build_object('taskId', t.id));
end $$;

-- A comment that asked for something is gone: what waits for an approval because of it is cancelled.
create function public.siso_github_withdraw(p_request_id uuid, p_comment_id bigint, p_actor text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  t public.automation_tasks;
  v_ids jsonb := '[]';
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_withdraw');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  for t in select a.* from public.automation_tasks a join public.github_tasks g on g.task_id = a.id
    where g.comment_id = p_comment_id and a.state = 'pending_approval' order by a.id loop
    perform siso.end_waiting(t, jsonb_build_object('state', 'cancelled', 'reason', 'cancelled', 'by', p_actor), v_now);
    perform siso.audit(p_actor, 'task.cancelled', t.id, '{"reason": "its comment was deleted", "before": {"state": "pending_approval"}, "after": {"state": "cancelled"}}');
    v_ids := v_ids || to_jsonb(t.id);
  end loop;
  return siso.remember(p_request_id, 'siso_github_withdraw', jsonb_build_object('cancelled', v_ids));
end $$;

-- What was not approved is not tried: one that was denied, or taken back, waits for an approval again.
create function siso.lacks_approval(p_task_id text) returns boolean language plpgsql stable as $$
begin
  return exists (select from public.github_tasks where task_id = p_task_id and approval is not null and not approval ? 'approvedBy');
end $$;
select siso.rewrite('siso.reset(public.automation_tasks)'::regprocedure, array[
  'state = ''queued''', 'state = case when siso.lacks_approval(t.id) then ''pending_approval'' else ''queued'' end']);

-- A retry by comment goes no way round an approval: what was asked for was approved, and is still what is asked for.
create function siso.demand_approved(p_task_id text, p_overrides jsonb) returns void language plpgsql stable as $$
begin
  if siso.lacks_approval(upper(p_task_id)) then
    raise exception using errcode = 'SI409', message = format('%s was not approved', upper(p_task_id)), hint = 'Ask for it anew.';
  elsif coalesce(p_overrides, '{}') - '{priority,reason}'::text[] <> '{}'
    and exists (select from public.github_tasks where task_id = upper(p_task_id) and approval is not null) then
    raise exception using errcode = 'SI409', message = format('%s was approved as it was asked for, and not otherwise', upper(p_task_id)),
      hint = 'Retry it as it is, or ask for it anew.';
  end if;
end $$;

drop function siso.rewrite(regprocedure, text[]);
select siso.set_grants();
