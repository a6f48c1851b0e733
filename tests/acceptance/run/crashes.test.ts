/** Processes of a run die without a word: nothing stays alive, nothing stays held, and what was used is booked. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processesWithMarker } from '../../../src/host/processes.ts';
import { readJournal } from '../../../src/meter/index.ts';
import { ALL_MOMENTS, agents, isAlive, type Moment, markerOf, meterOf, runAt } from '../../support/moments.ts';
import { aSiso, rehearsal, type Siso, scenarioFile, until } from '../../support/siso.ts';

interface Wreck {
  run: string;
  /** What the journal says was used; `undefined` when the meter never came up. */
  used: { costMicros: number; estimated: boolean } | undefined;
}

/** Starts a rehearsal and kills siso, and nothing else, at `moment`; waits until the meter has ended itself and the agent. */
async function crashAt(siso: Siso, moment: Moment): Promise<Wreck> {
  const before = siso.runs();
  const running = siso.start(rehearsal('fix-bug'));
  const run = await runAt(siso, moment, before);
  const meter = meterOf(running.pid);
  running.kill('SIGKILL');
  await running.ended;
  await until(() => meter === undefined || !isAlive(meter));
  const usage = await readJournal(join(run, 'journal.jsonl'));
  return { run, used: usage && { ...usage, estimated: usage.entries.some((entry) => entry.estimated) } };
}

/** Seeded, so that a failure can be had again. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const order = items.map((item) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return { item, at: state };
  });
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

test.each([1, 2])(
  'case 12: siso killed again and again, each time elsewhere: the next start settles what was used (seed %i)',
  async (seed) => {
    const siso = await aSiso();
    const half = ALL_MOMENTS.filter((_, index) => index % 2 === seed % 2);
    const wrecks: Wreck[] = [];
    // Each start settles the run before it, and is then killed itself.
    for (const moment of shuffled(half, seed)) wrecks.push(await crashAt(siso, moment));
    expect(await agents(wrecks.at(-1)?.run ?? '')).toEqual([]);

    const end = await siso.run(['status', '--rehearse']);

    expect(end.code).toBe(0);
    expect(await siso.settled()).toBe(wrecks.reduce((sum, { used }) => sum + (used?.costMicros ?? 0), 0));
    expect(wrecks.filter(({ run }) => existsSync(run))).toEqual([]);
  },
);

test('the next start may come at once, while the meter and Claude Code of the dead one still live', async () => {
  const siso = await aSiso();
  // The second request goes over the connection of the first: one that never got a connection would rightly cost nothing.
  const running = siso.start(rehearsal(scenarioFile('look-then-hang')));
  const run = await runAt(siso, 'its second request is under way');
  const [meter, marker] = [meterOf(running.pid) ?? 0, markerOf(run)];
  const worst = await worstCase(run);
  running.kill('SIGKILL');

  const end = await siso.run(['status', '--rehearse']);

  expect(end.stderr).toMatch(
    /An earlier run died: T-\w+ is settled with \$0\.\d+, what was under way at its worst case\./,
  );
  expect(await processesWithMarker(marker)).toEqual([]);
  const spent = await siso.settled();
  expect(spent).toBeGreaterThan(0);
  // Less when the dying meter could still say what was seen of the answer.
  expect(spent).toBeLessThanOrEqual(worst);
  await until(() => !isAlive(meter));
});

test('case 12: the meter killed: the run fails and its request in flight is booked at its worst case', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal('hang', ['--json']));
  const run = await runAt(siso, 'its first request is under way');
  const worst = await worstCase(run);
  process.kill(meterOf(running.pid) ?? 0, 'SIGKILL');

  const end = await running.ended;

  expect(end.code).toBe(1);
  expect(end.report()).toMatchObject({ status: 'failed', costMicros: worst, costSource: 'estimated' });
  expect(await siso.settled()).toBe(worst);
});

test('Claude Code killed: the run fails as crashed and what it used is booked', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal(scenarioFile('look-then-hang'), ['--json']));
  const run = await runAt(siso, 'its second request is under way');
  const marker = markerOf(run);
  for (const agent of await agents(run)) process.kill(agent, 'SIGKILL');

  const end = await running.ended;

  expect(end.code).toBe(1);
  expect(end.report()).toMatchObject({ status: 'failed', reason: 'crashed', costSource: 'estimated' });
  expect(end.report().error).toContain('SIGKILL');
  expect(await processesWithMarker(marker)).toEqual([]);
  expect(await siso.settled()).toBe(end.report().costMicros);
});

async function worstCase(run: string): Promise<number> {
  // A copy: beside the journal of a live meter lies its lock, and reading waits for that.
  const copy = join(run, `copy-${randomUUID()}.jsonl`);
  copyFileSync(join(run, 'journal.jsonl'), copy);
  return (await readJournal(copy))?.costMicros ?? Number.NaN;
}
