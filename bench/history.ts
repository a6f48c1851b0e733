/**
 * Finished tasks `from` to `to` as settling leaves them, spread over 400 days. `lean`: only the tasks, which are all that an admission
 * looks back at, without their holds, entries, events and audit rows.
 */
export function historySql({ from, to, lean = false }: { from: number; to: number; lean?: boolean }): string {
  const spread = `now() - (n % 400) * interval '1 day' - (n % 86400) * interval '1 second'`;
  const rows = `from generate_series(${from + 1}, ${to}) n`;
  const tasks = `
    insert into public.automation_tasks (id, name, actor, category, priority, environment, state, reason, model, tools, direct, attempt,
      cost_micros, input_tokens, output_tokens, counted_tokens, created_at, finished_at)
    select 'H-' || n, 'history', 'bench', (array['development', 'testing', 'analysis'])[1 + n % 3], 'medium', 'development', 'succeeded',
      'completed', 'claude-sonnet-5-5', '{Read}', true, 1, 30000, 1000, 500, 1500, ${spread}, ${spread} ${rows};`;
  const traces = `
    insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, amount_micros, tokens, estimate_tokens, price_id,
      periods, charges, booked_micros, booked_tokens, admitted_at, started_at, lease_expires_at, ended_at)
    select gen_random_uuid(), 'H-' || n, 1, gen_random_uuid(), 'settled', 'development', 2000000, 20000, 10000, 1, '[]', '[]', 30000, 1500,
      ${spread}, ${spread}, ${spread}, ${spread} ${rows};
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, actor, category, model, price_id, requests,
      input_tokens, output_tokens, counted_tokens, cost_micros)
    select ${spread}, ${spread}, 'usage', 'claude-code', 'metered', 'H-' || n, 'bench', 'development', 'claude-sonnet-5-5', 7, 4, 1000, 500,
      1500, 30000 ${rows};
    insert into public.task_events (task_id, at, event) select 'H-' || n, ${spread}, 'succeeded' ${rows};
    insert into public.audit_log (at, actor, action, subject) select ${spread}, 'bench', 'task.succeeded', 'H-' || n ${rows};`;
  return lean ? tasks : tasks + traces;
}
