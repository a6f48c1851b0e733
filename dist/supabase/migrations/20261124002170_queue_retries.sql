-- Retry and settings, with the queue's part in them.

-- Puts what is over back into the queue, or changes what waits. The request as it was stays, but for the overrides.
create or replace function public.siso_retry(p_request_id uuid, p_actor text, p_task_id text, p_overrides jsonb) returns jsonb
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
  if t.finished_at is not null then
    perform siso.demand_no_twin(t.repo, t.dedupe_key);
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
    perform siso.reset_turn(t.id, v_now);
  else
    -- what it is told may be another thing now
    update public.automation_tasks set asleep = false, ready_at = null where id = t.id;
    perform siso.leave_rest(array[t.id], v_now);
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

-- What may be set, and of which type.
create function siso.setting_fits(p_key text, p_value jsonb) returns boolean language sql immutable as $$
  select case
    when p_key in ('paused', 'allow_unknown_price', 'count_cache_writes') then jsonb_typeof(p_value) = 'boolean'
    when p_key in ('max_concurrent_jobs', 'default_estimate_tokens', 'default_hold_micros')
      then jsonb_typeof(p_value) = 'number' and p_value::text ~ '^[1-9][0-9]{0,14}$'
    when p_key = 'token_hold'
      then p_value = 'null' or (jsonb_typeof(p_value) = 'number' and p_value::text ~ '^[1-9][0-9]{0,14}$')
    when p_key = 'pause_reason' then p_value = 'null' or (jsonb_typeof(p_value) = 'string' and length(p_value::text) <= 500)
    when p_key = 'flow_weights' then jsonb_typeof(p_value) = 'array' and jsonb_array_length(p_value) <= 100 and not exists (
      select from jsonb_array_elements(p_value) rule
      where jsonb_typeof(rule) <> 'object' or coalesce(rule ->> 'weight', '') !~ '^([1-9][0-9]?|100)$'
        or jsonb_typeof(rule -> 'weight') <> 'number'
        or case jsonb_typeof(rule) when 'object' then exists (select from jsonb_each(rule) p
          where p.key not in ('repo', 'category', 'actor', 'weight') or (p.key <> 'weight' and jsonb_typeof(p.value) <> 'string')) end)
    else false end;
$$;

create or replace function public.siso_set_setting(p_request_id uuid, p_actor text, p_key text, p_value jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- clients cannot tell SQL's null from JSON's
  v_value jsonb := coalesce(p_value, 'null');
  v_before jsonb;
  v_answer jsonb;
  v_fits boolean;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_setting');
  if v_answer is not null then
    return v_answer;
  end if;
  v_fits := siso.setting_fits(p_key, v_value);
  if not v_fits then
    raise exception using errcode = 'SI400', message = format('The setting %s cannot be %s', p_key, v_value),
      hint = 'Settings: paused, allow_unknown_price, count_cache_writes (true or false), max_concurrent_jobs, default_estimate_tokens, default_hold_micros, token_hold (whole numbers above zero), pause_reason (a text), flow_weights ([{"repo", "category", "actor", "weight": 1 to 100}]).';
  end if;
  perform siso.demand(p_actor, case
    when p_key in ('paused', 'pause_reason') then 'queue:pause' when p_key in ('max_concurrent_jobs', 'flow_weights') then 'limits:edit'
    else 'budget:edit' end);
  select value into v_before from public.settings where key = p_key;
  update public.settings set value = v_value, updated_at = siso.now() where key = p_key;
  return siso.remember(p_request_id, 'siso_set_setting', siso.changed(p_actor, 'setting.changed', p_key,
    jsonb_build_object(p_key, v_before), jsonb_build_object(p_key, v_value)));
end $$;
