-- Chains as they are read, made, cancelled and resumed.

create function siso.workflow_of(p_id text) returns public.workflows language plpgsql stable as $$
declare
  w public.workflows;
begin
  select * into w from public.workflows where id = upper(p_id);
  if w.id is null then
    raise exception using errcode = 'SI404', message = format('There is no chain %s in this ledger', p_id), hint = 'Check the id and the ledger: siso chain list';
  end if;
  return w;
end $$;

create function siso.workflow_row(w public.workflows) returns jsonb language sql stable as $$
  select jsonb_build_object('id', w.id, 'name', w.name, 'actor', w.actor, 'state', w.state, 'onFailure', w.on_failure,
    'budgetMicros', w.budget_micros, 'costMicros', s.spent, 'heldMicros', s.held, 'createdAt', w.created_at, 'finishedAt', w.finished_at,
    'stopping', w.stopping, 'counts', (select jsonb_object_agg(state, n) from (
      select state, count(*) as n from public.automation_tasks where workflow_id = w.id group by state) by_state))
  from siso.chain_sums(w.id) s;
$$;

create function siso.workflow_json(p_id text) returns jsonb language sql stable as $$
  select siso.workflow_row(w) || jsonb_build_object('steps', (
    select jsonb_agg(jsonb_build_object('key', t.step, 'taskId', t.id, 'name', t.name, 'state', t.state, 'reason', t.reason, 'error', t.error,
      'skipped', t.skipped, 'needs', (select coalesce(jsonb_agg(n.step order by n.queue_no), '[]') from public.task_dependencies d
        join public.automation_tasks n on n.id = d.needs where d.task = t.id),
      'onFailure', coalesce(t.request ->> 'onFailure', w.on_failure), 'base', t.request ->> 'base', 'attempt', t.attempt,
      'cancelRequested', t.cancel_requested, 'costMicros', t.cost_micros, 'branch', t.branch, 'startedAt', t.started_at,
      'finishedAt', t.finished_at) order by t.queue_no)
    from public.automation_tasks t where t.workflow_id = w.id))
  from public.workflows w where w.id = p_id;
$$;

create function public.siso_get_workflow(p_workflow_id text) returns jsonb language sql stable security definer set search_path = '' as $$
  select siso.workflow_json((siso.workflow_of(p_workflow_id)).id);
$$;

create function public.siso_list_workflows(p_filter jsonb, p_limit int, p_after text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit int := least(greatest(coalesce(p_limit, 50), 1), 500);
  v_rows jsonb;
begin
  if p_after !~ '^[0-9]{1,16}[.].' then
    raise exception using errcode = 'SI400', message = 'The list cannot go on from there', hint = 'Pass on the next of the page before, unchanged.';
  end if;
  select coalesce(jsonb_agg(siso.workflow_row(l) order by l.created_at desc, l.id desc), '[]') into v_rows from (
    select w.* from public.workflows w
    where (coalesce(jsonb_array_length(p_filter -> 'states'), 0) = 0 or p_filter -> 'states' ? w.state)
      and (p_filter ->> 'actor' is null or w.actor = p_filter ->> 'actor')
      and (p_after is null or (w.created_at, w.id) < (timestamptz 'epoch' + split_part(p_after, '.', 1)::bigint * interval '1 microsecond',
        substr(p_after, strpos(p_after, '.') + 1)))
    order by w.created_at desc, w.id desc limit v_limit + 1) l;
  return jsonb_build_object('chains', (select coalesce(jsonb_agg(r order by n), '[]') from jsonb_array_elements(v_rows) with ordinality as x (r, n)
    where n <= v_limit), 'next', case when jsonb_array_length(v_rows) > v_limit then siso.cursor_of(v_rows -> (v_limit - 1)) end);
end $$;

create function siso.demand_chain(p_actor text, w public.workflows) returns void language plpgsql stable as $$
begin
  if p_actor is distinct from w.actor then
    perform siso.demand(p_actor, 'task:cancel_any');
  end if;
end $$;

-- Puts back all that did not end well; what ended well stays, and so do its outputs.
create function siso.resume_workflow(p_actor text, w public.workflows, p_budget bigint, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_answer jsonb;
begin
  if p_budget is not null then
    update public.workflows set budget_micros = p_budget where id = w.id;
  end if;
  for t in select * from public.automation_tasks k where k.workflow_id = w.id and k.state <> 'succeeded' order by k.queue_no loop
    v_answer := siso.check_retry(p_actor, t, siso.request_of(t), p_now);
    if v_answer is not null then
      update public.workflows set budget_micros = w.budget_micros where id = w.id;
      perform siso.audit(p_actor, 'chain.refused', w.id, jsonb_build_object('reason', v_answer ->> 'reason', 'details', v_answer));
      return v_answer || jsonb_build_object('step', t.step, 'hint', format('Step "%s": %s', t.step, v_answer ->> 'hint'));
    end if;
  end loop;
  for t in select * from public.automation_tasks k where k.workflow_id = w.id and k.state <> 'succeeded' order by k.queue_no loop
    perform siso.reset(t);
    perform siso.reset_turn(t.id, p_now);
    update public.automation_tasks set state = 'blocked' where id = t.id;
    perform siso.task_event(t.id, 'resumed', jsonb_build_object('by', p_actor, 'from', t.state));
  end loop;
  for t in select * from public.automation_tasks k where k.workflow_id = w.id and k.state = 'blocked' and siso.needs_met(k.id) order by k.queue_no loop
    perform siso.release_step(t, p_now);
  end loop;
  perform siso.audit(p_actor, 'chain.resumed', w.id, jsonb_build_object('before', jsonb_build_object('state', w.state, 'budgetMicros', w.budget_micros),
    'after', jsonb_build_object('state', 'running', 'budgetMicros', coalesce(p_budget, w.budget_micros))));
  return jsonb_build_object('decision', 'queued', 'workflow', siso.workflow_json(w.id));
end $$;

create function public.siso_create_workflow(p_request_id uuid, p_actor text, p_workflow jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_create_workflow');
  if v_answer is not null then
    return v_answer;
  end if;
  return siso.remember(p_request_id, 'siso_create_workflow', siso.create_workflow(p_actor, p_workflow, siso.now()));
end $$;

create function public.siso_cancel_workflow(p_request_id uuid, p_actor text, p_workflow_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  w public.workflows;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_cancel_workflow');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  w := siso.workflow_of(p_workflow_id);
  perform siso.demand_chain(p_actor, w);
  if w.finished_at is null and (w.stopping is null or exists (select from public.automation_tasks
    where workflow_id = w.id and state = 'running' and not cancel_requested)) then
    perform siso.stop_chain(w.id, coalesce(w.stopping, 'cancelled'), jsonb_build_object('by', p_actor), true, v_now);
    perform siso.audit(p_actor, 'chain.cancel_requested', w.id, '{}');
    v_answer := '{"changed": true}';
  end if;
  return siso.remember(p_request_id, 'siso_cancel_workflow', coalesce(v_answer, '{"changed": false}')
    || jsonb_build_object('workflow', siso.workflow_json(w.id)));
end $$;

create function public.siso_resume_workflow(p_request_id uuid, p_actor text, p_workflow_id text, p_budget_micros bigint) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  w public.workflows;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_resume_workflow');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  w := siso.workflow_of(p_workflow_id);
  perform siso.demand_chain(p_actor, w);
  if w.finished_at is null then
    raise exception using errcode = 'SI409', message = format('%s is still running', w.id),
      hint = format('Wait for its end, or cancel it first: siso chain cancel %s', w.id);
  elsif w.state = 'succeeded' then
    raise exception using errcode = 'SI409', message = format('%s has succeeded: nothing of it is left to do', w.id), hint = 'Run the chain again as a new one.';
  end if;
  return siso.remember(p_request_id, 'siso_resume_workflow', siso.resume_workflow(p_actor, w, p_budget_micros, v_now));
end $$;

select siso.set_grants();
