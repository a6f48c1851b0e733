-- What a runner asks for is its own: repository, organisation, environment and rights are those of its key, never what it says.

-- The request that counts. What a runner leaves out is filled in; where it names something else, `strange` says so and the request
-- is refused. A folder's name, without an owner, names no repository.
create function siso.asked(p_task jsonb) returns jsonb language plpgsql stable as $$
declare
  k public.runner_keys;
  v_org text;
  v_strange text;
begin
  if not siso.is_trusted() then
    k := siso.runner();
  end if;
  v_org := split_part(k.repo, '/', 1);
  if k.id is null then
    return p_task - 'runnerKey' - 'strange';
  end if;
  v_strange := case
    when strpos(p_task ->> 'repo', '/') > 0 and lower(p_task ->> 'repo') <> lower(k.repo) then
      format('The runner key is for %s, and the task for %s: use a key of that repository.', k.repo, p_task ->> 'repo')
    when lower(p_task ->> 'org') <> lower(v_org) then
      format('The runner key is for %s, and the task for %s: use a key of that organisation.', v_org, p_task ->> 'org')
    when p_task ->> 'environment' <> k.environment then
      format('The runner key is for %s, and the task for %s: set SISO_ENVIRONMENT=%1$s, or use a key made for %2$s.', k.environment,
        p_task ->> 'environment')
  end;
  return p_task - 'strange' || jsonb_strip_nulls(jsonb_build_object('repo', k.repo, 'org', v_org, 'environment', k.environment,
    'runnerKey', k.id, 'strange', v_strange));
end $$;

create or replace function siso.check_request(p_task jsonb, p_price public.model_prices) returns jsonb language sql stable as $$
  select case
    when p_task ? 'strange' then siso.refusal('forbidden', p_task ->> 'strange')
    when coalesce(p_task ->> 'category', '') not in ('development', 'testing', 'deployment', 'analysis', 'maintenance')
      or coalesce(p_task ->> 'priority', '') not in ('urgent', 'high', 'medium', 'low')
      or coalesce(p_task ->> 'environment', '') not in ('development', 'staging', 'production')
      then siso.refusal('bad_input', 'Name a known category, priority and environment.')
    when coalesce(p_task ->> 'actor', '') = '' or coalesce(p_task ->> 'name', '') = '' or p_task ->> 'prompt' is null
      then siso.refusal('bad_input', 'Name the task and who asks for it, and give it a prompt.')
    when coalesce((p_task ->> 'estimateTokens')::bigint, 1) <= 0
      or coalesce((p_task ->> 'budgetMicros')::bigint, 1) <= 0 or coalesce((p_task ->> 'tokenHold')::bigint, 1) <= 0
      or coalesce((p_task ->> 'templateMaxMicros')::bigint, 1) <= 0
      then siso.refusal('bad_input', 'Estimate, budget and token hold must be above zero.')
    -- what is too large for sums or for an index would fail later, for others too
    when greatest((p_task ->> 'estimateTokens')::bigint, (p_task ->> 'budgetMicros')::bigint, (p_task ->> 'tokenHold')::bigint,
      (p_task ->> 'templateMaxMicros')::bigint) > 1000000000000
      then siso.refusal('bad_input', 'No task may ask for that much: lower estimate, budget and token hold.')
    when exists (select from unnest(array['actor', 'model', 'template', 'repo', 'org', 'commit', 'dedupeKey']) k where length(p_task ->> k) > 255)
      then siso.refusal('bad_input', 'Names of people, models, templates, repositories and keys have at most 255 characters.')
    when not siso.task_may(p_task, 'task:create')
      then siso.refusal('forbidden', format('%s may not create tasks here: ask an admin of this ledger.', p_task ->> 'actor'))
    when p_task ->> 'priority' = 'urgent' and not siso.task_may(p_task, 'task:urgent')
      then siso.refusal('forbidden', format('%s may not create urgent tasks: use --priority high.',
        case when p_task ? 'runnerKey' then 'A runner' else p_task ->> 'actor' end))
    when p_price.id is null
      then siso.refusal('price_unknown', format('No price is known for the model %s: choose a priced model or add its price.', p_task ->> 'model'))
  end;
$$;

create or replace function siso.buffer_for(p_task jsonb, p_now timestamptz, out whole bigint, out remaining bigint)
language plpgsql stable as $$
begin
  whole := 0;
  remaining := 0;
  if coalesce(trim(p_task ->> 'reason'), '') <> '' and siso.task_may(p_task, 'budget:use_buffer') then
    select b.buffer_tokens, greatest(0, b.buffer_tokens - coalesce(p.spent + p.held, 0)) into whole, remaining
    from public.token_limits_config b
    left join public.budget_periods p on p.budget_id = b.id and p.kind = 'day' and p.unit = 'buffer'
      and p.starts_at = siso.period_start(b.zone, 'day', p_now)
    where b.scope = 'global';
  end if;
end $$;

create or replace function public.siso_check(p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
begin
  perform siso.lock();
  p_task := siso.asked(p_task);
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  return siso.preview(siso.evaluate(p_task, v_now));
end $$;

create or replace function public.siso_admit(p_request_id uuid, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_admit');
  if v_answer is not null then
    return v_answer;
  end if;
  p_task := siso.asked(p_task);
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  v_answer := siso.evaluate(p_task, v_now);
  if v_answer ->> 'decision' = 'admitted' then
    v_answer := siso.take(p_task, v_answer, v_now);
  else
    perform siso.audit_no(coalesce(p_task ->> 'actor', 'unknown'), coalesce(p_task ->> 'name', 'task'), p_task, v_answer);
  end if;
  return siso.remember(p_request_id, 'siso_admit', v_answer);
end $$;

create or replace function public.siso_submit(p_request_id uuid, p_task jsonb) returns jsonb
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
  p_task := siso.asked(p_task);
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

-- A runner is told of the tasks of other repositories what it is told of those that do not exist.
create or replace function siso.task_of(p_task_id text) returns public.automation_tasks language plpgsql stable as $$
declare
  k public.runner_keys := siso.runner();
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = upper(p_task_id);
  if t.id is null or (k.id is not null and t.repo is distinct from k.repo) then
    raise exception using errcode = 'SI404', message = format('There is no task %s in this ledger', p_task_id), hint = 'Check the id and the ledger.';
  end if;
  if k.id is not null and t.environment <> k.environment then
    raise exception using errcode = 'SI403', message = format('%s is for %s, and the runner key for %s', t.id, t.environment, k.environment),
      hint = format('Use a key that was made for %s.', t.environment);
  end if;
  return t;
end $$;

-- Who made a task is not part of what is asked for, but decides what it may be.
create or replace function siso.request_of(t public.automation_tasks) returns jsonb language sql stable as $$
  select t.request - 'runnerKey' || jsonb_strip_nulls(jsonb_build_object('name', t.name, 'actor', t.actor, 'category', t.category,
    'priority', t.priority, 'environment', t.environment, 'model', t.model, 'tools', t.tools, 'template', t.template,
    'repo', t.repo, 'org', t.org, 'labels', t.labels, 'budgetMicros', t.budget_micros, 'runnerKey', t.runner_key,
    'prompt', (select body from public.task_texts where task_id = t.id and kind = 'prompt')));
$$;

create or replace function public.siso_task_request(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_request jsonb := siso.request_of(siso.task_of(p_task_id)) - 'runnerKey';
begin
  if not v_request ? 'prompt' then
    raise exception using errcode = 'SI404', message = format('The prompt of %s is no longer kept', upper(p_task_id)), hint = 'Submit it as a new task.';
  end if;
  return v_request;
end $$;
