import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TaskRequest } from '../../src/contracts/ledger/admission.ts';
import { compileForService, openStore, type Store } from '../../src/store/index.ts';
import { median, round, timed } from '../statistics.ts';

interface AdmissionOptions {
  sizes: [name: string, rows: number][];
  samples: number;
  note(line: string): void;
}

/** Median of one admission through the store, by how many finished tasks the ledger remembers. */
export async function measureAdmission(folder: string, { sizes, samples, note }: AdmissionOptions) {
  // As the keeper of a ledger does.
  compileForService();
  const directory = join(folder, 'admission');
  await mkdir(directory);
  await (await openStore({ directory })).close();
  const figures: Record<string, number> = {};
  let rows = 0;
  for (const [name, wanted] of sizes) {
    await addHistory(join(directory, 'ledger'), { from: rows, to: wanted });
    rows = wanted;
    const store = await openStore({ directory });
    await lift(store);
    figures[name] = round(median(await admissions(store, samples)));
    note(`  ${name}: ${figures[name]} ms`);
    await store.close();
  }
  return figures;
}

/** Finished tasks with their holds, entries and events, as settling leaves them, spread over 400 days. */
async function addHistory(ledger: string, { from, to }: { from: number; to: number }): Promise<void> {
  const pglite = await PGlite.create(ledger);
  const spread = `now() - (n % 400) * interval '1 day' - (n % 86400) * interval '1 second'`;
  const rows = `from generate_series(${from + 1}, ${to}) n`;
  await pglite.exec(`
    insert into public.automation_tasks (id, name, actor, category, priority, environment, state, reason, model, tools, direct, attempt,
      cost_micros, input_tokens, output_tokens, counted_tokens, created_at, finished_at)
    select 'H-' || n, 'history', 'bench', (array['development', 'testing', 'analysis'])[1 + n % 3], 'medium', 'development', 'succeeded',
      'completed', 'claude-sonnet-5-5', '{Read}', true, 1, 30000, 1000, 500, 1500, ${spread}, ${spread} ${rows};
    insert into public.usage_holds (id, task_id, attempt, lease_token, state, category, amount_micros, tokens, estimate_tokens, price_id,
      periods, charges, booked_micros, booked_tokens, admitted_at, started_at, lease_expires_at, ended_at)
    select gen_random_uuid(), 'H-' || n, 1, gen_random_uuid(), 'settled', 'development', 2000000, 20000, 10000, 1, '[]', '[]', 30000, 1500,
      ${spread}, ${spread}, ${spread}, ${spread} ${rows};
    insert into public.token_usage_history (at, charged_at, kind, service, source, task_id, actor, category, model, price_id, requests,
      input_tokens, output_tokens, counted_tokens, cost_micros)
    select ${spread}, ${spread}, 'usage', 'claude-code', 'metered', 'H-' || n, 'bench', 'development', 'claude-sonnet-5-5', 7, 4, 1000, 500,
      1500, 30000 ${rows};
    insert into public.task_events (task_id, at, event) select 'H-' || n, ${spread}, 'succeeded' ${rows};
    insert into public.audit_log (at, actor, action, subject) select ${spread}, 'bench', 'task.succeeded', 'H-' || n ${rows};
    analyze;
    checkpoint;`);
  await pglite.close();
}

async function lift(store: Store): Promise<void> {
  const by = () => ({ p_request_id: randomUUID(), p_actor: 'bench' });
  await store.call('siso_limits_preset', { ...by(), p_preset: 'team' });
  await store.call('siso_set_setting', { ...by(), p_key: 'max_concurrent_jobs', p_value: 1_000_000 });
  const most = { dailyMicros: 10 ** 15, monthlyMicros: 10 ** 15, dailyTokens: 10 ** 15 };
  await store.call('siso_set_budget', { ...by(), p_scope: 'global', p_value: '', p_changes: most });
  for (const p_category of ['development', 'testing', 'analysis'] as const) {
    const p_changes = {
      tokensPerMinute: 10 ** 12,
      tokensPerHour: 10 ** 12,
      tokensPerDay: 10 ** 12,
      requestsPerMinute: 10 ** 6,
    };
    await store.call('siso_set_limits', { ...by(), p_category, p_repo: null, p_changes });
  }
}

const WARM_UP = 200;

/** Each admission is given back at once, so that every one meets the same ledger. */
async function admissions(store: Store, samples: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < samples + WARM_UP; at += 1) {
    let lease = '';
    const took = await timed(async () => {
      const verdict = await store.call('siso_admit', { p_request_id: randomUUID(), p_task: TASK });
      if (verdict.decision !== 'admitted') throw new Error(`The admission was ${verdict.decision}: ${verdict.reason}`);
      lease = verdict.hold.leaseToken;
    });
    await store.call('siso_release', { p_request_id: randomUUID(), p_lease_token: lease, p_reason: 'bench' });
    if (at >= WARM_UP) times.push(took);
  }
  return times;
}

const TASK: TaskRequest = {
  name: 'bench',
  actor: 'bench',
  category: 'development',
  priority: 'medium',
  environment: 'development',
  model: 'claude-sonnet-5-5',
  prompt: 'Measure an admission.',
  tools: ['Read'],
};
