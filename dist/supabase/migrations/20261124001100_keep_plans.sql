-- Before Postgres 18 a function in SQL that cannot be inlined is parsed and planned at every call, one in plpgsql once a connection: they
-- were half of what an admission with its settlement cost. So what every task calls becomes plpgsql around the statement it had.
do $$
declare
  f pg_catalog.pg_proc;
begin
  for f in
    select p.* from unnest(array[
      'siso.granted(int, text, timestamptz)', 'siso.setting(text)', 'siso.sums_of(uuid)', 'siso.recharge(jsonb, bigint, boolean)',
      'siso.audit(text, text, text, jsonb)', 'siso.task_event(text, text, jsonb)', 'siso.move_charges(jsonb, jsonb)',
      'siso.tally(timestamptz, text, jsonb)', 'siso.moment(text)', 'siso.caller_key()', 'siso.caller_repo()'
    ]) name
    join pg_catalog.pg_proc p on p.oid = to_regprocedure(name)
    join pg_catalog.pg_language l on l.oid = p.prolang and l.lanname = 'sql'
  loop
    execute format('create or replace function %s(%s) returns %s language plpgsql %s as %L',
      f.oid::regproc, pg_get_function_arguments(f.oid), pg_get_function_result(f.oid),
      case f.provolatile when 'v' then 'volatile' when 's' then 'stable' else 'immutable' end,
      case f.prorettype when 'void'::regtype then e'\nbegin' || f.prosrc || 'end '
        else e'\nbegin\n  return (' || trim(e' \n;' from f.prosrc) || e');\nend ' end);
  end loop;
end $$;

create or replace function siso.remember(p_request_id uuid, p_function text, p_answer jsonb) returns jsonb
language plpgsql volatile as $$
begin
  insert into public.request_log (request_id, function, answer, at) values (p_request_id, p_function, p_answer, siso.now());
  return p_answer;
end $$;

-- Crossed thresholds become alert rows, once per budget, period, cap version and threshold.
create or replace function siso.raise_alerts(p_periods jsonb, p_now timestamptz) returns void
language plpgsql volatile as $$
begin
  insert into public.alerts
    (at, budget_id, period_kind, unit, starts_at, cap_version, threshold, kind, spent, cap, notify)
  select p_now, b.id, p.kind, p.unit, p.starts_at, b.cap_version, t.threshold,
    case p.unit when 'buffer' then 'buffer' else 'spent' end, n.gone, n.cap,
    t.threshold = max(t.threshold) over (partition by b.id, p.kind, p.unit)
  from jsonb_array_elements(p_periods) j
  join public.budget_periods p on p.budget_id = (j ->> 'budget')::int and p.kind = j ->> 'kind'
    and p.unit = j ->> 'unit' and p.starts_at = (j ->> 'startsAt')::timestamptz
  join public.token_limits_config b on b.id = p.budget_id
  -- what is drawn from the buffer is told at admission, money when it is spent
  cross join lateral (
    select siso.cap_of(b, p.kind, p.unit, p_now) as cap, p.spent + case p.unit when 'buffer' then p.held else 0 end as gone
    offset 0 -- worked out once a period, not at every mention
  ) n
  -- any draw from the buffer is told; the other thresholds speak of a share of the cap
  cross join lateral unnest(case p.unit when 'buffer' then '{0,75,90,100}' else b.thresholds || 100 end) as t (threshold)
  where n.cap > 0 and n.gone > 0 and n.gone::numeric * 100 >= n.cap::numeric * t.threshold
  on conflict (budget_id, period_kind, unit, starts_at, cap_version, threshold, kind) do nothing;
end $$;

-- Stable, as what makes JSON is: what is called immutable and holds something that is not is never inlined.
alter function siso.price_json(public.model_prices) stable;
alter function siso.hold_json(jsonb) stable;
