import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { by } from '../../support/ledger-arguments.ts';

/** Only a vacuum counts the rows of a table in this column. */
async function uncounted(folder: string): Promise<string[]> {
  const pglite = await PGlite.create(folder);
  const { rows } = await pglite.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples < 0 order by 1`,
  );
  await pglite.close();
  return rows.map(({ relname }) => relname);
}

test('the ledger in a folder gives the room of what was pruned back, also when it is closed at once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'siso-prune-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  await (await openStore({ directory })).close();
  const pruned = ['automation_tasks', 'task_events', 'task_logs', 'task_texts', 'token_usage_history', 'usage_holds'];
  expect(await uncounted(join(directory, 'ledger'))).toEqual(expect.arrayContaining(pruned));

  const store = await openStore({ directory });
  const days = { p_figure_days: null, p_text_days: null };
  const step = await store.call('siso_prune', { ...by('ada'), ...days, p_batch: 100, p_after: null });
  expect(step.next).toBeNull();
  await store.close();

  const left = await uncounted(join(directory, 'ledger'));
  expect(left.filter((table) => pruned.includes(table))).toEqual([]);
});
