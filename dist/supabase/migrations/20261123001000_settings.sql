-- Changing what limits. Each change demands a permission and leaves an audit row with before and after.

create function siso.changed(p_actor text, p_action text, p_subject text, p_before jsonb, p_after jsonb) returns jsonb
language plpgsql volatile as $$
begin
  perform siso.audit(p_actor, p_action, p_subject, jsonb_build_object('before', p_before, 'after', p_after));
  return jsonb_build_object('before', p_before, 'after', p_after);
end $$;

-- First words to a new ledger: who is admin by default, and whether it only rehearses. Later calls change nothing.
create function public.siso_initialise(p_settings jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform siso.lock();
  if exists (select from public.audit_log where action = 'ledger.created') then
    return '{"created": false}';
  end if;
  update public.settings set value = p_settings -> 'defaultRole', updated_at = siso.now() where key = 'default_role' and p_settings ? 'defaultRole';
  update public.settings set value = p_settings -> 'rehearsal', updated_at = siso.now() where key = 'rehearsal' and p_settings ? 'rehearsal';
  perform siso.audit('ledger', 'ledger.created', 'ledger', jsonb_build_object('after', p_settings));
  return '{"created": true}';
end $$;

create function public.siso_schema() returns jsonb
language sql stable security definer set search_path = '' as $$
  select siso.setting('schema');
$$;

create function public.siso_set_limits(p_request_id uuid, p_actor text, p_category text, p_repo text, p_changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.rate_limit_config;
  v_before jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_limits');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'limits:edit');
  select to_jsonb(c) into v_before from public.rate_limit_config c where category = p_category and repo is not distinct from p_repo;
  insert into public.rate_limit_config (category, repo) values (p_category, p_repo) on conflict do nothing;
  update public.rate_limit_config c set updated_at = siso.now(),
    tokens_per_minute = case when p_changes ? 'tokensPerMinute' then (p_changes ->> 'tokensPerMinute')::bigint else tokens_per_minute end,
    tokens_per_hour = case when p_changes ? 'tokensPerHour' then (p_changes ->> 'tokensPerHour')::bigint else tokens_per_hour end,
    tokens_per_day = case when p_changes ? 'tokensPerDay' then (p_changes ->> 'tokensPerDay')::bigint else tokens_per_day end,
    requests_per_minute = case when p_changes ? 'requestsPerMinute' then (p_changes ->> 'requestsPerMinute')::int else requests_per_minute end,
    max_concurrent = case when p_changes ? 'maxConcurrent' then (p_changes ->> 'maxConcurrent')::int else max_concurrent end,
    max_hold_micros = case when p_changes ? 'maxHoldMicros' then (p_changes ->> 'maxHoldMicros')::bigint else max_hold_micros end
  where category = p_category and repo is not distinct from p_repo returning * into v_row;
  return siso.remember(p_request_id, 'siso_set_limits',
    siso.changed(p_actor, 'limits.changed', trim(p_category || ' ' || coalesce(p_repo, '')), v_before, to_jsonb(v_row)));
end $$;

-- specification: the table as it stands; team: twenty times that; unlimited: counted, never limited.
create function public.siso_limits_preset(p_request_id uuid, p_actor text, p_preset text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_factor int := case p_preset when 'specification' then 1 when 'team' then 20 end;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_limits_preset');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'limits:edit');
  if v_factor is null and p_preset <> 'unlimited' then
    raise exception using errcode = 'SI400', message = format('There is no preset %s', p_preset), hint = 'Use specification, team or unlimited.';
  end if;
  select jsonb_object_agg(category, to_jsonb(c)) into v_before from public.rate_limit_config c where repo is null;
  update public.rate_limit_config c set updated_at = siso.now(), tokens_per_minute = s.minute * v_factor,
    tokens_per_hour = s.hour * v_factor, tokens_per_day = s.day * v_factor, requests_per_minute = s.requests * v_factor
  from (values ('development', 1000, 15000, 100000, 5), ('testing', 500, 8000, 50000, 3), ('deployment', 2000, 20000, 80000, 2),
    ('analysis', 800, 12000, 60000, 4), ('maintenance', 300, 5000, 30000, 2)) as s (category, minute, hour, day, requests)
  where c.category = s.category and c.repo is null;
  return siso.remember(p_request_id, 'siso_limits_preset', siso.changed(p_actor, 'limits.preset', p_preset, v_before,
    (select jsonb_object_agg(category, to_jsonb(c)) from public.rate_limit_config c where repo is null)));
end $$;

-- Works out a budget's periods of now from entries and holds, so that one made, or moved to another zone, in the middle of a
-- period knows what the period has cost and what running tasks hold. The buffer's pool moves as it is.
create function siso.rebuild_budget(p_budget public.token_limits_config, p_now timestamptz) returns void
language plpgsql volatile as $$
declare
  v_starts timestamptz := siso.period_start(p_budget.zone, 'day', p_now);
  v_ends timestamptz := siso.period_end(p_budget.zone, 'day', p_now);
begin
  delete from public.budget_periods where budget_id = p_budget.id and unit <> 'buffer' and ends_at > p_now;
  update public.budget_periods set starts_at = v_starts, ends_at = v_ends
  where budget_id = p_budget.id and unit = 'buffer' and ends_at > p_now;

  insert into public.budget_periods as b (budget_id, kind, unit, starts_at, ends_at, cap, spent)
  select p_budget.id, k.kind, k.unit, k.starts_at, k.ends_at, siso.cap_of(p_budget, k.kind, k.unit, p_now),
    (select coalesce(sum(case k.unit when 'usd' then h.cost_micros else h.counted_tokens end), 0) from public.token_usage_history h
      where h.charged_at >= k.starts_at and h.charged_at < k.ends_at
        and siso.budget_applies(p_budget, siso.owner(h.actor, h.category, h.repo, h.org, h.labels)))
  from (values ('day', 'usd', v_starts, v_ends), ('day', 'tokens', v_starts, v_ends), ('month', 'usd',
    siso.period_start(p_budget.zone, 'month', p_now), siso.period_end(p_budget.zone, 'month', p_now))) as k (kind, unit, starts_at, ends_at)
  -- a period that ended in another zone may have begun at the same moment
  on conflict (budget_id, kind, unit, starts_at) do update set ends_at = excluded.ends_at, cap = excluded.cap, spent = excluded.spent;

  -- Holds that may still be settled join the periods in which they were admitted.
  update public.usage_holds u set periods = siso.rejoined(u, p_budget, p_now)
  from public.automation_tasks t
  where t.id = u.task_id and (u.answer is null or u.buffer_tokens > 0)
    and siso.budget_applies(p_budget, siso.owner(t.actor, t.category, t.repo, t.org, t.labels));
  update public.budget_periods b set held = (
    select coalesce(sum(case b.unit when 'usd' then u.amount_micros else u.tokens end), 0)
    from siso.holds_in(b.budget_id, b.kind, b.unit, b.starts_at) u)
  where b.budget_id = p_budget.id and b.unit <> 'buffer' and b.ends_at > p_now;
end $$;

create function siso.rejoined(u public.usage_holds, p_budget public.token_limits_config, p_now timestamptz) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(period), '[]') from (
    select case when (p ->> 'budget')::int = p_budget.id and p ->> 'unit' = 'buffer' and (p ->> 'endsAt')::timestamptz > p_now
      then p || jsonb_build_object('startsAt', siso.period_start(p_budget.zone, 'day', p_now),
        'endsAt', siso.period_end(p_budget.zone, 'day', p_now)) else p end as period
    from jsonb_array_elements(u.periods) p
    where (p ->> 'budget')::int <> p_budget.id or p ->> 'unit' = 'buffer' or (p ->> 'endsAt')::timestamptz <= p_now
    union all
    select jsonb_build_object('budget', b.budget_id, 'kind', b.kind, 'unit', b.unit, 'startsAt', b.starts_at, 'endsAt', b.ends_at,
      'cap', b.cap, 'amount', case b.unit when 'usd' then u.amount_micros else u.tokens end)
    from public.budget_periods b
    where b.budget_id = p_budget.id and b.unit <> 'buffer' and b.ends_at > p_now and u.admitted_at >= b.starts_at
  ) joined;
$$;

create function public.siso_set_budget(p_request_id uuid, p_actor text, p_scope text, p_value text, p_changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.token_limits_config;
  v_before jsonb;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_budget');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'budget:edit');
  v_now := siso.now();
  perform siso.check_budget_change(p_scope, p_value, p_changes);
  select to_jsonb(b) into v_before from public.token_limits_config b where scope = p_scope and value = p_value;
  insert into public.token_limits_config (scope, value) values (p_scope, p_value) on conflict do nothing;
  update public.token_limits_config b set updated_at = v_now, cap_version = cap_version + case when v_before is null then 0 else 1 end,
    daily_micros = case when p_changes ? 'dailyMicros' then (p_changes ->> 'dailyMicros')::bigint else daily_micros end,
    monthly_micros = case when p_changes ? 'monthlyMicros' then (p_changes ->> 'monthlyMicros')::bigint else monthly_micros end,
    daily_tokens = case when p_changes ? 'dailyTokens' then (p_changes ->> 'dailyTokens')::bigint else daily_tokens end,
    buffer_tokens = coalesce((p_changes ->> 'bufferTokens')::bigint, buffer_tokens),
    thresholds = case when p_changes ? 'thresholds' then array(select jsonb_array_elements_text(p_changes -> 'thresholds')::int) else thresholds end,
    zone = coalesce(p_changes ->> 'zone', zone)
  where scope = p_scope and value = p_value returning * into v_row;
  -- Nothing new: no new cap version, so that no alert is told again.
  if v_before = to_jsonb(v_row) || jsonb_build_object('cap_version', v_before -> 'cap_version', 'updated_at', v_before -> 'updated_at') then
    update public.token_limits_config set cap_version = (v_before ->> 'cap_version')::int where id = v_row.id;
    return siso.remember(p_request_id, 'siso_set_budget', jsonb_build_object('before', v_before, 'after', v_before));
  end if;
  perform siso.rebuild_budget(v_row, v_now);
  return siso.remember(p_request_id, 'siso_set_budget',
    siso.changed(p_actor, 'budget.changed', trim(p_scope || ' ' || p_value), v_before, to_jsonb(v_row)));
end $$;

create function siso.check_budget_change(p_scope text, p_value text, p_changes jsonb) returns void
language plpgsql stable as $$
begin
  if (p_scope = 'global') <> (p_value = '') or (p_scope = 'label' and strpos(p_value, '=') < 2) then
    raise exception using errcode = 'SI400', message = format('The scope %s cannot have the value "%s"', p_scope, p_value),
      hint = 'global takes none, label takes key=value, the others a name.';
  end if;
  if p_changes ? 'zone' then
    perform now() at time zone (p_changes ->> 'zone');
  end if;
exception when invalid_parameter_value then
  raise exception using errcode = 'SI400', message = format('There is no time zone %s', p_changes ->> 'zone'), hint = 'Use an IANA name such as Europe/Berlin.';
end $$;
