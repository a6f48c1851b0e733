-- Booking: how charges, periods, entries and analytics move together. Every caller holds the lock.

-- Adds what is set aside to windows and periods, creating rows on demand.
create function siso.charge(p_charges jsonb, p_periods jsonb) returns void language plpgsql volatile as $$
begin
  insert into public.rate_limit_usage as u (config_id, window_kind, bucket_start, tokens, requests)
  select (c ->> 'config')::int, c ->> 'window', (c ->> 'bucket')::timestamptz, (c ->> 'tokens')::bigint, (c ->> 'requests')::int
  from jsonb_array_elements(p_charges) c
  on conflict (config_id, window_kind, bucket_start)
  do update set tokens = u.tokens + excluded.tokens, requests = u.requests + excluded.requests;

  insert into public.budget_periods as b (budget_id, kind, unit, starts_at, ends_at, cap, held)
  select (p ->> 'budget')::int, p ->> 'kind', p ->> 'unit', (p ->> 'startsAt')::timestamptz, (p ->> 'endsAt')::timestamptz,
    (p ->> 'cap')::bigint, (p ->> 'amount')::bigint
  from jsonb_array_elements(p_periods) p
  on conflict (budget_id, kind, unit, starts_at)
  do update set held = b.held + excluded.held, cap = excluded.cap;
end $$;

-- What a charge becomes when a hold truly used `p_tokens`: minute and hour never above the limit they were charged under.
create function siso.recharge(p_charges jsonb, p_tokens bigint, p_keep_request boolean) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(c || jsonb_build_object(
    'tokens', case c ->> 'window' when 'day' then p_tokens else least(p_tokens, (c ->> 'limit')::bigint) end,
    'requests', case when p_keep_request then (c ->> 'requests')::int else 0 end)), '[]')
  from jsonb_array_elements(p_charges) c;
$$;

create function siso.move_charges(p_from jsonb, p_to jsonb) returns void language sql volatile as $$
  update public.rate_limit_usage u
  set tokens = greatest(0, u.tokens + (t.c ->> 'tokens')::bigint - (f.c ->> 'tokens')::bigint),
    requests = greatest(0, u.requests + (t.c ->> 'requests')::int - (f.c ->> 'requests')::int)
  from jsonb_array_elements(p_from) with ordinality as f (c, n)
  join jsonb_array_elements(p_to) with ordinality as t (c, n) using (n)
  where u.config_id = (f.c ->> 'config')::int and u.window_kind = f.c ->> 'window'
    and u.bucket_start = (f.c ->> 'bucket')::timestamptz;
$$;

-- Crossed thresholds become alert rows, once per budget, period, cap version and threshold.
create function siso.raise_alerts(p_periods jsonb, p_now timestamptz) returns void
language sql volatile as $$
  insert into public.alerts
    (at, budget_id, period_kind, unit, starts_at, cap_version, threshold, kind, spent, cap, notify)
  select p_now, b.id, p.kind, p.unit, p.starts_at, b.cap_version, t.threshold,
    case p.unit when 'buffer' then 'buffer' else 'spent' end, n.gone, n.cap,
    t.threshold = max(t.threshold) over (partition by b.id, p.kind, p.unit)
  from jsonb_array_elements(p_periods) j
  join public.budget_periods p on p.budget_id = (j ->> 'budget')::int and p.kind = j ->> 'kind'
    and p.unit = j ->> 'unit' and p.starts_at = (j ->> 'startsAt')::timestamptz
  join public.token_limits_config b on b.id = p.budget_id
  -- what is drawn from the buffer is told at admission, money when it is spent
  cross join lateral (select siso.cap_of(b, p.kind, p.unit, p_now) as cap,
    p.spent + case p.unit when 'buffer' then p.held else 0 end as gone) n
  -- any draw from the buffer is told; the other thresholds speak of a share of the cap
  cross join lateral unnest(case p.unit when 'buffer' then '{0,75,90,100}' else b.thresholds || 100 end) as t (threshold)
  where n.cap > 0 and n.gone > 0 and n.gone * 100 >= n.cap * t.threshold
  on conflict (budget_id, period_kind, unit, starts_at, cap_version, threshold, kind) do nothing;
$$;

create function siso.sums_of(p_hold uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('cost', coalesce(sum(cost_micros), 0), 'input', coalesce(sum(input_tokens), 0),
    'output', coalesce(sum(output_tokens), 0), 'cacheRead', coalesce(sum(cache_read_tokens), 0),
    'cacheWrite5m', coalesce(sum(cache_write_5m_tokens), 0), 'cacheWrite1h', coalesce(sum(cache_write_1h_tokens), 0),
    'counted', coalesce(sum(counted_tokens), 0))
  from public.token_usage_history where hold_id = p_hold;
$$;

-- Entries of a hold: priced with the hold's own price version, of its task's model.
-- `costMicros` and `countedTokens` override only from inside.
create function siso.write_entries(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_task public.automation_tasks;
  v_price public.model_prices;
  v_writes boolean := siso.setting('count_cache_writes') = 'true';
begin
  select * into v_task from public.automation_tasks where id = p_hold.task_id;
  select * into v_price from public.model_prices where id = p_hold.price_id;
  -- A late truth takes back what was guessed.
  insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org,
    labels, model, price_id, long_prompt, regional, requests, input_tokens, output_tokens, cache_read_tokens,
    cache_write_5m_tokens, cache_write_1h_tokens, web_searches, counted_tokens, cost_micros)
  select p_now, charged_at, 'adjust', service, source, task_id, hold_id, actor, category, repo, org, labels, model, price_id,
    long_prompt, regional, -requests, -input_tokens, -output_tokens, -cache_read_tokens, -cache_write_5m_tokens,
    -cache_write_1h_tokens, -web_searches, -counted_tokens, -cost_micros
  from public.token_usage_history where hold_id = p_hold.id;

  insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org,
    labels, model, price_id, long_prompt, regional, requests, input_tokens, output_tokens, cache_read_tokens,
    cache_write_5m_tokens, cache_write_1h_tokens, web_searches, counted_tokens, cost_micros)
  select p_now, p_hold.admitted_at, case p_hold.state when 'active' then 'usage' else 'adjust' end, 'claude-code',
    case when (e ->> 'estimated')::boolean then 'estimated' else p_source end, v_task.id, p_hold.id, v_task.actor,
    v_task.category, v_task.repo, v_task.org, v_task.labels, v_task.model, v_price.id, (e ->> 'longPrompt')::boolean,
    (e ->> 'regional')::boolean, (e ->> 'requests')::int, (e ->> 'inputTokens')::bigint, (e ->> 'outputTokens')::bigint,
    (e ->> 'cacheReadTokens')::bigint, (e ->> 'cacheWrite5mTokens')::bigint, (e ->> 'cacheWrite1hTokens')::bigint,
    (e ->> 'webSearches')::bigint,
    coalesce((e ->> 'countedTokens')::bigint, (e ->> 'inputTokens')::bigint + (e ->> 'outputTokens')::bigint
      + case when v_writes then (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint else 0 end),
    coalesce((e ->> 'costMicros')::bigint, siso.entry_cost(v_price, e))
  from jsonb_array_elements(p_entries) e;
end $$;

-- Adds to the day's row of a category: the day of admission in the ledger's zone.
create function siso.tally(p_at timestamptz, p_category text, p_delta jsonb) returns void
language sql volatile as $$
  insert into public.automation_analytics as a (day, category, tasks, succeeded, failed, capped, cancelled, input_tokens,
    output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, counted_tokens, cost_micros, duration_ms)
  select (p_at at time zone b.zone)::date, p_category, coalesce(d.tasks, 0), coalesce(d.succeeded, 0), coalesce(d.failed, 0),
    coalesce(d.budget_capped, 0), coalesce(d.cancelled, 0), coalesce(d.input, 0), coalesce(d.output, 0),
    coalesce(d."cacheRead", 0), coalesce(d."cacheWrite5m", 0), coalesce(d."cacheWrite1h", 0), coalesce(d.counted, 0),
    coalesce(d.cost, 0), coalesce(d.duration, 0)
  from public.token_limits_config b, jsonb_to_record(p_delta) as d (tasks int, succeeded int, failed int, budget_capped int,
    cancelled int, input bigint, output bigint, "cacheRead" bigint, "cacheWrite5m" bigint, "cacheWrite1h" bigint,
    counted bigint, cost bigint, duration bigint)
  where b.scope = 'global'
  on conflict (day, category) do update set tasks = a.tasks + excluded.tasks, succeeded = a.succeeded + excluded.succeeded,
    failed = a.failed + excluded.failed, capped = a.capped + excluded.capped, cancelled = a.cancelled + excluded.cancelled,
    input_tokens = a.input_tokens + excluded.input_tokens, output_tokens = a.output_tokens + excluded.output_tokens,
    cache_read_tokens = a.cache_read_tokens + excluded.cache_read_tokens,
    cache_write_5m_tokens = a.cache_write_5m_tokens + excluded.cache_write_5m_tokens,
    cache_write_1h_tokens = a.cache_write_1h_tokens + excluded.cache_write_1h_tokens,
    counted_tokens = a.counted_tokens + excluded.counted_tokens, cost_micros = a.cost_micros + excluded.cost_micros,
    duration_ms = a.duration_ms + excluded.duration_ms;
$$;

-- Replaces whatever a hold has booked by `p_entries`, everywhere at once, and returns what it held. Answers the new sums.
create function siso.book(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_was_active boolean := p_hold.state = 'active';
  v_before jsonb := siso.sums_of(p_hold.id);
  v_after jsonb;
  v_delta jsonb;
  v_charges jsonb;
  v_buffer bigint;
begin
  perform siso.write_entries(p_hold, p_entries, p_source, p_now);
  v_after := siso.sums_of(p_hold.id);
  select jsonb_object_agg(key, value::bigint - (v_before ->> key)::bigint) into v_delta from jsonb_each_text(v_after);
  -- A run that never started gives its request back.
  v_charges := siso.recharge(p_hold.charges, (v_after ->> 'counted')::bigint, p_hold.started_at is not null or p_entries <> '[]');
  perform siso.move_charges(p_hold.charges, v_charges);
  -- What is unused goes back to the buffer first: of the estimate for windows, of the token hold for budgets.
  select greatest(0, (p ->> 'byWindows')::bigint - greatest(0, p_hold.estimate_tokens - (v_after ->> 'counted')::bigint),
    (p ->> 'byBudgets')::bigint - greatest(0, (p ->> 'tokenHold')::bigint - (v_after ->> 'counted')::bigint)) into v_buffer
  from jsonb_array_elements(p_hold.periods) p where p ->> 'unit' = 'buffer';
  update public.budget_periods b
  set held = b.held - case when v_was_active then (p ->> 'amount')::bigint else 0 end,
    spent = b.spent + case b.unit when 'usd' then (v_delta ->> 'cost')::bigint
      when 'tokens' then (v_delta ->> 'counted')::bigint
      else v_buffer - coalesce((p ->> 'booked')::bigint, 0) end
  from jsonb_array_elements(p_hold.periods) p
  where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
    and b.starts_at = (p ->> 'startsAt')::timestamptz;
  update public.usage_holds set charges = v_charges, booked_micros = (v_after ->> 'cost')::bigint,
    booked_tokens = (v_after ->> 'counted')::bigint,
    periods = (select jsonb_agg(case p ->> 'unit' when 'buffer' then p || jsonb_build_object('booked', v_buffer) else p end)
      from jsonb_array_elements(p_hold.periods) p)
  where id = p_hold.id;
  update public.automation_tasks set cost_micros = cost_micros + (v_delta ->> 'cost')::bigint,
    input_tokens = input_tokens + (v_delta ->> 'input')::bigint, output_tokens = output_tokens + (v_delta ->> 'output')::bigint,
    cache_read_tokens = cache_read_tokens + (v_delta ->> 'cacheRead')::bigint,
    cache_write_5m_tokens = cache_write_5m_tokens + (v_delta ->> 'cacheWrite5m')::bigint,
    cache_write_1h_tokens = cache_write_1h_tokens + (v_delta ->> 'cacheWrite1h')::bigint,
    counted_tokens = counted_tokens + (v_delta ->> 'counted')::bigint, cost_source = p_source
  where id = p_hold.task_id;
  perform siso.tally(p_hold.admitted_at, p_hold.category, v_delta);
  perform siso.raise_alerts(p_hold.periods, p_now);
  return v_after;
end $$;
