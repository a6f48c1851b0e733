-- Grants, members, settings, prices.

create function public.siso_grant(p_request_id uuid, p_actor text, p_grant jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_budget public.token_limits_config;
  v_grant public.budget_grants;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_grant');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'budget:edit');
  v_now := siso.now();
  update public.token_limits_config set cap_version = cap_version + 1 where scope = p_grant ->> 'scope' and value = p_grant ->> 'value'
  returning * into v_budget;
  if v_budget.id is null then
    raise exception using errcode = 'SI404', message = format('There is no budget for %s %s', p_grant ->> 'scope', p_grant ->> 'value'),
      hint = 'Set a budget for this scope first.';
  end if;
  insert into public.budget_grants (budget_id, unit, amount, starts_at, expires_at, actor, reason)
  values (v_budget.id, p_grant ->> 'unit', (p_grant ->> 'amount')::bigint, v_now,
    v_now + make_interval(secs => (p_grant ->> 'expiresInSeconds')::int), p_actor, p_grant ->> 'reason')
  returning * into v_grant;
  perform siso.audit(p_actor, 'budget.granted', trim(v_budget.scope || ' ' || v_budget.value),
    jsonb_build_object('reason', v_grant.reason, 'after', to_jsonb(v_grant)));
  return siso.remember(p_request_id, 'siso_grant', jsonb_build_object('grantId', v_grant.id, 'expiresAt', v_grant.expires_at));
end $$;

create function public.siso_set_member(p_request_id uuid, p_actor text, p_member text, p_role text, p_permissions text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_after jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_member');
  if v_answer is not null then
    return v_answer;
  end if;
  if siso.may(p_actor, 'admin') is not true then
    raise exception using errcode = 'SI403', message = format('%s may not change roles', p_actor), hint = 'Ask an admin of this ledger.';
  end if;
  select to_jsonb(m) into v_before from public.members m where actor = p_member;
  insert into public.members (actor, role, permissions, updated_at) values (p_member, p_role, p_permissions, siso.now())
  on conflict (actor) do update set role = excluded.role, permissions = excluded.permissions, updated_at = excluded.updated_at
  returning to_jsonb(members) into v_after;
  return siso.remember(p_request_id, 'siso_set_member', siso.changed(p_actor, 'member.changed', p_member, v_before, v_after));
end $$;

-- What may be set, by whom, and of which type.
create function public.siso_set_setting(p_request_id uuid, p_actor text, p_key text, p_value jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- clients cannot tell SQL's null from JSON's
  v_value jsonb := coalesce(p_value, 'null');
  v_type text := jsonb_typeof(v_value);
  v_before jsonb;
  v_answer jsonb;
  v_fits boolean;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_setting');
  if v_answer is not null then
    return v_answer;
  end if;
  v_fits := case
      when p_key in ('paused', 'allow_unknown_price', 'count_cache_writes') then v_type = 'boolean'
      when p_key in ('max_concurrent_jobs', 'default_estimate_tokens', 'default_hold_micros')
        then v_type = 'number' and v_value::text ~ '^[1-9][0-9]{0,14}$'
      when p_key = 'token_hold' then v_type = 'null' or (v_type = 'number' and v_value::text ~ '^[1-9][0-9]{0,14}$')
      else false end;
  if not v_fits then
    raise exception using errcode = 'SI400', message = format('The setting %s cannot be %s', p_key, v_value),
      hint = 'Settings: paused, allow_unknown_price, count_cache_writes (true or false), max_concurrent_jobs, default_estimate_tokens, default_hold_micros, token_hold (whole numbers above zero).';
  end if;
  perform siso.demand(p_actor, case p_key when 'paused' then 'queue:pause' when 'max_concurrent_jobs' then 'limits:edit' else 'budget:edit' end);
  select value into v_before from public.settings where key = p_key;
  update public.settings set value = v_value, updated_at = siso.now() where key = p_key;
  return siso.remember(p_request_id, 'siso_set_setting', siso.changed(p_actor, 'setting.changed', p_key,
    jsonb_build_object(p_key, v_before), jsonb_build_object(p_key, v_value)));
end $$;

-- Prices are never changed: a new version counts from now on, entries keep the one they used.
create function public.siso_add_price(p_request_id uuid, p_actor text, p_price jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row public.model_prices;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_add_price');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'budget:edit');
  insert into public.model_prices (model, input_nanos, output_nanos, write5m_nanos, write1h_nanos, read_nanos, long_prompt_tokens,
    long_prompt_factor, web_search_nanos, valid_from, source)
  values (p_price ->> 'model', (p_price ->> 'inputNanos')::bigint, (p_price ->> 'outputNanos')::bigint, (p_price ->> 'write5mNanos')::bigint,
    (p_price ->> 'write1hNanos')::bigint, (p_price ->> 'readNanos')::bigint, (p_price ->> 'longPromptTokens')::bigint,
    coalesce((p_price ->> 'longPromptFactor')::int, 1), coalesce((p_price ->> 'webSearchNanos')::bigint, 10000000), siso.now(),
    p_price ->> 'source')
  returning * into v_row;
  perform siso.audit(p_actor, 'price.added', v_row.model, jsonb_build_object('after', to_jsonb(v_row)));
  return siso.remember(p_request_id, 'siso_add_price', siso.price_json(v_row));
end $$;

-- Corrects what reported usage of a time range cost by the model's price of now: one `adjust` row an entry, budgets follow.
-- A lost runner's estimate names no requests and is left alone.
create function public.siso_reprice(p_request_id uuid, p_actor text, p_model text, p_from timestamptz, p_to timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_price public.model_prices;
  v_entry record;
  e public.token_usage_history;
  v_count int := 0;
  v_sum bigint := 0;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_reprice');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'budget:edit');
  v_now := siso.now();
  v_price := siso.price_of(p_model, v_now);
  if v_price.id is null then
    raise exception using errcode = 'SI404', message = format('No price is known for the model %s', p_model), hint = 'Add its price first.';
  end if;
  for v_entry in
    select h as entry, (siso.entry_cost(v_price, jsonb_build_object('inputTokens', h.input_tokens, 'outputTokens', h.output_tokens,
        'cacheReadTokens', h.cache_read_tokens, 'cacheWrite5mTokens', h.cache_write_5m_tokens,
        'cacheWrite1hTokens', h.cache_write_1h_tokens, 'webSearches', h.web_searches, 'longPrompt', h.long_prompt,
        'regional', h.regional))
      - h.cost_micros - coalesce((select sum(j.cost_micros) from public.token_usage_history j where j.adjusts = h.id), 0))::bigint as difference
    from public.token_usage_history h
    where h.model = p_model and h.requests > 0 and h.charged_at >= p_from and h.charged_at < p_to
  loop
    continue when v_entry.difference = 0;
    e := v_entry.entry;
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, adjusts, actor, category, repo, org,
      labels, model, price_id, cost_micros)
    values (v_now, e.charged_at, 'adjust', e.service, e.source, e.task_id, e.hold_id, e.id, e.actor, e.category, e.repo, e.org,
      e.labels, p_model, v_price.id, v_entry.difference);
    perform siso.shift_cost(e, v_entry.difference);
    v_count := v_count + 1;
    v_sum := v_sum + v_entry.difference;
  end loop;
  perform siso.audit(p_actor, 'price.reapplied', p_model, jsonb_build_object('after', jsonb_build_object('entries', v_count, 'differenceMicros', v_sum)));
  return siso.remember(p_request_id, 'siso_reprice', jsonb_build_object('entries', v_count, 'differenceMicros', v_sum));
end $$;

-- Moves a correction of money through everything that sums it.
create function siso.shift_cost(e public.token_usage_history, p_micros bigint) returns void
language plpgsql volatile as $$
begin
  if e.category is not null then
    perform siso.tally(e.charged_at, e.category, jsonb_build_object('cost', p_micros));
  end if;
  update public.usage_holds set booked_micros = booked_micros + p_micros where id = e.hold_id;
  update public.automation_tasks set cost_micros = cost_micros + p_micros where id = e.task_id;
  update public.budget_periods b set spent = b.spent + p_micros
  from public.token_limits_config t
  where t.id = b.budget_id and b.unit = 'usd' and e.charged_at >= b.starts_at and e.charged_at < b.ends_at
    and siso.budget_applies(t, siso.owner(e.actor, e.category, e.repo, e.org, e.labels));
end $$;
