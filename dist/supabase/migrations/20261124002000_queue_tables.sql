-- The queue: what orders tasks that wait, what is known of flows that rest, and who works. docs/queue.md.

-- Linear ageing as a fixed key: the earlier it was queued, and the more urgent, the earlier. Hours are the same in every zone,
-- so the result never changes.
create function siso.deadline_of(p_enqueued_at timestamptz, p_priority text) returns timestamptz
language plpgsql immutable as $$
begin
  return p_enqueued_at + case p_priority when 'urgent' then interval '-24 hours' when 'high' then interval '10 minutes'
    when 'medium' then interval '30 minutes' else interval '2 hours' end;
end $$;

alter table public.automation_tasks
  add column enqueued_at timestamptz,
  add column virtual_deadline timestamptz generated always as (siso.deadline_of(enqueued_at, priority)) stored,
  -- urgent tasks form a lane of their own before all others
  add column lane smallint generated always as (case priority when 'urgent' then 0 else 1 end) stored,
  add column flow text collate "C" generated always as (coalesce(repo, '') || chr(31) || category || chr(31) || actor) stored,
  -- decides between tasks of one moment
  add column queue_no bigint generated always as identity,
  -- not to be claimed before `ready_at`; awake again when somebody sees that it has come
  add column asleep boolean not null default false,
  add column ready_at timestamptz,
  add column transient_failures int not null default 0,
  -- in a row
  add column lease_losses int not null default 0,
  -- of its last five attempts that failed: [{at, reason, error}]
  add column errors jsonb not null default '[]',
  add column progress jsonb,
  add column dedupe_key text,
  -- the task whose result this one got for nothing
  add column cached_from text;
update public.automation_tasks set enqueued_at = created_at where state in ('queued', 'blocked', 'pending_approval');

-- Every decision about whose turn it is reads these two, and nothing else sorts what waits: flow by flow, and all of them.
create index automation_tasks_turn on public.automation_tasks (lane, flow, virtual_deadline, queue_no)
  where state = 'queued' and not asleep;
create index automation_tasks_order on public.automation_tasks (lane, virtual_deadline, queue_no)
  where state = 'queued' and not asleep;
create index automation_tasks_asleep on public.automation_tasks (ready_at) where state = 'queued' and asleep;
-- A key is its repository's own.
create unique index automation_tasks_twin on public.automation_tasks (coalesce(repo, ''), dedupe_key)
  where dedupe_key is not null and state in ('pending_approval', 'blocked', 'queued', 'running');
create index automation_tasks_dead on public.automation_tasks (finished_at) where state = 'dead';
create index automation_tasks_commit on public.automation_tasks ((request ->> 'commit'), finished_at desc)
  where state = 'succeeded' and cached_from is null and request ? 'commit';

alter table public.usage_holds
  add column flow text collate "C",
  -- took its slot because it was hours past its deadline
  add column overdue boolean not null default false,
  add column worker text,
  -- given to a runner that has still to come for it; `run_id` says which one
  add column dispatched boolean not null default false,
  add column run_id text;
update public.usage_holds h set flow = t.flow from public.automation_tasks t where t.id = h.task_id and h.state = 'active';

-- A flow whose head was deferred, for as long as that task is its head. Only flows that have ever rested have a row.
create table public.resting_flows (
  lane smallint not null,
  flow text collate "C" not null,
  task_id text not null,
  virtual_deadline timestamptz not null,
  -- when trying again helps although nothing else happens; null: nobody knows
  until timestamptz,
  -- the kind of room that was missing, and how often there had been more of it by then
  kind text not null check (kind in ('slots', 'money', 'windows')),
  epoch bigint not null,
  -- as in a verdict
  verdict jsonb not null,
  -- how much was asked for, so that a flow that asks for as much of the same limit need not be tried
  estimate bigint not null,
  token_hold bigint not null,
  amount bigint not null,
  factor int not null,
  -- windows and held budgets that smaller tasks may not use up once the head has been passed over for long
  limits text[] not null,
  passed_since timestamptz not null,
  primary key (lane, flow)
);
alter table public.resting_flows enable row level security;
create index resting_flows_passed on public.resting_flows (passed_since) where limits <> '{}';
create index resting_flows_until on public.resting_flows (until);

-- Written at most every ten seconds for each.
create table public.workers (
  id text primary key,
  host text not null,
  version text not null,
  slots int not null,
  seen_at timestamptz not null
);
alter table public.workers enable row level security;

-- How often there has been more room of each kind. A flow that rests compares, and nobody has to write to hundreds of rows whenever
-- a task ends. Counting once too often only wakes in vain, so it may count outside of transactions.
create sequence siso.room_slots;
create sequence siso.room_money;
create sequence siso.room_windows;
select nextval('siso.room_slots'), nextval('siso.room_money'), nextval('siso.room_windows');

create function siso.note_room() returns trigger language plpgsql as $$
begin
  if 'slots' = any (tg_argv) then
    perform nextval('siso.room_slots');
  end if;
  if 'money' = any (tg_argv) then
    perform nextval('siso.room_money');
  end if;
  if 'windows' = any (tg_argv) then
    perform nextval('siso.room_windows');
  end if;
  return null;
end $$;

create trigger usage_holds_ended after update on public.usage_holds for each row
  when (old.state = 'active' and new.state <> 'active') execute function siso.note_room('slots', 'money', 'windows');
-- a late truth, or a hold that shrinks
create trigger usage_holds_lessened after update on public.usage_holds for each row
  when (old.state = new.state and (new.booked_micros < old.booked_micros or new.booked_tokens < old.booked_tokens
    or new.amount_micros < old.amount_micros or new.tokens < old.tokens)) execute function siso.note_room('money', 'windows');
create trigger rate_limit_config_changed after insert or update or delete on public.rate_limit_config for each statement
  execute function siso.note_room('slots', 'windows', 'money');
create trigger token_limits_config_changed after insert or update or delete on public.token_limits_config for each statement
  execute function siso.note_room('money', 'windows');
create trigger budget_grants_changed after insert or update or delete on public.budget_grants for each statement
  execute function siso.note_room('money');
create trigger settings_changed after insert or update or delete on public.settings for each statement
  execute function siso.note_room('slots', 'windows', 'money');

insert into public.settings (key, value, updated_at) values ('flow_weights', '[]', siso.now()), ('pause_reason', 'null', siso.now());

do $$
declare
  v_role text;
begin
  revoke all on public.resting_flows, public.workers from public;
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated') loop
    execute format('revoke all on public.resting_flows, public.workers from %I', v_role);
    execute format('revoke all on all sequences in schema public from %I', v_role);
  end loop;
end $$;
