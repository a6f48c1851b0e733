/** `siso chain` and `siso schedule`, as their pages show them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { textWidth } from '../../../src/cli/display/width.ts';
import { seededSiso } from '../../support/seeded-siso.ts';

const seeded = seededSiso();
const page = (name: string) => readFileSync(join(import.meta.dirname, `../../../docs/${name}.md`), 'utf8');
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

/** The document of a command, held against its schema. */
async function document<Document>(schema: string, args: string[]): Promise<Document> {
  const found = await seeded.json(args);
  const text = readFileSync(join(import.meta.dirname, `../../../schemas/${schema}.json`), 'utf8');
  const validate = ajv.getSchema(schema) ?? ajv.compile({ ...JSON.parse(text), $id: schema });
  expect({ schema, valid: validate(found), errors: validate.errors }).toEqual({ schema, valid: true, errors: null });
  return found as Document;
}

/** Writes a chain file, and answers its path. */
function file(text: string): string {
  const path = join(seeded.place.root, 'chain.yml');
  writeFileSync(path, text);
  return path;
}

const EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(page('chains'))?.[1] ?? '';

test('the chain of docs/chains.md is checked, queued, listed, shown, cancelled and resumed', async () => {
  const path = file(EXAMPLE);
  const plan = await document<{ checks: unknown[] }>('chain-plan', ['chain', 'run', path, '--dry-run']);
  expect(plan).toMatchObject({
    budgetMicros: 2_500_000,
    steps: [
      { key: 'fix', needs: [] },
      { key: 'test', needs: ['fix'], base: 'fix', task: { category: 'testing' } },
    ],
    checks: [{ step: 'fix' }, { step: 'test' }],
  });
  expect(await document('chains', ['chain', 'list'])).toEqual({ chains: [], next: null });

  const { id } = await document<{ id: string }>('chain', ['chain', 'run', path]);
  expect(await document('chains', ['chain', 'list', '--state', 'running'])).toMatchObject({ chains: [{ id }] });
  expect(await document('chain', ['chain', 'show', id.slice(2).toLowerCase()])).toMatchObject({
    steps: [{ state: 'queued' }, { state: 'blocked' }],
  });
  expect(await document('chain-cancel', ['chain', 'cancel', id])).toMatchObject({ changed: true });
  expect(await document('chain', ['chain', 'resume', id, '--budget', '5'])).toMatchObject({
    ...{ state: 'running', budgetMicros: 5_000_000 },
    steps: [{ state: 'queued' }, { state: 'blocked' }],
  });
});

test('a chain is told of in words that fit the terminal', async () => {
  const run = await seeded.siso(['chain', 'run', file(EXAMPLE)]);
  const [id = ''] = /W-[0-9A-Z]{8}/.exec(run.stdout) ?? [];
  expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(`Queued ${id} with 2 steps.`) });

  for (const args of [
    ['chain', 'show', id],
    ['chain', 'list'],
    ['chain', 'run', file(EXAMPLE), '--dry-run'],
  ]) {
    const shown = await seeded.shown(args, 80);
    expect(shown.split('\n').filter((row) => textWidth(row) > 80)).toEqual([]);
    expect(shown).toMatch(/fix|Fix and test/);
  }
  expect((await seeded.siso(['chain', 'cancel', id])).stdout).toContain(
    `${id} is cancelled: nothing more of it starts.`,
  );
});

test.each([
  ['a circle', 'name: x\nsteps:\n  a: { prompt: x, needs: b }\n  b: { prompt: x, needs: a }\n', 'wait for each other'],
  ['a field that is none', 'name: x\nsteps:\n  a: { promt: x }\n', 'line 3: there is no field "steps.a.promt"'],
  ['a template that is none', 'name: x\nsteps:\n  a: { template: fix-bgs }\n', 'There is no template "fix-bgs"'],
  [
    'an output that is none',
    'name: x\nsteps:\n  a: { prompt: x }\n  b: { prompt: "{{ steps.a.reslt }}", needs: a }\n',
    '{{ steps.a.result }}',
  ],
])('a chain with %s is refused with what is wrong', async (_, text, says) => {
  const end = await seeded.siso(['chain', 'run', file(text)]);

  expect(end).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
});

test('a chain that is unknown is not found', async () => {
  expect(await seeded.siso(['chain', 'show', 'W-NONESUCH'])).toMatchObject({
    stderr: expect.stringContaining('There is no chain W-NONESUCH'),
  });
});

test('the schedules of docs/schedules.md are made, listed, paused, resumed, run and removed', async () => {
  const adds = [...page('schedules').matchAll(/^siso (schedule add .*)$/gm)].map(([, line = '']) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );
  expect(adds).toHaveLength(2);
  const [first, second] = await Promise.all(adds.map((args) => document<{ id: string }>('schedule', args)));
  expect(first).toMatchObject({
    cron: '17 3 * * 1-5',
    zone: 'Europe/Berlin',
    catchUp: 1,
    request: { template: 'dependency-update' },
  });
  expect(second).toMatchObject({ name: 'Change log', request: { prompt: 'Bring the change log up to date.' } });

  const id = first?.id ?? '';
  expect(await document('schedules', ['schedule', 'list'])).toMatchObject({
    schedules: [{ next: [{}, {}, {}].map(() => expect.any(String)) }, {}],
  });
  expect(await document('schedule', ['schedule', 'pause', id])).toMatchObject({ paused: true, next: [] });
  expect(await document('schedule', ['schedule', 'resume', id])).toMatchObject({ paused: false });
  const run = await document<{ taskId: string }>('schedule-run', ['schedule', 'run-now', id]);
  expect(await seeded.json(['task', run.taskId])).toMatchObject({ state: 'queued', template: 'dependency-update' });
  const shown = await seeded.shown(['schedule', 'list'], 80);
  expect(shown.split('\n').filter((row) => textWidth(row) > 80)).toEqual([]);
  expect(await document('schedule', ['schedule', 'remove', id])).toMatchObject({ id });
  expect((await seeded.siso(['schedule', 'remove', second?.id ?? ''])).stdout).toContain(
    'Tasks that it has queued stay.',
  );
});

test.each([
  [['--cron', '17 25 * * *', '--zone', 'UTC', 'x'], 'The hour "25" cannot be "25" (position 4 of the cron rule)'],
  [['--cron', '17 3 * * *', '--zone', 'Europe/Berln', 'x'], 'Did you mean Europe/Berlin?'],
  [['--cron', '17 3 * * *', '--zone', 'UTC'], 'There is no prompt'],
  [['--cron', '17 3 * * *', '--zone', 'UTC', '--catch-up', 'some', 'x'], 'Give none, latest, or a number'],
])('a schedule that cannot be is refused with what is wrong: %j', async (args, says) => {
  expect(await seeded.siso(['schedule', 'add', ...args])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(says),
  });
});
