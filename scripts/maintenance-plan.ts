// Which tasks of LIST are due, by the dashboard issue in DASHBOARD and the open pull requests in OPEN_PULL_REQUESTS (files),
// and by what the budgets have left, as `matrix` for the job in .github/workflows/scheduled-maintenance.yml.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DISABLED, isDisabled } from '../src/action/disabled.ts';
import type { Micros } from '../src/domain/money.ts';
import { openLedger, readSurroundings } from '../src/engine/index.ts';
import { chooseDue, matrixOf } from './maintenance/choose-due.ts';
import { readBoard } from './maintenance/dashboard.ts';
import { readTasks } from './maintenance/tasks.ts';

const env = z
  .object({
    ...{ LIST: z.string(), DASHBOARD: z.string(), OPEN_PULL_REQUESTS: z.string() },
    ...{ RUNNER_TEMP: z.string(), GITHUB_OUTPUT: z.string(), GITHUB_STEP_SUMMARY: z.string() },
  })
  .parse(process.env);

/** Nothing while the ledger is paused. What is not known limits nothing here: the gate of each run asks again. */
async function leftOfBudgets(): Promise<Micros | undefined> {
  if ((process.env.SUPABASE_URL ?? '') === '') return undefined;
  const surroundings = await readSurroundings({ dataDirectory: join(env.RUNNER_TEMP, 'siso') });
  const { store } = await openLedger({ surroundings, rehearsal: false, lingerMs: 0, onNote: console.log });
  try {
    const { paused, budgets } = await store.call('siso_status', {});
    const dollars = budgets.filter(({ scope, unit }) => scope === 'global' && unit === 'usd');
    return paused ? 0 : Math.min(...dollars.map(({ left }) => Math.max(0, left)), Number.MAX_SAFE_INTEGER);
  } finally {
    await store.close();
  }
}

const pulls = z.array(z.object({ url: z.string() }));
const { due, notes } = chooseDue(readTasks(await readFile(env.LIST, 'utf8')), {
  board: readBoard(await readFile(env.DASHBOARD, 'utf8')),
  open: pulls.parse(JSON.parse(await readFile(env.OPEN_PULL_REQUESTS, 'utf8'))).map(({ url }) => url),
  today: new Date().toISOString().slice(0, 10),
  left: await leftOfBudgets(),
});
const now = isDisabled(process.env) ? [] : due;
if (now.length < due.length) console.log(DISABLED);
const told = [...now.map(({ title }) => `${title}: runs now.`), ...notes].map((line) => `- ${line}`).join('\n');
console.log(told);
await appendFile(env.GITHUB_STEP_SUMMARY, `### Maintenance\n\n${told}\n`);
// JSON has no line breaks, so no delimiter is needed.
await appendFile(env.GITHUB_OUTPUT, `matrix=${JSON.stringify(matrixOf(now))}\n`);
