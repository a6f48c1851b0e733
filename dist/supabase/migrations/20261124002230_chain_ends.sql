-- What follows when a step ends. docs/chains.md, "When a step fails".

create function siso.waiting_states() returns text[] language sql immutable as $$
  select array['pending_approval', 'blocked', 'queued'];
$$;

-- Whether everything that a step needs has ended well, or may have failed.
create function siso.needs_met(p_task_id text) returns boolean language sql stable as $$
  select not exists (
    select from public.task_dependencies d join public.automation_tasks n on n.id = d.needs
    where d.task = p_task_id and n.state <> 'succeeded'
      and not (d.policy = 'continue' and n.finished_at is not null and not n.skipped));
$$;

-- A step with the outputs it was promised in its prompt, on the commit of the step it builds on.
create function siso.prepared(t public.automation_tasks, p_now timestamptz) returns public.automation_tasks language plpgsql volatile as $$
declare
  v_base public.automation_tasks;
begin
  update public.task_texts x set body = siso.filled(u.body, t.workflow_id), at = p_now from public.task_texts u
  where x.task_id = t.id and x.kind = 'prompt' and u.task_id = t.id and u.kind = 'unfilled';
  if t.request ? 'base' then
    select * into v_base from public.automation_tasks b where b.workflow_id = t.workflow_id and b.step = t.request ->> 'base';
    t.request := t.request - 'commit' || jsonb_strip_nulls(jsonb_build_object('commit', nullif(left(siso.output_of(v_base, 'commit'), 64), '')));
  end if;
  return t;
end $$;

-- Lets a blocked step into the queue.
create function siso.release_step(t public.automation_tasks, p_now timestamptz) returns void language plpgsql volatile as $$
begin
  t := siso.prepared(t, p_now);
  update public.automation_tasks set request = t.request where id = t.id;
  perform siso.enqueue(t.id, p_now);
end $$;

-- Nothing more of a chain starts. What waits ends as `p_state`; with `p_running` what runs is told to stop.
create function siso.stop_chain(p_workflow text, p_state text, p jsonb, p_running boolean, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  t public.automation_tasks;
begin
  update public.workflows set stopping = p_state where id = p_workflow;
  for t in select * from public.automation_tasks k where k.workflow_id = p_workflow and k.state = any (siso.waiting_states()) order by k.queue_no loop
    update public.automation_tasks set skipped = true where id = t.id returning * into t;
    perform siso.end_waiting(t, p || case p_state when 'budget_capped' then '{"state": "budget_capped", "reason": "hold_reached"}'::jsonb
      else '{"state": "cancelled", "reason": "cancelled"}' end, p_now);
    perform siso.audit(t.actor, 'task.' || case p_state when 'budget_capped' then p_state else 'cancelled' end, t.id,
      jsonb_build_object('details', p || jsonb_build_object('workflow', p_workflow)));
  end loop;
  for t in select * from public.automation_tasks k
    where p_running and k.workflow_id = p_workflow and k.state = 'running' and not k.cancel_requested order by k.queue_no loop
    update public.automation_tasks set cancel_requested = true where id = t.id;
    perform siso.task_event(t.id, 'cancel_requested', p);
    perform siso.audit(t.actor, 'task.cancel_requested', t.id, jsonb_build_object('details', jsonb_build_object('workflow', p_workflow)));
  end loop;
end $$;

-- Everything that waits for a step, directly or through others, never runs.
create function siso.skip_behind(p_step public.automation_tasks, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  t public.automation_tasks;
begin
  for t in
    with recursive behind as (
      select d.task from public.task_dependencies d where d.needs = p_step.id
      union
      select d.task from behind b join public.task_dependencies d on d.needs = b.task
    )
    select k.* from behind b join public.automation_tasks k on k.id = b.task where k.state = any (siso.waiting_states()) order by k.queue_no loop
    update public.automation_tasks set skipped = true where id = t.id returning * into t;
    perform siso.end_waiting(t, jsonb_build_object('state', 'cancelled', 'reason', 'cancelled',
      'error', format('The step %s did not end well: it is %s.', p_step.step, replace(p_step.state, '_', ' ')), 'skippedBy', p_step.id), p_now);
    perform siso.audit(t.actor, 'task.cancelled', t.id, jsonb_build_object('details', jsonb_build_object('skippedBy', p_step.id)));
  end loop;
end $$;

-- How a chain ends whose steps are all over; null while one is not. A step that may fail spoils nothing.
create function siso.chain_end(w public.workflows) returns text language sql stable as $$
  select case when bool_or(t.finished_at is null) then null
    when bool_and(t.state = 'succeeded' or (not t.skipped and coalesce(t.request ->> 'onFailure', w.on_failure) = 'continue')) then 'succeeded'
    when w.stopping is not null then w.stopping
    when bool_or(not t.skipped and t.state in ('failed', 'dead')) then 'failed'
    when bool_or(not t.skipped and t.state = 'budget_capped') then 'budget_capped'
    when bool_or(not t.skipped and t.state = 'cancelled') then 'cancelled'
    else 'failed' end
  from public.automation_tasks t where t.workflow_id = w.id;
$$;

create function siso.close_chain(p_workflow text, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  w public.workflows;
  v_end text;
begin
  select * into w from public.workflows where id = p_workflow;
  v_end := siso.chain_end(w);
  if v_end is not null and (w.finished_at is null or w.state <> v_end) then
    update public.workflows set state = v_end, finished_at = p_now where id = w.id;
    perform siso.audit(w.actor, 'chain.' || v_end, w.id, (select jsonb_build_object('details', jsonb_build_object('costMicros', s.spent))
      from siso.chain_sums(w.id) s));
  end if;
end $$;

-- Whether nothing is left for what waits: all is spent, or a step reached a hold that was all there was.
create function siso.chain_used_up(w public.workflows, t public.automation_tasks) returns boolean language sql stable as $$
  select exists (select from public.automation_tasks k where k.workflow_id = w.id and k.state = any (siso.waiting_states()))
    and (s.spent >= w.budget_micros or (t.state = 'budget_capped' and w.budget_micros - s.spent + h.booked_micros <= h.amount_micros))
  from siso.chain_sums(w.id) s left join lateral (
    select booked_micros, amount_micros from public.usage_holds where task_id = t.id order by attempt desc, admitted_at desc limit 1) h on true;
$$;

create or replace function siso.after_end(t public.automation_tasks, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  w public.workflows;
  v_next public.automation_tasks;
  v_policy text;
begin
  if t.workflow_id is null then
    return;
  end if;
  select * into w from public.workflows where id = t.workflow_id;
  if w.stopping is null and not t.skipped then
    v_policy := coalesce(t.request ->> 'onFailure', w.on_failure);
    if siso.chain_used_up(w, t) then
      perform siso.stop_chain(w.id, 'budget_capped', '{"error": "The chain has used up its budget."}', false, p_now);
    elsif t.state = 'succeeded' or v_policy = 'continue' then
      for v_next in select k.* from public.task_dependencies d join public.automation_tasks k on k.id = d.task
        where d.needs = t.id and k.state = 'blocked' and siso.needs_met(k.id) order by k.queue_no loop
        perform siso.release_step(v_next, p_now);
      end loop;
    elsif v_policy = 'skip_descendants' then
      perform siso.skip_behind(t, p_now);
    else
      perform siso.stop_chain(w.id, case t.state when 'cancelled' then 'cancelled' when 'budget_capped' then 'budget_capped' else 'failed' end,
        jsonb_build_object('error', format('The step %s did not end well: it is %s.', t.step, replace(t.state, '_', ' ')), 'stoppedBy', t.id), true, p_now);
    end if;
  end if;
  perform siso.close_chain(t.workflow_id, p_now);
end $$;
