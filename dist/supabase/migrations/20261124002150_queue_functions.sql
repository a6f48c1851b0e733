-- What workers and dispatchers call.

create function siso.filter_of(p_filter jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object('repos', p_filter -> 'repos', 'categories', p_filter -> 'categories'));
$$;

create function public.siso_claim(p_request_id uuid, p_worker jsonb, p_filter jsonb, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_claim');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  p_worker := siso.worker_named(p_worker);
  perform siso.note_worker(p_worker, v_now);
  v_answer := siso.claim(siso.filter_of(p_filter) || jsonb_build_object('worker', p_worker -> 'id', 'leaseSeconds', 600),
    least(greatest(p_limit, 1), 10), v_now);
  return siso.remember_claim(p_request_id, 'siso_claim', v_answer);
end $$;

-- Who got nothing may ask again with the same id, and is not remembered: idle workers ask all day.
create function siso.remember_claim(p_request_id uuid, p_function text, p_answer jsonb) returns jsonb
language plpgsql volatile as $$
begin
  if p_answer -> 'claimed' = '[]' then
    return p_answer;
  end if;
  return siso.remember(p_request_id, p_function, p_answer);
end $$;

create function public.siso_dispatch(p_request_id uuid, p_filter jsonb, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_dispatch');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_answer := siso.claim(siso.filter_of(p_filter) || '{"leaseSeconds": 900, "dispatched": true}', least(greatest(p_limit, 1), 10), v_now);
  return siso.remember_claim(p_request_id, 'siso_dispatch', v_answer);
end $$;

-- Noted once: the run that was started for a task cannot become another.
create function public.siso_note_run(p_request_id uuid, p_lease_token uuid, p_run_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_note_run');
  if v_answer is not null then
    return v_answer;
  end if;
  v_answer := '{"ok": true}';
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null or not v_hold.dispatched then
    v_answer := siso.lease_lost();
  elsif p_run_id is null or v_hold.run_id <> p_run_id then
    v_answer := '{"ok": false, "reason": "other_run"}';
  else
    update public.usage_holds set run_id = p_run_id where id = v_hold.id;
    if v_hold.run_id is null then
      perform siso.task_event(v_hold.task_id, 'dispatched', jsonb_build_object('runId', p_run_id));
    end if;
  end if;
  return siso.remember(p_request_id, 'siso_note_run', v_answer);
end $$;

create function public.siso_take_over(p_request_id uuid, p_task_id text, p_run_id text, p_worker jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  t public.automation_tasks;
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_take_over');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  t := siso.task_of(p_task_id);
  select * into v_hold from public.usage_holds where task_id = t.id and state = 'active';
  if v_hold.id is null or not v_hold.dispatched or v_hold.started_at is not null then
    v_answer := siso.lease_lost();
  elsif v_hold.run_id is null or v_hold.run_id is distinct from p_run_id then
    v_answer := '{"ok": false, "reason": "other_run"}';
  elsif t.cancel_requested then
    perform siso.book(v_hold, '[]', 'metered', v_now);
    update public.usage_holds set state = 'settled', ended_at = v_now where id = v_hold.id;
    perform siso.end_task(v_hold, '{"state": "cancelled", "reason": "cancelled"}', v_now);
    v_answer := '{"ok": false, "reason": "cancelled"}';
  else
    p_worker := siso.worker_named(p_worker);
    perform siso.note_worker(p_worker, v_now);
    update public.usage_holds set lease_token = gen_random_uuid(), lease_expires_at = v_now + interval '10 minutes', dispatched = false,
      worker = p_worker ->> 'id'
    where id = v_hold.id returning * into v_hold;
    perform siso.task_event(t.id, 'taken_over', jsonb_build_object('runId', p_run_id, 'worker', p_worker ->> 'id'));
    v_answer := jsonb_build_object('ok', true, 'taskId', t.id, 'attempt', t.attempt, 'request', siso.request_of(t) - 'runnerKey',
      'hold', siso.hold_again(v_hold));
  end if;
  return siso.remember(p_request_id, 'siso_take_over', v_answer);
end $$;

-- A hold as its admission told it.
create function siso.hold_again(h public.usage_holds) returns jsonb language sql stable as $$
  select jsonb_build_object('id', h.id, 'leaseToken', h.lease_token, 'leaseExpiresAt', h.lease_expires_at, 'amountMicros', h.amount_micros,
    'tokens', h.tokens, 'estimateTokens', h.estimate_tokens, 'bufferTokens', h.buffer_tokens,
    'countCacheWrites', siso.setting('count_cache_writes'),
    'prices', (select jsonb_agg(siso.price_json(p)) from public.model_prices p where p.id = h.price_id));
$$;

create function public.siso_sweep(p_request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_sweep');
  if v_answer is not null then
    return v_answer;
  end if;
  return siso.remember(p_request_id, 'siso_sweep', siso.sweep_all(siso.now()));
end $$;

create function public.siso_redrive(p_request_id uuid, p_actor text, p_task_ids text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_redrive');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  perform siso.expire_overdue(v_now);
  return siso.remember(p_request_id, 'siso_redrive', siso.redrive(p_actor, p_task_ids, v_now));
end $$;
