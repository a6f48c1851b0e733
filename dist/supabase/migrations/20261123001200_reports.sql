-- Usage of other services, and what people look at.

-- Raises SI400 unless the usage can be priced: a flat count without a model, or counts by kind.
create function siso.check_recorded(p_usage jsonb) returns void language plpgsql stable as $$
begin
  if exists (select from jsonb_each(p_usage) where key like '%okens' and value::text !~ '^[0-9]{1,12}$') then
    raise exception using errcode = 'SI400', message = 'Token counts are whole numbers, not below zero', hint = 'Correct the usage and record it again.';
  end if;
  if p_usage ? 'model' and p_usage ? 'tokens' then
    raise exception using errcode = 'SI400', message = 'A model has no price for a flat count of tokens',
      hint = 'Give inputTokens, outputTokens and the cache tokens, or leave out the model.';
  end if;
  if p_usage ->> 'category' not in ('development', 'testing', 'deployment', 'analysis', 'maintenance') then
    raise exception using errcode = 'SI400', message = format('There is no category %s', p_usage ->> 'category'),
      hint = 'Use development, testing, deployment, analysis or maintenance, or none.';
  end if;
end $$;

-- Books usage without a hold: by model price where a model is named, else by the service's flat rate per token.
create function public.siso_record_usage(p_request_id uuid, p_actor text, p_usage jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  a siso.ask;
  e jsonb;
  v_answer jsonb;
  v_now timestamptz;
  v_price public.model_prices;
  v_flat bigint;
  v_counted bigint;
  v_cost bigint := 0;
  v_periods jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_record_usage');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'task:create');
  v_now := siso.now();
  perform siso.check_recorded(p_usage);
  e := '{"inputTokens": 0, "outputTokens": 0, "cacheReadTokens": 0, "cacheWrite5mTokens": 0, "cacheWrite1hTokens": 0, "webSearches": 0,
    "longPrompt": false, "regional": false}'::jsonb || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_usage) where key like '%Tokens');
  v_counted := coalesce((p_usage ->> 'tokens')::bigint, (e ->> 'inputTokens')::bigint + (e ->> 'outputTokens')::bigint
    + case when siso.setting('count_cache_writes') = 'true' then (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint else 0 end);
  if p_usage ? 'model' then
    v_price := siso.price_of(p_usage ->> 'model', v_now);
    if v_price.id is null then
      raise exception using errcode = 'SI404', message = format('No price is known for the model %s', p_usage ->> 'model'), hint = 'Add its price, or record the tokens without a model.';
    end if;
    e := e || jsonb_build_object('longPrompt', v_price.long_prompt_tokens is not null and v_price.long_prompt_tokens < (e ->> 'inputTokens')::bigint
      + (e ->> 'cacheReadTokens')::bigint + (e ->> 'cacheWrite5mTokens')::bigint + (e ->> 'cacheWrite1hTokens')::bigint);
    v_cost := siso.entry_cost(v_price, e);
  else
    v_flat := case p_usage ->> 'service' when 'openai' then 2000 when 'custom' then 5000 else 8000 end;
    v_cost := (v_counted * v_flat + 500) / 1000;
  end if;
  a := siso.owner(p_actor, p_usage ->> 'category', p_usage ->> 'repo', p_usage ->> 'org', p_usage -> 'labels');
  a.estimate := v_counted;
  perform siso.charge((select coalesce(jsonb_agg(w.charge), '[]') from siso.windows_of(a, v_now) w), '[]');
  if p_usage -> 'windowsOnly' is distinct from 'true' then
    select coalesce(jsonb_agg(b.period), '[]') into v_periods from siso.budgets_of(a, v_now) b;
    perform siso.charge('[]', v_periods);
    update public.budget_periods b set spent = b.spent + case b.unit when 'usd' then v_cost else v_counted end
    from jsonb_array_elements(v_periods) p
    where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit' and b.starts_at = (p ->> 'startsAt')::timestamptz;
    insert into public.token_usage_history (at, charged_at, kind, service, source, actor, category, repo, org, labels, model, price_id, flat_nanos,
      long_prompt, requests, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, counted_tokens, cost_micros)
    values (v_now, v_now, 'usage', p_usage ->> 'service', 'recorded', p_actor, p_usage ->> 'category', p_usage ->> 'repo', p_usage ->> 'org',
      a.labels, p_usage ->> 'model', v_price.id, v_flat, (e ->> 'longPrompt')::boolean, 1, (e ->> 'inputTokens')::bigint,
      (e ->> 'outputTokens')::bigint, (e ->> 'cacheReadTokens')::bigint, (e ->> 'cacheWrite5mTokens')::bigint,
      (e ->> 'cacheWrite1hTokens')::bigint, v_counted, v_cost);
    if p_usage ? 'category' then
      perform siso.tally(v_now, p_usage ->> 'category', jsonb_build_object('cost', v_cost, 'counted', v_counted, 'input', e -> 'inputTokens',
        'output', e -> 'outputTokens', 'cacheRead', e -> 'cacheReadTokens', 'cacheWrite5m', e -> 'cacheWrite5mTokens', 'cacheWrite1h', e -> 'cacheWrite1hTokens'));
    end if;
    perform siso.raise_alerts(v_periods, v_now);
    perform siso.audit(p_actor, 'usage.recorded', p_usage ->> 'service', jsonb_build_object('details', p_usage || jsonb_build_object('costMicros', v_cost)));
  end if;
  return siso.remember(p_request_id, 'siso_record_usage', jsonb_build_object('costMicros', case when p_usage -> 'windowsOnly' = 'true' then 0 else v_cost end, 'countedTokens', v_counted));
end $$;

-- One limit row as people see it: used, limit, left of each window, and seconds until nothing is counted any more.
create function siso.limit_status(c public.rate_limit_config, p_now timestamptz) returns jsonb
language sql stable as $$
  with windows as (
    select k.kind, k.max, k.max_requests, coalesce(sum(u.tokens), 0) as used, coalesce(sum(u.requests), 0) as requests,
      coalesce(ceil(extract(epoch from max(u.bucket_start) filter (where u.tokens > 0 or u.requests > 0) + k.span + k.bucket - p_now)), 0)::bigint as reset
    from (values ('minute', interval '1 minute', interval '1 second', c.tokens_per_minute, c.requests_per_minute),
      ('hour', interval '1 hour', interval '1 minute', c.tokens_per_hour, null),
      ('day', interval '24 hours', interval '15 minutes', c.tokens_per_day, null)) as k (kind, span, bucket, max, max_requests)
    left join public.rate_limit_usage u on u.config_id = c.id and u.window_kind = k.kind and u.bucket_start > p_now - k.span - k.bucket
    group by k.kind, k.max, k.max_requests, k.span, k.bucket
  )
  select jsonb_build_object('category', c.category, 'repo', c.repo, 'environment', 'development',
    'tokens', jsonb_object_agg(kind, jsonb_build_object('used', used, 'limit', max, 'left', case when max is not null then greatest(0, max - used) end)),
    'requests', jsonb_build_object('minute', (select jsonb_build_object('used', requests, 'limit', max_requests,
      'left', case when max_requests is not null then greatest(0, max_requests - requests) end) from windows where kind = 'minute')),
    'timeToReset', jsonb_object_agg(kind, reset))
  from windows;
$$;

-- Every budget's periods of now, also those nobody has touched yet.
create function siso.budget_status(p_now timestamptz) returns setof jsonb language sql stable as $$
  select jsonb_build_object('scope', t.scope, 'value', t.value, 'kind', k.kind, 'unit', k.unit, 'cap', f.cap, 'plainCap', k.cap, 'spent', f.spent, 'held', f.held,
    'used', coalesce((select sum(case k.unit when 'usd' then h.used_micros when 'tokens' then h.used_tokens else 0 end)
      from siso.holds_in(t.id, k.kind, k.unit, k.starts_at) h), 0),
    'left', greatest(0, f.cap - f.spent - f.held), 'startsAt', k.starts_at, 'endsAt', siso.period_end(t.zone, k.kind, p_now), 'zone', t.zone)
  from public.token_limits_config t
  cross join lateral (values
    ('day', 'usd', t.daily_micros, siso.period_start(t.zone, 'day', p_now)), ('month', 'usd', t.monthly_micros, siso.period_start(t.zone, 'month', p_now)),
    ('day', 'tokens', t.daily_tokens, siso.period_start(t.zone, 'day', p_now)),
    ('day', 'buffer', nullif(t.buffer_tokens, 0), siso.period_start(t.zone, 'day', p_now))) as k (kind, unit, cap, starts_at)
  left join public.budget_periods p on p.budget_id = t.id and p.kind = k.kind and p.unit = k.unit and p.starts_at = k.starts_at
  cross join lateral (select k.cap + siso.granted(t.id, k.unit, p_now) as cap, coalesce(p.spent, 0) as spent, coalesce(p.held, 0) as held) f
  where k.cap is not null
  order by t.id, k.unit desc, k.kind;
$$;

create function public.siso_status() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := siso.now();
begin
  return jsonb_build_object('now', v_now, 'rehearsal', siso.setting('rehearsal'), 'paused', siso.setting('paused'),
    'providerGateUntil', case when (siso.setting('provider_gate_until') #>> '{}')::timestamptz > v_now then siso.setting('provider_gate_until') end,
    'running', (select count(*) from public.usage_holds where state = 'active'), 'maxConcurrent', siso.setting('max_concurrent_jobs'),
    'limits', (select coalesce(jsonb_agg(siso.limit_status(c, v_now) order by c.id), '[]') from public.rate_limit_config c),
    'budgets', (select coalesce(jsonb_agg(b), '[]') from siso.budget_status(v_now) b));
end $$;
