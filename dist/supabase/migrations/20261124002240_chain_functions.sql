-- Making, looking at, cancelling and resuming chains. docs/chains.md.

create function siso.chain_fault(p_hint text, p_step text default null) returns jsonb language sql immutable as $$
  select siso.refusal('bad_input', case when p_step is null then p_hint else format('Step "%s": %s', p_step, p_hint) end)
    || jsonb_strip_nulls(jsonb_build_object('step', p_step));
$$;

-- The steps of a circle, from one of them to itself again: "a > b > a". `p_steps` are those that cannot be put in order.
create function siso.circle_in(p_steps jsonb) returns text language plpgsql immutable as $$
declare
  v_way text[] := array[p_steps -> 0 ->> 'key'];
  v_next text;
begin
  loop
    select n into v_next from jsonb_array_elements(p_steps) s, jsonb_array_elements_text(s -> 'needs') n
    where s ->> 'key' = v_way[cardinality(v_way)] and exists (select from jsonb_array_elements(p_steps) o where o ->> 'key' = n) limit 1;
    if v_next is null or v_next = any (v_way) then
      v_way := v_way[array_position(v_way, v_next):] || v_next;
      return (select string_agg(k, ' > ' order by n desc) from unnest(v_way) with ordinality as u (k, n));
    end if;
    v_way := v_way || v_next;
  end loop;
end $$;

-- The steps in an order in which they can run, each with `before`, all that it needs directly or through others, and its `depth`.
-- Or {"fault"}: what is wrong with the graph.
create function siso.chain_order(p_steps jsonb) returns jsonb language plpgsql immutable as $$
declare
  s jsonb;
  v_done jsonb := '{}';
  v_ordered jsonb := '[]';
  v_rest jsonb := p_steps;
  v_level jsonb;
  v_depth int := 0;
begin
  while jsonb_array_length(v_rest) > 0 loop
    v_depth := v_depth + 1;
    select jsonb_agg(r) into v_level from jsonb_array_elements(v_rest) r
    where not exists (select from jsonb_array_elements_text(r -> 'needs') n where not v_done ? n);
    if v_level is null then
      return jsonb_build_object('fault', siso.chain_fault(format('The steps wait for each other: %s.', siso.circle_in(v_rest))));
    end if;
    for s in select * from jsonb_array_elements(v_level) loop
      s := s || jsonb_build_object('depth', v_depth, 'before', (select coalesce(jsonb_agg(distinct b), '[]') from (
        select n as b from jsonb_array_elements_text(s -> 'needs') n
        union select jsonb_array_elements_text(v_done -> n) from jsonb_array_elements_text(s -> 'needs') n) every));
      v_ordered := v_ordered || s;
    end loop;
    select v_done || jsonb_object_agg(o ->> 'key', o -> 'before') into v_done from jsonb_array_elements(v_ordered) o where (o ->> 'depth')::int = v_depth;
    select coalesce(jsonb_agg(r), '[]') into v_rest from jsonb_array_elements(v_rest) r where not v_done ? (r ->> 'key');
  end loop;
  if v_depth > 20 then
    return jsonb_build_object('fault', siso.chain_fault(format('%s steps wait for each other in a row; 20 are the most.', v_depth)));
  end if;
  return jsonb_build_object('steps', v_ordered);
end $$;

-- What is wrong with the steps themselves, or null.
create function siso.check_steps(p_steps jsonb) returns jsonb language plpgsql immutable as $$
declare
  s jsonb;
  v_word text;
  v_keys text[] := '{}';
begin
  if jsonb_array_length(p_steps) not between 1 and 100 then
    return siso.chain_fault(format('A chain has 1 to 100 steps, not %s.', jsonb_array_length(p_steps)));
  end if;
  for s in select * from jsonb_array_elements(p_steps) loop
    if coalesce(s ->> 'key', '') !~ '^[A-Za-z][A-Za-z0-9_-]{0,59}$' then
      return siso.chain_fault('Its name begins with a letter and has letters, digits, - and _, at most 60.', s ->> 'key');
    elsif s ->> 'key' = any (v_keys) then
      return siso.chain_fault('There are two of this name.', s ->> 'key');
    end if;
    v_keys := v_keys || (s ->> 'key');
  end loop;
  for s in select * from jsonb_array_elements(p_steps) loop
    select n into v_word from jsonb_array_elements_text(s -> 'needs') n where n <> all (v_keys) limit 1;
    if v_word is not null then
      return siso.chain_fault(format('It needs "%s", and there is no such step.', v_word), s ->> 'key');
    end if;
  end loop;
  select n, count(distinct e ->> 'key') || '' into v_word, s from jsonb_array_elements(p_steps) e, jsonb_array_elements_text(e -> 'needs') n
  group by n having count(distinct e ->> 'key') > 50 limit 1;
  if v_word is not null then
    return siso.chain_fault(format('%s steps wait for it; 50 are the most.', s #>> '{}'), v_word);
  end if;
  return null;
end $$;

-- What is wrong with the outputs that a step asks for, or null. `s` is a step of siso.chain_order.
create function siso.check_outputs(s jsonb) returns jsonb language plpgsql immutable as $$
declare
  o record;
begin
  if s ->> 'base' is not null and not s -> 'before' ? (s ->> 'base') then
    return siso.chain_fault(format('It builds on "%s", which it does not need: add it to its needs.', s ->> 'base'), s ->> 'key');
  end if;
  for o in select * from siso.outputs_in(s -> 'task' ->> 'prompt') loop
    if o.field is null then
      return siso.chain_fault(format('%s is no output: write {{ steps.NAME.result }}, .branch or .commit.', left(o.whole, 100)), s ->> 'key');
    elsif not s -> 'before' ? o.step then
      return siso.chain_fault(format('It uses %s of a step that it does not need: add "%s" to its needs.', o.whole, o.step), s ->> 'key');
    elsif o.field = 'result' and exists (select from unnest(string_to_array(s -> 'task' ->> 'prompt', E'\n')) line
      where strpos(line, o.whole) > 0 and line !~ '^[ \t>]{0,40}\{\{[^{}]*\}\}[ \t\r]*$') then
      return siso.chain_fault(format('A result has many lines: %s must stand on a line of its own.', o.whole), s ->> 'key');
    end if;
  end loop;
  if (select count(*) from siso.outputs_in(s -> 'task' ->> 'prompt')) > 100 then
    return siso.chain_fault('Its prompt uses more than 100 outputs.', s ->> 'key');
  end if;
  return null;
end $$;

-- Stores one step of a chain. Whether it can start at once is decided afterwards.
create function siso.insert_step(p_workflow text, p_on_failure text, s jsonb, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  v_id text := siso.task_id(gen_random_uuid());
  v_task jsonb := s -> 'task' || jsonb_strip_nulls(jsonb_build_object('onFailure', s -> 'onFailure', 'base', s -> 'base'));
  v_state text := case jsonb_array_length(s -> 'needs') when 0 then 'queued' else 'blocked' end;
begin
  insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
    labels, direct, budget_micros, request, created_at, enqueued_at, workflow_id, step)
  values (v_id, v_task ->> 'name', v_task ->> 'actor', v_task ->> 'category', v_task ->> 'priority', v_task ->> 'environment',
    v_state, v_task ->> 'model', array(select jsonb_array_elements_text(v_task -> 'tools')), v_task ->> 'template',
    v_task ->> 'repo', v_task ->> 'org', coalesce(v_task -> 'labels', '{}'), false, (v_task ->> 'budgetMicros')::bigint,
    v_task - 'prompt', p_now, p_now, p_workflow, s ->> 'key');
  insert into public.task_texts (task_id, kind, body, at) values (v_id, 'prompt', v_task ->> 'prompt', p_now);
  if exists (select from siso.outputs_in(v_task ->> 'prompt')) then
    insert into public.task_texts (task_id, kind, body, at) values (v_id, 'unfilled', v_task ->> 'prompt', p_now);
  end if;
  insert into public.task_dependencies (task, needs, policy)
  select distinct v_id, n.id, coalesce(n.request ->> 'onFailure', p_on_failure) from public.automation_tasks n
  where n.workflow_id = p_workflow and s -> 'needs' ? n.step;
  perform siso.task_event(v_id, v_state, jsonb_build_object('workflow', p_workflow, 'step', s -> 'key', 'needs', s -> 'needs'));
  perform siso.audit(v_task ->> 'actor', 'task.' || v_state, v_id, jsonb_build_object('reason', v_task ->> 'reason', 'details',
    jsonb_build_object('tools', v_task -> 'tools', 'category', v_task -> 'category', 'priority', v_task -> 'priority',
      'environment', v_task -> 'environment', 'workflow', p_workflow)));
end $$;

-- The whole graph or nothing of it. What is refused leaves an audit row and no more.
create function siso.create_workflow(p_actor text, p jsonb, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  v_id text := 'W-' || substr(siso.task_id(gen_random_uuid()), 3);
  v_policy text := coalesce(p ->> 'onFailure', 'skip_descendants');
  v_steps jsonb;
  v_answer jsonb;
  s jsonb;
begin
  select coalesce(jsonb_agg(e || jsonb_build_object('needs', coalesce(e -> 'needs', '[]'),
    'task', siso.asked(e -> 'task') - '{dedupeKey,dedupe,cacheHours,onFailure,base}'::text[] || jsonb_build_object('actor', p_actor)) order by n), '[]')
  into v_steps from jsonb_array_elements(p -> 'steps') with ordinality as x (e, n);
  v_answer := siso.check_steps(v_steps);
  if v_answer is null then
    v_steps := siso.chain_order(v_steps);
    v_answer := v_steps -> 'fault';
    v_steps := v_steps -> 'steps';
  end if;
  if v_answer is null then
    for s in select * from jsonb_array_elements(v_steps) loop
      v_answer := coalesce(siso.check_outputs(s), siso.evaluate(s -> 'task', p_now));
      if v_answer ->> 'decision' = 'refused' then
        v_answer := v_answer || jsonb_build_object('step', s ->> 'key', 'hint', case when v_answer ? 'step' then v_answer ->> 'hint'
          else format('Step "%s": %s', s ->> 'key', v_answer ->> 'hint') end);
        exit;
      end if;
      v_answer := null;
    end loop;
  end if;
  if v_answer is not null then
    perform siso.audit(p_actor, 'chain.refused', coalesce(p ->> 'name', 'chain'), jsonb_build_object('reason', v_answer ->> 'reason', 'details', v_answer));
    return v_answer;
  end if;
  insert into public.workflows (id, name, actor, on_failure, budget_micros, request, created_at)
  values (v_id, p ->> 'name', p_actor, v_policy, (p ->> 'budgetMicros')::bigint, p - 'steps' || jsonb_build_object('steps',
    (select jsonb_agg(e - '{task,before}'::text[]) from jsonb_array_elements(v_steps) e)), p_now);
  for s in select * from jsonb_array_elements(v_steps) loop
    perform siso.insert_step(v_id, v_policy, s, p_now);
  end loop;
  perform siso.audit(p_actor, 'chain.created', v_id, jsonb_build_object('details', jsonb_build_object('name', p ->> 'name',
    'steps', jsonb_array_length(v_steps), 'budgetMicros', p -> 'budgetMicros')));
  return jsonb_build_object('decision', 'queued', 'workflow', siso.workflow_json(v_id));
end $$;

select siso.set_grants();
