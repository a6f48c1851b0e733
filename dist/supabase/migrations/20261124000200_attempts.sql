-- More than one attempt of a task: what a later one needs, and what the earlier ones leave behind. docs/ledger.md, "Attempts".

-- The submission without its prompt. Where a column says the same, the column counts.
alter table public.automation_tasks add column request jsonb not null default '{}';
-- A retry may change the task's model and bring another source; what was used belongs to the attempt that used it.
alter table public.usage_holds add column model text;
alter table public.usage_holds add column cost_source text;
update public.usage_holds h set model = t.model, cost_source = t.cost_source
from public.automation_tasks t where t.id = h.task_id;
-- Attempts whose cost is estimated: as long as there is one, that of the task is.
alter table public.automation_tasks add column estimated_attempts int not null default 0;
update public.automation_tasks set estimated_attempts = 1 where cost_source = 'estimated' and cost_micros <> 0;

-- Creates the task, or takes the waiting one with the id `p_id`, and takes its hold. `p` is an admitted answer of siso.evaluate.
drop function siso.take(jsonb, jsonb, timestamptz);
create function siso.take(p_task jsonb, p jsonb, p_now timestamptz, p_id text default null) returns jsonb
language plpgsql volatile as $$
declare
  v_hold uuid := gen_random_uuid();
  v_id text := coalesce(p_id, siso.task_id(v_hold));
  v_lease uuid := gen_random_uuid();
  -- from gate to run: the CLI may have to be installed first
  v_until timestamptz := p_now + interval '10 minutes';
  v_periods jsonb := p -> 'periods';
  v_attempt int;
begin
  if (p ->> 'draw')::bigint > 0 then
    v_periods := v_periods || (
      select jsonb_build_object('budget', b.id, 'kind', 'day', 'unit', 'buffer', 'amount', p -> 'draw', 'cap', b.buffer_tokens,
        'byWindows', p -> 'drawnByWindows', 'byBudgets', p -> 'drawnByBudgets', 'tokenHold', p -> 'tokenHold',
        'startsAt', siso.period_start(b.zone, 'day', p_now), 'endsAt', siso.period_end(b.zone, 'day', p_now))
      from public.token_limits_config b where b.scope = 'global');
  end if;
  -- One statement: each costs anew in every transaction, and this one is on the way of every task.
  with task as (
    insert into public.automation_tasks as t (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
      labels, direct, attempt, budget_micros, hold_micros, request, created_at)
    values (v_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
      'running', p_task ->> 'model', array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
      p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), true, 1, (p_task ->> 'budgetMicros')::bigint,
      (p ->> 'amount')::bigint, p_task - 'prompt', p_now)
    on conflict (id) do update set state = 'running', attempt = t.attempt + 1, hold_micros = excluded.hold_micros,
      reason = null, error = null, started_at = null
    where p_id is not null
    returning t.attempt
  ), prompt as (
    insert into public.task_texts (task_id, kind, body, at) values (v_id, 'prompt', p_task ->> 'prompt', p_now)
    on conflict (task_id, kind) do nothing
  ), event as (
    insert into public.task_events (task_id, at, event, details)
    select v_id, p_now, 'admitted', jsonb_build_object('amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold')
      || case when attempt > 1 then jsonb_build_object('attempt', attempt) else '{}' end from task
  ), audit as (
    insert into public.audit_log (at, actor, action, subject, reason, details)
    values (p_now, p_task ->> 'actor', 'task.admitted', v_id, p_task ->> 'reason', jsonb_build_object('tools', p_task -> 'tools',
      'category', p_task -> 'category', 'priority', p_task -> 'priority', 'environment', p_task -> 'environment',
      'amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold', 'bufferTokens', p -> 'draw'))
  )
  insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, repo, model, amount_micros, tokens, estimate_tokens,
    buffer_tokens, price_id, periods, charges, admitted_at, lease_expires_at)
  select v_hold, v_id, attempt, v_lease, 'active', p_task ->> 'category', p_task ->> 'repo', p_task ->> 'model', (p ->> 'amount')::bigint,
    (p ->> 'tokenHold')::bigint, (p ->> 'estimate')::bigint, (p ->> 'draw')::bigint, (p -> 'price' ->> 'id')::int,
    v_periods, p -> 'charges', p_now, v_until from task
  returning attempt into v_attempt;
  if v_attempt is null then
    raise exception using errcode = 'SI409', message = format('The new id %s is another task''s', v_id), hint = 'Ask again.';
  end if;
  if v_attempt > 1 then
    perform siso.part_logs(v_id, v_attempt, p_now);
  end if;
  perform siso.charge(p -> 'charges', v_periods);
  if (p ->> 'draw')::bigint > 0 then
    perform siso.raise_alerts(jsonb_path_query_array(v_periods, '$[*] ? (@.unit == "buffer")'), p_now);
  end if;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'taskId', v_id, 'hold', siso.hold_json(p)
    || jsonb_build_object('id', v_hold, 'leaseToken', v_lease, 'leaseExpiresAt', v_until));
end $$;

-- A new attempt finds at least half of the room for logs free: of two logs the newer is the one that is looked for.
create function siso.part_logs(p_task text, p_attempt int, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_kept bigint;
begin
  select sum(octet_length(body)) into v_kept from public.task_logs where task_id = p_task;
  if v_kept > 500000 then
    delete from public.task_logs where task_id = p_task;
    insert into public.task_logs (task_id, at, body) values (p_task, p_now, e'… the log of earlier attempts is not kept.\n');
  end if;
  insert into public.task_logs (task_id, at, body)
  select p_task, p_now, format(e'── attempt %s ──\n', p_attempt) where v_kept > 0;
end $$;

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
  v_before jsonb := siso.sums_of(p_hold.id);
  v_after jsonb;
  v_delta jsonb;
  v_charges jsonb;
  v_buffer bigint;
  v_estimated int;
begin
  perform siso.write_entries(p_hold, p_entries, p_source, p_now);
  v_after := siso.sums_of(p_hold.id);
  select jsonb_object_agg(key, value::bigint - (v_before ->> key)::bigint) into v_delta from jsonb_each_text(v_after);
  v_estimated := case when p_source = 'estimated' and (v_after ->> 'cost')::bigint <> 0 then 1 else 0 end
    - case when p_hold.cost_source = 'estimated' and (v_before ->> 'cost')::bigint <> 0 then 1 else 0 end;
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
    booked_tokens = (v_after ->> 'counted')::bigint, cost_source = p_source,
    periods = (select jsonb_agg(case p ->> 'unit' when 'buffer' then p || jsonb_build_object('booked', v_buffer) else p end)
      from jsonb_array_elements(p_hold.periods) p)
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
