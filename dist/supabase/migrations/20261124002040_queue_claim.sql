-- Claiming: chosen, admitted and leased in one transaction. docs/queue.md, "Claim".

-- Notes that a flow rests because its head was deferred. How long the head has been passed over counts on while it is the head.
create function siso.rest(p_pick siso.pick, p_answer jsonb, p_now timestamptz) returns void language plpgsql volatile as $$
declare
  v_kind text := case p_answer ->> 'reason' when 'no_slot' then 'slots' when 'window_full' then 'windows' else 'money' end;
begin
  insert into public.resting_flows as r (lane, flow, task_id, virtual_deadline, until, kind, epoch, verdict, estimate, token_hold, amount,
    factor, limits, passed_since)
  select p_pick.lane, p_pick.flow, p_pick.task_id, p_pick.virtual_deadline, (p_answer ->> 'retryAt')::timestamptz, v_kind,
    case v_kind when 'slots' then e.slots when 'money' then e.money else e.windows end, p_answer - '{blocked,size}'::text[],
    (p_answer -> 'size' ->> 'estimate')::bigint, (p_answer -> 'size' ->> 'tokenHold')::bigint, (p_answer -> 'size' ->> 'amount')::bigint,
    (p_answer -> 'size' ->> 'factor')::int,
    array(select jsonb_array_elements_text(coalesce(nullif(p_answer -> 'blocked', 'null'), '[]'))), p_now
  from siso.epochs() e
  on conflict (lane, flow) do update set task_id = excluded.task_id, virtual_deadline = excluded.virtual_deadline, until = excluded.until,
    kind = excluded.kind, epoch = excluded.epoch, verdict = excluded.verdict, estimate = excluded.estimate,
    token_hold = excluded.token_hold, amount = excluded.amount, factor = excluded.factor, limits = excluded.limits,
    passed_since = case r.task_id when excluded.task_id then r.passed_since else excluded.passed_since end;
end $$;

-- Flows that ask for at least as much of the limit that has just deferred a head: they need not be tried in this call. Those whose time
-- had come rest on; for those that were woken early nothing is written.
create function siso.rest_alike(p_pick siso.pick, p_answer jsonb, p_now timestamptz) returns text[] language plpgsql volatile as $$
declare
  v_alike text[];
begin
  if p_pick.lane <> 1 or p_answer ? 'behind' then
    return '{}';
  end if;
  with alike as (
    select r.lane, r.flow, r.until from public.resting_flows r join public.automation_tasks t on t.id = r.task_id and t.state = 'queued'
    where r.lane = 1 and siso.is_head(t) and not r.verdict ? 'behind' and r.verdict ->> 'limit' = p_answer ->> 'limit'
      and r.factor = (p_answer -> 'size' ->> 'factor')::int and r.estimate >= (p_answer -> 'size' ->> 'estimate')::bigint
      and r.token_hold >= (p_answer -> 'size' ->> 'tokenHold')::bigint and r.amount >= (p_answer -> 'size' ->> 'amount')::bigint
  ), rested as (
    update public.resting_flows r set until = (p_answer ->> 'retryAt')::timestamptz, verdict = p_answer - '{blocked,size}'::text[],
      epoch = case r.kind when 'slots' then e.slots when 'money' then e.money else e.windows end
    from alike a, siso.epochs() e where r.lane = a.lane and r.flow = a.flow and a.until <= p_now
  )
  select coalesce(array_agg(lane || flow), '{}') into v_alike from alike;
  return v_alike;
end $$;

-- All that decides about a request that is in order: equal for tasks that the ledger cannot tell apart, though they are of different
-- repositories and people. `p_left` is what its cap leaves.
create function siso.kind_of(t public.automation_tasks, p_request jsonb, p_left bigint) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_array(t.category, t.environment, t.lane, t.model, p_left, p_request -> 'estimateTokens', p_request -> 'tokenHold',
    p_request -> 'templateMaxMicros', case when p_left is null or not p_request ? 'estimateTokens' then t.template end,
    (select jsonb_agg(c.id) from public.rate_limit_config c where c.category = t.category and (c.repo is null or c.repo = t.repo)),
    (select jsonb_agg(b.id) from public.token_limits_config b
      where siso.budget_applies(b, siso.owner(t.actor, t.category, t.repo, t.org, t.labels))));
end $$;

-- The same words, in a language that keeps its plan from call to call: a claim asks for every task that it looks at.
do $$
begin
  execute format('create or replace function siso.request_of(t public.automation_tasks) returns jsonb language plpgsql stable as %L',
    format(e'\nbegin\n  return (%s);\nend ', (select rtrim(prosrc, e' \n;') from pg_proc where oid = 'siso.request_of'::regproc)));
end $$;

-- Why nothing at all can start, and when that ends: {"nextAt"}. Null while the gates are open.
create function siso.shut(p_settings jsonb, p_now timestamptz) returns jsonb language plpgsql stable as $$
declare
  v_live record;
begin
  if p_settings -> 'paused' = 'true' then
    return '{"reason": "paused", "nextAt": null}';
  end if;
  if (p_settings ->> 'provider_gate_until')::timestamptz > p_now then
    return jsonb_build_object('reason', 'provider_gate', 'nextAt', (p_settings ->> 'provider_gate_until')::timestamptz);
  end if;
  select count(*) as running, min(lease_expires_at) as first_end into v_live from public.usage_holds where state = 'active';
  if v_live.running >= (p_settings ->> 'max_concurrent_jobs')::bigint then
    return jsonb_build_object('reason', 'no_slot', 'nextAt', v_live.first_end, 'used', v_live.running,
      'max', (p_settings ->> 'max_concurrent_jobs')::bigint);
  end if;
  return null;
end $$;

-- One round: walks along the picks of now and takes what there is room for. Stops where the order may have changed.
-- `v` carries what was claimed and what need not be tried again in this call: {claimed, skip, tried, more}.
create function siso.claim_round(v jsonb, p_how jsonb, p_settings jsonb, p_limit int, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_claimed jsonb := v -> 'claimed';
  v_skip text[] := array(select jsonb_array_elements_text(v -> 'skip'));
  v_tried int := (v ->> 'tried')::int;
  v_most int := p_limit - jsonb_array_length(v_claimed) + 4;
  v_picks siso.pick[];
  v_tasks public.automation_tasks[];
  v_requests jsonb[];
  v_kinds jsonb[];
  v_room jsonb;
  v_answer jsonb;
  v_at int := 1;
  v_end int;
  v_fit int;
  -- somebody may have to be told that he would overtake: each is looked at by itself
  v_stopped boolean := exists (select from siso.stoppers(1::smallint, 'infinity', p_now));
  t public.automation_tasks;
begin
  with picked as materialized (
    select row(k.task_id, k.lane, k.flow, k.overdue, k.share, k.virtual_deadline, k.queue_no)::siso.pick as pick, k.n, task, r.request,
      siso.cap_left(task, r.request) as rest
    from siso.picks(p_how, v_skip, v_most, p_now) with ordinality as k (task_id, lane, flow, overdue, share, virtual_deadline, queue_no, n)
    join public.automation_tasks task on task.id = k.task_id
    cross join lateral (select siso.request_of(task) as request offset 0) r
  ), kinds as materialized (
    select p.*, siso.kind_of(p.task, p.request, p.rest) as kind, jsonb_build_array((p.task).actor, (p.pick).lane, p.request -> 'runnerKey',
      p.request ->> 'prompt' is null, (p.task).cost_micros > 0 and p.rest <= 0) as asker
    from picked p
  ), askers as materialized (
    -- whether somebody may ask is the same for all that he asks for
    select distinct on (k.asker) k.asker, siso.check_request(k.request, (select p from public.model_prices p order by id limit 1)) is null
      and not (k.asker ->> 4)::boolean as fine
    from kinds k order by k.asker
  )
  select array_agg(k.pick order by k.n), array_agg(k.task order by k.n), array_agg(k.request order by k.n),
    array_agg(case when a.fine then k.kind end order by k.n)
  into v_picks, v_tasks, v_requests, v_kinds
  from kinds k join askers a using (asker);
  while v_at <= coalesce(cardinality(v_picks), 0) and jsonb_array_length(v_claimed) < p_limit and v_tried < 12 loop
    if v_picks[v_at].lane || v_picks[v_at].flow = any (v_skip) then
      v_at := v_at + 1;
      continue;
    end if;
    v_end := v_at;
    while v_end < least(cardinality(v_picks), v_at + p_limit - jsonb_array_length(v_claimed) - 1) and v_kinds[v_end + 1] = v_kinds[v_at]
      and not v_picks[v_end + 1].lane || v_picks[v_end + 1].flow = any (v_skip) loop
      v_end := v_end + 1;
    end loop;
    t := v_tasks[v_at];
    v_fit := 0;
    if v_kinds[v_at] is not null and not v_stopped then
      v_room := siso.room(v_requests[v_at] || jsonb_build_object('budgetMicros', v_kinds[v_at] -> 4), p_settings, p_now);
      v_fit := least(coalesce((v_room ->> 'fits')::bigint, 0), v_end - v_at + 1);
    end if;
    if v_fit > 0 then
      v_claimed := v_claimed || siso.take_all(v_picks[v_at : v_at + v_fit - 1], v_requests[v_at : v_at + v_fit - 1], v_room, p_how, p_now);
      v_at := v_at + v_fit;
      continue;
    end if;
    v_answer := siso.evaluate_turn(t, v_requests[v_at], p_now);
    if v_answer ->> 'decision' = 'admitted' then
      v_claimed := v_claimed || siso.take_turn(v_picks[v_at], v_requests[v_at], v_answer, p_how, p_now);
      v_at := v_at + 1;
      continue;
    end if;
    v_tried := v_tried + 1;
    if v_answer ->> 'decision' = 'refused' then
      perform siso.audit_no(t.actor, t.id, v_requests[v_at], v_answer);
      perform siso.end_refused(t, v_requests[v_at], v_answer, p_now);
    else
      perform siso.rest(v_picks[v_at], v_answer, p_now);
      v_skip := v_skip || (v_picks[v_at].lane || v_picks[v_at].flow) || siso.rest_alike(v_picks[v_at], v_answer, p_now);
      v_stopped := exists (select from siso.stoppers(1::smallint, 'infinity', p_now));
    end if;
    -- the flow's next tasks stand elsewhere in the order now
    exit when v_answer ->> 'decision' = 'refused' or v_picks[v_at].lane = 0;
    v_at := v_at + 1;
  end loop;
  return jsonb_build_object('claimed', v_claimed, 'skip', to_jsonb(v_skip), 'tried', v_tried,
    'more', v_at <= coalesce(cardinality(v_picks), 0) or coalesce(cardinality(v_picks), 0) = v_most);
end $$;
alter function siso.claim_round(jsonb, jsonb, jsonb, int, timestamptz) set plan_cache_mode = force_generic_plan;

-- When asking again helps although nothing else happens.
create function siso.next_turn(p_now timestamptz) returns timestamptz language sql stable as $$
  select least(
    (select min(r.until) from public.resting_flows r join public.automation_tasks t on t.id = r.task_id and t.state = 'queued' where r.until > p_now),
    (select ready_at from public.automation_tasks where state = 'queued' and asleep order by ready_at limit 1));
$$;

-- How many wait that a worker could run; a hundred is enough to know.
create function siso.count_waiting(p_how jsonb) returns int language plpgsql volatile as $$
begin
  return (
    with recursive flows as (
      (select t.lane, t.flow from public.automation_tasks t where t.state = 'queued' and not t.asleep order by t.lane, t.flow limit 1)
      union all
      select n.* from flows f cross join lateral (
        select t.lane, t.flow from public.automation_tasks t
        where t.state = 'queued' and not t.asleep and (t.lane, t.flow) > (f.lane, f.flow) order by t.lane, t.flow limit 1) n
    )
    select count(*) from (
      select from flows f cross join lateral (
        select from public.automation_tasks t where t.state = 'queued' and not t.asleep and t.lane = f.lane and t.flow = f.flow limit 100) t
      where siso.flow_fits(f.flow, p_how) limit 100) found);
end $$;
alter function siso.count_waiting(jsonb) set jit = off;
alter function siso.count_waiting(jsonb) set enable_sort = off;
alter function siso.count_waiting(jsonb) set enable_seqscan = off;
alter function siso.count_waiting(jsonb) set enable_bitmapscan = off;

-- Takes up to `p_limit` tasks. `p_how`: the filter, and `worker`, `leaseSeconds`, `dispatched` of the leases.
create function siso.claim(p_how jsonb, p_limit int, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  v_settings jsonb;
  v_shut jsonb;
  -- what is beyond the last slot is not looked at
  v_most int;
  v jsonb := '{"claimed": [], "skip": [], "tried": 0, "more": true}';
  v_next timestamptz;
begin
  perform siso.expire_overdue(p_now);
  perform siso.wake(p_now);
  select jsonb_object_agg(key, value) into v_settings from public.settings;
  v_shut := siso.shut(v_settings, p_now);
  p_how := p_how || jsonb_strip_nulls(jsonb_build_object('weights', v_settings -> 'flow_weights', 'only', siso.caller_repo(),
    'environment', siso.caller_environment()));
  if v_shut is null then
    select least(p_limit, (v_settings ->> 'max_concurrent_jobs')::bigint - count(*)) into v_most from public.usage_holds where state = 'active';
    while (v ->> 'more')::boolean and jsonb_array_length(v -> 'claimed') < v_most and (v ->> 'tried')::int < 12 loop
      v := siso.claim_round(v, p_how, v_settings, v_most, p_now);
    end loop;
    v_shut := siso.shut(v_settings, p_now);
  end if;
  if v_shut is not null then
    v_next := (v_shut ->> 'nextAt')::timestamptz;
  else
    v_next := case when (v ->> 'more')::boolean then p_now else siso.next_turn(p_now) end;
  end if;
  return jsonb_build_object('claimed', v -> 'claimed', 'nextAt', v_next, 'waiting', siso.count_waiting(p_how));
end $$;
