import { expect, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { createPacer, openBotGitHub, type PacerOptions, retryAtOf, type WriteKind } from '../../../src/github/bot.ts';
import { aWorld, REPOSITORY } from './support.ts';

interface Begun {
  kind: WriteKind;
  /** Seconds since the start. */
  at: number;
  ms: number;
}

const START = Date.parse('2026-03-01T10:00:00Z');

/** A pacer on a clock that moves only by its waits, and by what `work` takes. */
function aPacer(options: PacerOptions = {}, { workMs = 0 } = {}) {
  let now = START;
  const begun: Begun[] = [];
  let [running, mostRunning] = [0, 0];
  const wait = async (ms: number) => {
    // A turn of the event loop, so that whatever else is due comes in before the time is over.
    await new Promise((turn) => setImmediate(turn));
    now += ms;
  };
  const pacer = createPacer({ now: () => now, wait, ...options });
  const write = (kind: WriteKind, installation = 1) =>
    pacer.run(installation, kind, async () => {
      begun.push({ kind, at: (now - START) / 1_000, ms: now });
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      await Promise.resolve();
      now += workMs;
      running -= 1;
    });
  return {
    pacer,
    write,
    begun,
    mostRunning: () => mostRunning,
    pass: (ms: number) => (now += ms),
    passTo: (ms: number) => (now = Math.max(now, ms)),
  };
}

test('whatever is made starts three seconds apart and one at a time', async () => {
  const { write, begun, mostRunning } = aPacer();
  await Promise.all([1, 2, 3].map(() => write('create')));

  expect(begun.map(({ at }) => at)).toEqual([0, 3, 6]);
  expect(mostRunning()).toBe(1);
});

test('a reaction does not wait behind a comment that waits for its turn', async () => {
  const { write, begun } = aPacer();
  await Promise.all([write('create'), write('create'), write('edit'), write('other')]);
  const waiting = write('create');
  await write('other');
  await waiting;

  expect(begun).toMatchObject([
    { kind: 'create', at: 0 },
    { kind: 'other', at: 0 },
    { kind: 'edit', at: 0 },
    { kind: 'create', at: 3 },
    { kind: 'other', at: 3 },
    { kind: 'create', at: 6 },
  ]);
});

test('each installation has limits of its own', async () => {
  const { write, begun } = aPacer();
  await Promise.all([write('create', 1), write('create', 2)]);

  expect(begun.map(({ at }) => at)).toEqual([0, 0]);
});

test.each(['edit', 'create', 'other'] as const)(
  'no minute and no hour has more than GitHub takes: %s',
  async (kind) => {
    const { write, begun, pass } = aPacer({ createsApartMs: 100, longestWaitMs: 3_600_000 }, { workMs: 20 });
    for (let count = 0; count < 1_100; count++) await write(kind).catch(() => pass(60_000));

    const most = (seconds: number) =>
      Math.max(
        ...begun.map(({ ms }) => begun.filter((other) => other.ms >= ms && other.ms < ms + seconds * 1_000).length),
      );
    expect(begun.length).toBeGreaterThan(1_000);
    expect(most(60)).toBe(kind === 'other' ? 120 : 80);
    expect(most(3_600)).toBeLessThanOrEqual(kind === 'other' ? 120 * 60 : 500);
  },
);

test('who would wait longer than allowed is refused at once, with the time of the next turn', async () => {
  const { write, begun } = aPacer();
  const all = Array.from({ length: 100 }, () => write('create').catch((error: unknown) => error));
  const refused = (await Promise.all(all)).filter((each) => each instanceof AutomationError);

  // One begins at once, and 20 more have their turn within the minute.
  expect([begun.length, refused.length]).toEqual([21, 79]);
  expect(refused[0]).toMatchObject({ code: 'github_failed', retryable: true, hint: 'It has room again at 10:01 UTC.' });
  expect(retryAtOf(refused[0])?.getTime()).toBeGreaterThan(START + 60_000);
});

test('of a burst nothing is lost when whoever was refused comes again at the time that it was told', async () => {
  const { write, begun, passTo } = aPacer();
  let open = 1_000;
  while (open > 0) {
    const outcomes = await Promise.all(Array.from({ length: open }, () => write('create').catch(retryAtOf)));
    const told = outcomes.filter((each) => each !== undefined).map((at) => at.getTime());
    open = told.length;
    if (open > 0) passTo(Math.min(...told));
  }

  expect(begun).toHaveLength(1_000);
  const apart = begun.slice(1).map(({ at }, nth) => at - (begun[nth]?.at ?? 0));
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(3);
  // 500 an hour, so the second half comes in the second one.
  expect(begun.at(500)?.at).toBe(3_600);
  expect(begun.at(-1)?.at).toBeLessThan(3_600 + 1_600);
});

test('after a rate limit everything waits, and what would wait too long is refused', async () => {
  const { double, repository } = await aWorld();
  repository.addIssue();
  const github = openBotGitHub({ apiUrl: double.apiUrl, token: double.tokens.write, longestWaitMs: 0 });
  const waits: number[] = [];
  const pacer = createPacer({ wait: async (ms) => void waits.push(ms) });
  const comment = () => pacer.run(1, 'create', () => github.createComment(REPOSITORY, 1, 'text'));

  double.faults.next({ kind: 'secondary limit', retryAfter: 30 });
  await expect(comment()).rejects.toThrow("GitHub's rate limit stopped the attempt to comment on #1");
  await comment();
  expect(waits[0]).toBeGreaterThan(20_000);
  double.faults.next({ kind: 'primary limit', retryAfter: 1_800 });
  const limited = await comment().catch((error: unknown) => error);
  const [before, refused] = [double.requests.length, await comment().catch((error: unknown) => error)];
  expect(retryAtOf(refused)).toEqual(retryAtOf(limited));
  expect(double.requests).toHaveLength(before);
});

test('work that fails is told to who asked, and the next goes on', async () => {
  const { pacer, write, begun } = aPacer();
  const fails = () => {
    throw new Error('broken');
  };

  await expect(pacer.run(1, 'other', fails)).rejects.toThrow('broken');
  await write('edit');
  expect(begun).toHaveLength(1);
});
