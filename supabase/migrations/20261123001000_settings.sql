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

-- A budget made in the middle of a period starts with what the period has already cost.
create function siso.backfill_budget(p_budget public.token_limits_config, p_now timestamptz) returns void
language sql volatile as $$
  insert into public.budget_periods (budget_id, kind, unit, starts_at, ends_at, cap, spent, held)
  select p_budget.id, k.kind, k.unit, k.starts_at, siso.period_end(p_budget.zone, k.kind, p_now), k.cap,
    (select coalesce(sum(case k.unit when 'usd' then h.cost_micros else h.counted_tokens end), 0) from public.token_usage_history h
      where h.charged_at >= k.starts_at and siso.budget_applies(p_budget,
        row(h.actor, h.category, null, null, h.repo, h.org, h.labels, null, null, null, null, null)::siso.ask)), 0
  from (values ('day', 'usd', p_budget.daily_micros, siso.period_start(p_budget.zone, 'day', p_now)),
    ('month', 'usd', p_budget.monthly_micros, siso.period_start(p_budget.zone, 'month', p_now)),
    ('day', 'tokens', p_budget.daily_tokens, siso.period_start(p_budget.zone, 'day', p_now))) as k (kind, unit, cap, starts_at)
  on conflict do nothing;

  -- Runs under way count too: they join the new budget's periods with what they hold.
  update public.usage_holds u set periods = u.periods || (
    select jsonb_agg(jsonb_build_object('budget', p.budget_id, 'kind', p.kind, 'unit', p.unit, 'startsAt', p.starts_at, 'endsAt', p.ends_at,
      'cap', p.cap, 'amount', case p.unit when 'usd' then u.amount_micros else u.tokens end))
    from public.budget_periods p where p.budget_id = p_budget.id and p.starts_at <= p_now and p.ends_at > p_now)
  from public.automation_tasks t
  where u.state = 'active' and t.id = u.task_id and not u.periods @> jsonb_build_array(jsonb_build_object('budget', p_budget.id))
    and siso.budget_applies(p_budget, row(t.actor, t.category, null, null, t.repo, t.org, t.labels, null, null, null, null, null)::siso.ask);
  update public.budget_periods b set held = (
    select coalesce(sum((p ->> 'amount')::bigint), 0) from public.usage_holds u cross join jsonb_array_elements(u.periods) p
    where u.state = 'active' and (p ->> 'budget')::int = b.budget_id and p ->> 'kind' = b.kind and p ->> 'unit' = b.unit
      and (p ->> 'startsAt')::timestamptz = b.starts_at)
  where b.budget_id = p_budget.id and b.starts_at <= p_now and b.ends_at > p_now;
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
  perform siso.backfill_budget(v_row, v_now);
  update public.budget_periods p set cap = siso.granted(v_row.id, p.unit, v_now) + case
      when p.unit = 'tokens' then v_row.daily_tokens when p.unit = 'buffer' then v_row.buffer_tokens
      when p.kind = 'month' then v_row.monthly_micros else v_row.daily_micros end
  where p.budget_id = v_row.id and p.starts_at <= v_now and p.ends_at > v_now;
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
