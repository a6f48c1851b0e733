-- A settlement writes each row once where it can, and works out alerts only near a threshold.

-- Entries of a hold: priced with the hold's own price version, of the model that its attempt ran. Answers their sums.
-- `costMicros` and `countedTokens` override only from inside.
drop function siso.write_entries(public.usage_holds, jsonb, text, timestamptz);
create function siso.write_entries(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_task public.automation_tasks;
  v_price public.model_prices;
  v_writes boolean := siso.setting('count_cache_writes') = 'true';
  v_sums jsonb;
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
  with written as (
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
    from jsonb_array_elements(p_entries) e
    returning *
  )
  select jsonb_build_object('cost', coalesce(sum(cost_micros), 0), 'input', coalesce(sum(input_tokens), 0),
    'output', coalesce(sum(output_tokens), 0), 'cacheRead', coalesce(sum(cache_read_tokens), 0),
    'cacheWrite5m', coalesce(sum(cache_write_5m_tokens), 0), 'cacheWrite1h', coalesce(sum(cache_write_1h_tokens), 0),
    'counted', coalesce(sum(counted_tokens), 0)) into v_sums from written;
  return v_sums;
end $$;

create or replace function siso.move_charges(p_from jsonb, p_to jsonb) returns void language plpgsql volatile as $$
begin
  update public.rate_limit_usage u
  set tokens = greatest(0, u.tokens + (p_to -> n ->> 'tokens')::bigint - (f ->> 'tokens')::bigint),
    requests = greatest(0, u.requests + (p_to -> n ->> 'requests')::int - (f ->> 'requests')::int)
  from (select f, (o - 1)::int as n from jsonb_array_elements(p_from) with ordinality as e (f, o)) as moved
  where u.config_id = (f ->> 'config')::int and u.window_kind = f ->> 'window' and u.bucket_start = (f ->> 'bucket')::timestamptz;
end $$;

-- What a settlement is answered.
create function siso.settled_json(p_hold public.usage_holds, p_sums jsonb) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('ok', true, 'taskId', p_hold.task_id, 'costMicros', p_sums -> 'cost', 'tokens', p_sums - 'cost',
    'booked', case p_hold.state when 'active' then 'settled' else 'late' end,
    'overageMicros', greatest(0, (p_sums ->> 'cost')::bigint - p_hold.amount_micros));
end $$;

-- Replaces whatever a hold has booked by `p_entries`, everywhere at once, and returns what it held. Answers the new sums. A hold that is
-- active ends as `p_state`, if one is named; one that is settled keeps its answer.
drop function siso.book(public.usage_holds, jsonb, text, timestamptz);
create function siso.book(p_hold public.usage_holds, p_entries jsonb, p_source text, p_now timestamptz, p_state text default null) returns jsonb
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
  v_near boolean;
begin
  if not v_was_active then
    v_before := siso.sums_of(p_hold.id);
  end if;
  v_after := siso.write_entries(p_hold, p_entries, p_source, p_now);
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
  with moved as (
    update public.budget_periods b
    set held = b.held - case when v_was_active then (p ->> 'amount')::bigint else 0 end,
      spent = b.spent + case b.unit when 'usd' then (v_delta ->> 'cost')::bigint
        when 'tokens' then (v_delta ->> 'counted')::bigint
        else v_buffer - coalesce((p ->> 'booked')::bigint, 0) end
    from jsonb_array_elements(p_hold.periods) p join public.token_limits_config t on t.id = (p ->> 'budget')::int
    where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
      and b.starts_at = (p ->> 'startsAt')::timestamptz
    -- Near a threshold, whatever is granted beside the cap: only then it has to be worked out whether an alert is due.
    returning b.unit = 'buffer' or b.spent::numeric * 100 >= case b.unit when 'tokens' then t.daily_tokens else
      case b.kind when 'month' then t.monthly_micros else t.daily_micros end end::numeric * least(100, (select min(one) from unnest(t.thresholds) one)) as near
  )
  select bool_or(near) into v_near from moved;
  update public.usage_holds set charges = v_charges, booked_micros = (v_after ->> 'cost')::bigint,
    booked_tokens = (v_after ->> 'counted')::bigint, cost_source = p_source,
    periods = case when v_has_buffer then (
      select jsonb_agg(case p ->> 'unit' when 'buffer' then p || jsonb_build_object('booked', v_buffer) else p end)
      from jsonb_array_elements(p_hold.periods) p) else periods end,
    state = case when p_state is not null and v_was_active then p_state else state end,
    ended_at = case when p_state is not null then coalesce(ended_at, p_now) else ended_at end,
    answer = case when p_state = 'settled' then siso.settled_json(p_hold, v_after) else answer end
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
  if v_near then
    perform siso.raise_alerts(p_hold.periods, p_now);
  end if;
  return v_after;
end $$;

-- Ends the task of a hold that is booked, with the sums of its entries where they are known: its day has a row already.
drop function siso.end_task(public.usage_holds, jsonb, timestamptz);
create function siso.end_task(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz, p_sums jsonb default null) returns void
language plpgsql volatile as $$
declare
  v_state text := p_outcome ->> 'state';
  v_actor text;
  v_told jsonb := jsonb_strip_nulls(p_outcome - '{entries,result}'::text[]);
begin
  update public.automation_tasks set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error',
    reported_cost_micros = (p_outcome ->> 'reportedCostMicros')::bigint, turns = (p_outcome ->> 'turns')::int,
    duration_ms = (p_outcome ->> 'durationMs')::bigint, session_id = p_outcome ->> 'sessionId', branch = p_outcome ->> 'branch',
    changed_files = coalesce(p_outcome -> 'changedFiles', '[]'), denials = coalesce(p_outcome -> 'denials', '[]'), finished_at = p_now
  where id = p_hold.task_id returning actor into v_actor;
  if p_outcome ? 'result' then
    insert into public.task_texts (task_id, kind, body, at) values (p_hold.task_id, 'result', p_outcome ->> 'result', p_now)
    on conflict (task_id, kind) do update set body = excluded.body, at = excluded.at;
  end if;
  update public.automation_analytics a set tasks = tasks + 1,
    succeeded = succeeded + case v_state when 'succeeded' then 1 else 0 end,
    failed = failed + case v_state when 'failed' then 1 else 0 end,
    capped = capped + case v_state when 'budget_capped' then 1 else 0 end,
    cancelled = cancelled + case v_state when 'cancelled' then 1 else 0 end,
    duration_ms = duration_ms + coalesce((p_outcome ->> 'durationMs')::bigint, 0)
  from public.token_limits_config b
  where b.scope = 'global' and day = (p_hold.admitted_at at time zone b.zone)::date and category = p_hold.category
    and p_hold.admitted_at >= siso.moment('pruned_before');
  insert into public.task_events (task_id, at, event, details) values (p_hold.task_id, p_now, v_state, v_told);
  insert into public.audit_log (at, actor, action, subject, reason, details)
  values (p_now, v_actor, 'task.' || v_state, p_hold.task_id, p_outcome ->> 'reason', v_told || coalesce(p_sums, siso.sums_of(p_hold.id)));
end $$;

create or replace function public.siso_settle(p_request_id uuid, p_lease_token uuid, p_outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
  v_sums jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_settle');
  if v_answer is not null then
    return v_answer;
  end if;
  v_hold := siso.hold_of(p_lease_token);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_settle', siso.lease_lost());
  end if;
  if v_hold.answer is not null then
    return siso.remember(p_request_id, 'siso_settle', v_hold.answer);
  end if;
  if coalesce(p_outcome ->> 'state', '') not in ('succeeded', 'failed', 'budget_capped', 'cancelled') then
    raise exception using errcode = 'SI400', message = 'An attempt ends as succeeded, failed, budget_capped or cancelled',
      hint = 'Name one of these as the state.';
  end if;
  if coalesce(p_outcome ->> 'costSource', '') not in ('metered', 'reported', 'estimated') then
    raise exception using errcode = 'SI400', message = 'A cost is metered, reported or estimated',
      hint = 'Name one of these as the source of the cost.';
  end if;
  perform siso.check_entries(v_hold, p_outcome -> 'entries');
  v_now := siso.now();
  v_sums := siso.book(v_hold, (select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') from jsonb_array_elements(p_outcome -> 'entries') e),
    p_outcome ->> 'costSource', v_now, 'settled');
  v_answer := siso.settled_json(v_hold, v_sums);
  if v_hold.state = 'active' then
    perform siso.end_task(v_hold, p_outcome, v_now, v_sums);
    -- The CLI's own figure stands beside ours; more than 1 % apart is worth a look.
    if abs(nullif((p_outcome ->> 'reportedCostMicros')::bigint, 0) - (v_sums ->> 'cost')::bigint) * 100 > (v_sums ->> 'cost')::bigint then
      perform siso.task_event(v_hold.task_id, 'cost_differs',
        jsonb_build_object('costMicros', v_sums -> 'cost', 'reportedCostMicros', p_outcome -> 'reportedCostMicros'));
    end if;
  else
    perform siso.task_event(v_hold.task_id, 'settled_late', jsonb_build_object('costMicros', v_sums -> 'cost', 'before', v_hold.booked_micros));
    perform siso.audit((select actor from public.automation_tasks where id = v_hold.task_id), 'task.settled_late', v_hold.task_id,
      jsonb_build_object('before', jsonb_build_object('costMicros', v_hold.booked_micros), 'after', jsonb_build_object('costMicros', v_sums -> 'cost')));
  end if;
  perform siso.forget_requests(v_now);
  return siso.remember(p_request_id, 'siso_settle', v_answer);
end $$;

select siso.set_grants();
