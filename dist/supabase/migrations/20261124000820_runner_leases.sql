-- What a runner may do with a lease, and what it is told of the ledger.

-- The hold of a lease, over or not. A lease of another repository is none of a runner's business, however it came by its token.
create function siso.hold_of(p_lease_token uuid) returns public.usage_holds language plpgsql stable as $$
declare
  k public.runner_keys;
  v_hold public.usage_holds;
begin
  if not siso.is_trusted() then
    k := siso.runner();
  end if;
  select * into v_hold from public.usage_holds where lease_token = p_lease_token;
  if k.id is not null and v_hold.id is not null and v_hold.repo is distinct from k.repo then
    raise exception using errcode = 'SI403', message = format('This run is not one of %s, which the runner key is for', k.repo),
      hint = 'Use a key of the repository that the run is for.';
  end if;
  return v_hold;
end $$;

create or replace function siso.live_hold(p_lease_token uuid, p_now timestamptz) returns public.usage_holds
language plpgsql volatile as $$
declare
  v_hold public.usage_holds := siso.hold_of(p_lease_token);
begin
  if v_hold.state = 'active' and v_hold.lease_expires_at <= p_now then
    perform siso.expire_hold(v_hold, p_now);
    return null;
  end if;
  if v_hold.state is distinct from 'active' then
    return null;
  end if;
  return v_hold;
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
    p_outcome ->> 'costSource', v_now);
  v_answer := jsonb_build_object('ok', true, 'taskId', v_hold.task_id, 'costMicros', v_sums -> 'cost', 'tokens', v_sums - 'cost',
    'booked', case v_hold.state when 'active' then 'settled' else 'late' end,
    'overageMicros', greatest(0, (v_sums ->> 'cost')::bigint - v_hold.amount_micros));
  update public.usage_holds set answer = v_answer, ended_at = coalesce(ended_at, v_now),
    state = case state when 'active' then 'settled' else state end
  where id = v_hold.id;
  if v_hold.state = 'active' then
    perform siso.end_task(v_hold, p_outcome, v_now);
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

-- A runner is told the limits and budgets that its tasks meet, and no others.
create or replace function public.siso_status() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  k public.runner_keys := siso.runner();
  v_now timestamptz := siso.now();
begin
  return jsonb_build_object('now', v_now, 'rehearsal', siso.setting('rehearsal'), 'paused', siso.setting('paused'),
    'providerGateUntil', case when (siso.setting('provider_gate_until') #>> '{}')::timestamptz > v_now then siso.setting('provider_gate_until') end,
    'running', (select count(*) from public.usage_holds where state = 'active'), 'maxConcurrent', siso.setting('max_concurrent_jobs'),
    'limits', (select coalesce(jsonb_agg(siso.limit_status(c, v_now) order by c.id), '[]') from public.rate_limit_config c
      where k.id is null or c.repo is null or c.repo = k.repo),
    'budgets', (select coalesce(jsonb_agg(b), '[]') from siso.budget_status(v_now) b
      where k.id is null or b ->> 'scope' in ('global', 'category') or (b ->> 'scope' = 'repo' and b ->> 'value' = k.repo)
        or (b ->> 'scope' = 'org' and b ->> 'value' = split_part(k.repo, '/', 1))));
end $$;

create or replace function public.siso_prices() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz;
begin
  perform siso.runner();
  v_now := siso.now();
  return (select coalesce(jsonb_agg(siso.price_json(p) order by p.model), '[]')
    from (select distinct on (model) * from public.model_prices
      where valid_from <= v_now and (valid_to is null or valid_to > v_now) order by model, id desc) p);
end $$;

create function siso.key_json(k public.runner_keys) returns jsonb language sql stable as $$
  select jsonb_build_object('id', k.id, 'name', k.name, 'repo', k.repo, 'environment', k.environment, 'createdBy', k.created_by,
    'createdAt', k.created_at, 'expiresAt', k.expires_at, 'revokedAt', k.revoked_at, 'lastUsedAt', k.last_used_at,
    'state', case when k.revoked_at is not null then 'revoked' when k.expires_at <= siso.now() then 'expired' else 'live' end)
  where k.id is not null;
$$;

-- The first question of every process also answers as whom it was asked: null, or the runner key.
create or replace function public.siso_schema() returns jsonb
language sql stable security definer set search_path = '' as $$
  select siso.setting('schema') || jsonb_build_object('rehearsal', siso.setting('rehearsal') = 'true',
    'runner', siso.key_json(siso.runner()));
$$;
