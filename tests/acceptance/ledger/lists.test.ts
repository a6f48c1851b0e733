import { beforeEach, describe, expect, test } from 'vitest';
import type { TaskFilter } from '../../../src/contracts/ledger/tasks.ts';
import { ledgerAt, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const names = async (filter: TaskFilter) => (await ledger.list(filter)).tasks.map(({ name }) => name);

/** Tasks named 1 to `count`, two at a time in the same moment. */
async function queue(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    await ledger.queued({ name: String(n) });
    if (n % 2 === 0) await ledger.clock.advance(1);
  }
}

/** All pages, one after the other. */
async function pages(filter: TaskFilter, limit: number): Promise<string[][]> {
  const found: string[][] = [];
  let after: string | null = null;
  do {
    const page = await ledger.list(filter, { limit, after });
    found.push(page.tasks.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return found;
}

describe('the list of tasks', () => {
  test('comes newest first, in pages that miss nothing and repeat nothing', async () => {
    await queue(7);
    const all = (await ledger.list()).tasks;
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );

    const ids = all.map(({ id }) => id);
    expect(await pages({}, 3)).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    expect(await pages({}, 7)).toEqual([ids]);
    expect(await pages({ states: ['queued'] }, 4)).toEqual([ids.slice(0, 4), ids.slice(4)]);
    expect(await pages({ states: ['running'] }, 4)).toEqual([[]]);
  });

  test('goes on where it was when new tasks come meanwhile', async () => {
    await queue(4);
    const first = await ledger.list({}, { limit: 2 });
    await ledger.queued({ name: 'new' });

    const rest = await ledger.list({}, { after: first.next });
    expect(rest.tasks.map(({ name }) => name).sort()).toEqual(['1', '2']);
  });

  test('shows what a row needs and nothing that is long', async () => {
    const { taskId } = await ledger.done({ repo: 'acme/web', labels: { team: 'web' } }, usage({ tokens: 50 }));
    const { tasks } = await ledger.list();

    expect(tasks).toEqual([
      {
        ...{ id: taskId, name: 'Tidy up', actor: 'ada', category: 'development', priority: 'medium' },
        ...{ environment: 'development', state: 'succeeded', reason: 'completed', model: 'claude-sonnet-5-5' },
        ...{ template: null, repo: 'acme/web', labels: { team: 'web' }, attempt: 1, holdMicros: 100_000 },
        ...{ costMicros: 100, costSource: 'metered', countedTokens: 50, durationMs: null },
        ...{ createdAt: '2026-03-01T10:00:00+00:00', startedAt: '2026-03-01T10:00:00+00:00' },
        finishedAt: '2026-03-01T10:00:00+00:00',
      },
    ]);
  });

  test.each<[TaskFilter, string[]]>([
    [{}, ['deploy', 'audit', 'fix']],
    [{ states: ['queued'] }, ['audit', 'fix']],
    [{ states: ['cancelled', 'failed'] }, ['deploy']],
    [{ states: ['cancelled', 'queued'] }, ['deploy', 'audit', 'fix']],
    [{ states: ['succeeded'] }, []],
    [{ states: [] }, ['deploy', 'audit', 'fix']],
    [{ categories: ['analysis'] }, ['audit']],
    [{ categories: ['analysis', 'deployment'] }, ['deploy', 'audit']],
    [{ priorities: ['high'], environments: ['production'] }, ['deploy']],
    [{ actor: 'bob' }, ['audit']],
    [{ actor: "bob' or true --" }, []],
    [{ repo: 'acme/web' }, ['audit', 'fix']],
    [{ model: 'claude-haiku-4-5' }, ['fix']],
    [{ template: 'security-audit' }, ['audit']],
    [{ label: 'team=web' }, ['audit']],
    [{ label: 'url=a=b' }, ['fix']],
    [{ from: '2026-03-01T10:01:00Z' }, ['deploy', 'audit']],
    [{ to: '2026-03-01T11:01:00+01:00' }, ['fix']],
    [{ from: '2026-03-01T10:01:00Z', to: '2026-03-01T10:02:00Z', actor: 'bob' }, ['audit']],
    [{ search: 'UDI' }, ['audit']],
    [{ search: '%' }, []],
    [{ search: 't-' }, ['deploy', 'audit', 'fix']],
    [{ actor: 'ada', categories: ['testing'], search: 'fix' }, ['fix']],
  ])('%j', async (filter, expected) => {
    const web = { repo: 'acme/web' };
    await ledger.queued({
      ...web,
      name: 'fix',
      category: 'testing',
      model: 'claude-haiku-4-5',
      labels: { url: 'a=b' },
    });
    await ledger.clock.advance(MINUTE);
    await ledger.queued({
      ...{
        ...web,
        name: 'audit',
        category: 'analysis',
        actor: 'bob',
        template: 'security-audit',
        labels: { team: 'web' },
      },
    });
    await ledger.clock.advance(MINUTE);
    const production = { environment: 'production', priority: 'high' } as const;
    await ledger.cancel(await ledger.queued({ ...production, name: 'deploy', category: 'deployment' }));

    expect(await names(filter)).toEqual(expected);
  });

  test('finds a task by the beginning of its id, however it is written', async () => {
    await queue(3);
    const taskId = await ledger.queued({ name: 'that one' });

    expect(await names({ search: taskId.slice(0, 7).toLowerCase() })).toEqual(['that one']);
  });

  test.each(['', 'nonsense', '12', '-1.T-AAAAAAAA', '99999999999999999999.T-A', "1'.T"])(
    'does not go on from "%s"',
    async (after) => {
      await expect(ledger.list({}, { after })).rejects.toMatchObject({ code: 'SI400' });
    },
  );

  test('a label without a value is an error', async () => {
    await expect(ledger.list({ label: 'team' })).rejects.toMatchObject({ code: 'SI400', hint: /key=value/ });
  });
});

describe('totals of what finished', () => {
  const totals = (p_from: string, p_to: string) => ledger.call('siso_task_totals', { p_from, p_to });

  test('count by category and end, with cost and percentiles of the run', async () => {
    for (const durationMs of [1_000, 2_000, 3_000, 40_000]) {
      const { hold } = await ledger.running({ estimateTokens: 10 });
      await ledger.settle(hold, usage({ tokens: 10 }), { durationMs });
      await ledger.clock.advance(MINUTE);
    }
    await ledger.cancel(await ledger.queued({ category: 'testing' }));
    await ledger.queued();

    expect(await totals('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).toEqual([
      {
        ...{ category: 'development', state: 'succeeded', tasks: 4, costMicros: 80, countedTokens: 40 },
        ...{ p50Ms: 2_000, p95Ms: 40_000 },
      },
      { category: 'testing', state: 'cancelled', tasks: 1, costMicros: 0, countedTokens: 0, p50Ms: null, p95Ms: null },
    ]);
  });

  test('belong to the moment of the end, the first of the range included and its last not', async () => {
    await ledger.done();

    expect(await totals('2026-03-01T10:00:00Z', '2026-03-01T10:00:01Z')).toHaveLength(1);
    expect(await totals('2026-03-01T09:00:00Z', '2026-03-01T10:00:00Z')).toEqual([]);
  });
});
