-- Looking at the queue. Nothing here takes the lock.

-- What keeps a task from being claimed now: {reason, limit, used, max, retryAt}. Only a head waits for a limit.
create function siso.waits_for(t public.automation_tasks, p_shut jsonb, p_now timestamptz) returns jsonb language plpgsql volatile as $$
declare
  r public.resting_flows;
  e record;
begin
  if t.state = 'queued' and t.asleep and t.ready_at > p_now then
    return jsonb_build_object('reason', 'delay', 'retryAt', t.ready_at);
  elsif p_shut is not null then
    return jsonb_strip_nulls(jsonb_build_object('reason', p_shut -> 'reason', 'retryAt', p_shut -> 'nextAt',
      'limit', case p_shut ->> 'reason' when 'no_slot' then 'concurrent tasks' when 'provider_gate' then 'provider rate limit' end,
      'used', p_shut -> 'used', 'max', p_shut -> 'max'));
  end if;
  select * into r from public.resting_flows where lane = t.lane and flow = t.flow and task_id = t.id;
  select * into e from siso.epochs();
  if r.task_id is not null and siso.rests(r, e.slots, e.money, e.windows, p_now) then
    return jsonb_strip_nulls(jsonb_build_object('reason', r.verdict -> 'reason', 'limit', r.verdict -> 'limit', 'used', r.verdict -> 'used',
      'max', r.verdict -> 'max', 'retryAt', r.until));
  end if;
  return '{"reason": "turn"}';
end $$;

create function siso.shut_now(p_now timestamptz) returns jsonb language sql stable as $$
  select siso.shut((select jsonb_object_agg(key, value) from public.settings), p_now);
$$;

-- Everything that waits in the order in which it would be claimed if each fitted, those that sleep at the end; at most `p_limit`.
create function siso.line(p_limit int, p_now timestamptz) returns table (n bigint, task_id text) language plpgsql volatile as $$
declare
  v_how jsonb := jsonb_build_object('all', true, 'weights', siso.setting('flow_weights'));
  v_awake bigint;
begin
  return query select k.n, k.task_id from siso.picks(v_how, null, p_limit, p_now)
    with ordinality as k (task_id, lane, flow, overdue, share, virtual_deadline, queue_no, n);
  get diagnostics v_awake = row_count;
  if p_limit is null or v_awake < p_limit then
    return query select v_awake + row_number() over (order by t.ready_at, t.queue_no), t.id from public.automation_tasks t
      where t.state = 'queued' and t.asleep order by t.ready_at, t.queue_no limit p_limit - v_awake;
  end if;
end $$;

create function public.siso_queue(p_limit int) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
  v_shut jsonb := siso.shut_now(v_now);
begin
  return jsonb_build_object('paused', siso.setting('paused'), 'pauseReason', siso.setting('pause_reason'),
    'waiting', (select count(*) from public.automation_tasks where state = 'queued'),
    'running', (select count(*) from public.usage_holds where state = 'active'),
    'tasks', (select coalesce(jsonb_agg(siso.task_row(t) || jsonb_build_object('position', l.n, 'waitsFor', w.why - 'retryAt',
        'retryAt', w.why -> 'retryAt', 'enqueuedAt', t.enqueued_at, 'holdEstimateMicros', t.budget_micros - t.cost_micros) order by l.n), '[]')
      from siso.line(least(greatest(p_limit, 1), 500), v_now) l join public.automation_tasks t on t.id = l.task_id
      cross join lateral (select siso.waits_for(t, v_shut, v_now) as why offset 0) w));
end $$;

-- Whether somebody else may come first before `p_at` although nothing else happens.
create function siso.may_be_passed(t public.automation_tasks, p_at timestamptz, p_now timestamptz) returns boolean language sql stable as $$
  select exists (select from public.automation_tasks o where o.state = 'queued' and o.asleep and o.id <> t.id and o.ready_at <= p_at)
    or t.lane = 1 and exists (
      select from public.automation_tasks o where o.state = 'queued' and not o.asleep and o.lane = 1 and o.flow <> t.flow
        and o.virtual_deadline + interval '4 hours' > p_now and o.virtual_deadline + interval '4 hours' <= p_at);
$$;

-- Where a task stands, what it waits for, and when it can start.
create function public.siso_explain(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  t public.automation_tasks := siso.task_of(p_task_id);
  v_now timestamptz := siso.now();
  v_position bigint;
  v_answer jsonb;
  v_why jsonb;
  v_at timestamptz;
  v_promised boolean := false;
begin
  if t.state = 'queued' then
    select n into v_position from siso.line(500, v_now) where task_id = t.id;
    if v_position is null then
      select n into v_position from siso.line(null, v_now) where task_id = t.id;
    end if;
    v_why := siso.waits_for(t, siso.shut_now(v_now), v_now);
    v_answer := siso.evaluate_turn(t, siso.request_of(t), v_now);
    if t.asleep and t.ready_at > v_now then
      v_at := t.ready_at;
      v_promised := v_position = 1 and v_answer ->> 'decision' = 'admitted';
    elsif v_position = 1 and v_answer ->> 'decision' = 'admitted' then
      v_at := v_now;
      v_promised := true;
    elsif v_answer ->> 'decision' = 'deferred' then
      v_at := (v_answer ->> 'retryAt')::timestamptz;
      v_promised := v_position = 1 and (v_answer ->> 'promised')::boolean and not siso.may_be_passed(t, v_at, v_now);
      -- who is first is told what the limits say now, not what they said when it was last looked at
      if v_why ->> 'reason' in ('turn', 'window_full', 'budget_held', 'budget_used', 'no_slot') and siso.is_head(t) then
        v_why := v_answer;
      end if;
    end if;
  elsif t.state in ('blocked', 'pending_approval') then
    v_why := jsonb_build_object('reason', case t.state when 'blocked' then 'dependency' else 'approval' end);
  end if;
  return jsonb_build_object('taskId', t.id, 'state', t.state, 'position', v_position,
    'waiting', (select count(*) from public.automation_tasks where state = 'queued'),
    'waitsFor', (select jsonb_object_agg(key, value) from jsonb_each(v_why) where key in ('reason', 'limit', 'used', 'max')),
    'startsAt', v_at, 'promised', coalesce(v_promised, false), 'aheadInFlow', case when t.state = 'queued' then (
      select count(*) from public.automation_tasks o where o.state = 'queued' and not o.asleep and o.flow = t.flow
        and (o.lane, o.virtual_deadline, o.queue_no) < (t.lane, t.virtual_deadline, t.queue_no)) else 0 end);
end $$;

create function siso.is_head(t public.automation_tasks) returns boolean language sql stable as $$
  select not exists (select from public.automation_tasks o where o.state = 'queued' and not o.asleep and o.lane = t.lane
    and o.flow = t.flow and (o.virtual_deadline, o.queue_no) < (t.virtual_deadline, t.queue_no));
$$;

-- Who worked within the last day. A worker is heard when it asks for work, and with each heartbeat of what it runs.
create function public.siso_workers() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'host', w.host, 'version', w.version, 'slots', w.slots,
      'running', l.running, 'seenAt', l.seen_at, 'silent', l.seen_at < v_now - interval '2 minutes') order by w.id), '[]')
    from public.workers w cross join lateral (
      select count(*) as running,
        greatest(w.seen_at, max(case when h.started_at is null then h.admitted_at else h.lease_expires_at - interval '90 seconds' end)) as seen_at
      from public.usage_holds h where h.state = 'active' and h.worker = w.id
    ) l);
end $$;

-- What siso_get_task tells of a task's way through the queue.
create function siso.turn_json(p_task_id text) returns jsonb language sql stable as $$
  select jsonb_build_object('progress', t.progress, 'errors', t.errors, 'enqueuedAt', t.enqueued_at, 'dedupeKey', t.dedupe_key,
    'cachedFrom', t.cached_from, 'readyAt', case when t.state = 'queued' and t.asleep then t.ready_at end)
  from public.automation_tasks t where t.id = upper(p_task_id);
$$;
