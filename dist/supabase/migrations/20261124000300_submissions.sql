-- Tasks that wait in the ledger: submit, admit, give back. docs/ledger.md follows the same order.

create function siso.task_of(p_task_id text) returns public.automation_tasks language plpgsql stable as $$
declare
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = upper(p_task_id);
  if t.id is null then
    raise exception using errcode = 'SI404', message = format('There is no task %s in this ledger', p_task_id), hint = 'Check the id and the ledger.';
  end if;
  return t;
end $$;

-- The request of a task as it would run now. A task of before requests were kept has what its columns say.
create function siso.request_of(t public.automation_tasks) returns jsonb language sql stable as $$
  select t.request || jsonb_strip_nulls(jsonb_build_object('name', t.name, 'actor', t.actor, 'category', t.category,
    'priority', t.priority, 'environment', t.environment, 'model', t.model, 'tools', t.tools, 'template', t.template,
    'repo', t.repo, 'org', t.org, 'labels', t.labels, 'budgetMicros', t.budget_micros,
    'prompt', (select body from public.task_texts where task_id = t.id and kind = 'prompt')));
$$;

create function public.siso_task_request(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_request jsonb := siso.request_of(siso.task_of(p_task_id));
begin
  if not v_request ? 'prompt' then
    raise exception using errcode = 'SI404', message = format('The prompt of %s is no longer kept', upper(p_task_id)), hint = 'Submit it as a new task.';
  end if;
  return v_request;
end $$;

-- What a task's own cap leaves for its next attempt, or null when it has none.
create function siso.cap_left(t public.automation_tasks, p_request jsonb) returns bigint language sql stable as $$
  select (p_request ->> 'budgetMicros')::bigint - t.cost_micros;
$$;

-- What the next attempt of a task is told now. Its cap is what earlier attempts have left of it.
create function siso.evaluate_next(t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_left bigint := siso.cap_left(t, p_request);
begin
  if v_left <= 0 and t.cost_micros > 0 then
    return siso.refusal('never_fits', format('Earlier attempts of %s cost $%s of its $%s: retry it with a higher --budget.', t.id,
      to_char(t.cost_micros / 1e6, 'FM999999990.00##'), to_char((p_request ->> 'budgetMicros')::bigint / 1e6, 'FM999999990.00##')));
  end if;
  return siso.evaluate(p_request || case when v_left is null then '{}' else jsonb_build_object('budgetMicros', v_left) end, p_now);
end $$;

create function siso.audit_no(p_actor text, p_subject text, p_task jsonb, p_answer jsonb) returns void language sql volatile as $$
  select siso.audit(p_actor, 'task.' || (p_answer ->> 'decision'), p_subject,
    jsonb_build_object('reason', p_answer ->> 'reason', 'details', p_answer || jsonb_build_object('tools', p_task -> 'tools')));
$$;

-- Ends a task that is not running. It counts on the day of its end; what earlier attempts cost is booked already.
create function siso.end_waiting(t public.automation_tasks, p_outcome jsonb, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_state text := p_outcome ->> 'state';
begin
  update public.automation_tasks set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error', finished_at = p_now
  where id = t.id;
  perform siso.tally(p_now, t.category, jsonb_build_object('tasks', 1, v_state, 1));
  perform siso.task_event(t.id, v_state, p_outcome || '{"waiting": true}');
end $$;

-- Keeps a task until somebody admits it. Refused only for what no waiting can mend; nothing is held or charged.
create function public.siso_submit(p_request_id uuid, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id text := siso.task_id(gen_random_uuid());
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_submit');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_answer := siso.evaluate(p_task, v_now);
  if v_answer ->> 'decision' = 'refused' then
    perform siso.audit_no(coalesce(p_task ->> 'actor', 'unknown'), coalesce(p_task ->> 'name', 'task'), p_task, v_answer);
    return siso.remember(p_request_id, 'siso_submit', v_answer);
  end if;
  insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
    labels, direct, budget_micros, request, created_at)
  values (v_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
    'queued', p_task ->> 'model', array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
    p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), false, (p_task ->> 'budgetMicros')::bigint,
    p_task - 'prompt', v_now);
  insert into public.task_texts (task_id, kind, body, at) values (v_id, 'prompt', p_task ->> 'prompt', v_now);
  perform siso.task_event(v_id, 'queued', '{}');
  perform siso.audit(p_task ->> 'actor', 'task.queued', v_id, jsonb_build_object('reason', p_task ->> 'reason', 'details',
    jsonb_build_object('tools', p_task -> 'tools', 'category', p_task -> 'category', 'priority', p_task -> 'priority',
      'environment', p_task -> 'environment')));
  return siso.remember(p_request_id, 'siso_submit', jsonb_build_object('decision', 'queued', 'taskId', v_id));
end $$;

-- Admits a queued task for the actor who submitted it: a new attempt with a hold of its own. Deferred it stays queued, refused it ends.
create function public.siso_admit_task(p_request_id uuid, p_task_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  t public.automation_tasks;
  v_request jsonb;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_admit_task');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  t := siso.task_of(p_task_id);
  if t.state <> 'queued' then
    raise exception using errcode = 'SI409', message = format('%s cannot be admitted: it is %s', t.id, replace(t.state, '_', ' ')),
      hint = case when t.finished_at is null then 'Only a queued task can be.' else format('Put it back into the queue first: siso retry %s', t.id) end;
  end if;
  v_request := siso.request_of(t);
  v_answer := siso.evaluate_next(t, v_request, v_now);
  if v_answer ->> 'decision' = 'admitted' then
    v_answer := siso.take(v_request, v_answer, v_now, t.id);
  else
    perform siso.audit_no(t.actor, t.id, v_request, v_answer);
    if v_answer ->> 'decision' = 'refused' then
      perform siso.end_waiting(t, jsonb_build_object('error', v_answer ->> 'hint') || case
        when siso.cap_left(t, v_request) <= 0 then '{"state": "budget_capped", "reason": "hold_reached"}'::jsonb
        else jsonb_build_object('state', 'failed', 'reason', v_answer ->> 'reason') end, v_now);
    end if;
  end if;
  return siso.remember(p_request_id, 'siso_admit_task', v_answer);
end $$;

-- Puts a submitted task whose run never began back into the queue: no attempt is counted, and nothing ended.
create function siso.requeue(p_hold public.usage_holds, p_reason text) returns void
language plpgsql volatile as $$
begin
  update public.automation_tasks set state = 'queued', reason = 'released', error = p_reason, attempt = attempt - 1, hold_micros = 0
  where id = p_hold.task_id;
  perform siso.task_event(p_hold.task_id, 'released', jsonb_build_object('reason', p_reason, 'holdId', p_hold.id));
  perform siso.audit((select actor from public.automation_tasks where id = p_hold.task_id), 'task.released', p_hold.task_id,
    jsonb_build_object('reason', p_reason));
end $$;

-- Gives a hold back whole, before its run started. A started one must be settled. A submitted task goes back into the queue,
-- unless somebody wants it cancelled.
create or replace function public.siso_release(p_request_id uuid, p_lease_token uuid, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_release');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  v_answer := '{"ok": true}';
  if v_hold.id is null then
    v_answer := siso.lease_lost();
  elsif v_hold.started_at is not null then
    v_answer := '{"ok": false, "reason": "already_started"}';
  else
    perform siso.book(v_hold, '[]', 'metered', v_now);
    update public.usage_holds set state = 'settled', ended_at = v_now where id = v_hold.id;
    if exists (select from public.automation_tasks where id = v_hold.task_id and not direct and not cancel_requested) then
      perform siso.requeue(v_hold, p_reason);
    else
      perform siso.end_task(v_hold, jsonb_build_object('state', 'cancelled', 'reason', 'released', 'error', p_reason), v_now);
    end if;
  end if;
  return siso.remember(p_request_id, 'siso_release', v_answer);
end $$;
