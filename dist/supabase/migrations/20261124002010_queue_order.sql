-- Whose turn it is. docs/queue.md, "Order".

-- What a runner key says about who asks comes from other migrations. Where they are not applied there are no runners.
do $$
begin
  if to_regprocedure('siso.asked(jsonb)') is null then
    create function siso.asked(p_task jsonb) returns jsonb language sql immutable as 'select p_task';
  end if;
  if to_regprocedure('siso.hold_of(uuid)') is null then
    create function siso.hold_of(p_lease_token uuid) returns public.usage_holds language sql stable as
      'select h from public.usage_holds h where lease_token = p_lease_token';
  end if;
  if to_regprocedure('siso.runner()') is null then
    create function siso.caller_repo() returns text language sql immutable as 'select null::text';
    create function siso.caller_environment() returns text language sql immutable as 'select null::text';
  else
    execute 'create function siso.caller_environment() returns text language sql stable as ''select k.environment from siso.runner() k''';
  end if;
end $$;

-- Whether a worker's filter, and the repository of its key, let a flow through.
create function siso.flow_fits(p_flow text, p_filter jsonb) returns boolean language sql immutable as $$
  select (coalesce(jsonb_array_length(p_filter -> 'repos'), 0) = 0 or p_filter -> 'repos' ? split_part(p_flow, chr(31), 1))
    and (coalesce(jsonb_array_length(p_filter -> 'categories'), 0) = 0 or p_filter -> 'categories' ? split_part(p_flow, chr(31), 2))
    and (p_filter ->> 'only' is null or p_filter ->> 'only' = split_part(p_flow, chr(31), 1));
$$;

-- What a flow may run at a time, next to others: the first of the setting's rules that fits it, else 1.
create function siso.weight_of(p_flow text, p_rules jsonb) returns int language sql immutable as $$
  select coalesce((
    select (rule ->> 'weight')::int from jsonb_array_elements(p_rules) with ordinality as r (rule, n)
    where coalesce(rule ->> 'repo', split_part(p_flow, chr(31), 1)) = split_part(p_flow, chr(31), 1)
      and coalesce(rule ->> 'category', split_part(p_flow, chr(31), 2)) = split_part(p_flow, chr(31), 2)
      and coalesce(rule ->> 'actor', split_part(p_flow, chr(31), 3)) = split_part(p_flow, chr(31), 3)
    order by n limit 1), 1);
$$;

create function siso.epochs(out slots bigint, out money bigint, out windows bigint) language sql volatile as $$
  select s.last_value, m.last_value, w.last_value from siso.room_slots s, siso.room_money m, siso.room_windows w;
$$;

-- Whether a flow that rests need not be tried: its time has not come, and there has been no more of what it lacked.
create function siso.rests(r public.resting_flows, p_slots bigint, p_money bigint, p_windows bigint, p_now timestamptz) returns boolean
language sql immutable as $$
  select (r.until is null or r.until > p_now)
    and r.epoch >= case r.kind when 'slots' then p_slots when 'money' then p_money else p_windows end;
$$;

create type siso.pick as (
  task_id text, lane smallint, flow text,
  -- goes first because it is four hours past its deadline; one of its flow at a time
  overdue boolean,
  -- tasks of its flow that run or go before it, by the flow's weight
  share numeric,
  virtual_deadline timestamptz, queue_no bigint
);

-- The same where nothing is urgent or late, and no worker is choosy: the next are the first of as many flows of which nothing runs, by their
-- deadlines, and found by walking along these. Empty where that is not so, or would be a long way.
create function siso.first_picks(p_running jsonb, p_resting text[], p_skip text[], p_limit int, p_now timestamptz) returns setof siso.pick
language plpgsql stable rows 16 as $$
declare
  v_seen text[] := '{}';
  v_picks siso.pick[];
  t record;
begin
  for t in
    select id, lane, flow, virtual_deadline, queue_no from public.automation_tasks
    where state = 'queued' and not asleep order by lane, virtual_deadline, queue_no limit 200
  loop
    -- in this order, if the first one is neither then none is
    exit when t.lane = 0 or t.virtual_deadline + interval '4 hours' <= p_now;
    continue when t.flow = any (v_seen);
    v_seen := v_seen || t.flow;
    if not p_running ? t.flow and not coalesce(t.id = any (p_resting) or t.lane || t.flow = any (p_skip), false) then
      v_picks := v_picks || row(t.id, t.lane, t.flow, false, 0, t.virtual_deadline, t.queue_no)::siso.pick;
      exit when cardinality(v_picks) = p_limit;
    end if;
  end loop;
  if cardinality(v_picks) = p_limit then
    return query select * from unnest(v_picks);
  end if;
end $$;

-- The next `p_limit` tasks in the order in which they may start. `p_how`: {repos, categories, only, environment} as in a filter,
-- `weights`, `all` to see those that rest too. Flows in `p_skip` (lane and flow) are left out. Heads are found by jumping from flow to
-- flow along the index; of what is behind a head only as many as can be among the first are looked at.
create function siso.picks(p_how jsonb, p_skip text[], p_limit int, p_now timestamptz) returns setof siso.pick
language plpgsql volatile rows 16 as $$
declare
  v_slots bigint;
  v_money bigint;
  v_windows bigint;
  v_rules jsonb := coalesce(p_how -> 'weights', '[]');
  v_plain boolean := v_rules = '[]';
  v_environment text := p_how ->> 'environment';
  v_all boolean := coalesce((p_how ->> 'all')::boolean, false);
  v_any boolean := coalesce(jsonb_array_length(p_how -> 'repos'), 0) = 0 and coalesce(jsonb_array_length(p_how -> 'categories'), 0) = 0
    and p_how ->> 'only' is null;
  -- how many run of each flow, and which of them run one that was late; looked up by key, whatever the planner thinks
  v_running jsonb;
  v_late jsonb;
begin
  select slots, money, windows into v_slots, v_money, v_windows from siso.epochs();
  select coalesce(jsonb_object_agg(flow, running), '{}'), coalesce(jsonb_object_agg(flow, true) filter (where late), '{}') into v_running, v_late
  from (select h.flow, count(*) as running, bool_or(h.overdue) as late from public.usage_holds h
    where h.state = 'active' and h.flow is not null group by h.flow) live;
  if v_plain and v_any and not v_all and v_environment is null then
    return query select * from siso.first_picks(v_running,
      array(select r.task_id from public.resting_flows r where r.lane = 1 and siso.rests(r, v_slots, v_money, v_windows, p_now)),
      p_skip, p_limit, p_now);
    if found then
      return;
    end if;
  end if;
  return query
  with recursive heads as (
    (select t.lane, t.flow, t.id, t.virtual_deadline, t.queue_no, t.environment from public.automation_tasks t
      where t.state = 'queued' and not t.asleep order by t.lane, t.flow, t.virtual_deadline, t.queue_no limit 1)
    union all
    select n.* from heads h cross join lateral (
      select t.lane, t.flow, t.id, t.virtual_deadline, t.queue_no, t.environment from public.automation_tasks t
      where t.state = 'queued' and not t.asleep and (t.lane, t.flow) > (h.lane, h.flow)
      order by t.lane, t.flow, t.virtual_deadline, t.queue_no limit 1) n
  ), flows as (
    select h.lane, h.flow, coalesce((v_running ->> h.flow)::int, 0) as running, case when v_plain then 1 else siso.weight_of(h.flow, v_rules) end as weight,
      h.lane = 1 and h.virtual_deadline + interval '4 hours' <= p_now and not v_late ? h.flow as overdue,
      h.virtual_deadline, h.queue_no
    from heads h left join public.resting_flows r on r.lane = h.lane and r.flow = h.flow and r.task_id = h.id
    where (v_any or siso.flow_fits(h.flow, p_how)) and (v_all or r.flow is null or not siso.rests(r, v_slots, v_money, v_windows, p_now))
      and (p_skip is null or h.lane || h.flow <> all (p_skip))
  ), first as (
    (select * from flows f where f.lane = 0 order by f.running::numeric / f.weight, f.virtual_deadline, f.queue_no limit p_limit)
    union all
    -- as many of these flows may stand further behind because of what is urgent in them
    (select * from flows f where f.lane = 1 order by f.overdue desc, f.running::numeric / f.weight, f.virtual_deadline, f.queue_no
      limit p_limit + (select count(*) from flows u where u.lane = 0))
  ), turns as (
    select w.id, f.lane, f.flow, f.overdue and w.n = 1 as overdue, f.weight, f.running, w.n, w.virtual_deadline, w.queue_no
    from first f cross join lateral (
      select t.id, t.virtual_deadline, t.queue_no, row_number() over (order by t.virtual_deadline, t.queue_no) as n
      from (select * from public.automation_tasks t
        where t.state = 'queued' and not t.asleep and t.lane = f.lane and t.flow = f.flow
          and (v_environment is null or t.environment = v_environment)
        order by t.virtual_deadline, t.queue_no limit p_limit) t
    ) w
  ), shared as (
    -- what goes first of a flow's urgent tasks counts for those of its other lane
    select t.*, (t.running + row_number() over (partition by t.flow order by t.lane, t.n) - 1)::numeric / t.weight as share from turns t
  )
  select s.id, s.lane, s.flow, s.overdue, s.share, s.virtual_deadline, s.queue_no from shared s
  order by s.lane, s.overdue desc, s.share, s.virtual_deadline, s.queue_no limit p_limit;
end $$;
-- An embedded ledger has no statistics, and without them the planner would rather sort what the index has in order.
alter function siso.picks(jsonb, text[], int, timestamptz) set jit = off; -- what is switched off is dear, and would be compiled
alter function siso.picks(jsonb, text[], int, timestamptz) set enable_sort = off;
alter function siso.picks(jsonb, text[], int, timestamptz) set enable_bitmapscan = off;
alter function siso.picks(jsonb, text[], int, timestamptz) set enable_seqscan = off;
alter function siso.picks(jsonb, text[], int, timestamptz) set plan_cache_mode = force_generic_plan;
