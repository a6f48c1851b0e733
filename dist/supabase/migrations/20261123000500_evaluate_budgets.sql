-- The other half of a decision: budgets, slots, gates; and both halves put together.

-- Running tasks that hold something of one budget period.
create function siso.holds_in(p_budget int, p_kind text, p_unit text, p_starts_at timestamptz) returns setof public.usage_holds
language sql stable as $$
  select h.* from public.usage_holds h
  where h.state = 'active' and exists (
    select from jsonb_array_elements(h.periods) p
    where (p ->> 'budget')::int = p_budget and p ->> 'kind' = p_kind and p ->> 'unit' = p_unit
      and (p ->> 'startsAt')::timestamptz = p_starts_at);
$$;

-- Every period of every budget the task belongs to: what it has, what the task would add, how much that is too much.
create function siso.budgets_of(a siso.ask, p_now timestamptz)
returns table (budget int, scope text, name text, kind text, unit text, amount bigint, plain_cap bigint, cap bigint,
  starts_at timestamptz, ends_at timestamptz, spent bigint, held bigint, over bigint, period jsonb) language sql stable as $$
  select t.id, t.scope, trim(t.scope || ' ' || t.value) || case k.unit when 'usd' then ' dollars/' else ' tokens/' end || k.kind,
    k.kind, k.unit, n.amount, k.plain, k.cap, s.starts_at, s.ends_at, n.spent, n.held,
    greatest(0, n.spent + n.held + n.amount - k.cap),
    jsonb_build_object('budget', t.id, 'kind', k.kind, 'unit', k.unit, 'amount', n.amount, 'startsAt', s.starts_at,
      'endsAt', s.ends_at, 'cap', k.cap)
  from public.token_limits_config t
  cross join lateral siso.caps_of(t, p_now) k
  cross join lateral (
    select siso.period_start(t.zone, k.kind, p_now) as starts_at, siso.period_end(t.zone, k.kind, p_now) as ends_at
    offset 0 -- worked out once a row, not at every mention
  ) s
  left join public.budget_periods p on p.budget_id = t.id and p.kind = k.kind and p.unit = k.unit and p.starts_at = s.starts_at
  cross join lateral (
    select case k.unit when 'usd' then a.amount else a.token_hold end as amount, coalesce(p.spent, 0) as spent, coalesce(p.held, 0) as held
  ) n
  where siso.budget_applies(t, a);
$$;

-- What the budgets say to a task that does not fit them all, and what it would draw from the buffer.
create function siso.check_budgets(a siso.ask, p_now timestamptz)
returns table (period jsonb, finding jsonb, draw bigint) language plpgsql stable as $$
declare
  b record;
  -- the emergency buffer helps the global budget of tokens only
  v_buffer bigint;
  v_buffer_left bigint;
begin
  for b in select * from siso.budgets_of(a, p_now) loop
    period := b.period;
    v_buffer := case when b.unit = 'tokens' and b.scope = 'global' then a.buffer else 0 end;
    v_buffer_left := least(v_buffer, a.buffer_left);
    draw := least(b.amount, b.over);
    finding := null;
    if draw > v_buffer_left then
      draw := 0;
      if b.amount > b.cap + v_buffer then
        finding := jsonb_build_object('decision', 'refused', 'reason', 'never_fits',
          'hint', 'The task asks for more than the whole budget: ask for less, or raise the budget.');
      elsif b.over - b.held > v_buffer_left then
        -- A grant that has ended by then keeps no promise.
        finding := jsonb_build_object('decision', 'deferred', 'reason', 'budget_used', 'retryAt', b.ends_at, 'promised',
          b.amount <= b.plain_cap + siso.granted(b.budget, b.unit, b.ends_at) + v_buffer);
      else
        finding := jsonb_build_object('decision', 'deferred', 'reason', 'budget_held', 'promised', false, 'retryAt',
          (select min(lease_expires_at) from siso.holds_in(b.budget, b.kind, b.unit, b.starts_at)));
      end if;
      finding := finding || jsonb_build_object('limit', b.name, 'max', b.cap, 'used', b.spent + b.held);
    end if;
    return next;
  end loop;
end $$;

-- Concurrency is derived from live holds, never from a counter.
create function siso.check_slots(a siso.ask, p_settings jsonb) returns setof jsonb
language sql stable as $$
  with caps as (
    select 'concurrent tasks' as name, (p_settings ->> 'max_concurrent_jobs')::bigint as max, null::text as category, null::text as repo
    union all
    select 'concurrent ' || category || coalesce(' in ' || c.repo, ''), max_concurrent, category, c.repo
    from public.rate_limit_config c
    where c.category = a.category and (c.repo is null or c.repo = a.repo) and max_concurrent is not null
  )
  select jsonb_build_object('decision', 'deferred', 'reason', 'no_slot', 'limit', caps.name, 'used', live.count, 'max', caps.max,
    'retryAt', live.first_end, 'promised', false)
  from caps cross join lateral (
    select count(*), min(lease_expires_at) as first_end from public.usage_holds h
    where h.state = 'active' and (caps.category is null or h.category = caps.category) and (caps.repo is null or h.repo = caps.repo)
  ) live
  where live.count >= caps.max;
$$;

create function siso.check_gates(p_settings jsonb, p_now timestamptz) returns setof jsonb
language sql stable as $$
  select jsonb_build_object('decision', 'deferred', 'reason', 'paused', 'retryAt', null, 'promised', false)
  where p_settings -> 'paused' = 'true'
  union all
  select jsonb_build_object('decision', 'deferred', 'reason', 'provider_gate', 'limit', 'provider rate limit',
    'retryAt', (p_settings ->> 'provider_gate_until')::timestamptz, 'promised', true)
  where (p_settings ->> 'provider_gate_until')::timestamptz > p_now;
$$;

create function siso.refusal(p_reason text, p_hint text) returns jsonb language sql immutable as $$
  select jsonb_build_object('decision', 'refused', 'reason', p_reason, 'hint', p_hint);
$$;

-- What no waiting can mend about the request itself, or null.
create function siso.check_request(p_task jsonb, p_price public.model_prices) returns jsonb language sql stable as $$
  select case
    when coalesce(p_task ->> 'category', '') not in ('development', 'testing', 'deployment', 'analysis', 'maintenance')
      or coalesce(p_task ->> 'priority', '') not in ('urgent', 'high', 'medium', 'low')
      or coalesce(p_task ->> 'environment', '') not in ('development', 'staging', 'production')
      then siso.refusal('bad_input', 'Name a known category, priority and environment.')
    when coalesce(p_task ->> 'actor', '') = '' or coalesce(p_task ->> 'name', '') = '' or p_task ->> 'prompt' is null
      then siso.refusal('bad_input', 'Name the task and who asks for it, and give it a prompt.')
    when coalesce((p_task ->> 'estimateTokens')::bigint, 1) <= 0
      or coalesce((p_task ->> 'budgetMicros')::bigint, 1) <= 0 or coalesce((p_task ->> 'tokenHold')::bigint, 1) <= 0
      then siso.refusal('bad_input', 'Estimate, budget and token hold must be above zero.')
    when not siso.may(p_task ->> 'actor', 'task:create')
      then siso.refusal('forbidden', format('%s may not create tasks here: ask an admin of this ledger.', p_task ->> 'actor'))
    when p_task ->> 'priority' = 'urgent' and not siso.may(p_task ->> 'actor', 'task:urgent')
      then siso.refusal('forbidden', format('%s may not create urgent tasks: use --priority high.', p_task ->> 'actor'))
    when p_price.id is null
      then siso.refusal('price_unknown', format('No price is known for the model %s: choose a priced model or add its price.', p_task ->> 'model'))
  end;
$$;

-- Every limit's word on a request that is in order. Nothing is written.
create function siso.weigh(p_task jsonb, p_price public.model_prices, p_now timestamptz) returns jsonb
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
      return (select f || jsonb_build_object('promised', bool_and(coalesce((f ->> 'promised')::boolean, true)) over ())
        from jsonb_array_elements(v_findings) f
        order by f ->> 'decision' desc, (f ->> 'retryAt')::timestamptz desc nulls first limit 1);
    end if;
  end if;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'estimate', a.estimate, 'tokenHold', a.token_hold,
    'amount', a.amount, 'draw', greatest(v_windows_draw, v_budgets_draw), 'drawnByWindows', v_windows_draw,
    'drawnByBudgets', v_budgets_draw, 'charges', v_charges, 'periods', v_periods,
    'price', siso.price_json(p_price), 'countCacheWrites', v_settings -> 'count_cache_writes');
end $$;

-- The decision of the whole ledger, with what would be charged where. Nothing is written.
create function siso.evaluate(p_task jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_price public.model_prices := siso.price_of(p_task ->> 'model', p_now);
begin
  return coalesce(siso.check_request(p_task, v_price), siso.weigh(p_task, v_price, p_now));
end $$;
