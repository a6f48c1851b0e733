-- What a statement costs before it touches a row.

-- Postgres parses every check of a table anew for every statement that writes a row of it, and a list of words is long to parse. A task is
-- written three times from admission to settlement.
create function siso.task_words(p_category text, p_priority text, p_environment text, p_state text, p_reason text, p_cost_source text)
returns boolean language plpgsql immutable as $$
begin
  return p_category in ('development', 'testing', 'deployment', 'analysis', 'maintenance')
    and p_priority in ('urgent', 'high', 'medium', 'low')
    and p_environment in ('development', 'staging', 'production')
    and p_state in ('pending_approval', 'blocked', 'queued', 'running', 'succeeded', 'failed', 'budget_capped', 'cancelled', 'dead')
    and (p_reason is null or p_reason in (
      'ok', 'window_full', 'no_slot', 'budget_held', 'budget_used', 'provider_gate', 'paused',
      'never_fits', 'forbidden', 'price_unknown', 'bad_input', 'lease_lost',
      'completed', 'hold_reached', 'token_hold_reached', 'agent_failed', 'api_failed', 'max_turns', 'timed_out',
      'interrupted', 'cancelled', 'released', 'crashed', 'start_failed'))
    and (p_cost_source is null or p_cost_source in ('metered', 'reported', 'estimated', 'recorded'));
end $$;
alter table public.automation_tasks
  drop constraint automation_tasks_category_check,
  drop constraint automation_tasks_priority_check,
  drop constraint automation_tasks_environment_check,
  drop constraint automation_tasks_state_check,
  drop constraint automation_tasks_reason_check,
  drop constraint automation_tasks_cost_source_check,
  add constraint automation_tasks_words check (siso.task_words(category, priority, environment, state, reason, cost_source));

create function siso.entry_words(p_kind text, p_service text, p_source text)
returns boolean language plpgsql immutable as $$
begin
  return p_kind in ('usage', 'adjust') and p_service in ('claude-code', 'anthropic-api', 'openai', 'custom')
    and p_source in ('metered', 'reported', 'estimated', 'recorded');
end $$;
alter table public.token_usage_history
  drop constraint token_usage_history_kind_check,
  drop constraint token_usage_history_service_check,
  drop constraint token_usage_history_source_check,
  add constraint token_usage_history_words check (siso.entry_words(kind, service, source));

revoke all on function siso.task_words(text, text, text, text, text, text), siso.entry_words(text, text, text) from public;

-- Entries of a hold: priced with the hold's own price version, of the model that its attempt ran.
-- `costMicros` and `countedTokens` override only from inside.
create or replace function siso.write_entries(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_task public.automation_tasks;
  v_price public.model_prices;
  v_writes boolean := siso.setting('count_cache_writes') = 'true';
begin
  select * into v_task from public.automation_tasks where id = p_hold.task_id;
  select * into v_price from public.model_prices where id = p_hold.price_id;
  -- A late truth takes back what was guessed; nothing is booked yet of what is still held.
  if p_hold.state <> 'active' then
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org,
      labels, model, price_id, long_prompt, regional, requests, input_tokens, output_tokens, cache_read_tokens,
      cache_write_5m_tokens, cache_write_1h_tokens, web_searches, counted_tokens, cost_micros)
    select p_now, charged_at, 'adjust', service, source, task_id, hold_id, actor, category, repo, org, labels, model, price_id,
      long_prompt, regional, -requests, -input_tokens, -output_tokens, -cache_read_tokens, -cache_write_5m_tokens,
      -cache_write_1h_tokens, -web_searches, -counted_tokens, -cost_micros
    from public.token_usage_history where hold_id = p_hold.id;
  end if;

  insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org,
    labels, model, price_id, long_prompt, regional, requests, input_tokens, output_tokens, cache_read_tokens,
    cache_write_5m_tokens, cache_write_1h_tokens, web_searches, counted_tokens, cost_micros)
  select p_now, p_hold.admitted_at, case p_hold.state when 'active' then 'usage' else 'adjust' end, 'claude-code',
    case when (e ->> 'estimated')::boolean then 'estimated' else p_source end, v_task.id, p_hold.id, v_task.actor,
    v_task.category, v_task.repo, v_task.org, v_task.labels, coalesce(p_hold.model, v_task.model), v_price.id,
    (e ->> 'longPrompt')::boolean, (e ->> 'regional')::boolean, (e ->> 'requests')::int, (e ->> 'inputTokens')::bigint,
    (e ->> 'outputTokens')::bigint, (e ->> 'cacheReadTokens')::bigint, (e ->> 'cacheWrite5mTokens')::bigint,
    (e ->> 'cacheWrite1hTokens')::bigint, (e ->> 'webSearches')::bigint,
    coalesce((e ->> 'countedTokens')::bigint, (e ->> 'inputTokens')::bigint + (e ->> 'outputTokens')::bigint
      + case when v_writes then (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint else 0 end),
    coalesce((e ->> 'costMicros')::bigint, siso.entry_cost(v_price, e))
  from jsonb_array_elements(p_entries) e;
end $$;

-- Replaces whatever a hold has booked by `p_entries`, everywhere at once, and returns what it held. Answers the new sums.
create or replace function siso.book(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_was_active boolean := p_hold.state = 'active';
  v_before jsonb := '{"cost": 0}';
  v_after jsonb;
  v_delta jsonb;
  v_charges jsonb;
  v_has_buffer boolean := p_hold.periods @> '[{"unit": "buffer"}]';
  v_buffer bigint;
  v_estimated int;
begin
  if not v_was_active then
    v_before := siso.sums_of(p_hold.id);
  end if;
  perform siso.write_entries(p_hold, p_entries, p_source, p_now);
  v_after := siso.sums_of(p_hold.id);
  v_delta := v_after;
  if not v_was_active then
    select jsonb_object_agg(key, value::bigint - (v_before ->> key)::bigint) into v_delta from jsonb_each_text(v_after);
  end if;
  v_estimated := case when p_source = 'estimated' and (v_after ->> 'cost')::bigint <> 0 then 1 else 0 end
    - case when p_hold.cost_source = 'estimated' and (v_before ->> 'cost')::bigint <> 0 then 1 else 0 end;
  -- A run that never started gives its request back.
  v_charges := siso.recharge(p_hold.charges, (v_after ->> 'counted')::bigint, p_hold.started_at is not null or p_entries <> '[]');
  perform siso.move_charges(p_hold.charges, v_charges);
  -- What is unused goes back to the buffer first: of the estimate for windows, of the token hold for budgets.
  if v_has_buffer then
    select greatest(0, (p ->> 'byWindows')::bigint - greatest(0, p_hold.estimate_tokens - (v_after ->> 'counted')::bigint),
      (p ->> 'byBudgets')::bigint - greatest(0, (p ->> 'tokenHold')::bigint - (v_after ->> 'counted')::bigint)) into v_buffer
    from jsonb_array_elements(p_hold.periods) p where p ->> 'unit' = 'buffer';
  end if;
  update public.budget_periods b
  set held = b.held - case when v_was_active then (p ->> 'amount')::bigint else 0 end,
    spent = b.spent + case b.unit when 'usd' then (v_delta ->> 'cost')::bigint
      when 'tokens' then (v_delta ->> 'counted')::bigint
      else v_buffer - coalesce((p ->> 'booked')::bigint, 0) end
  from jsonb_array_elements(p_hold.periods) p
  where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
    and b.starts_at = (p ->> 'startsAt')::timestamptz;
  update public.usage_holds set charges = v_charges, booked_micros = (v_after ->> 'cost')::bigint,
    booked_tokens = (v_after ->> 'counted')::bigint, cost_source = p_source,
    periods = case when v_has_buffer then (
      select jsonb_agg(case p ->> 'unit' when 'buffer' then p || jsonb_build_object('booked', v_buffer) else p end)
      from jsonb_array_elements(p_hold.periods) p) else periods end
  where id = p_hold.id;
  update public.automation_tasks t set cost_micros = cost_micros + (v_delta ->> 'cost')::bigint,
    input_tokens = input_tokens + (v_delta ->> 'input')::bigint, output_tokens = output_tokens + (v_delta ->> 'output')::bigint,
    cache_read_tokens = cache_read_tokens + (v_delta ->> 'cacheRead')::bigint,
    cache_write_5m_tokens = cache_write_5m_tokens + (v_delta ->> 'cacheWrite5m')::bigint,
    cache_write_1h_tokens = cache_write_1h_tokens + (v_delta ->> 'cacheWrite1h')::bigint,
    counted_tokens = counted_tokens + (v_delta ->> 'counted')::bigint,
    estimated_attempts = estimated_attempts + v_estimated,
    cost_source = case when t.direct then p_source when estimated_attempts + v_estimated > 0 then 'estimated'
      when (v_after ->> 'cost')::bigint = 0 then coalesce(nullif(cost_source, 'estimated'), p_source) else p_source end
  where id = p_hold.task_id;
  perform siso.tally(p_hold.admitted_at, p_hold.category, v_delta);
  perform siso.raise_alerts(p_hold.periods, p_now);
  return v_after;
end $$;

select siso.set_grants();
