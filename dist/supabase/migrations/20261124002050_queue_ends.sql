-- How attempts end, and which of them are followed by another. docs/queue.md, "Retries".

-- Called once wherever a task reaches its end. Chains give it a body.
create function siso.after_end(t public.automation_tasks, p_now timestamptz) returns void language sql immutable as $$
  select null::void;
$$;

create or replace function siso.end_waiting(t public.automation_tasks, p_outcome jsonb, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_state text := p_outcome ->> 'state';
begin
  update public.automation_tasks set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error', finished_at = p_now,
    asleep = false, ready_at = null
  where id = t.id returning * into t;
  perform siso.tally(p_now, t.category, jsonb_build_object('tasks', 1, v_state, 1));
  perform siso.task_event(t.id, v_state, p_outcome || '{"waiting": true}');
  perform siso.after_end(t, p_now);
end $$;

-- Ends a task that waits because of what no waiting can mend.
create function siso.end_refused(t public.automation_tasks, p_request jsonb, p_answer jsonb, p_now timestamptz) returns void
language sql volatile as $$
  select siso.end_waiting(t, jsonb_build_object('error', p_answer ->> 'hint') || case
    when siso.cap_left(t, p_request) <= 0 then '{"state": "budget_capped", "reason": "hold_reached"}'::jsonb
    else jsonb_build_object('state', 'failed', 'reason', p_answer ->> 'reason') end, p_now);
$$;

-- The last five failures, with this one.
create function siso.with_failure(t public.automation_tasks, p_reason text, p_error text, p_now timestamptz) returns jsonb
language sql immutable as $$
  select jsonb_agg(e order by n) from (
    select e, n from jsonb_array_elements(t.errors || jsonb_build_object('at', p_now, 'reason', p_reason, 'error', p_error))
      with ordinality as all_of (e, n) order by n desc limit 5) last;
$$;

create or replace function siso.end_task(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz, p_sums jsonb default null) returns void
language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_state text := p_outcome ->> 'state';
  v_told jsonb := jsonb_strip_nulls(p_outcome - '{entries,result}'::text[]);
begin
  update public.automation_tasks set state = v_state, reason = p_outcome ->> 'reason', error = p_outcome ->> 'error',
    reported_cost_micros = (p_outcome ->> 'reportedCostMicros')::bigint, turns = (p_outcome ->> 'turns')::int,
    duration_ms = (p_outcome ->> 'durationMs')::bigint, session_id = p_outcome ->> 'sessionId', branch = p_outcome ->> 'branch',
    changed_files = coalesce(p_outcome -> 'changedFiles', '[]'), denials = coalesce(p_outcome -> 'denials', '[]'), finished_at = p_now,
    progress = null
  where id = p_hold.task_id returning * into t;
  if v_state in ('failed', 'dead') then
    update public.automation_tasks set errors = siso.with_failure(t, t.reason, t.error, p_now) where id = t.id returning * into t;
  end if;
  if p_outcome ? 'result' then
    insert into public.task_texts (task_id, kind, body, at) values (p_hold.task_id, 'result', p_outcome ->> 'result', p_now)
    on conflict (task_id, kind) do update set body = excluded.body, at = excluded.at;
  end if;
  -- of the day's figures a dead task is a failed one; the hold is booked, so its day has a row already
  update public.automation_analytics a set tasks = tasks + 1,
    succeeded = succeeded + case v_state when 'succeeded' then 1 else 0 end,
    failed = failed + case when v_state in ('failed', 'dead') then 1 else 0 end,
    capped = capped + case v_state when 'budget_capped' then 1 else 0 end,
    cancelled = cancelled + case v_state when 'cancelled' then 1 else 0 end,
    duration_ms = duration_ms + coalesce((p_outcome ->> 'durationMs')::bigint, 0)
  from public.token_limits_config b
  where b.scope = 'global' and day = (p_hold.admitted_at at time zone b.zone)::date and category = p_hold.category
    and p_hold.admitted_at >= siso.moment('pruned_before');
  insert into public.task_events (task_id, at, event, details) values (p_hold.task_id, p_now, v_state, v_told);
  insert into public.audit_log (at, actor, action, subject, reason, details)
  values (p_now, t.actor, 'task.' || v_state, p_hold.task_id, p_outcome ->> 'reason', v_told || coalesce(p_sums, siso.sums_of(p_hold.id)));
  perform siso.after_end(t, p_now);
end $$;

-- Puts a task whose attempt is over back into its flow, in its old place. `p`: {event, reason, error}, `readyAt` when it has to sleep,
-- `unused` when no attempt is counted, and the new counters.
create function siso.try_again(p_hold public.usage_holds, p jsonb, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = p_hold.task_id;
  update public.automation_tasks set state = 'queued', reason = p ->> 'reason', error = p ->> 'error', hold_micros = 0, progress = null,
    attempt = attempt - case when (p ->> 'unused')::boolean then 1 else 0 end,
    enqueued_at = coalesce(enqueued_at, p_now), asleep = p ->> 'readyAt' is not null, ready_at = (p ->> 'readyAt')::timestamptz,
    transient_failures = coalesce((p ->> 'transientFailures')::int, transient_failures),
    lease_losses = coalesce((p ->> 'leaseLosses')::int, lease_losses),
    errors = case when p ->> 'event' = 'returned' then errors else siso.with_failure(t, p ->> 'reason', p ->> 'error', p_now) end
  where id = t.id;
  perform siso.task_event(t.id, p ->> 'event', jsonb_build_object('reason', p ->> 'reason', 'error', p ->> 'error',
    'readyAt', p ->> 'readyAt', 'holdId', p_hold.id));
  perform siso.audit(t.actor, 'task.' || (p ->> 'event'), t.id, jsonb_build_object('reason', p ->> 'reason',
    'details', jsonb_strip_nulls(p - 'event' - 'reason')));
end $$;

create or replace function siso.requeue(p_hold public.usage_holds, p_reason text) returns void
language plpgsql volatile as $$
begin
  update public.automation_tasks set state = 'queued', reason = 'released', error = p_reason, attempt = attempt - 1, hold_micros = 0,
    progress = null, enqueued_at = coalesce(enqueued_at, p_hold.admitted_at)
  where id = p_hold.task_id;
  perform siso.task_event(p_hold.task_id, 'released', jsonb_build_object('reason', p_reason, 'holdId', p_hold.id));
  perform siso.audit((select actor from public.automation_tasks where id = p_hold.task_id), 'task.released', p_hold.task_id,
    jsonb_build_object('reason', p_reason));
end $$;

-- A lost runner: the whole hold is booked as estimated when its run had started, nothing when it had not. A task of the queue gets
-- another try, but not after two runners in a row, nor when nothing of its cap is left.
create or replace function siso.expire_hold(p_hold public.usage_holds, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_entries jsonb := '[]';
  v_end jsonb := jsonb_build_object('state', 'failed', 'reason', 'lease_lost', 'error',
    case when p_hold.started_at is null then 'The runner went silent before the run started; nothing was used.'
      else 'The runner went silent; its whole hold is booked until a late settlement says what was used.' end);
begin
  if p_hold.started_at is not null then
    v_entries := jsonb_build_array(jsonb_build_object(
      'longPrompt', false, 'regional', false, 'requests', 0, 'inputTokens', 0, 'outputTokens', 0, 'cacheReadTokens', 0, 'cacheWrite5mTokens', 0,
      'cacheWrite1hTokens', 0, 'webSearches', 0, 'estimated', true,
      'costMicros', least(greatest(p_hold.amount_micros, p_hold.used_micros), 1000000000000),
      'countedTokens', least(greatest(p_hold.tokens, p_hold.used_tokens), 1000000000000)));
  end if;
  perform siso.book(p_hold, v_entries, 'estimated', p_now);
  update public.usage_holds set state = 'expired', ended_at = p_now where id = p_hold.id;
  select * into t from public.automation_tasks where id = p_hold.task_id;
  if not t.direct and t.cancel_requested then
    v_end := v_end || '{"state": "cancelled", "reason": "cancelled"}';
  elsif not t.direct and p_hold.started_at is null then
    perform siso.try_again(p_hold, v_end || '{"event": "lease_lost", "unused": true}', p_now);
    return;
  elsif not t.direct and t.budget_micros <= t.cost_micros then
    v_end := v_end || '{"state": "budget_capped", "reason": "hold_reached"}';
  elsif not t.direct and t.lease_losses = 0 then
    perform siso.try_again(p_hold, v_end || '{"event": "lease_lost", "leaseLosses": 1}', p_now);
    return;
  elsif not t.direct then
    v_end := v_end || '{"state": "dead"}';
  end if;
  perform siso.end_task(p_hold, v_end, p_now);
end $$;

-- Seconds until a passing failure is tried again: anything up to a bound that grows from 10 s to some 11 min, never nothing.
create function siso.backoff(p_failures int) returns double precision language sql volatile as $$
  select 1 + random() * (least(900, 10 * 8 ^ (p_failures - 1)) - 1);
$$;

-- Ends an attempt that was settled, or puts its task back where the outcome advises so. Answers when it is tried again, else null.
create function siso.finish(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  t public.automation_tasks;
  v_class text := coalesce(p_outcome -> 'retry' ->> 'class', 'none');
  v_after double precision := (p_outcome -> 'retry' ->> 'afterSeconds')::double precision;
  v_ready timestamptz;
begin
  select * into t from public.automation_tasks where id = p_hold.task_id;
  if t.direct or p_outcome ->> 'state' <> 'failed' then
    perform siso.end_task(p_hold, p_outcome - 'retry', p_now);
  elsif t.cancel_requested then
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "cancelled", "reason": "cancelled"}', p_now);
  elsif v_class not in ('provider', 'transient', 'shutdown') then
    perform siso.end_task(p_hold, p_outcome - 'retry', p_now);
  elsif t.budget_micros <= t.cost_micros then
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "budget_capped", "reason": "hold_reached"}', p_now);
  elsif v_class = 'transient' and t.transient_failures >= 3 then
    update public.automation_tasks set transient_failures = transient_failures + 1 where id = t.id;
    perform siso.end_task(p_hold, p_outcome - 'retry' || '{"state": "dead"}', p_now);
  else
    v_after := case v_class when 'transient' then coalesce(nullif(v_after, 0), siso.backoff(t.transient_failures + 1))
      when 'provider' then coalesce(nullif(v_after, 0), 60) end;
    v_ready := p_now + make_interval(secs => v_after);
    perform siso.try_again(p_hold, jsonb_build_object('event', case v_class when 'provider' then 'snoozed' when 'shutdown' then 'returned'
        else 'retrying' end, 'reason', p_outcome ->> 'reason', 'error', p_outcome ->> 'error', 'readyAt', v_ready,
      'unused', v_class <> 'transient', 'leaseLosses', 0,
      'transientFailures', t.transient_failures + case v_class when 'transient' then 1 else 0 end), p_now);
    return coalesce(v_ready, p_now);
  end if;
  return null;
end $$;

-- Lets those that slept long enough be claimed.
create function siso.wake(p_now timestamptz) returns int language plpgsql volatile as $$
declare
  v_count int;
begin
  update public.automation_tasks set asleep = false where state = 'queued' and asleep and ready_at <= p_now;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Lets a task that was blocked, or waited for an approval, take its place in the queue.
create function siso.enqueue(p_task_id text, p_now timestamptz) returns void language plpgsql volatile as $$
begin
  update public.automation_tasks set state = 'queued', enqueued_at = p_now where id = p_task_id and state in ('blocked', 'pending_approval');
  if found then
    perform siso.task_event(p_task_id, 'queued', '{}');
  end if;
end $$;

-- What is due whether somebody calls or not; answers {expired, woken, dead}.
create function siso.sweep_all(p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  v_dead int := (select count(*) from public.automation_tasks where state = 'dead' and finished_at = p_now);
  v_expired int := siso.expire_overdue(p_now);
  v_woken int := siso.wake(p_now);
begin
  perform siso.forget_requests(p_now);
  perform siso.forget_buckets(p_now);
  delete from public.workers w where seen_at < p_now - interval '1 day'
    and not exists (select from public.usage_holds h where h.state = 'active' and h.worker = w.id);
  delete from public.resting_flows r
  where not exists (select from public.automation_tasks t where t.id = r.task_id and t.state = 'queued');
  return jsonb_build_object('expired', v_expired, 'woken', v_woken,
    'dead', (select count(*) from public.automation_tasks where state = 'dead' and finished_at = p_now) - v_dead);
end $$;

-- The job of `pg_cron`, where there is one.
create or replace function siso.sweep() returns int language plpgsql volatile as $$
begin
  perform siso.lock();
  return (siso.sweep_all(siso.now()) ->> 'expired')::int;
end $$;
