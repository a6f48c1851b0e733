/** What every command prints with `--json` is one document, as schemas/ describes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { claudeBinary } from '../../support/claude.ts';
import { seededSiso } from '../../support/seeded-siso.ts';
import { BUILT_SISO } from '../../support/siso.ts';

const seeded = seededSiso();
const { seeds } = seeded;

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

function expectSchema(name: string, document: unknown): void {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, `../../../schemas/${name}.json`), 'utf8'));
  const validate = ajv.getSchema(name) ?? ajv.compile({ ...schema, $id: name });
  expect({ name, valid: validate(document), errors: validate.errors }).toEqual({ name, valid: true, errors: null });
}

/** The document of a command, held against its schema. */
async function document(schema: string, args: string[]): Promise<unknown> {
  const found = await seeded.json(args);
  expectSchema(schema, found);
  return found;
}

test('status: health, live tasks and every limit and budget', async () => {
  expect(await document('status', ['status'])).toMatchObject({
    ...{ rehearsal: true, running: 1, health: { state: 'running', until: null }, moreTasks: false, alerts: [] },
    tasks: [{ id: seeds().queued }, { id: seeds().running }],
  });
});

test('tasks: filtered, and page by page without a gap or a repetition', async () => {
  const ids = async (...args: string[]) => {
    const page = await document('tasks', ['tasks', ...args]);
    return page as { tasks: { id: string }[]; next: string | null };
  };
  const { succeeded, failed, capped, running, queued, hostile } = seeds();
  const all = [queued, running, hostile, capped, failed, succeeded];
  const first = await ids('--limit', '4');
  const second = await ids('--limit', '4', '--after', first.next ?? '');
  expect([...first.tasks, ...second.tasks].map(({ id }) => id)).toEqual(all);
  expect(second.next).toBeNull();

  const found = async (...args: string[]) => (await ids(...args)).tasks.map(({ id }) => id);
  expect(await found('--state', 'failed,running')).toEqual([running, failed]);
  expect(await found('--state', 'failed', '--state', 'running')).toEqual([running, failed]);
  expect(await found('--category', 'analysis', '--actor', 'ada')).toEqual([capped]);
  expect(await found('--priority', 'high', '--model', 'sonnet', '--repo', 'acme/web')).toEqual([running]);
  expect(await found('--template', 'fix-bugs', '--label', 'team=web', '--since', '1h', '--until', '0s')).toEqual([
    succeeded,
  ]);
  expect(await found('--search', 'BROKEN')).toEqual([failed]);
  expect(await found('--until', '2026-01-01')).toEqual([]);
});

test('task: the whole record, with or without T- and in any case', async () => {
  const { succeeded } = seeds();
  for (const id of [succeeded, succeeded.slice(2).toLowerCase()])
    expect(await document('task', ['task', id])).toMatchObject({ id: succeeded, state: 'succeeded', turns: 3 });
});

test('usage: by everything it can be split by, with every day of the range', async () => {
  for (const by of ['category', 'model', 'repo', 'actor', 'label', 'service', 'day']) {
    const usage = await document('usage', ['usage', '--by', by, '--range', '7d']);
    expect(usage).toMatchObject({ by, zone: 'UTC', total: { costMicros: 48_000, tasks: 4 } });
    const { days } = usage as { days: { costMicros: number }[] };
    expect([days.length, days.reduce((sum, { costMicros }) => sum + costMicros, 0)]).toEqual([7, 48_000]);
  }
  expect(await document('usage', ['usage', '--range', '2020-01-01..2020-01-02'])).toMatchObject({
    ...{ from: '2020-01-01T00:00:00+00:00', to: '2020-01-03T00:00:00+00:00', rows: [], ended: [] },
    days: [{ day: '2020-01-01' }, { day: '2020-01-02' }],
  });
});

test('limits: shown, set, lifted for a repository, preset', async () => {
  expect(await document('limits', ['limits'])).toMatchObject({ limits: { length: 5 } });
  const set = ['limits', 'set', 'testing', '--tokens-per-minute', '7000', '--max-hold', '2.50'];
  expect(await document('limit-change', set)).toMatchObject({
    before: { tokensPerMinute: 10_000, maxHoldMicros: 5_000_000 },
    after: { tokensPerMinute: 7_000, tokensPerHour: 160_000, maxHoldMicros: 2_500_000 },
  });
  const lift = ['limits', 'set', 'testing', '--repo', 'acme/web', '--tokens-per-day', 'none', '--max-concurrent', '1'];
  expect(await document('limit-change', lift)).toMatchObject({
    before: null,
    after: { repo: 'acme/web', tokensPerDay: null, maxConcurrent: 1 },
  });
  expect(await document('limits', ['limits'])).toMatchObject({ limits: { length: 6 } });
  const preset = await document('limit-preset', ['limits', 'preset', 'team']);
  expect((preset as { changes: unknown[] }).changes[1]).toMatchObject({
    before: { category: 'testing', tokensPerMinute: 7_000 },
    after: { tokensPerMinute: 10_000 },
  });
});

test('members: named, changed, listed, the default, removed', async () => {
  expect(await document('members', ['members'])).toEqual({ defaultRole: 'admin', members: [] });
  const bob = { actor: 'bob', role: 'write', permissions: ['budget:use_buffer', 'audit:read'] };
  const permissions = ['--permissions', 'budget:use_buffer,audit:read'];
  const set = ['members', 'set', 'bob', '--role', 'write', ...permissions];
  expect(await document('member-change', set)).toMatchObject({ before: null, after: bob });
  expect(await document('members', ['members', 'list'])).toMatchObject({ members: [bob] });
  const admin = ['members', 'set', 'bob', '--role', 'admin'];
  expect(await document('member-change', admin)).toMatchObject({ before: bob, after: { permissions: [] } });
  expect(await document('member-default', ['members', 'default', 'admin'])).toEqual({
    before: 'admin',
    after: 'admin',
  });
  expect(await document('member-change', ['members', 'remove', 'bob'])).toMatchObject({ after: null });
});

test('budget and grant: shown, set, lifted, granted', async () => {
  const set = ['budget', 'set', '--daily', '20', '--monthly', 'none', '--thresholds', '50,80'];
  expect(await document('budget-change', set)).toMatchObject({
    before: { dailyMicros: 50_000_000, monthlyMicros: 1_000_000_000 },
    after: { dailyMicros: 20_000_000, monthlyMicros: null, thresholds: [50, 80] },
  });
  const narrow = ['budget', 'set', '--scope', 'label:team=web', '--daily-tokens', '0', '--buffer', '0'];
  expect(await document('budget-change', narrow)).toMatchObject({
    before: null,
    after: { scope: 'label', value: 'team=web', dailyTokens: 0 },
  });
  const grant = ['grant', '5', '--for', '2h', '--reason', 'release day'];
  expect(await document('grant', grant)).toMatchObject({ unit: 'usd', amount: 5_000_000, scope: 'global' });
  const tokens = ['grant', '7000', '--tokens', '--for', '7d', '--reason', 'more', '--scope', 'label:team=web'];
  expect(await document('grant', tokens)).toMatchObject({ unit: 'tokens', amount: 7_000, value: 'team=web' });
  expect(await document('budget', ['budget'])).toMatchObject({
    budgets: [
      {
        configured: { dailyMicros: 20_000_000, grants: [{ amount: 5_000_000 }] },
        periods: [{ cap: 25_000_000 }, {}, {}],
      },
      { configured: { scope: 'label', grants: [{ unit: 'tokens' }] }, periods: [{ unit: 'tokens', cap: 7_000 }] },
    ],
  });
});

test('prices: shown and added, with the usual shares for the cache', async () => {
  const add = [
    'prices',
    'add',
    'Sonnet',
    '--input',
    '3',
    '--output',
    '15',
    '--cache-read',
    '0.25',
    '--source',
    'a list',
  ];
  expect(await document('price-change', add)).toMatchObject({
    before: { model: 'claude-sonnet-5-5', inputNanos: 2_000 },
    after: { inputNanos: 3_000, outputNanos: 15_000, write5mNanos: 3_750, write1hNanos: 6_000, readNanos: 250 },
  });
  const { prices } = (await document('prices', ['prices'])) as { prices: { model: string; inputNanos: number }[] };
  expect(prices.find(({ model }) => model === 'claude-sonnet-5-5')).toMatchObject({ inputNanos: 3_000 });
});

test('cancel: a waiting task ends, a running one is asked to stop, and asking again changes nothing', async () => {
  const { queued, running, failed } = seeds();
  const cancel = (id: string) => document('cancel', ['cancel', id]);
  expect(await cancel(queued)).toMatchObject({ state: 'cancelled', changed: true });
  expect(await cancel(queued)).toMatchObject({ state: 'cancelled', changed: false });
  expect(await cancel(running)).toMatchObject({ state: 'running', cancelRequested: true, changed: true });
  expect(await cancel(running)).toMatchObject({ cancelRequested: true, changed: false });
  expect(await cancel(failed)).toMatchObject({ state: 'failed', changed: false });
});

test('audit: filtered, and page by page', async () => {
  type Page = { entries: { id: number; action: string }[]; next: number | null };
  const page = async (...args: string[]) => (await document('audit', ['audit', ...args])) as Page;
  const first = await page('--limit', '2', '--action', 'limits.');
  expect(first.entries.map(({ action }) => action)).toEqual(['limits.preset', 'limits.changed']);
  const second = await page('--limit', '500', '--action', 'limits.', '--before', String(first.next));
  expect([...first.entries, ...second.entries].every(({ action }) => action.startsWith('limits.'))).toBe(true);
  expect(second).toMatchObject({ entries: { length: 2 }, next: null });
  expect((await page('--subject', seeds().failed, '--actor', 'ada', '--since', '1h')).entries).toHaveLength(2);
});

test('prune: previewed, done, and how long what is kept', async () => {
  const preview = await document('prune', ['prune', '--texts', '0d', '--keep', '400d', '--dry-run']);
  expect(preview).toMatchObject({ dryRun: true, finished: true, tasks: 0, texts: expect.any(Number) });
  const done = await document('prune', ['prune', '--texts', '0d', '--keep', '400d']);
  const until = { figuresBefore: expect.any(String), textsBefore: expect.any(String) };
  expect(done).toEqual({ ...(preview as object), ...until, dryRun: false });
  expect((done as { texts: number }).texts).toBeGreaterThan(4);
  expect(await document('prune', ['prune', '--texts', '0d'])).toMatchObject({ texts: 0, logs: 0 });
  expect(await document('retention-change', ['prune', 'set', '--texts', '7d', '--store-text', 'none'])).toEqual({
    before: { storeText: 'all', textDays: 30, figureDays: 400 },
    after: { storeText: 'none', textDays: 7, figureDays: 400 },
  });
  await seeded.siso(['prune', 'set', '--store-text', 'all']);
});

test('what needs no ledger, or looks at it from outside', async () => {
  // The doctor looks for it.
  await claudeBinary();
  for (const [schema, args] of [
    ['init', ['init', '--dry-run']],
    ['completion', ['completion', 'bash']],
    ['templates', ['templates']],
    ['template', ['templates', 'show', 'fix-bugs']],
    ['doctor', ['doctor']],
  ] as const) {
    const end = await seeded.place.run([...args, '--json'], { command: BUILT_SISO });
    expect({ args, code: end.code, stderr: end.stderr }).toEqual({ args, code: 0, stderr: '' });
    expectSchema(schema, JSON.parse(end.stdout));
  }
});

test('run, its dry run, submit and retry', async () => {
  await claudeBinary();
  const prompt = ['Do what is to be done.', '--wait', '2m'];
  expect(await document('dry-run', ['run', ...prompt, '--dry-run'])).toMatchObject({ decision: 'admitted' });
  expect(await document('run', ['run', ...prompt])).toMatchObject({ status: 'succeeded' });
  const submitted = await document('run', ['submit', ...prompt]);
  expect(submitted).toMatchObject({ status: 'succeeded' });
  const { taskId } = submitted as { taskId: string };
  expect(await document('run', ['retry', taskId, '--wait', '2m'])).toMatchObject({ taskId, status: 'succeeded' });
});

test('an error is one document too', async () => {
  const end = await seeded.siso(['task', 'T-NOBODY', '--json']);
  expect(end.code).toBe(2);
  expectSchema('error', JSON.parse(end.stdout));
});
