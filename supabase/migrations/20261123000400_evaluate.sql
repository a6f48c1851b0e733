-- Decides without writing: what would be held and charged, and which limit says no. docs/ledger.md, "Admission".

-- Everything that decides about one request, worked out once.
create type siso.ask as (
  actor text, category text, priority text, environment text, repo text, org text, labels jsonb,
  estimate bigint, token_hold bigint, amount bigint,
  -- staging and production get twice the category's limits
  factor int,
  -- what this request may draw from the emergency buffer: 0 unless urgent, permitted and with a reason
  buffer_left bigint
);

create function siso.budget_applies(b public.token_limits_config, a siso.ask) returns boolean language sql immutable as $$
  select case b.scope
    when 'global' then true
    when 'org' then b.value = a.org
    when 'repo' then b.value = a.repo
    when 'category' then b.value = a.category
    when 'actor' then b.value = a.actor
    when 'label' then a.labels ->> split_part(b.value, '=', 1) = substr(b.value, strpos(b.value, '=') + 1)
  end;
$$;

create function siso.granted(p_budget int, p_unit text, p_now timestamptz) returns bigint language sql stable as $$
  select coalesce(sum(amount), 0)::bigint from public.budget_grants
  where budget_id = p_budget and unit = p_unit and starts_at <= p_now and expires_at > p_now;
$$;

create function siso.buffer_left(p_actor text, p_task jsonb, p_now timestamptz) returns bigint
language plpgsql stable as $$
begin
  if p_task ->> 'priority' <> 'urgent' or coalesce(trim(p_task ->> 'reason'), '') = ''
    or not siso.may(p_actor, 'budget:use_buffer') then
    return 0;
  end if;
  return (
    select greatest(0, b.buffer_tokens - coalesce(p.spent + p.held, 0))
    from public.token_limits_config b
    left join public.budget_periods p on p.budget_id = b.id and p.kind = 'day' and p.unit = 'buffer'
      and p.starts_at = siso.period_start(b.zone, 'day', p_now)
    where b.scope = 'global');
end $$;

-- Default estimate and hold: the median and the 90th percentile of the last 50 like it, once there are ten.
create function siso.history_alike(p_task jsonb, out estimate bigint, out amount bigint)
language sql stable as $$
  select case when count(*) >= 10 then greatest(1000, percentile_disc(0.5) within group (order by counted_tokens)) end,
    case when count(*) >= 10 then greatest(500000, ceil(percentile_disc(0.9) within group (order by cost_micros) * 1.25))::bigint end
  from (
    select counted_tokens, cost_micros from public.automation_tasks
    where category = p_task ->> 'category' and model = p_task ->> 'model'
      and coalesce(template, '') = coalesce(p_task ->> 'template', '') and state = 'succeeded'
    order by finished_at desc limit 50
  ) alike;
$$;

create function siso.ask_of(p_task jsonb, p_settings jsonb, p_now timestamptz) returns siso.ask
language plpgsql stable as $$
declare
  a siso.ask;
  v_alike record;
  v_day_limit bigint;
  v_max_hold bigint;
  v_token_cap bigint;
  v_usd_cap bigint;
begin
  a.actor := p_task ->> 'actor';
  a.category := p_task ->> 'category';
  a.priority := p_task ->> 'priority';
  a.environment := p_task ->> 'environment';
  a.repo := p_task ->> 'repo';
  a.org := p_task ->> 'org';
  a.labels := coalesce(p_task -> 'labels', '{}');
  a.factor := case a.environment when 'development' then 1 else 2 end;
  a.buffer_left := siso.buffer_left(a.actor, p_task, p_now);

  select min(c.tokens_per_day) * a.factor, min(c.max_hold_micros) into v_day_limit, v_max_hold
  from public.rate_limit_config c where c.category = a.category and (c.repo is null or c.repo = a.repo);
  select min(b.daily_tokens + siso.granted(b.id, 'tokens', p_now)),
    least(min(b.daily_micros + siso.granted(b.id, 'usd', p_now)), min(b.monthly_micros + siso.granted(b.id, 'usd', p_now)))
  into v_token_cap, v_usd_cap
  from public.token_limits_config b where siso.budget_applies(b, a);

  a.estimate := (p_task ->> 'estimateTokens')::bigint;
  a.amount := (p_task ->> 'budgetMicros')::bigint;
  if a.estimate is null or a.amount is null then
    select * into v_alike from siso.history_alike(p_task);
    a.estimate := coalesce(a.estimate, least(coalesce(v_alike.estimate, (p_settings ->> 'default_estimate_tokens')::bigint),
      v_day_limit, v_token_cap));
    a.amount := coalesce(a.amount, least(coalesce(case when v_alike.amount is not null then least(v_alike.amount, v_max_hold) end,
      (p_task ->> 'templateMaxMicros')::bigint,
      (p_settings ->> 'default_hold_micros')::bigint), nullif(v_usd_cap, 0)));
  end if;
  -- A derived token hold never makes a task too large for a budget that its estimate fits.
  a.token_hold := coalesce((p_task ->> 'tokenHold')::bigint, (p_settings ->> 'token_hold')::bigint,
    case when v_token_cap < a.estimate * 2 then greatest(v_token_cap, a.estimate) else a.estimate * 2 end);
  return a;
end $$;

-- When enough of a window's oldest buckets have expired for `p_excess` to fit, if nothing else happens.
create function siso.window_free_at(p_config int, p_kind text, p_since timestamptz, p_unit text, p_excess bigint)
returns timestamptz language sql stable as $$
  select bucket_start from (
    select bucket_start,
      sum(case p_unit when 'tokens' then tokens else requests end) over (order by bucket_start) as gone
    from public.rate_limit_usage
    where config_id = p_config and window_kind = p_kind and bucket_start > p_since
  ) oldest_first where gone >= p_excess order by bucket_start limit 1;
$$;

-- One row a window of every matching limit: what it would be charged, what it says no with, what it draws from the buffer.
create function siso.check_windows(a siso.ask, p_now timestamptz)
returns table (charge jsonb, finding jsonb, draw bigint) language plpgsql stable as $$
declare
  w record;
  v_tokens bigint;
  v_requests bigint;
  v_charge bigint;
  v_over bigint;
begin
  for w in
    select c.id, c.category || coalesce(' in ' || c.repo, '') as name, k.kind, k.span, k.bucket,
      k.max_tokens * a.factor as max_tokens, k.max_requests * a.factor as max_requests
    from public.rate_limit_config c
    cross join lateral (values
      ('minute', interval '1 minute', interval '1 second', c.tokens_per_minute, c.requests_per_minute),
      ('hour', interval '1 hour', interval '1 minute', c.tokens_per_hour, null),
      ('day', interval '24 hours', interval '15 minutes', c.tokens_per_day, null)
    ) as k (kind, span, bucket, max_tokens, max_requests)
    where c.category = a.category and (c.repo is null or c.repo = a.repo)
  loop
    select coalesce(sum(u.tokens), 0), coalesce(sum(u.requests), 0) into v_tokens, v_requests
    from public.rate_limit_usage u
    where u.config_id = w.id and u.window_kind = w.kind and u.bucket_start > p_now - w.span - w.bucket;
    v_charge := case w.kind when 'day' then a.estimate else least(a.estimate, w.max_tokens) end;
    v_over := greatest(0, v_tokens + v_charge - w.max_tokens);
    charge := jsonb_build_object('config', w.id, 'window', w.kind, 'tokens', v_charge, 'limit', w.max_tokens,
      'requests', case w.kind when 'minute' then 1 else 0 end,
      'bucket', date_bin(w.bucket, p_now, timestamptz '2000-01-01 00:00Z'));
    draw := case when w.kind = 'day' and least(v_charge, v_over) <= a.buffer_left then least(v_charge, v_over) else 0 end;
    finding := null;
    if w.kind = 'day' and v_charge > w.max_tokens + a.buffer_left then
      finding := jsonb_build_object('decision', 'refused', 'reason', 'never_fits', 'used', v_tokens,
        'hint', format('At most %s tokens of %s fit into one day: lower the estimate or raise the limit.', w.max_tokens, w.name));
    elsif v_over > draw then
      finding := jsonb_build_object('decision', 'deferred', 'reason', 'window_full', 'used', v_tokens, 'promised', true, 'retryAt',
        siso.window_free_at(w.id, w.kind, p_now - w.span - w.bucket, 'tokens',
          v_over - case w.kind when 'day' then a.buffer_left else 0 end) + w.span + w.bucket);
    end if;
    finding := finding || jsonb_build_object('limit', w.name || ' tokens/' || w.kind, 'max', w.max_tokens);
    return next;
    if v_requests + 1 > w.max_requests then
      charge := null;
      draw := 0;
      finding := jsonb_build_object('decision', 'deferred', 'reason', 'window_full', 'used', v_requests, 'promised', true,
        'limit', w.name || ' requests/minute', 'max', w.max_requests, 'retryAt',
        siso.window_free_at(w.id, w.kind, p_now - w.span - w.bucket, 'requests', v_requests + 1 - w.max_requests) + w.span + w.bucket);
      return next;
    end if;
  end loop;
end $$;
