import { expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { HOUR, MINUTE, type TestLedger } from '../../support/ledger.ts';
import { claim, openLedger } from '../../support/queue.ts';

const SLOTS = 4;
const START = Date.parse('2026-03-02T08:00:00Z');
/** When the dump comes, and how long its tasks run. */
const DUMP = { at: 30 * MINUTE, tasks: 300, runs: 8 * MINUTE };
const DAY = 8 * HOUR;
const EVERY = 5 * MINUTE;
/** A low task may be overtaken until 4 h after its deadline, which is 2 h after it came; then it has the next slot. */
const BOUND = 6 * HOUR;

type Priority = 'urgent' | 'high' | 'medium' | 'low';

interface Arrival {
  at: number;
  repo: string;
  priority: Priority;
  runs: number;
}

interface Waited extends Arrival {
  waited: number;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Six repositories that submit a task now and then, some of them urgent: two slots' work at most times. */
function everyday(seed: number): Arrival[] {
  const random = randomOf(seed);
  const arrivals: Arrival[] = [];
  for (let at = 0; at < DAY; at += Math.round(-Math.log(1 - random()) * EVERY)) {
    const chance = random();
    const priority = chance < 0.12 ? 'urgent' : chance < 0.35 ? 'high' : chance < 0.8 ? 'medium' : 'low';
    const runs = Math.round((3 + random() * 10) * MINUTE);
    arrivals.push({ at, repo: `acme/app-${Math.floor(random() * 6)}`, priority, runs });
  }
  return arrivals;
}

const dumped = (): Arrival[] =>
  Array.from({ length: DUMP.tasks }, () => ({ ...DUMP, repo: 'acme/dump', priority: 'medium' }));

/** Puts the arrivals through the ledger's own functions, its clock moved from event to event. Answers how long each waited. */
async function replay(arrivals: Arrival[], until: (left: Arrival[]) => boolean): Promise<Waited[]> {
  const ledger = await openLedger(SLOTS, new Date(START).toISOString());
  await ledger.setBudget({ dailyMicros: null, monthlyMicros: null, dailyTokens: null });
  const coming = arrivals.toSorted((a, b) => a.at - b.at);
  const waiting = new Map<string, Arrival>();
  const ends: { at: number; end(): Promise<unknown> }[] = [];
  const served: Waited[] = [];
  while (!until([...coming, ...waiting.values()])) {
    const now = Math.min(coming[0]?.at ?? Number.POSITIVE_INFINITY, ...ends.map(({ at }) => at));
    await ledger.clock.set(new Date(START + now));
    for (const over of ends.filter(({ at }) => at <= now)) {
      await over.end();
      ends.splice(ends.indexOf(over), 1);
    }
    for (; coming[0] !== undefined && coming[0].at <= now; coming.shift()) {
      const { repo, priority } = coming[0];
      waiting.set(await ledger.queued({ repo, priority }), coming[0]);
    }
    for (const { taskId, end } of await startAll(ledger)) {
      const task = waiting.get(taskId);
      if (task === undefined) throw new Error(`${taskId} was claimed twice`);
      waiting.delete(taskId);
      served.push({ ...task, waited: now - task.at });
      ends.push({ at: now + task.runs, end });
    }
  }
  expect(await imbalances(ledger)).toEqual([]);
  return served;
}

/** Claims for every free slot. Runs are minutes long: who beats is another test's matter, so leases last. */
async function startAll(ledger: TestLedger) {
  const { claimed } = await claim(ledger, SLOTS);
  if (claimed.length > 0)
    await ledger.sql(
      `update usage_holds set lease_expires_at = lease_expires_at + interval '1 day' where state = 'active' and started_at is null`,
    );
  return claimed.map(({ taskId, hold }) => ({ taskId, end: () => ledger.settle(hold) }));
}

function share(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? Number.NaN;
}

const isOther = ({ repo }: Arrival) => repo !== 'acme/dump';
const waits = (served: Waited[]) => served.map(({ waited }) => waited);
const turnarounds = (served: Waited[]) => served.map(({ waited, runs }) => waited + runs);
const urgent = (served: Waited[]) => served.filter(({ priority }) => priority === 'urgent');

test('300 tasks of one repository at once hardly delay anybody else', { timeout: 120_000 }, async () => {
  const arrivals = everyday(20_261_124);
  const idle = await replay(arrivals, (left) => left.length === 0);
  const all = await replay([...arrivals, ...dumped()], (left) => !left.some(isOther));
  const loaded = all.filter(isOther);

  expect(loaded).toHaveLength(arrivals.length);
  // the dump had every slot that the others left
  expect(all.length - loaded.length).toBeGreaterThan(100);
  expect(share(turnarounds(loaded), 0.5)).toBeLessThanOrEqual(3 * share(turnarounds(idle), 0.5));
  // Nobody's slot is taken away: who comes waits until the first of the four is free.
  const turn = DUMP.runs / 2;
  expect(share(waits(loaded), 0.5)).toBeLessThanOrEqual(share(waits(idle), 0.5) + turn);
  expect(share(waits(urgent(loaded)), 0.95)).toBeLessThanOrEqual(share(waits(urgent(idle)), 0.95) + turn);
  const low = loaded.filter(({ priority }) => priority === 'low');
  expect(low.length).toBeGreaterThan(10);
  expect(Math.max(...waits(low))).toBeLessThanOrEqual(BOUND);
});
