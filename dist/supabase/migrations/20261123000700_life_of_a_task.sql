-- The life of an attempt: admit, resize, start, heartbeat, settle, release, expire. docs/ledger.md follows the same order.

create function siso.task_event(p_task text, p_event text, p_details jsonb) returns void
language sql volatile as $$
  insert into public.task_events (task_id, at, event, details) values (p_task, siso.now(), p_event, jsonb_strip_nulls(p_details));
$$;

create function siso.end_task(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_state text := p_outcome ->> 'state';
begin
  update public.automation_tasks set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error',
    reported_cost_micros = (p_outcome ->> 'reportedCostMicros')::bigint, turns = (p_outcome ->> 'turns')::int,
    duration_ms = (p_outcome ->> 'durationMs')::bigint, session_id = p_outcome ->> 'sessionId', branch = p_outcome ->> 'branch',
    changed_files = coalesce(p_outcome -> 'changedFiles', '[]'), denials = coalesce(p_outcome -> 'denials', '[]'), finished_at = p_now
  where id = p_hold.task_id;
  if p_outcome ? 'result' then
    insert into public.task_texts (task_id, kind, body, at) values (p_hold.task_id, 'result', p_outcome ->> 'result', p_now)
    on conflict (task_id, kind) do update set body = excluded.body, at = excluded.at;
  end if;
  perform siso.tally(p_hold.admitted_at, p_hold.category,
    jsonb_build_object('tasks', 1, v_state, 1, 'duration', coalesce((p_outcome ->> 'durationMs')::bigint, 0)));
  perform siso.task_event(p_hold.task_id, v_state, p_outcome - 'entries' - 'result');
  perform siso.audit((select actor from public.automation_tasks where id = p_hold.task_id), 'task.' || v_state, p_hold.task_id,
    jsonb_build_object('reason', p_outcome ->> 'reason', 'details', jsonb_strip_nulls(p_outcome - 'entries' - 'result')
      || (siso.sums_of(p_hold.id))));
end $$;

-- A lost runner: the whole hold is booked as estimated when its run had started, nothing when it had not.
create function siso.expire_hold(p_hold public.usage_holds, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_entries jsonb := '[]';
begin
  if p_hold.started_at is not null then
    v_entries := jsonb_build_array(jsonb_build_object(
      'longPrompt', false, 'regional', false, 'requests', 0, 'inputTokens', 0, 'outputTokens', 0, 'cacheReadTokens', 0, 'cacheWrite5mTokens', 0,
      'cacheWrite1hTokens', 0, 'webSearches', 0, 'estimated', true,
      'costMicros', greatest(p_hold.amount_micros, p_hold.used_micros), 'countedTokens', greatest(p_hold.tokens, p_hold.used_tokens)));
  end if;
  perform siso.book(p_hold, v_entries, 'estimated', p_now);
  update public.usage_holds set state = 'expired', ended_at = p_now where id = p_hold.id;
  perform siso.end_task(p_hold, jsonb_build_object('state', 'failed', 'reason', 'lease_lost', 'error',
    case when p_hold.started_at is null then 'The runner went silent before the run started; nothing was used.'
      else 'The runner went silent; its whole hold is booked until a late settlement says what was used.' end), p_now);
end $$;

create function siso.expire_overdue(p_now timestamptz) returns int language plpgsql volatile as $$
declare
  v_hold public.usage_holds;
  v_count int := 0;
begin
  for v_hold in select * from public.usage_holds where state = 'active' and lease_expires_at <= p_now order by lease_expires_at loop
    perform siso.expire_hold(v_hold, p_now);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Creates the task and takes its hold. `p` is an admitted answer of siso.evaluate.
create function siso.take(p_task jsonb, p jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_hold uuid := gen_random_uuid();
  v_id text := siso.task_id(v_hold);
  v_lease uuid := gen_random_uuid();
  -- from gate to run: the CLI may have to be installed first
  v_until timestamptz := p_now + interval '10 minutes';
  v_periods jsonb := p -> 'periods';
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
    insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, template, repo, org,
      labels, direct, attempt, budget_micros, hold_micros, created_at)
    values (v_id, p_task ->> 'name', p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment',
      'running', p_task ->> 'model', array(select jsonb_array_elements_text(p_task -> 'tools')), p_task ->> 'template',
      p_task ->> 'repo', p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), true, 1, (p_task ->> 'budgetMicros')::bigint,
      (p ->> 'amount')::bigint, p_now)
  ), prompt as (
    insert into public.task_texts (task_id, kind, body, at) values (v_id, 'prompt', p_task ->> 'prompt', p_now)
  ), event as (
    insert into public.task_events (task_id, at, event, details)
    values (v_id, p_now, 'admitted', jsonb_build_object('amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold'))
  ), audit as (
    insert into public.audit_log (at, actor, action, subject, reason, details)
    values (p_now, p_task ->> 'actor', 'task.admitted', v_id, p_task ->> 'reason', jsonb_build_object('tools', p_task -> 'tools',
      'category', p_task -> 'category', 'priority', p_task -> 'priority', 'environment', p_task -> 'environment',
      'amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold', 'bufferTokens', p -> 'draw'))
  )
  insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, repo, amount_micros, tokens, estimate_tokens,
    buffer_tokens, price_id, periods, charges, admitted_at, lease_expires_at)
  values (v_hold, v_id, 1, v_lease, 'active', p_task ->> 'category', p_task ->> 'repo', (p ->> 'amount')::bigint,
    (p ->> 'tokenHold')::bigint, (p ->> 'estimate')::bigint, (p ->> 'draw')::bigint, (p -> 'price' ->> 'id')::int,
    v_periods, p -> 'charges', p_now, v_until);
  perform siso.charge(p -> 'charges', v_periods);
  if (p ->> 'draw')::bigint > 0 then
    perform siso.raise_alerts(jsonb_path_query_array(v_periods, '$[*] ? (@.unit == "buffer")'), p_now);
  end if;
  return jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'taskId', v_id, 'hold', siso.hold_json(p)
    || jsonb_build_object('id', v_hold, 'leaseToken', v_lease, 'leaseExpiresAt', v_until));
end $$;

create function siso.hold_json(p jsonb) returns jsonb language sql immutable as $$
  select jsonb_build_object('amountMicros', p -> 'amount', 'tokens', p -> 'tokenHold', 'estimateTokens', p -> 'estimate',
    'bufferTokens', p -> 'draw', 'countCacheWrites', p -> 'countCacheWrites', 'prices', jsonb_build_array(p -> 'price'));
$$;

-- Admits, defers or refuses. What is deferred or refused consumes nothing and leaves an audit row.
create function public.siso_admit(p_request_id uuid, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_admit');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  v_answer := siso.evaluate(p_task, v_now);
  if v_answer ->> 'decision' = 'admitted' then
    v_answer := siso.take(p_task, v_answer, v_now);
  else
    perform siso.audit(coalesce(p_task ->> 'actor', 'unknown'), 'task.' || (v_answer ->> 'decision'), coalesce(p_task ->> 'name', 'task'),
      jsonb_build_object('reason', v_answer ->> 'reason', 'details', v_answer || jsonb_build_object('tools', p_task -> 'tools')));
  end if;
  return siso.remember(p_request_id, 'siso_admit', v_answer);
end $$;

create function siso.preview(p_answer jsonb) returns jsonb language sql immutable as $$
  select case p_answer ->> 'decision'
    when 'admitted' then jsonb_build_object('decision', 'admitted', 'reason', 'ok', 'hold', siso.hold_json(p_answer))
    else p_answer end;
$$;

-- What siso_admit would answer now. Books nothing but what admission ends first: overdue holds.
create function public.siso_check(p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
begin
  perform siso.lock();
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  return siso.preview(siso.evaluate(p_task, v_now));
end $$;

-- Whether a task of this size could start now, whoever asks and whatever it may cost.
create function public.siso_check_limits(p_category text, p_tokens bigint, p_repo text, p_environment text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
begin
  perform siso.lock();
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  return siso.preview(siso.weigh(jsonb_build_object('category', p_category, 'priority', 'medium', 'environment', p_environment,
    'repo', p_repo, 'estimateTokens', p_tokens, 'tokenHold', p_tokens, 'budgetMicros', 1),
    (select p from public.model_prices p order by p.id limit 1), v_now));
end $$;
