-- Several settlements in one transaction. docs/queue.md, "Completion".

-- One settlement of a hold that is not settled yet; answers what siso_settle answers.
create function siso.settle_hold(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_sums jsonb;
  v_answer jsonb;
  v_retry timestamptz;
begin
  v_sums := siso.book(p_hold, (select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') from jsonb_array_elements(p_outcome -> 'entries') e),
    p_outcome ->> 'costSource', p_now, 'settled');
  v_answer := siso.settled_json(p_hold, v_sums);
  if p_hold.state = 'active' then
    v_retry := siso.finish(p_hold, p_outcome, p_now);
    if v_retry is not null then
      v_answer := v_answer || jsonb_build_object('retryAt', v_retry);
      update public.usage_holds set answer = v_answer where id = p_hold.id;
    end if;
    -- The CLI's own figure stands beside ours; more than 1 % apart is worth a look.
    if siso.differs(p_outcome, (v_sums ->> 'cost')::bigint) then
      perform siso.task_event(p_hold.task_id, 'cost_differs',
        jsonb_build_object('costMicros', v_sums -> 'cost', 'reportedCostMicros', p_outcome -> 'reportedCostMicros'));
    end if;
  else
    perform siso.task_event(p_hold.task_id, 'settled_late', jsonb_build_object('costMicros', v_sums -> 'cost', 'before', p_hold.booked_micros));
    perform siso.audit((select actor from public.automation_tasks where id = p_hold.task_id), 'task.settled_late', p_hold.task_id,
      jsonb_build_object('before', jsonb_build_object('costMicros', p_hold.booked_micros), 'after', jsonb_build_object('costMicros', v_sums -> 'cost')));
  end if;
  return v_answer;
end $$;

create function siso.differs(p_outcome jsonb, p_cost bigint) returns boolean language plpgsql immutable as $$
begin
  return coalesce(abs(nullif((p_outcome ->> 'reportedCostMicros')::bigint, 0) - p_cost) * 100 > p_cost, false);
end $$;

-- Raises for an outcome that is not in order.
create function siso.check_outcome(p_hold public.usage_holds, p_outcome jsonb) returns void language plpgsql stable as $$
begin
  if coalesce(p_outcome ->> 'state', '') not in ('succeeded', 'failed', 'budget_capped', 'cancelled') then
    raise exception using errcode = 'SI400', message = 'An attempt ends as succeeded, failed, budget_capped or cancelled',
      hint = 'Name one of these as the state.';
  end if;
  if coalesce(p_outcome ->> 'costSource', '') not in ('metered', 'reported', 'estimated') then
    raise exception using errcode = 'SI400', message = 'A cost is metered, reported or estimated',
      hint = 'Name one of these as the source of the cost.';
  end if;
  perform siso.check_entries(p_hold, p_outcome -> 'entries');
end $$;

create or replace function public.siso_settle(p_request_id uuid, p_lease_token uuid, p_outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_settle');
  if v_answer is not null then
    return v_answer;
  end if;
  v_hold := siso.hold_of(p_lease_token);
  if v_hold.id is null then
    v_answer := siso.lease_lost();
  elsif v_hold.answer is not null then
    v_answer := v_hold.answer;
  else
    perform siso.check_outcome(v_hold, p_outcome);
    v_now := siso.now();
    v_answer := siso.settle_hold(v_hold, p_outcome, v_now);
    perform siso.forget_requests(v_now);
  end if;
  return siso.remember(p_request_id, 'siso_settle', v_answer);
end $$;

-- Where there are chains, the end of a step decides about others.
do $$
begin
  execute format('create function siso.in_chain(t public.automation_tasks) returns boolean language sql immutable as %L', case
    when exists (select from information_schema.columns where table_schema = 'public' and table_name = 'automation_tasks' and column_name = 'workflow_id')
    then 'select t.workflow_id is not null' else 'select false' end);
end $$;

-- A settlement as it is about to be booked. `entries` are priced and counted; `charges` are what its windows shall say.
create type siso.settling as (
  n int, hold_id uuid, task_id text, outcome jsonb, entries jsonb, charges jsonb, sums jsonb, cost bigint, counted bigint
);

-- What `p_settlements` ([{leaseToken, outcome}], checked) come to. Null unless they are so much alike that booking them together comes to
-- the same as one after the other: live holds, no two the same, no failure, no step of a chain, nothing drawn
-- from the buffer, no cost that differs.
create function siso.alike(p_settlements jsonb[]) returns siso.settling[] language plpgsql stable as $$
declare
  v_all siso.settling[];
  v_writes boolean := siso.setting('count_cache_writes') = 'true';
begin
  select array_agg(row(s.n, h.id, h.task_id, s.outcome, b.entries,
    siso.recharge(h.charges, b.counted, h.started_at is not null or s.outcome -> 'entries' <> '[]'), b.sums, b.cost, b.counted)::siso.settling order by s.n)
  into v_all
  from (
    select n, (value ->> 'leaseToken')::uuid as token, value -> 'outcome' as outcome from unnest(p_settlements) with ordinality as g (value, n)
  ) s
  join public.usage_holds h on h.lease_token = s.token
  join public.automation_tasks t on t.id = h.task_id
  join public.model_prices p on p.id = h.price_id
  cross join lateral (
    select coalesce(jsonb_agg(e || jsonb_build_object('costMicros', cost, 'countedTokens', counted) order by i), '[]') as entries,
      coalesce(sum(cost), 0)::bigint as cost, coalesce(sum(counted), 0)::bigint as counted,
      jsonb_build_object('cost', coalesce(sum(cost), 0), 'input', coalesce(sum((e ->> 'inputTokens')::bigint), 0),
        'output', coalesce(sum((e ->> 'outputTokens')::bigint), 0), 'cacheRead', coalesce(sum((e ->> 'cacheReadTokens')::bigint), 0),
        'cacheWrite5m', coalesce(sum((e ->> 'cacheWrite5mTokens')::bigint), 0),
        'cacheWrite1h', coalesce(sum((e ->> 'cacheWrite1hTokens')::bigint), 0), 'counted', coalesce(sum(counted), 0)) as sums
    from (
      select e, i, siso.entry_cost(p, e) as cost, (e ->> 'inputTokens')::bigint + (e ->> 'outputTokens')::bigint
        + case when v_writes then (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint else 0 end as counted
      from jsonb_array_elements(s.outcome -> 'entries') with ordinality as one (e, i) offset 0
    ) priced
  ) b
  where h.state = 'active' and h.answer is null and s.outcome ->> 'state' <> 'failed' and not h.periods @> '[{"unit": "buffer"}]'
    and not siso.differs(s.outcome, b.cost) and not siso.in_chain(t);
  if cardinality(v_all) < cardinality(p_settlements)
    or (select count(distinct (s).hold_id) from unnest(v_all) s) < cardinality(p_settlements) then
    return null;
  end if;
  return v_all;
end $$;

-- What they change in the counters together: {charges: [{config, window, bucket, tokens, requests}], periods: [{budget, kind, unit, startsAt,
-- amount, spent}]}. Null where one after the other might come to something else: a window would go below nothing on the way, or a threshold
-- of a budget is crossed, whose alert says by which one.
create function siso.moves(p_all siso.settling[], p_now timestamptz) returns jsonb language plpgsql stable as $$
declare
  v_charges jsonb;
  v_periods jsonb;
  v_calm boolean;
begin
  select coalesce(jsonb_agg(to_jsonb(m)), '[]'), coalesce(bool_and(u.tokens + m.less >= 0 and u.requests + m.fewer >= 0), true)
  into v_charges, v_calm
  from (
    select (f.c ->> 'config')::int as config, f.c ->> 'window' as window, (f.c ->> 'bucket')::timestamptz as bucket,
      sum((t.c ->> 'tokens')::bigint - (f.c ->> 'tokens')::bigint) as tokens,
      sum(least(0, (t.c ->> 'tokens')::bigint - (f.c ->> 'tokens')::bigint)) as less,
      sum((t.c ->> 'requests')::int - (f.c ->> 'requests')::int) as requests,
      sum(least(0, (t.c ->> 'requests')::int - (f.c ->> 'requests')::int)) as fewer
    from unnest(p_all) s join public.usage_holds h on h.id = s.hold_id
    cross join lateral jsonb_array_elements(h.charges) with ordinality as f (c, n)
    join lateral jsonb_array_elements(s.charges) with ordinality as t (c, n) on t.n = f.n
    group by 1, 2, 3
  ) m
  join public.rate_limit_usage u on u.config_id = m.config and u.window_kind = m.window and u.bucket_start = m.bucket;
  if not v_calm then
    return null;
  end if;
  select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_periods
  from (
    select (p ->> 'budget')::int as budget, p ->> 'kind' as kind, p ->> 'unit' as unit, (p ->> 'startsAt')::timestamptz as "startsAt",
      sum((p ->> 'amount')::bigint) as amount, sum(case p ->> 'unit' when 'usd' then s.cost else s.counted end) as spent
    from unnest(p_all) s join public.usage_holds h on h.id = s.hold_id cross join lateral jsonb_array_elements(h.periods) p
    group by 1, 2, 3, 4
  ) m;
  if exists (
    select from jsonb_array_elements(v_periods) m
    join public.budget_periods p on p.budget_id = (m ->> 'budget')::int and p.kind = m ->> 'kind' and p.unit = m ->> 'unit'
      and p.starts_at = (m ->> 'startsAt')::timestamptz
    join public.token_limits_config b on b.id = p.budget_id
    cross join lateral (select siso.cap_of(b, p.kind, p.unit, p_now) as cap, p.spent + (m ->> 'spent')::bigint as gone offset 0) n
    cross join lateral unnest(b.thresholds || 100) as t (threshold)
    where n.cap > 0 and n.gone > 0 and n.gone::numeric * 100 >= n.cap::numeric * t.threshold and not exists (
      select from public.alerts a where a.budget_id = b.id and a.period_kind = p.kind and a.unit = p.unit and a.starts_at = p.starts_at
        and a.cap_version = b.cap_version and a.threshold = t.threshold and a.kind = 'spent')
  ) then
    return null;
  end if;
  return jsonb_build_object('charges', v_charges, 'periods', v_periods);
end $$;

select siso.set_grants();
