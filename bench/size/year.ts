/** What the history is made through: PGlite, or a connection to Postgres. */
export interface Sql {
  exec(text: string): Promise<unknown>;
}

export interface Year {
  days: number;
  tasksADay: number;
}

/**
 * A year of finished tasks up to now, as their whole lives leave them: hold, three entries, six events, two rows of audit; of the last
 * 31 days also 2 kB of prompt, 2 kB of result and 20 kB of log, as daily prunes leave them; of the last day the requests of 5
 * minutes each. One in ten failed.
 */
export async function writeYear(sql: Sql, { days, tasksADay }: Year): Promise<void> {
  await sql.exec(SETTING_UP);
  // Some at a time, so that the log of Postgres does not become as large as the ledger.
  const step = Math.max(1, Math.floor(20_000 / tasksADay));
  for (let day = days; day > 0; day -= step) {
    const from = Math.max(1, day - step + 1);
    await sql.exec(
      tasksOf(`generate_series(${from}, ${day}) as day, generate_series(1, ${tasksADay}) as nth`, day <= 31 + step),
    );
    await sql.exec('checkpoint');
  }
  await sql.exec(`${sumsOf(days, tasksADay)} drop table public.bench_words, public.bench_task;
    update public.settings set value = to_jsonb(now() - interval '31 days') where key = 'texts_pruned_before';`);
}

/** 200 texts of 4 kB from the words of logs and code, which compress as such texts do. */
const SETTING_UP = `
  select setseed(0.5);
  create unlogged table public.bench_words as
    select n, left(string_agg(word || case when random() < 0.1 then e'\\n' else ' ' end, ''), 4000) as body from (
      select n, case when random() < 0.3 then substr(md5(random()::text), 1, 1 + (random() * 9)::int) else
        (array['const', 'await', 'return', 'function', 'expect', 'test', 'passed', 'failed', 'src/store/index.ts', 'error', 'import',
          'the', 'of', 'to', 'a', 'in', 'budget', 'ledger', 'settle', '{', '}', '=>', '(', ')', 'npm run', 'Edit', 'Read', 'line',
          'string', 'number', 'undefined', 'Promise', 'null', 'git', 'commit'])[1 + (random() * 34)::int] end as word
      from generate_series(1, 200) n, generate_series(1, 900)
    ) words group by n;
  create unlogged table public.bench_task (id text, hold uuid, at timestamptz, category text, actor text, repo text, failed boolean, n bigint, day int);
  insert into public.token_limits_config (scope, value, daily_micros)
  select 'repo', 'acme/service-' || n, 20000000 from generate_series(0, 9) n on conflict do nothing;`;

/** Of the tasks that `from` names by day (1 is today) and number. */
function tasksOf(from: string, withTexts: boolean): string {
  return `
    truncate public.bench_task;
    insert into public.bench_task
    select siso.task_id(hold), hold, now() - day * interval '1 day' + nth * interval '1 day' / 2000, (array['development', 'testing',
      'analysis', 'maintenance', 'deployment'])[1 + nth % 5], 'person-' || nth % 20, 'acme/service-' || nth % 10, nth % 10 = 0, nth, day
    from (select gen_random_uuid() as hold, * from ${from}) each;
    insert into public.automation_tasks (id, name, actor, category, priority, environment, state, reason, error, model, tools, template, repo,
      org, labels, direct, attempt, budget_micros, hold_micros, cost_micros, cost_source, input_tokens, output_tokens, cache_read_tokens,
      cache_write_5m_tokens, counted_tokens, reported_cost_micros, turns, duration_ms, session_id, branch, changed_files, request,
      created_at, started_at, finished_at)
    select id, 'Fix the failing test of the login page ' || n, actor, category, 'medium', 'development', case when failed then 'failed' else
      'succeeded' end, case when failed then 'agent_failed' else 'completed' end, case when failed then repeat('The agent gave up. ', 8) end,
      'claude-sonnet-5-5', '{Read,Edit,Bash(git:*),Bash(npm:*)}', 'fix-bugs', repo, 'acme', '{"team": "web", "cost-centre": "4711"}', true, 1,
      500000, 500000, 123000, 'metered', 21000, 6400, 250000, 15000, 27400, 122900, 14, 300000, gen_random_uuid()::text, 'siso/task-' || id,
      '["src/login.ts", "src/login.test.ts", "docs/login.md"]', jsonb_build_object('name', 'Fix the failing test of the login page ' || n,
        'actor', actor, 'category', category, 'priority', 'medium', 'environment', 'development', 'model', 'claude-sonnet-5-5', 'tools',
        '["Read", "Edit", "Bash(git:*)", "Bash(npm:*)"]'::jsonb, 'template', 'fix-bugs', 'repo', repo, 'org', 'acme', 'labels',
        '{"team": "web", "cost-centre": "4711"}'::jsonb, 'budgetMicros', 500000, 'workspace', '/home/person/' || repo),
      at, at + interval '4 s', at + interval '5 min' from public.bench_task;
    insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, repo, model, cost_source, amount_micros, tokens,
      estimate_tokens, price_id, periods, charges, used_micros, used_tokens, booked_micros, booked_tokens, answer, admitted_at, started_at,
      lease_expires_at, ended_at)
    select hold, id, 1, gen_random_uuid(), 'settled', category, repo, 'claude-sonnet-5-5', 'metered', 500000, 54800, 27400, 1, (
        select jsonb_agg(jsonb_build_object('budget', budget, 'kind', kind, 'unit', unit, 'amount', 500000, 'startsAt',
          date_trunc(kind, at), 'endsAt', date_trunc(kind, at) + interval '1 day', 'cap', 50000000))
        from (values (1, 'day', 'usd'), (1, 'month', 'usd'), (1, 'day', 'tokens'), (2 + n % 10, 'day', 'usd'), (2 + n % 10, 'month', 'usd'),
          (2 + n % 10, 'day', 'tokens')) p (budget, kind, unit)), (
        select jsonb_agg(jsonb_build_object('config', 1 + n % 5, 'window', w, 'bucket', at, 'tokens', 27400, 'requests', 0, 'limit', 100000))
        from unnest(array['minute', 'hour', 'day']) w), 123000, 27400, 123000, 27400, jsonb_build_object('ok', true, 'taskId', id, 'costMicros',
        123000, 'booked', 'settled', 'overageMicros', 0, 'tokens', siso.token_sums(21000, 6400, 250000, 15000, 0, 27400)), at,
      at + interval '4 s', at + interval '6 min', at + interval '5 min' from public.bench_task;
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, hold_id, actor, category, repo, org, labels, model,
      price_id, requests, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens, counted_tokens, cost_micros)
    select at + interval '5 min', at, 'usage', 'claude-code', 'metered', id, hold, actor, category, repo, 'acme',
      '{"team": "web", "cost-centre": "4711"}', 'claude-sonnet-5-5', 1, 5, 7000, 2133, 83333, 5000, 9133, 41000
    from public.bench_task, generate_series(1, 3);
    insert into public.task_events (task_id, at, event, details)
    select id, at + part * interval '1 min', (array['queued', 'admitted', 'started', 'resized', 'cost_differs', 'succeeded'])[part],
      '{"amountMicros": 500000, "tokens": 54800, "reason": "completed"}' from public.bench_task, generate_series(1, 6) part;
    insert into public.audit_log (at, actor, action, subject, reason, details)
    select at, actor, 'task.admitted', id, null, jsonb_build_object('tools', '["Read", "Edit", "Bash(git:*)", "Bash(npm:*)"]'::jsonb, 'category',
      category, 'priority', 'medium', 'environment', 'development', 'amountMicros', 500000, 'tokens', 54800, 'bufferTokens', 0) from public.bench_task
    union all
    select at + interval '5 min', actor, 'task.succeeded', id, 'completed', jsonb_build_object('state', 'succeeded', 'reason', 'completed', 'turns',
      14, 'durationMs', 300000, 'sessionId', hold, 'branch', 'siso/task-' || id, 'changedFiles', '["src/login.ts", "src/login.test.ts"]'::jsonb,
      'costSource', 'metered', 'cost', 123000, 'input', 21000, 'output', 6400, 'cacheRead', 250000, 'counted', 27400) from public.bench_task;
    ${withTexts ? TEXTS : ''}`;
}

const TEXTS = `
    insert into public.task_texts (task_id, kind, body, at)
    select id, kind, left(w.body, 2000), b.at from public.bench_task b cross join unnest(array['prompt', 'result']) kind
    join public.bench_words w on w.n = 1 + (b.n * 7 + length(kind)) % 200 where day <= 31;
    insert into public.task_logs (task_id, at, body)
    select id, b.at, w.body from public.bench_task b cross join generate_series(1, 5) part
    join public.bench_words w on w.n = 1 + (b.n * 5 + part) % 200 where day <= 31;
    insert into public.request_log (request_id, function, answer, at)
    select gen_random_uuid(), 'siso_heartbeat', '{"ok": true, "leaseExpiresAt": "2026-03-01T10:01:30+00:00", "cancelRequested": false}', b.at
    from public.bench_task b, generate_series(1, 18) where day = 1;`;

function sumsOf(days: number, tasksADay: number): string {
  return `
    insert into public.automation_analytics (day, category, tasks, succeeded, failed, counted_tokens, cost_micros, duration_ms)
    select (finished_at at time zone 'UTC')::date, category, count(*), count(*) filter (where state = 'succeeded'),
      count(*) filter (where state = 'failed'), sum(counted_tokens), sum(cost_micros), sum(duration_ms)
    from public.automation_tasks group by 1, 2 on conflict do nothing;
    insert into public.budget_periods (budget_id, kind, unit, starts_at, ends_at, cap, spent)
    select b.id, 'day', unit, date_trunc('day', now()) - n * interval '1 day', date_trunc('day', now()) - (n - 1) * interval '1 day', 50000000,
      ${tasksADay} * 123000 from public.token_limits_config b, generate_series(1, ${days}) n, unnest(array['usd', 'tokens']) unit
    on conflict do nothing;`;
}
