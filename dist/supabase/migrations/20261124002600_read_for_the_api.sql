-- What the API shows and nothing else read so far: alerts, settings.

-- Newest first; `next` is the `p_before` of the next page.
create function public.siso_alerts(p_limit int, p_before bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit int := least(greatest(coalesce(p_limit, 50), 1), 500);
  v_alerts jsonb;
  v_next jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(a) order by a.id desc), '[]') into v_alerts from (
    select a.id, a.at, b.scope, b.value, a.period_kind as period, a.unit, a.starts_at as "startsAt", a.threshold, a.kind, a.spent, a.cap, a.notify
    from public.alerts a left join public.token_limits_config b on b.id = a.budget_id
    where a.id < coalesce(p_before, 9223372036854775807)
    order by a.id desc limit v_limit + 1) a;
  if jsonb_array_length(v_alerts) > v_limit then
    v_alerts := v_alerts - v_limit;
    v_next := v_alerts -> -1 -> 'id';
  end if;
  return jsonb_build_object('alerts', v_alerts, 'next', v_next);
end $$;

-- What `siso_set_setting` sets.
create function public.siso_settings() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('paused', siso.setting('paused'), 'maxConcurrent', siso.setting('max_concurrent_jobs'),
    'allowUnknownPrice', siso.setting('allow_unknown_price'), 'countCacheWrites', siso.setting('count_cache_writes'),
    'defaultEstimateTokens', siso.setting('default_estimate_tokens'), 'defaultHoldMicros', siso.setting('default_hold_micros'),
    'tokenHold', siso.setting('token_hold'));
$$;

select siso.set_grants();
