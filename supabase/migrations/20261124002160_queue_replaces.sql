-- Functions that were there before, with the queue's part in them.

create or replace function public.siso_submit(p_request_id uuid, p_task jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_submit');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  return siso.remember(p_request_id, 'siso_submit', siso.submit(siso.asked(p_task), v_now));
end $$;

create or replace function public.siso_settle(p_request_id uuid, p_lease_token uuid, p_outcome jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
  v_sums jsonb;
  v_retry timestamptz;
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
    p_outcome ->> 'costSource', v_now);
  v_answer := jsonb_build_object('ok', true, 'taskId', v_hold.task_id, 'costMicros', v_sums -> 'cost', 'tokens', v_sums - 'cost',
    'booked', case v_hold.state when 'active' then 'settled' else 'late' end,
    'overageMicros', greatest(0, (v_sums ->> 'cost')::bigint - v_hold.amount_micros));
  update public.usage_holds set answer = v_answer, ended_at = coalesce(ended_at, v_now),
    state = case state when 'active' then 'settled' else state end
  where id = v_hold.id;
  if v_hold.state = 'active' then
    v_retry := siso.finish(v_hold, p_outcome, v_now);
    if v_retry is not null then
      v_answer := v_answer || jsonb_build_object('retryAt', v_retry);
      update public.usage_holds set answer = v_answer where id = v_hold.id;
    end if;
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
  -- Nobody else may ever come to sweep an embedded ledger; what no longer counts goes a little at a time.
  delete from public.request_log where at < v_now - interval '24 hours';
  return siso.remember(p_request_id, 'siso_settle', v_answer);
end $$;

-- Records cumulative usage, extends the lease by 90 s and passes on what the provider asked for (at most 6 h).
create or replace function public.siso_heartbeat(p_request_id uuid, p_lease_token uuid, p_progress jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
  v_wait numeric;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_heartbeat');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_heartbeat', siso.lease_lost());
  end if;
  if greatest((p_progress ->> 'usedMicros')::numeric, (p_progress ->> 'usedTokens')::numeric) > 1e12 then
    raise exception using errcode = 'SI400', message = 'No run can have used that much', hint = 'Tell what the run has used so far.';
  end if;
  update public.usage_holds set lease_expires_at = greatest(lease_expires_at, v_now + interval '90 seconds'),
    used_micros = greatest(used_micros, (p_progress ->> 'usedMicros')::bigint),
    used_tokens = greatest(used_tokens, (p_progress ->> 'usedTokens')::bigint)
  where id = v_hold.id returning * into v_hold;
  perform siso.note_progress(v_hold.task_id, p_progress, v_now);
  v_wait := (p_progress -> 'provider' ->> 'retryAfterSeconds')::numeric;
  if v_wait > 0 then
    v_wait := least(v_wait, 6 * 3600);
    update public.settings set value = to_jsonb(v_now + make_interval(secs => v_wait)), updated_at = v_now
    where key = 'provider_gate_until' and ((value #>> '{}') is null or (value #>> '{}')::timestamptz < v_now + make_interval(secs => v_wait));
  end if;
  v_answer := jsonb_build_object('ok', true, 'leaseExpiresAt', v_hold.lease_expires_at, 'cancelRequested',
    (select cancel_requested from public.automation_tasks where id = v_hold.task_id));
  return siso.remember(p_request_id, 'siso_heartbeat', v_answer);
end $$;
