-- Chains: tasks that wait for each other, under one cap. docs/chains.md.

create table public.workflows (
  id text primary key,
  name text not null,
  actor text not null,
  state text not null default 'running' check (state in ('running', 'succeeded', 'failed', 'cancelled', 'budget_capped')),
  -- as what it will end once nothing of it runs any more; no further step starts
  stopping text check (stopping in ('failed', 'cancelled', 'budget_capped')),
  on_failure text not null check (on_failure in ('skip_descendants', 'continue', 'fail_workflow')),
  -- the most all its steps may cost together, over all attempts
  budget_micros bigint,
  -- what steps cost that were pruned: it stays part of what the cap has paid
  pruned_micros bigint not null default 0,
  -- the graph as it was asked for, without prompts
  request jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
alter table public.workflows enable row level security;
create index workflows_listed on public.workflows (created_at desc, id desc);

alter table public.automation_tasks
  add column workflow_id text references public.workflows,
  add column step text,
  -- never ran, because what it needs did not end well
  add column skipped boolean not null default false;
create unique index automation_tasks_step on public.automation_tasks (workflow_id, step) where workflow_id is not null;

create table public.task_dependencies (
  task text not null references public.automation_tasks on delete cascade,
  needs text not null references public.automation_tasks on delete cascade,
  -- what follows when the needed step does not end well
  policy text not null check (policy in ('skip_descendants', 'continue', 'fail_workflow')),
  primary key (task, needs)
);
alter table public.task_dependencies enable row level security;
create index task_dependencies_needs on public.task_dependencies (needs);

-- A prompt as it was before outputs of earlier steps were filled in.
alter domain siso.text_kind drop constraint text_kind_check;
alter domain siso.text_kind add constraint text_kind_check check (value in ('prompt', 'result', 'unfilled'));

-- A step that goes back into the queue, whoever sends it there, brings its chain back to life. It waits for what it needs, and gets
-- the outputs that are there now.
create function siso.revive_step() returns trigger language plpgsql as $$
begin
  new.skipped := false;
  if not siso.needs_met(new.id) then
    new.state := 'blocked';
  else
    new := siso.prepared(new, siso.now());
  end if;
  update public.workflows set state = 'running', stopping = null, finished_at = null where id = new.workflow_id;
  return new;
end $$;
create trigger automation_tasks_revived before update of state on public.automation_tasks for each row
  when (new.workflow_id is not null and old.finished_at is not null and new.finished_at is null) execute function siso.revive_step();

-- Goes with the last of its steps.
create function siso.drop_workflow() returns trigger language plpgsql as $$
begin
  update public.workflows set pruned_micros = pruned_micros + old.cost_micros where id = old.workflow_id;
  delete from public.workflows w where w.id = old.workflow_id
    and not exists (select from public.automation_tasks t where t.workflow_id = w.id);
  return null;
end $$;
create trigger automation_tasks_dropped after delete on public.automation_tasks for each row
  when (old.workflow_id is not null) execute function siso.drop_workflow();

do $$
declare
  v record;
begin
  revoke all on public.workflows, public.task_dependencies from public;
  for v in select r.rolname, t.name from pg_roles r cross join unnest(array['workflows', 'task_dependencies']) as t (name)
    where r.rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on public.%I from %I', v.name, v.rolname);
    if v.rolname = 'authenticated' then
      execute format('grant select on public.%I to authenticated', v.name);
      execute format('create policy siso_members_read on public.%I for select to authenticated using ((select siso.member_may(''read'')))', v.name);
    end if;
  end loop;
end $$;
