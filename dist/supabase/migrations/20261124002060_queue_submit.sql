-- Into the queue and back into it: twins, results that are known already, submit, redrive. docs/queue.md.

create function siso.twin_of(p_repo text, p_key text) returns public.automation_tasks language sql stable as $$
  select t from public.automation_tasks t
  where coalesce(repo, '') = coalesce(p_repo, '') and dedupe_key = p_key and state in ('pending_approval', 'blocked', 'queued', 'running');
$$;

create function siso.demand_no_twin(p_repo text, p_key text) returns void language plpgsql stable as $$
declare
  v_twin public.automation_tasks := siso.twin_of(p_repo, p_key);
begin
  if v_twin.id is not null then
    raise exception using errcode = 'SI409', detail = v_twin.id,
      message = format('%s has the same key "%s" and is %s', v_twin.id, p_key, replace(v_twin.state, '_', ' ')),
      hint = format('Wait for its end, or cancel it first: siso cancel %s', v_twin.id);
  end if;
end $$;

-- The task whose result counts for this one: same prompt, commit, tools and model, in the same repository and environment, and not too
-- old. A result that was itself taken from another is none.
create function siso.known_result(p_task jsonb, p_now timestamptz) returns public.automation_tasks language sql stable as $$
  select t from public.automation_tasks t
  where p_task ->> 'cacheHours' is not null and t.state = 'succeeded' and t.cached_from is null and t.request ? 'commit'
    and t.request ->> 'commit' = p_task ->> 'commit' and t.finished_at > p_now - make_interval(hours => (p_task ->> 'cacheHours')::int)
    and t.model = p_task ->> 'model' and to_jsonb(t.tools) = p_task -> 'tools'
    and coalesce(t.request -> 'allow', '[]') = coalesce(p_task -> 'allow', '[]')
    and t.repo is not distinct from p_task ->> 'repo' and t.environment = p_task ->> 'environment'
    and exists (select from public.task_texts x where x.task_id = t.id and x.kind = 'prompt' and x.body = p_task ->> 'prompt')
  order by t.finished_at desc limit 1;
$$;

create function siso.insert_task(p_id text, p_task jsonb, p_now timestamptz) returns void language plpgsql volatile as $$
begin
  insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
    labels, direct, budget_micros, request, created_at, enqueued_at, dedupe_key)
  values (p_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
    'queued', p_task ->> 'model', array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
    p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), false, (p_task ->> 'budgetMicros')::bigint,
    p_task - 'prompt', p_now, p_now, p_task ->> 'dedupeKey');
  insert into public.task_texts (task_id, kind, body, at) values (p_id, 'prompt', p_task ->> 'prompt', p_now);
  perform siso.task_event(p_id, 'queued', '{}');
  perform siso.audit(p_task ->> 'actor', 'task.queued', p_id, jsonb_build_object('reason', p_task ->> 'reason', 'details',
    jsonb_build_object('tools', p_task -> 'tools', 'category', p_task -> 'category', 'priority', p_task -> 'priority',
      'environment', p_task -> 'environment')));
end $$;

-- Ends a task that was just submitted with the result of an earlier one, at no cost.
create function siso.end_cached(p_id text, p_from public.automation_tasks, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  t public.automation_tasks;
begin
  update public.automation_tasks set cached_from = p_from.id, branch = p_from.branch, changed_files = p_from.changed_files,
    cost_source = p_from.cost_source where id = p_id returning * into t;
  insert into public.task_texts (task_id, kind, body, at)
  select p_id, kind, body, p_now from public.task_texts where task_id = p_from.id and kind = 'result';
  perform siso.task_event(p_id, 'cached', jsonb_build_object('from', p_from.id));
  perform siso.end_waiting(t, jsonb_build_object('state', 'succeeded', 'reason', 'completed'), p_now);
  perform siso.audit(t.actor, 'task.cached', t.id, jsonb_build_object('details', jsonb_build_object('from', p_from.id)));
end $$;

-- Keeps a task until somebody claims it. Refused only for what no waiting can mend; nothing is held or charged.
create function siso.submit(p_task jsonb, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  v_id text := siso.task_id(gen_random_uuid());
  v_answer jsonb := siso.evaluate(p_task, p_now);
  v_twin public.automation_tasks;
  v_known public.automation_tasks;
begin
  if v_answer ->> 'decision' = 'refused' then
    perform siso.audit_no(coalesce(p_task ->> 'actor', 'unknown'), coalesce(p_task ->> 'name', 'task'), p_task, v_answer);
    return v_answer;
  end if;
  if p_task ? 'cacheHours' then
    v_known := siso.known_result(p_task, p_now);
  end if;
  if v_known.id is not null then
    -- it does not wait, so it is nobody's twin
    perform siso.insert_task(v_id, p_task - 'dedupeKey', p_now);
    perform siso.end_cached(v_id, v_known, p_now);
    return jsonb_build_object('decision', 'cached', 'taskId', v_id, 'from', v_known.id);
  end if;
  v_answer := jsonb_build_object('decision', 'queued', 'taskId', v_id);
  if p_task ? 'dedupeKey' then
    v_twin := siso.twin_of(p_task ->> 'repo', p_task ->> 'dedupeKey');
    -- A runner names any actor: it takes the place of its own key's tasks only, and hears of those of its environment.
    if v_twin.id is not null and p_task ? 'runnerKey' and (v_twin.environment <> p_task ->> 'environment'
      or (p_task ->> 'dedupe' = 'replace_queued' and v_twin.runner_key is distinct from p_task ->> 'runnerKey')) then
      perform siso.demand_no_twin(p_task ->> 'repo', p_task ->> 'dedupeKey');
    end if;
    if v_twin.id is not null and p_task ->> 'dedupe' = 'return_existing' then
      return jsonb_build_object('decision', 'queued', 'taskId', v_twin.id, 'existing', true);
    end if;
    if v_twin.state in ('queued', 'blocked', 'pending_approval') and p_task ->> 'dedupe' = 'replace_queued' then
      perform siso.demand_hand(p_task ->> 'actor', v_twin);
      perform siso.end_waiting(v_twin, jsonb_build_object('state', 'cancelled', 'reason', 'cancelled', 'by', p_task ->> 'actor',
        'replacedBy', v_id), p_now);
      perform siso.audit(p_task ->> 'actor', 'task.cancelled', v_twin.id, jsonb_build_object(
        'before', jsonb_build_object('state', v_twin.state), 'after', '{"state": "cancelled"}'::jsonb));
      v_answer := v_answer || jsonb_build_object('replaced', v_twin.id);
    else
      perform siso.demand_no_twin(p_task ->> 'repo', p_task ->> 'dedupeKey');
    end if;
  end if;
  perform siso.insert_task(v_id, p_task, p_now);
  return v_answer;
end $$;

-- After siso.reset: the task starts anew in the queue as well, and nothing counts against it. Its last errors stay.
create function siso.reset_turn(p_task_id text, p_now timestamptz) returns void language sql volatile as $$
  update public.automation_tasks set enqueued_at = p_now, asleep = false, ready_at = null, transient_failures = 0, lease_losses = 0,
    progress = null, cached_from = null
  where id = p_task_id;
$$;

-- Puts dead tasks back into their flows, the oldest first. One with a living twin stays as it is and is named.
create function siso.redrive(p_actor text, p_task_ids text[], p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_twin public.automation_tasks;
  v_id text;
  v_redriven jsonb := '[]';
  v_conflicts jsonb := '[]';
begin
  foreach v_id in array coalesce(p_task_ids, '{}') loop
    t := siso.task_of(v_id);
    perform siso.demand_hand(p_actor, t);
    if t.state <> 'dead' then
      raise exception using errcode = 'SI409', message = format('%s is not dead: it is %s', t.id, replace(t.state, '_', ' ')),
        hint = format('See it with: siso task %s', t.id);
    end if;
  end loop;
  for t in select * from public.automation_tasks d
    where d.state = 'dead' and case when p_task_ids is null then d.actor = p_actor or siso.may(p_actor, 'task:cancel_any')
      else d.id in (select upper(i) from unnest(p_task_ids) i) end
    order by d.finished_at, d.queue_no loop
    v_twin := siso.twin_of(t.repo, t.dedupe_key);
    if v_twin.id is not null then
      v_conflicts := v_conflicts || jsonb_build_object('taskId', t.id, 'twin', v_twin.id);
      continue;
    end if;
    perform siso.reset(t);
    perform siso.reset_turn(t.id, p_now);
    perform siso.task_event(t.id, 'redriven', jsonb_build_object('by', p_actor));
    perform siso.audit(p_actor, 'task.redriven', t.id, jsonb_build_object('before',
      jsonb_build_object('state', t.state, 'reason', t.reason, 'attempt', t.attempt, 'costMicros', t.cost_micros), 'after', '{"state": "queued"}'::jsonb));
    v_redriven := v_redriven || to_jsonb(t.id);
  end loop;
  return jsonb_build_object('redriven', v_redriven, 'conflicts', v_conflicts);
end $$;

-- A worker as others see it. The id is its own word, so that of a runner begins with the id of its key.
create function siso.worker_named(p_worker jsonb) returns jsonb language plpgsql stable as $$
declare
  k public.runner_keys := siso.runner();
begin
  return case when k.id is null then p_worker
    else p_worker || jsonb_build_object('id', k.id || '/' || left(p_worker ->> 'id', 80)) end;
end $$;

-- What a runner key's owner or a worker was told is noted with the claim, at most every ten seconds.
create function siso.note_worker(p_worker jsonb, p_now timestamptz) returns void language sql volatile as $$
  insert into public.workers as w (id, host, version, slots, seen_at)
  values (p_worker ->> 'id', p_worker ->> 'host', p_worker ->> 'version', (p_worker ->> 'slots')::int, p_now)
  on conflict (id) do update set host = excluded.host, version = excluded.version, slots = excluded.slots, seen_at = excluded.seen_at
  where w.seen_at <= p_now - interval '10 seconds' or w.seen_at > p_now or (w.host, w.version, w.slots) <> (excluded.host, excluded.version, excluded.slots);
$$;

-- What a run says of itself with a heartbeat, as the contract has it and no more.
create function siso.note_progress(p_task_id text, p jsonb, p_now timestamptz) returns void language sql volatile as $$
  update public.automation_tasks set progress = jsonb_strip_nulls(jsonb_build_object('at', p_now, 'usedMicros', p -> 'usedMicros',
    'usedTokens', p -> 'usedTokens', 'turns', p -> 'turns', 'stage', p -> 'stage', 'tool', left(p ->> 'tool', 200),
    'line', left(p ->> 'line', 500), 'tokens', p -> 'tokens'))
  where id = p_task_id;
$$;

-- Results that were taken from another task say nothing of what such tasks use.
create or replace function siso.history_alike(p_task jsonb) returns table (estimate bigint, amount bigint)
language sql stable as $$
  select case when count(*) >= 10 then greatest(1000, percentile_disc(0.5) within group (order by counted_tokens)) end,
    case when count(*) >= 10 then greatest(500000, ceil(percentile_disc(0.9) within group (order by cost_micros) * 1.25))::bigint end
  from (
    select counted_tokens, cost_micros from public.automation_tasks
    where (p_task ->> 'estimateTokens' is null or p_task ->> 'budgetMicros' is null)
      and category = p_task ->> 'category' and model = p_task ->> 'model'
      and coalesce(template, '') = coalesce(p_task ->> 'template', '') and state = 'succeeded' and cached_from is null
    order by finished_at desc limit 50
  ) alike;
$$;
