-- Decides without writing: what would be held and charged, and which limit says no. docs/ledger.md, "Admission".

-- Everything that decides about one request, worked out once.
create type siso.ask as (
  actor text, category text, priority text, environment text, repo text, org text, labels jsonb,
  estimate bigint, token_hold bigint, amount bigint,
  -- staging and production get twice the category's limits
  factor int,
  -- the emergency buffer, whole and what is left of it today: 0 unless urgent, permitted and with a reason
  buffer bigint, buffer_left bigint
);

-- What decides which budgets usage belongs to, and nothing else.
create function siso.owner(p_actor text, p_category text, p_repo text, p_org text, p_labels jsonb) returns siso.ask
language sql immutable as $$
  select row(p_actor, p_category, 'medium', 'development', p_repo, p_org, coalesce(p_labels, '{}'), 0, 0, 0, 1, 0, 0)::siso.ask;
$$;

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

-- What a cap amounts to now, grants included; null when there is none.
create function siso.cap_of(b public.token_limits_config, p_kind text, p_unit text, p_now timestamptz) returns bigint
language sql stable as $$
  select case when p_unit = 'buffer' then b.buffer_tokens else siso.granted(b.id, p_unit, p_now)
    + case when p_unit = 'tokens' then b.daily_tokens when p_kind = 'month' then b.monthly_micros else b.daily_micros end end;
$$;

-- The caps of a budget now, without and with grants; null where there is none.
create function siso.caps_of(b public.token_limits_config, p_now timestamptz)
returns table (kind text, unit text, plain bigint, cap bigint) language sql stable as $$
  select k.kind, k.unit, k.cap, k.cap + granted.amount
  from (values ('day', 'usd', b.daily_micros), ('month', 'usd', b.monthly_micros), ('day', 'tokens', b.daily_tokens)) as k (kind, unit, cap)
  cross join lateral (
    select coalesce(sum(g.amount), 0)::bigint as amount from public.budget_grants g
    where g.budget_id = b.id and g.unit = k.unit and g.starts_at <= p_now and g.expires_at > p_now
  ) granted;
$$;

create function siso.buffer_for(p_task jsonb, p_now timestamptz, out whole bigint, out remaining bigint)
language plpgsql stable as $$
begin
  whole := 0;
  remaining := 0;
  if coalesce(trim(p_task ->> 'reason'), '') <> '' and siso.may(p_task ->> 'actor', 'budget:use_buffer') then
    select b.buffer_tokens, greatest(0, b.buffer_tokens - coalesce(p.spent + p.held, 0)) into whole, remaining
    from public.token_limits_config b
    left join public.budget_periods p on p.budget_id = b.id and p.kind = 'day' and p.unit = 'buffer'
      and p.starts_at = siso.period_start(b.zone, 'day', p_now)
    where b.scope = 'global';
  end if;
end $$;

-- Default estimate and hold: the median and the 90th percentile of the last 50 like it, once there are ten.
-- Null for a task that names both.
create function siso.history_alike(p_task jsonb) returns table (estimate bigint, amount bigint)
language sql stable as $$
  select case when count(*) >= 10 then greatest(1000, percentile_disc(0.5) within group (order by counted_tokens)) end,
    case when count(*) >= 10 then greatest(500000, ceil(percentile_disc(0.9) within group (order by cost_micros) * 1.25))::bigint end
  from (
    select counted_tokens, cost_micros from public.automation_tasks
    where (p_task ->> 'estimateTokens' is null or p_task ->> 'budgetMicros' is null)
      and category = p_task ->> 'category' and model = p_task ->> 'model'
      and coalesce(template, '') = coalesce(p_task ->> 'template', '') and state = 'succeeded'
    order by finished_at desc limit 50
  ) alike;
$$;

create function siso.ask_of(p_task jsonb, p_settings jsonb, p_now timestamptz) returns siso.ask
language plpgsql stable as $$
declare
  a siso.ask := row(p_task ->> 'actor', p_task ->> 'category', p_task ->> 'priority', p_task ->> 'environment', p_task ->> 'repo',
    p_task ->> 'org', coalesce(p_task -> 'labels', '{}'), null, null, null,
    case p_task ->> 'environment' when 'development' then 1 else 2 end, 0, 0);
begin
  if a.priority = 'urgent' then
    select whole, remaining into a.buffer, a.buffer_left from siso.buffer_for(p_task, p_now);
  end if;
  -- A derived token hold never makes a task too large for a budget that its estimate fits.
  select d.estimate, d.amount, coalesce((p_task ->> 'tokenHold')::bigint, (p_settings ->> 'token_hold')::bigint,
    case when caps.tokens < d.estimate * 2 then greatest(caps.tokens, d.estimate) else d.estimate * 2 end)
  into a.estimate, a.amount, a.token_hold
  from (
    select min(c.tokens_per_day) * a.factor as day, min(c.max_hold_micros) as hold
    from public.rate_limit_config c where c.category = a.category and (c.repo is null or c.repo = a.repo)
  ) most
  -- Nothing can be derived from a cap of zero; the budget itself refuses then.
  cross join (
    select nullif(min(k.cap) filter (where k.unit = 'tokens'), 0) as tokens, nullif(min(k.cap) filter (where k.unit = 'usd'), 0) as usd
    from public.token_limits_config b cross join siso.caps_of(b, p_now) k where siso.budget_applies(b, a)
  ) caps
  cross join siso.history_alike(p_task) alike
  -- least() alone would take the category's maximum where there is no history
  cross join lateral (
    select coalesce((p_task ->> 'estimateTokens')::bigint,
        least(coalesce(alike.estimate, (p_settings ->> 'default_estimate_tokens')::bigint), most.day, caps.tokens)) as estimate,
      coalesce((p_task ->> 'budgetMicros')::bigint,
        least(coalesce(case when alike.amount is not null then least(alike.amount, most.hold) end,
          (p_task ->> 'templateMaxMicros')::bigint, (p_settings ->> 'default_hold_micros')::bigint), caps.usd)) as amount
  ) d;
  return a;
end $$;

-- When enough of a window's oldest buckets no longer count for `p_excess` to fit, if nothing else happens; null if it already
-- does, or never will. `p_age` is how long a bucket counts.
create function siso.window_opens(p_config int, p_kind text, p_age interval, p_unit text, p_excess bigint, p_now timestamptz)
returns timestamptz language sql stable as $$
  select bucket_start + p_age from (
    select bucket_start,
      sum(case p_unit when 'tokens' then tokens else requests end) over (order by bucket_start) as gone
    from public.rate_limit_usage
    where config_id = p_config and window_kind = p_kind and bucket_start > p_now - p_age and p_excess > 0
  ) oldest_first where gone >= p_excess order by bucket_start limit 1;
$$;

-- The same for a day that the emergency buffer helps: with what is left of it, or with a whole one from its next day on.
create function siso.day_opens(a siso.ask, p_config int, p_age interval, p_over bigint, p_now timestamptz) returns timestamptz
language sql stable as $$
  select least(siso.window_opens(p_config, 'day', p_age, 'tokens', p_over - a.buffer_left, p_now),
    case when a.buffer > a.buffer_left then greatest(
      (select siso.period_end(b.zone, 'day', p_now) from public.token_limits_config b where b.scope = 'global'),
      case when a.estimate > a.buffer then siso.window_opens(p_config, 'day', p_age, 'tokens', p_over - a.buffer, p_now) end) end);
$$;

-- Every window of every matching limit: what counts there now, what the task would add, how much that is too much.
create function siso.windows_of(a siso.ask, p_now timestamptz)
returns table (config int, name text, kind text, age interval, max_tokens bigint, max_requests bigint, tokens bigint, requests bigint,
  adds bigint, over bigint, fits boolean, charge jsonb) language sql stable as $$
  select c.id, c.category || coalesce(' in ' || c.repo, ''), k.kind, k.span + k.bucket, m.tokens, m.requests, u.tokens, u.requests,
    m.adds, greatest(0, u.tokens + m.adds - m.tokens),
    u.tokens + m.adds <= coalesce(m.tokens, u.tokens + m.adds) and u.requests < coalesce(m.requests, u.requests + 1),
    jsonb_build_object('config', c.id, 'window', k.kind, 'tokens', m.adds, 'limit', m.tokens,
      'requests', case k.kind when 'minute' then 1 else 0 end, 'bucket', date_bin(k.bucket, p_now, timestamptz '2000-01-01 00:00Z'))
  from public.rate_limit_config c
  cross join lateral (values
    ('minute', interval '1 minute', interval '1 second', c.tokens_per_minute, c.requests_per_minute::bigint),
    ('hour', interval '1 hour', interval '1 minute', c.tokens_per_hour, null),
    ('day', interval '24 hours', interval '15 minutes', c.tokens_per_day, null)
  ) as k (kind, span, bucket, max_tokens, max_requests)
  cross join lateral (
    select k.max_tokens * a.factor as tokens, k.max_requests * a.factor as requests,
      case k.kind when 'day' then a.estimate else least(a.estimate, k.max_tokens * a.factor) end as adds
  ) m
  cross join lateral (
    select coalesce(sum(u.tokens), 0)::bigint as tokens, coalesce(sum(u.requests), 0)::bigint as requests
    from public.rate_limit_usage u
    where u.config_id = c.id and u.window_kind = k.kind and u.bucket_start > p_now - (k.span + k.bucket)
  ) u
  where c.category = a.category and (c.repo is null or c.repo = a.repo);
$$;

-- What the windows say to a task that does not fit them all, and what it would draw from the buffer.
create function siso.check_windows(a siso.ask, p_now timestamptz)
returns table (charge jsonb, finding jsonb, draw bigint) language plpgsql stable as $$
declare
  w record;
begin
  for w in select * from siso.windows_of(a, p_now) loop
    charge := w.charge;
    -- A window that is overdrawn already asks the buffer for this task's tokens, not for those of others.
    draw := least(w.adds, w.over);
    finding := null;
    if draw > (case w.kind when 'day' then a.buffer_left else 0 end) then
      draw := 0;
      if w.kind = 'day' and w.adds > w.max_tokens + a.buffer then
        finding := jsonb_build_object('decision', 'refused', 'reason', 'never_fits',
          'hint', format('At most %s tokens of %s fit into one day: lower the estimate or raise the limit.', w.max_tokens, w.name));
      else
        finding := jsonb_build_object('decision', 'deferred', 'reason', 'window_full', 'promised', true, 'retryAt',
          case w.kind when 'day' then siso.day_opens(a, w.config, w.age, w.over, p_now)
            else siso.window_opens(w.config, w.kind, w.age, 'tokens', w.over, p_now) end);
      end if;
      finding := finding || jsonb_build_object('limit', w.name || ' tokens/' || w.kind, 'used', w.tokens, 'max', w.max_tokens);
    end if;
    return next;
    if w.requests + 1 > w.max_requests then
      charge := null;
      draw := 0;
      finding := jsonb_build_object('decision', 'deferred', 'reason', 'window_full', 'used', w.requests, 'promised', true,
        'limit', w.name || ' requests/minute', 'max', w.max_requests,
        'retryAt', siso.window_opens(w.config, w.kind, w.age, 'requests', w.requests + 1 - w.max_requests, p_now));
      return next;
    end if;
  end loop;
end $$;
