-- Pools: who may claim a task. What comes from a comment is written by people whom this machine does not know, so it is for a workflow
-- run, or for a worker that was set apart for it, and never for a worker that just takes what is queued. docs/bot.md.

alter table public.automation_tasks
  -- '' for every worker
  add column pool text not null default '' check (pool in ('', 'workflow', 'comments'));

-- A flow is of one pool, so that whoever may not claim its head may claim nothing of it.
alter table public.automation_tasks drop column flow;
alter table public.automation_tasks add column flow text collate "C" generated always as
  (coalesce(repo, '') || chr(31) || category || chr(31) || actor || case pool when '' then '' else chr(31) || pool end) stored;
create index automation_tasks_turn on public.automation_tasks (lane, flow, virtual_deadline, queue_no)
  where state = 'queued' and not asleep;
create index automation_tasks_pool on public.automation_tasks (pool) where state = 'queued' and pool <> '';

-- Whether a worker's filter, its pool, and the repository of its key, let a flow through.
create or replace function siso.flow_fits(p_flow text, p_filter jsonb) returns boolean language sql immutable as $$
  select (coalesce(jsonb_array_length(p_filter -> 'repos'), 0) = 0 or p_filter -> 'repos' ? split_part(p_flow, chr(31), 1))
    and (coalesce(jsonb_array_length(p_filter -> 'categories'), 0) = 0 or p_filter -> 'categories' ? split_part(p_flow, chr(31), 2))
    and (p_filter ->> 'only' is null or p_filter ->> 'only' = split_part(p_flow, chr(31), 1))
    and (p_filter ->> 'pool' is null or p_filter ->> 'pool' = split_part(p_flow, chr(31), 4));
$$;

-- What stands in the last definition of a function, changed in these places and nowhere else. `p_changes`: [from, to, from, to, …].
create function siso.rewrite(p_function regprocedure, p_changes text[]) returns void language plpgsql volatile as $$
declare
  v_text text := pg_get_functiondef(p_function);
begin
  for n in 1 .. cardinality(p_changes) by 2 loop
    if strpos(v_text, p_changes[n]) = 0 then
      raise exception '% is not what this migration was written for', p_function;
    end if;
    v_text := replace(v_text, p_changes[n], p_changes[n + 1]);
  end loop;
  execute v_text;
end $$;

-- Who asks for a pool is choosy too. Who asks for none walks past what is in one, and need not jump from flow to flow for that.
select siso.rewrite('siso.first_picks(jsonb, text[], text[], int, timestamptz)'::regprocedure, array[
  '    -- in this order,', '    continue when split_part(t.flow, chr(31), 4) <> '''';' || chr(10) || '    -- in this order,']);
select siso.rewrite('siso.picks(jsonb, text[], int, timestamptz)'::regprocedure, array[
  '    and p_how ->> ''only'' is null;', '    and p_how ->> ''only'' is null;' || chr(10) || '  v_pool text := p_how ->> ''pool'';',
  'if v_plain and v_any and not v_all', 'if v_plain and v_any and coalesce(v_pool, '''') = '''' and not v_all',
  'where (v_any or siso.flow_fits', 'where ((v_any and v_pool is null) or siso.flow_fits']);
select siso.rewrite('siso.claim(jsonb, int, timestamptz)'::regprocedure, array[
  '''environment'', siso.caller_environment()));', '''environment'', siso.caller_environment(), ''pool'', siso.pool_for(p_how)));']);

-- The pool that a claim is for. Null where nothing waits in any pool but that of everybody: then there is nothing to tell apart.
create function siso.pool_for(p_how jsonb) returns text language plpgsql volatile as $$
begin
  if p_how ? 'pool' then
    return p_how ->> 'pool';
  elsif exists (select from public.automation_tasks where state = 'queued' and pool <> '') then
    return '';
  end if;
  return null;
end $$;

-- A worker asks for the pool of comments or for none; only the dispatcher has that of workflows.
create or replace function siso.filter_of(p_filter jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object('repos', p_filter -> 'repos', 'categories', p_filter -> 'categories',
    'pool', case p_filter ->> 'pool' when 'comments' then 'comments' end));
$$;

create or replace function public.siso_dispatch(p_request_id uuid, p_filter jsonb, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_dispatch');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_answer := siso.claim(siso.filter_of(p_filter) || '{"leaseSeconds": 900, "dispatched": true}'
      || case p_filter ->> 'pool' when 'workflow' then '{"pool": "workflow"}'::jsonb else '{}' end,
    least(greatest(p_limit, 1), 10), v_now);
  return siso.remember_claim(p_request_id, 'siso_dispatch', v_answer);
end $$;

-- What of a request only the ledger itself may say: who else asks for it is not believed.
create function siso.plain_request(p_task jsonb) returns jsonb language sql immutable as $$
  select p_task - '{runnerKey,strange,pool,githubRole,approval}'::text[];
$$;

select siso.rewrite('siso.asked(jsonb)'::regprocedure, array[
  'return p_task - ''runnerKey'' - ''strange'';', 'return siso.plain_request(p_task);',
  'return p_task - ''strange'' ||', 'return siso.plain_request(p_task) ||']);
-- What is known already needs no approval.
select siso.rewrite('siso.submit(jsonb, timestamptz)'::regprocedure, array[
  'p_task - ''dedupeKey'', p_now', 'p_task - ''dedupeKey'' - ''approval'', p_now']);

create or replace function siso.insert_task(p_id text, p_task jsonb, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  v_waits boolean := p_task ? 'approval';
begin
  insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
    labels, direct, budget_micros, request, created_at, enqueued_at, dedupe_key, pool)
  values (p_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
    case when v_waits then 'pending_approval' else 'queued' end, p_task ->> 'model',
    array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
    p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), false, (p_task ->> 'budgetMicros')::bigint,
    p_task - '{prompt,pool,approval}'::text[], p_now, p_now, p_task ->> 'dedupeKey', coalesce(p_task ->> 'pool', ''));
  insert into public.task_texts (task_id, kind, body, at) values (p_id, 'prompt', p_task ->> 'prompt', p_now);
  perform siso.task_event(p_id, case when v_waits then 'approval_asked' else 'queued' end, coalesce((p_task -> 'approval') - 'hash', '{}'));
  perform siso.audit(p_task ->> 'actor', case when v_waits then 'task.approval_asked' else 'task.queued' end, p_id,
    jsonb_build_object('reason', p_task ->> 'reason', 'details',
      jsonb_build_object('tools', p_task -> 'tools', 'category', p_task -> 'category', 'priority', p_task -> 'priority',
        'environment', p_task -> 'environment')));
end $$;

select siso.set_grants();
