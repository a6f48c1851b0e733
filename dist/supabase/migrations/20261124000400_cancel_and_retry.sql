-- Changing one's mind about a task: cancel, retry.

-- One's own tasks need nothing more; those of others a permission.
create function siso.demand_hand(p_actor text, t public.automation_tasks) returns void language plpgsql stable as $$
begin
  if p_actor is distinct from t.actor then
    perform siso.demand(p_actor, 'task:cancel_any');
  end if;
end $$;

-- Ends a task that waits; asks the runner of one that runs to stop, which hears it with its next heartbeat. What is over stays.
create function public.siso_cancel(p_request_id uuid, p_actor text, p_task_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  t public.automation_tasks;
  v_answer jsonb;
  v_changed boolean := true;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_cancel');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  t := siso.task_of(p_task_id);
  perform siso.demand_hand(p_actor, t);
  if t.state in ('queued', 'blocked', 'pending_approval') then
    perform siso.end_waiting(t, jsonb_build_object('state', 'cancelled', 'reason', 'cancelled', 'by', p_actor), v_now);
    perform siso.audit(p_actor, 'task.cancelled', t.id, jsonb_build_object('before', jsonb_build_object('state', t.state),
      'after', '{"state": "cancelled"}'::jsonb));
    t.state := 'cancelled';
  elsif t.state = 'running' and not t.cancel_requested then
    update public.automation_tasks set cancel_requested = true where id = t.id;
    perform siso.task_event(t.id, 'cancel_requested', jsonb_build_object('by', p_actor));
    perform siso.audit(p_actor, 'task.cancel_requested', t.id, '{}');
    t.cancel_requested := true;
  else
    v_changed := false;
  end if;
  return siso.remember(p_request_id, 'siso_cancel', jsonb_build_object('taskId', t.id, 'state', t.state,
    'cancelRequested', t.cancel_requested, 'changed', v_changed));
end $$;

-- Why a retry cannot be, or null: what no waiting can mend, and what the one who asks may not.
create function siso.check_retry(p_actor text, t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_answer jsonb;
begin
  if p_actor is distinct from t.actor and not siso.may(p_actor, 'task:create') then
    return siso.refusal('forbidden', format('%s may not create tasks here: ask an admin of this ledger.', p_actor));
  end if;
  if p_request ->> 'priority' = 'urgent' and not siso.may(p_actor, 'task:urgent') then
    return siso.refusal('forbidden', format('%s may not create urgent tasks: use --priority high.', p_actor));
  end if;
  v_answer := siso.evaluate_next(t, p_request, p_now);
  return case when v_answer ->> 'decision' = 'refused' then v_answer end;
end $$;

-- Puts what is over back into the queue, or changes what waits. The request as it was stays, but for the overrides.
create function public.siso_retry(p_request_id uuid, p_actor text, p_task_id text, p_overrides jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  t public.automation_tasks;
  v_request jsonb;
  v_before jsonb;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_retry');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  t := siso.task_of(p_task_id);
  perform siso.demand_hand(p_actor, t);
  if t.state = 'running' then
    raise exception using errcode = 'SI409', message = format('%s is running', t.id),
      hint = format('Wait for its end, or stop it first: siso cancel %s', t.id);
  end if;
  if exists (select from jsonb_object_keys(p_overrides) key where key not in ('priority', 'model', 'tools', 'allow', 'budgetMicros',
    'estimateTokens', 'tokenHold', 'timeoutMs', 'reason')) then
    raise exception using errcode = 'SI400', message = 'A retry cannot change everything about a task',
      hint = 'It may change priority, model, tools, budget, estimate, token hold, timeout and reason. For another task, submit one.';
  end if;
  v_before := siso.request_of(t);
  v_request := v_before || p_overrides;
  v_answer := siso.check_retry(p_actor, t, v_request, v_now);
  if v_answer is not null then
    perform siso.audit_no(p_actor, t.id, v_request, v_answer);
    return siso.remember(p_request_id, 'siso_retry', v_answer);
  end if;
  update public.automation_tasks set request = v_request - 'prompt', priority = v_request ->> 'priority', model = v_request ->> 'model',
    tools = array(select jsonb_array_elements_text(v_request -> 'tools')), budget_micros = (v_request ->> 'budgetMicros')::bigint
  where id = t.id;
  if t.finished_at is not null then
    perform siso.reset(t);
  end if;
  -- what was asked for again without being another is no change
  select coalesce(jsonb_object_agg(key, value) filter (where v_before -> key is distinct from value), '{}') into p_overrides
  from jsonb_each(p_overrides);
  perform siso.task_event(t.id, 'retried', jsonb_build_object('by', p_actor, 'from', t.state, 'changed', p_overrides));
  perform siso.audit(p_actor, 'task.retried', t.id, jsonb_build_object('reason', v_request ->> 'reason',
    'before', jsonb_build_object('state', t.state, 'reason', t.reason, 'attempt', t.attempt, 'costMicros', t.cost_micros)
      || (select coalesce(jsonb_object_agg(key, v_before -> key), '{}') from jsonb_object_keys(p_overrides) key),
    'after', p_overrides || jsonb_build_object('state', case when t.finished_at is null then t.state else 'queued' end)));
  return siso.remember(p_request_id, 'siso_retry', jsonb_build_object('decision', 'queued', 'taskId', t.id));
end $$;

-- As if it had just been submitted, but for what its attempts have cost. How they ended stays in the timeline.
create function siso.reset(t public.automation_tasks) returns void language plpgsql volatile as $$
begin
  update public.automation_tasks set state = 'queued', direct = false, reason = null, error = null, hold_micros = 0,
    reported_cost_micros = null, turns = null, duration_ms = null, session_id = null, branch = null, changed_files = '[]', denials = '[]',
    cancel_requested = false, started_at = null, finished_at = null
  where id = t.id;
  delete from public.task_texts where task_id = t.id and kind = 'result';
end $$;
