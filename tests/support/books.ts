import type { TestLedger } from './ledger.ts';

/**
 * Sentences about sums that do not agree: budget periods, windows, holds, tasks and analytics against the entries and
 * holds they are sums of. Empty when the books balance. Works out for itself which budget an entry belongs to. Sums of time
 * that is pruned are left out; those of one task and one hold never are.
 */
export async function imbalances(ledger: TestLedger): Promise<string[]> {
  const checks = [PERIODS, HELD, BUFFER, WINDOWS, HOLDS, TASKS, STATES, ANALYTICS];
  const found = await Promise.all(checks.map((check) => ledger.sql<{ problem: string }>(check)));
  return found.flat().map(({ problem }) => problem);
}

const PERIODS = `
  select format('%s %s %s/%s since %s: spent %s, entries %s', t.scope, t.value, p.unit, p.kind, p.starts_at, p.spent, sums.total) as problem
  from budget_periods p join token_limits_config t on t.id = p.budget_id
  cross join lateral (
    select coalesce(sum(case p.unit when 'usd' then e.cost_micros else e.counted_tokens end), 0) as total
    from token_usage_history e
    where e.charged_at >= p.starts_at and e.charged_at < p.ends_at and case t.scope
      when 'global' then true when 'org' then e.org = t.value when 'repo' then e.repo = t.value
      when 'category' then e.category = t.value when 'actor' then e.actor = t.value
      else e.labels @> jsonb_build_object(split_part(t.value, '=', 1), split_part(t.value, '=', 2)) end
  ) sums
  where p.unit <> 'buffer' and p.spent <> sums.total and p.starts_at >= siso.moment('pruned_before')`;

const HELD = `
  select format('budget %s %s/%s since %s: held %s, holds %s', b.budget_id, b.unit, b.kind, b.starts_at, b.held, sums.total) as problem
  from budget_periods b cross join lateral (
    select coalesce(sum((p ->> 'amount')::bigint), 0) as total
    from usage_holds h cross join jsonb_array_elements(h.periods) p
    where h.state = 'active' and (p ->> 'budget')::int = b.budget_id and p ->> 'kind' = b.kind and p ->> 'unit' = b.unit
      and (p ->> 'startsAt')::timestamptz = b.starts_at
  ) sums
  where b.held <> sums.total
  union all
  select format('hold %s: %s of %s in its periods', h.id, p ->> 'amount', p ->> 'unit')
  from usage_holds h cross join jsonb_array_elements(h.periods) p
  where h.state = 'active' and (p ->> 'amount')::bigint
    <> case p ->> 'unit' when 'usd' then h.amount_micros when 'tokens' then h.tokens else h.buffer_tokens end`;

const BUFFER = `
  select format('buffer since %s: spent %s, holds %s', b.starts_at, b.spent, sums.total) as problem
  from budget_periods b cross join lateral (
    select coalesce(sum((p ->> 'booked')::bigint), 0) as total
    from usage_holds h cross join jsonb_array_elements(h.periods) p
    where p ->> 'unit' = 'buffer' and (p ->> 'startsAt')::timestamptz = b.starts_at
  ) sums
  where b.unit = 'buffer' and b.spent <> sums.total and b.starts_at >= siso.moment('pruned_before')`;

/** Recorded usage charges windows without leaving a charge, so that with it windows may only be fuller. */
const WINDOWS = `
  select format('limit %s %s at %s: %s tokens, %s requests; holds %s, %s', u.config_id, u.window_kind, u.bucket_start,
    u.tokens, u.requests, sums.tokens, sums.requests) as problem
  from rate_limit_usage u cross join lateral (
    select coalesce(sum((c ->> 'tokens')::bigint), 0) as tokens, coalesce(sum((c ->> 'requests')::int), 0) as requests
    from usage_holds h cross join jsonb_array_elements(h.charges) c
    where (c ->> 'config')::int = u.config_id and c ->> 'window' = u.window_kind and (c ->> 'bucket')::timestamptz = u.bucket_start
  ) sums
  where (u.tokens, u.requests) <> (sums.tokens, sums.requests) and (u.tokens < sums.tokens or u.requests < sums.requests
    or not exists (select from request_log where function = 'siso_record_usage' union all
      select from token_usage_history where source = 'recorded'))
    and u.bucket_start >= siso.moment('pruned_before')`;

const HOLDS = `
  select format('hold %s: booked %s, entries %s', h.id, h.booked_micros, sums.cost) as problem
  from usage_holds h cross join lateral (
    select coalesce(sum(cost_micros), 0) as cost, coalesce(sum(counted_tokens), 0) as counted
    from token_usage_history where hold_id = h.id
  ) sums
  where (h.booked_micros, h.booked_tokens) <> (sums.cost, sums.counted)`;

const TASKS = `
  select format('task %s: cost %s, entries %s', t.id, t.cost_micros, sums.cost) as problem
  from automation_tasks t cross join lateral (
    select coalesce(sum(cost_micros), 0) as cost, coalesce(sum(counted_tokens), 0) as counted, coalesce(sum(input_tokens), 0) as input,
      coalesce(sum(output_tokens), 0) as output, coalesce(sum(cache_read_tokens), 0) as read
    from token_usage_history where task_id = t.id
  ) sums
  where (t.cost_micros, t.counted_tokens, t.input_tokens, t.output_tokens, t.cache_read_tokens)
    <> (sums.cost, sums.counted, sums.input, sums.output, sums.read)`;

/** A task runs exactly while a hold of its last attempt is active, and only what is over has an end. */
const STATES = `
  select format('task %s: %s, attempt %s, finished %s; active holds of attempts %s', t.id, t.state, t.attempt, t.finished_at, active.attempts) as problem
  from automation_tasks t cross join lateral (
    select coalesce(array_agg(h.attempt), '{}') as attempts from usage_holds h where h.task_id = t.id and h.state = 'active'
  ) active
  where active.attempts <> case t.state when 'running' then array[t.attempt] else '{}' end
    or (t.finished_at is null) <> (t.state in ('running', 'queued', 'blocked', 'pending_approval'))`;

/** Each end of a task counts: of an attempt on the day of its admission, of one that waited on the day of its end. An attempt
 * after which its task went back into the queue is none. */
const ANALYTICS = `
  with days as (
    select (e.charged_at at time zone g.zone)::date as day, e.category, sum(e.cost_micros) as cost, sum(e.counted_tokens) as counted,
      sum(e.cache_read_tokens) as read, 0 as tasks
    from token_usage_history e, token_limits_config g where g.scope = 'global' and e.category is not null group by 1, 2
    union all
    select (h.admitted_at at time zone g.zone)::date, h.category, 0, 0, 0, count(*)
    from usage_holds h, token_limits_config g where g.scope = 'global' and h.state <> 'active'
      and not exists (select from task_events r where r.details ->> 'holdId' = h.id::text) group by 1, 2
    union all
    select (e.at at time zone g.zone)::date, t.category, 0, 0, 0, count(*)
    from task_events e join automation_tasks t on t.id = e.task_id, token_limits_config g
    where g.scope = 'global' and e.details ? 'waiting' group by 1, 2
  ), sums as (
    select day, category, sum(cost) as cost, sum(counted) as counted, sum(read) as read, sum(tasks) as tasks from days group by 1, 2
  )
  select format('analytics %s %s: cost %s, entries %s; tasks %s, ended %s', day, category, a.cost_micros, s.cost, a.tasks, s.tasks) as problem
  from (select day, category from automation_analytics union select day, category from sums) rows
    left join automation_analytics a using (day, category) left join sums s using (day, category)
  where day >= (select (siso.moment('pruned_before') at time zone zone)::date from token_limits_config where scope = 'global')
    and ((coalesce(a.cost_micros, 0), coalesce(a.counted_tokens, 0), coalesce(a.cache_read_tokens, 0), coalesce(a.tasks, 0))
      <> (coalesce(s.cost, 0), coalesce(s.counted, 0), coalesce(s.read, 0), coalesce(s.tasks, 0))
    or a.tasks <> a.succeeded + a.failed + a.capped + a.cancelled)`;
