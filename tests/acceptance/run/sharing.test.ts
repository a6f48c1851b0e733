/** Several processes of siso on one data directory: one has the ledger open, the others go through it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../../src/meter/index.ts';
import { runAt } from '../../support/moments.ts';
import { aSiso, rehearsal } from '../../support/siso.ts';

test('two that start together both succeed, and both are booked', async () => {
  const siso = await aSiso();
  const ends = await Promise.all([siso.rehearse('fix-bug'), siso.rehearse('answer')]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  const costs = ends.map(({ report }) => report().costMicros);
  expect(await siso.settled()).toBe(costs.reduce((sum, cost) => sum + cost));
});

test('a new ledger is made once by two that start together', async () => {
  const siso = await aSiso();
  const env = { SISO_DATA_DIR: join(siso.root, 'new') };
  const ends = await Promise.all([siso.rehearse('answer', [], { env }), siso.rehearse('answer', [], { env })]);
  const decisions = ends.map(({ report }) => report().decision).sort();
  // The limits of a new ledger let one task a minute of this size in.
  expect(decisions).toEqual(['admitted', 'deferred']);
});

test('the owner killed: the other one takes the ledger over and settles; the next start settles the dead one', async () => {
  const siso = await aSiso();
  const owner = siso.start(rehearsal('hang'));
  const dead = await runAt(siso, 'its first request is under way');
  const other = siso.start(rehearsal('fix-bug', ['--json']));
  await runAt(siso, 'its first request is paid', [dead]);
  owner.kill('SIGKILL');

  const end = await other.ended;

  expect(end.code).toBe(0);
  expect(end.report()).toMatchObject({ status: 'succeeded', changedFiles: ['src/calculator.js'] });
  const lost = (await readJournal(join(dead, 'journal.jsonl')))?.costMicros ?? Number.NaN;
  const status = await siso.run(['status', '--rehearse', '--json']);
  expect(JSON.parse(status.stdout)).toMatchObject({ running: 0, rehearsal: true });
  expect(await siso.settled()).toBe(lost + end.report().costMicros);
});

test('the owner that ends first leaves the other one running', async () => {
  const siso = await aSiso();
  const owner = siso.start(rehearsal('hang', ['--json']));
  const first = await runAt(siso, 'its first request is under way');
  const other = siso.start(rehearsal('fix-bug', ['--json']));
  await runAt(siso, 'its first request is paid', [first]);
  owner.kill('SIGINT');

  const ends = await Promise.all([owner.ended, other.ended]);

  expect(ends.map(({ code }) => code)).toEqual([130, 0]);
  expect(await siso.settled()).toBe(ends.reduce((sum, { report }) => sum + report().costMicros, 0));
});
