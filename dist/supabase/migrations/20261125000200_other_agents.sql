-- What runs of other agents need, around which there is no meter of ours: a lease that lasts until they are settled, and a settlement
-- without entries.

-- From here on money may be spent: a hold that is lost is booked in full. The lease lasts for `p_lease_seconds` from now on; more than 90
-- where nobody beats before it is settled.
drop function public.siso_start(uuid, uuid);
create function public.siso_start(p_request_id uuid, p_lease_token uuid, p_lease_seconds int default 90) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_start');
  if v_answer is not null then
    return v_answer;
  end if;
  if coalesce(p_lease_seconds, 0) not between 30 and 3600 then
    raise exception using errcode = 'SI400', message = 'A lease lasts 30 to 3600 seconds', hint = 'Ask for so many, or leave it out for 90.';
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_start', siso.lease_lost());
  end if;
  update public.usage_holds set started_at = coalesce(started_at, v_now), lease_expires_at = v_now + make_interval(secs => p_lease_seconds)
  where id = v_hold.id;
  update public.automation_tasks set started_at = coalesce(started_at, v_now) where id = v_hold.task_id;
  perform siso.task_event(v_hold.task_id, 'started', '{}');
  return siso.remember(p_request_id, 'siso_start', '{"ok": true}');
end $$;

-- Who worked within the last day. A worker is heard when it asks for work, and with each heartbeat of what it runs; with a longer lease it
-- may be silent.
create or replace function public.siso_workers() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'host', w.host, 'version', w.version, 'slots', w.slots,
      'running', l.running, 'seenAt', l.seen_at, 'silent', l.seen_at < v_now - interval '2 minutes') order by w.id), '[]')
    from public.workers w cross join lateral (
      select count(*) as running,
        greatest(w.seen_at, max(case when h.started_at is null then h.admitted_at
          else least(v_now, h.lease_expires_at - interval '90 seconds') end)) as seen_at
      from public.usage_holds h where h.state = 'active' and h.worker = w.id
    ) l);
end $$;

-- Whether nobody counted: the source is `reported`, and there are no entries.
create function siso.is_unmetered(p_outcome jsonb) returns boolean language plpgsql immutable as $$
begin
  return p_outcome ->> 'costSource' = 'reported' and p_outcome -> 'entries' = '[]';
end $$;

-- Entries that are one sum. It names no requests, so that a new price leaves it alone.
create function siso.lump(p_micros bigint, p_tokens bigint, p_estimated boolean) returns jsonb language plpgsql immutable as $$
begin
  return jsonb_build_array(jsonb_build_object(
    'longPrompt', false, 'regional', false, 'requests', 0, 'inputTokens', 0, 'outputTokens', 0, 'cacheReadTokens', 0, 'cacheWrite5mTokens', 0,
    'cacheWrite1hTokens', 0, 'webSearches', 0, 'estimated', p_estimated, 'costMicros', p_micros, 'countedTokens', p_tokens));
end $$;

-- Entries of a hold of which nobody knows what was used: all of it, or what was reported if that is more.
create function siso.whole_hold(p_hold public.usage_holds) returns jsonb language plpgsql immutable as $$
begin
  return siso.lump(least(greatest(p_hold.amount_micros, p_hold.used_micros), 1000000000000),
    least(greatest(p_hold.tokens, p_hold.used_tokens), 1000000000000), true);
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
    v_entries := siso.whole_hold(p_hold);
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

-- Raises for an outcome that is not in order.
create or replace function siso.check_outcome(p_hold public.usage_holds, p_outcome jsonb) returns void language plpgsql stable as $$
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
  if siso.is_unmetered(p_outcome) and coalesce(p_outcome ->> 'reportedCostMicros', '0') !~ '^[0-9]{1,12}$' then
    raise exception using errcode = 'SI400', message = 'The reported cost is not valid',
      hint = 'Report whole micro-dollars: not below zero, and less than a million dollars.';
  end if;
end $$;

-- One settlement of a hold that is not settled yet; answers what siso_settle answers. Where nobody counted it costs what it was reported to,
-- and the whole hold if it was not.
create or replace function siso.settle_hold(p_hold public.usage_holds, p_outcome jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_entries jsonb;
  v_sums jsonb;
  v_answer jsonb;
  v_retry timestamptz;
  -- nothing is retried that did not fail
  v_ends boolean := p_hold.state = 'active' and p_outcome ->> 'state' <> 'failed';
begin
  if not siso.is_unmetered(p_outcome) then
    select coalesce(jsonb_agg(e - 'costMicros' - 'countedTokens'), '[]') into v_entries from jsonb_array_elements(p_outcome -> 'entries') e;
  elsif (p_outcome ->> 'reportedCostMicros')::bigint > 0 then
    v_entries := siso.lump((p_outcome ->> 'reportedCostMicros')::bigint, 0, false);
  elsif p_hold.state = 'active' then
    v_entries := siso.whole_hold(p_hold);
    p_outcome := p_outcome || '{"costSource": "estimated"}';
  else
    -- It knows no better than what is booked. Whoever does may still say so.
    return siso.settled_json(p_hold, siso.sums_of(p_hold.id));
  end if;
  v_sums := siso.book(p_hold, v_entries, p_outcome ->> 'costSource', p_now, 'settled', v_ends);
  v_answer := siso.settled_json(p_hold, v_sums);
  if p_hold.state = 'active' then
    if v_ends then
      perform siso.end_task(p_hold, p_outcome - 'retry', p_now, v_sums, true);
    else
      v_retry := siso.finish(p_hold, p_outcome, p_now, v_sums);
    end if;
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

-- What `p_settlements` ([{leaseToken, outcome}], checked) come to. Null unless they are so much alike that booking them together comes to
-- the same as one after the other: live holds, no two the same, no failure, no step of a chain, nothing drawn
-- from the buffer, no cost that differs, none that nobody counted.
create or replace function siso.alike(p_settlements jsonb[]) returns siso.settling[] language plpgsql stable as $$
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
    and not siso.is_unmetered(s.outcome) and not siso.differs(s.outcome, b.cost) and not siso.in_chain(t);
  if cardinality(v_all) < cardinality(p_settlements)
    or (select count(distinct (s).hold_id) from unnest(v_all) s) < cardinality(p_settlements) then
    return null;
  end if;
  return v_all;
end $$;

-- As it was: a function that is replaced forgets how it looks things up.
alter function siso.alike(jsonb[]) set plan_cache_mode = force_generic_plan;
alter function siso.alike(jsonb[]) set enable_seqscan = off;
alter function siso.alike(jsonb[]) set enable_hashjoin = off;
alter function siso.alike(jsonb[]) set enable_mergejoin = off;

-- The same as siso_record_publication by the task: the job that publishes is another one than that of the agent, and has no lease.
create function public.siso_note_publication(p_request_id uuid, p_task_id text, p_publication jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  t public.automation_tasks;
  v_answer jsonb;
  v_publication jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_note_publication');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.check_publication(p_publication);
  t := siso.task_of(p_task_id);
  if t.started_at is null then
    raise exception using errcode = 'SI409', message = format('%s has not run, so it has nothing to publish', t.id), hint = 'Check the id.';
  elsif t.finished_at <= siso.now() - interval '24 hours' then
    raise exception using errcode = 'SI409', message = format('%s ended more than a day ago', t.id),
      hint = 'What it published can be noted for 24 hours.';
  end if;
  v_publication := jsonb_strip_nulls(jsonb_build_object('branch', p_publication -> 'branch', 'commit', p_publication -> 'commit',
    'pullRequestUrl', p_publication -> 'pullRequestUrl', 'pullRequestNumber', p_publication -> 'pullRequestNumber'));
  update public.automation_tasks set publication = v_publication where id = t.id;
  perform siso.task_event(t.id, 'published', v_publication);
  return siso.remember(p_request_id, 'siso_note_publication', '{"ok": true}');
end $$;

-- A runner tells what it ran: it reads a task of its own repository and environment, whose request it may read already.
do $$
begin
  execute format('create or replace function siso.runner_functions() returns text[] language sql immutable as $f$ select %L::text[] $f$',
    siso.runner_functions() || '{siso_get_task,siso_note_publication}'::text[]);
end $$;

select siso.set_grants();
