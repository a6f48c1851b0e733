-- What the limits say about a task that waits, and about several of the same kind at once.

-- As siso.weigh; a deferred answer also has `blocked`, all limits that say no but those whose money is spent (null when there is one,
-- for then nothing smaller stands in its way), and `size`.
create function siso.weighed(p_task jsonb, p_price public.model_prices, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  a siso.ask;
  v_settings jsonb;
  v_charges jsonb;
  v_periods jsonb;
  v_fits boolean;
  v_windows_draw bigint := 0;
  v_budgets_draw bigint := 0;
  v_windows_say jsonb;
  v_budgets_say jsonb;
  v_findings jsonb;
begin
  select jsonb_object_agg(key, value) into v_settings from public.settings;
  a := siso.ask_of(p_task, v_settings, p_now);
  -- Most requests fit everywhere, and one query says so. Only for another does each limit have to say why and until when.
  select w.charges, b.periods, w.fit and b.fit
    and not exists (select from siso.check_slots(a, v_settings)) and not exists (select from siso.check_gates(v_settings, p_now))
  into v_charges, v_periods, v_fits
  from (select coalesce(jsonb_agg(charge), '[]') as charges, coalesce(bool_and(fits), true) as fit from siso.windows_of(a, p_now)) w,
    (select coalesce(jsonb_agg(period), '[]') as periods, coalesce(max(over), 0) = 0 as fit from siso.budgets_of(a, p_now)) b;
  if not v_fits then
    select coalesce(jsonb_agg(finding) filter (where finding is not null), '[]'), coalesce(max(draw), 0)
    into v_windows_say, v_windows_draw from siso.check_windows(a, p_now);
    select coalesce(jsonb_agg(finding) filter (where finding is not null), '[]'), coalesce(max(draw), 0)
    into v_budgets_say, v_budgets_draw from siso.check_budgets(a, p_now);
    v_findings := v_windows_say || v_budgets_say
      || coalesce((select jsonb_agg(f) from siso.check_slots(a, v_settings) f), '[]')
      || coalesce((select jsonb_agg(f) from siso.check_gates(v_settings, p_now) f), '[]');
    if v_findings <> '[]' then
      -- What waiting cannot mend comes first, then the limit that holds longest.
      -- The moment is a promise only when every failing limit promises.
      return (select f || jsonb_build_object('promised', bool_and(coalesce((f ->> 'promised')::boolean, true)) over (),
          'blocked', case when not bool_or(f ->> 'reason' = 'budget_used') over () then
            (select jsonb_agg(b -> 'limit') from jsonb_array_elements(v_findings) b where b ->> 'reason' in ('window_full', 'budget_held')) end,
          'size', jsonb_build_object('estimate', a.estimate, 'tokenHold', a.token_hold, 'amount', a.amount, 'factor', a.factor))
        from jsonb_array_elements(v_findings) f
        order by f ->> 'decision' desc, (f ->> 'retryAt')::timestamptz desc nulls first limit 1);
    end if;
  end if;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'estimate', a.estimate, 'tokenHold', a.token_hold,
    'amount', a.amount, 'draw', greatest(v_windows_draw, v_budgets_draw), 'drawnByWindows', v_windows_draw,
    'drawnByBudgets', v_budgets_draw, 'charges', v_charges, 'periods', v_periods,
    'price', siso.price_json(p_price), 'countCacheWrites', v_settings -> 'count_cache_writes');
end $$;

create or replace function siso.weigh(p_task jsonb, p_price public.model_prices, p_now timestamptz) returns jsonb
language sql stable as $$
  select siso.weighed(p_task, p_price, p_now) - '{blocked,size}'::text[];
$$;

-- Heads that have been passed over for half an hour and stop what is behind them. One that nobody comes for stops nothing.
create function siso.stoppers(p_lane smallint, p_deadline timestamptz, p_now timestamptz) returns setof public.resting_flows
language sql stable as $$
  select r.* from public.resting_flows r join public.automation_tasks t on t.id = r.task_id and t.state = 'queued' and not t.asleep
  where r.limits <> '{}' and r.passed_since <= p_now - interval '30 minutes' and (r.until is null or r.until > p_now - interval '2 minutes')
    and (r.lane, r.virtual_deadline) < (p_lane, p_deadline);
$$;

-- Where a task would overtake a head that waits for the same window or budget: what it is told instead. Null where it may go.
create function siso.stopped(p_task jsonb, p_lane smallint, p_deadline timestamptz, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  a siso.ask;
  v_settings jsonb;
begin
  if not exists (select from siso.stoppers(p_lane, p_deadline, p_now)) then
    return null;
  end if;
  select jsonb_object_agg(key, value) into v_settings from public.settings;
  a := siso.ask_of(p_task, v_settings, p_now);
  return (
    select jsonb_build_object('decision', 'deferred', 'reason', mine.reason, 'limit', mine.name, 'used', mine.used, 'max', mine.most,
      'retryAt', least(s.until, p_now + interval '1 minute'), 'promised', false, 'behind', s.task_id,
      'size', jsonb_build_object('estimate', a.estimate, 'tokenHold', a.token_hold, 'amount', a.amount, 'factor', a.factor))
    from siso.stoppers(p_lane, p_deadline, p_now) s
    join (
      select 'window_full' as reason, w.name || ' tokens/' || w.kind as name, w.tokens as used, w.max_tokens as most from siso.windows_of(a, p_now) w
      union all
      select 'window_full', w.name || ' requests/minute', w.requests, w.max_requests from siso.windows_of(a, p_now) w where w.kind = 'minute'
      union all
      select 'budget_held', b.name, b.spent + b.held, b.cap from siso.budgets_of(a, p_now) b
    ) mine on mine.name = any (s.limits) and mine.most is not null
    order by s.lane, s.virtual_deadline limit 1);
end $$;

-- The whole ledger's word on a task with a place in the order.
create function siso.evaluate_at(p_task jsonb, p_lane smallint, p_deadline timestamptz, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_price public.model_prices := siso.price_of(p_task ->> 'model', p_now);
  v_answer jsonb := siso.check_request(p_task, v_price);
begin
  if v_answer is null then
    v_answer := siso.weighed(p_task, v_price, p_now);
    if v_answer ->> 'decision' = 'admitted' then
      v_answer := coalesce(siso.stopped(p_task, p_lane, p_deadline, p_now), v_answer);
    end if;
  end if;
  return v_answer;
end $$;

-- The same of one that comes now.
create or replace function siso.evaluate(p_task jsonb, p_now timestamptz) returns jsonb
language sql stable as $$
  select siso.evaluate_at(p_task, (case p_task ->> 'priority' when 'urgent' then 0 else 1 end)::smallint,
    siso.deadline_of(p_now, p_task ->> 'priority'), p_now) - '{blocked,size,behind}'::text[];
$$;

-- What the next attempt of a task is told now. Its cap is what earlier attempts have left of it.
create function siso.evaluate_turn(t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_left bigint := siso.cap_left(t, p_request);
begin
  if v_left <= 0 and t.cost_micros > 0 then
    return siso.refusal('never_fits', format('Earlier attempts of %s cost $%s of its $%s: retry it with a higher --budget.', t.id,
      to_char(t.cost_micros / 1e6, 'FM999999990.00##'), to_char((p_request ->> 'budgetMicros')::bigint / 1e6, 'FM999999990.00##')));
  end if;
  return siso.evaluate_at(p_request || case when v_left is null then '{}' else jsonb_build_object('budgetMicros', v_left) end,
    (case p_request ->> 'priority' when 'urgent' then 0 else 1 end)::smallint,
    siso.deadline_of(coalesce(t.enqueued_at, p_now), p_request ->> 'priority'), p_now);
end $$;

create or replace function siso.evaluate_next(t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language sql stable as $$
  select siso.evaluate_turn(t, p_request, p_now) - '{blocked,size,behind}'::text[];
$$;

-- How many tasks of one kind fit now, with what each would be charged: an admitted answer with `fits`, which may be 0. Null where
-- the model has no price. The request itself is in order. The emergency buffer, gates and heads that stop others are looked at by siso.evaluate_turn.
create function siso.room(p_task jsonb, p_settings jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  a siso.ask;
  v_price public.model_prices := siso.price_of(p_task ->> 'model', p_now);
  v_room record;
begin
  if v_price.id is null then
    return null;
  end if;
  a := siso.ask_of(p_task, p_settings, p_now);
  select w.charges, b.periods, least(w.fit, b.fit, s.fit) as fits into v_room
  from (
    select coalesce(jsonb_agg(charge), '[]') as charges, min(least((max_tokens - tokens) / nullif(adds, 0), max_requests - requests)) as fit
    from siso.windows_of(a, p_now)
  ) w, (
    select coalesce(jsonb_agg(period), '[]') as periods, min((cap - spent - held) / nullif(amount, 0)) as fit from siso.budgets_of(a, p_now)
  ) b, (
    select min(caps.max - live.running) as fit
    from (
      select (p_settings ->> 'max_concurrent_jobs')::bigint as max, null::text as category, null::text as repo
      union all
      select c.max_concurrent, c.category, c.repo from public.rate_limit_config c
      where c.category = a.category and (c.repo is null or c.repo = a.repo) and c.max_concurrent is not null
    ) caps cross join lateral (
      select count(*) as running from public.usage_holds h
      where h.state = 'active' and (caps.category is null or h.category = caps.category) and (caps.repo is null or h.repo = caps.repo)
    ) live
  ) s;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'estimate', a.estimate, 'tokenHold', a.token_hold, 'amount', a.amount,
    'draw', 0, 'drawnByWindows', 0, 'drawnByBudgets', 0, 'charges', v_room.charges, 'periods', v_room.periods,
    'price', siso.price_json(v_price), 'countCacheWrites', p_settings -> 'count_cache_writes', 'fits', coalesce(v_room.fits, 1000));
end $$;
