import fc from 'fast-check';
import { imbalances } from '../support/books.ts';
import type { TestLedger } from '../support/ledger.ts';
import { periodOf } from './calendar.ts';
import { CHANGES } from './change-steps.ts';
import { execute } from './execute.ts';
import type { Ground } from './ground.ts';
import type { LedgerModel } from './model.ts';
import { type Aim, again, CALLS } from './steps.ts';
import { type Beginning, pause } from './words.ts';
import { countsUntil } from './world.ts';

/** Something that happens in both worlds, and tells the model in words what it was. */
class Step implements fc.AsyncCommand<LedgerModel, TestLedger> {
  readonly #act: Act;

  constructor(act: Act) {
    this.#act = act;
  }

  check(model: Readonly<LedgerModel>): boolean {
    return this.#act.possible?.(model) ?? true;
  }

  async run(model: LedgerModel, ledger: TestLedger): Promise<void> {
    await this.#act.run(model, ledger);
  }

  toString(): string {
    return 'step';
  }
}

interface Act {
  possible?(model: Pick<LedgerModel, 'world' | 'promise'>): boolean;
  run(model: LedgerModel, ledger: TestLedger): Promise<void>;
}

const calling = (aim: Aim): Act => ({
  async run(model, ledger) {
    const call = aim(model);
    if (call !== undefined) await execute(ledger, model, call);
  },
});

type Edge = (model: Pick<LedgerModel, 'world' | 'promise'>, pick: number) => number | null | undefined;

const PROMISE = 'the moment that was promised';
const LEASE_END = 'the end of a lease';

/** Moments at which something ends, where a difference of a millisecond decides. */
const EDGES: Record<string, Edge> = {
  [PROMISE]: ({ promise }) => promise?.at,
  [LEASE_END]: ({ world }, pick) => {
    const active = world.attempts.filter(({ state }) => state === 'active');
    return active[pick % Math.max(1, active.length)]?.leaseEnd;
  },
  'the end of a bucket': ({ world }, pick) => {
    const newest = world.attempts.at(-1 - (pick % 5));
    return newest && countsUntil((['minute', 'hour', 'day'] as const)[pick % 3] ?? 'day', newest.at);
  },
  'the end of a grant': ({ world }, pick) => {
    const grants = world.budgets.flatMap(({ grants }) => grants);
    return grants[pick % Math.max(1, grants.length)]?.until;
  },
  'the end of the day': ({ world }) => periodOf(world.global.zone, 'day', world.now).end,
  'the end of the month': ({ world }) => periodOf(world.global.zone, 'month', world.now).end,
};

async function moveTo(at: number, model: LedgerModel, ledger: TestLedger): Promise<void> {
  model.world.now = at;
  await ledger.clock.set(new Date(at));
}

const waiting = (ms: number): Act => ({
  async run(model, ledger) {
    model.tell(`${ms} ms go by`);
    await moveTo(model.world.now + ms, model, ledger);
  },
});

const waitingFor = (edge: string, pick: number, by: number): Act => {
  const momentOf = (model: Pick<LedgerModel, 'world' | 'promise'>) => (EDGES[edge]?.(model, pick) ?? 0) + by;
  return {
    possible: (model) => momentOf(model) > model.world.now,
    async run(model, ledger) {
      model.tell(`time goes on to ${edge}${by < 0 ? ', a millisecond before' : ''}`);
      await moveTo(momentOf(model), model, ledger);
    },
  };
};

/** Those who were promised a moment come back at it, or a millisecond before. */
const comingBack = (by: number): Act => {
  const wait = waitingFor(PROMISE, 0, by);
  return {
    ...wait,
    async run(model, ledger) {
      await wait.run(model, ledger);
      await calling(again).run(model, ledger);
    },
  };
};

const dying = (pick: number): Act => ({
  possible: ({ world }) => world.attempts.some(({ state, dead }) => state === 'active' && !dead),
  async run(model) {
    const alive = model.world.attempts.filter(({ state, dead }) => state === 'active' && !dead);
    const attempt = alive[pick % alive.length];
    if (attempt === undefined) return;
    model.tell(`the process of ${attempt.task.id} dies`);
    attempt.dead = true;
  },
});

const step = fc
  .oneof(
    ...[...CALLS, ...CHANGES].map(({ weight, arbitrary }) => ({ weight, arbitrary: arbitrary.map(calling) })),
    { weight: 4, arbitrary: pause.map(waiting) },
    {
      weight: 7,
      arbitrary: fc
        .tuple(fc.constantFrom(LEASE_END, ...Object.keys(EDGES)), fc.nat(99), fc.constantFrom(0, 0, -1))
        .map((edge) => waitingFor(...edge)),
    },
    { weight: 6, arbitrary: fc.constantFrom(0, -1).map(comingBack) },
    { weight: 2, arbitrary: fc.nat(99).map(dying) },
  )
  .map((act) => new Step(act));

const LONGEST = 40;

/** One of the moments to begin at, and what happens from then on. */
export const sequence = (beginnings: Beginning[], replayPath?: string) =>
  fc.tuple(
    fc.constantFrom(...beginnings),
    fc.commands([step], { maxCommands: LONGEST, size: 'max', ...(replayPath && { replayPath }) }),
  );

type Sequence = ReturnType<typeof sequence> extends fc.Arbitrary<infer Of> ? Of : never;

/** What happened until the two worlds differed, and where they do. */
export class Difference extends Error {
  readonly story: string[];

  constructor(story: string[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.story = story;
  }
}

/** Lets everything happen in both worlds. Throws at the first difference, and where the books do not balance at the end. */
export async function happen(ground: Ground, [when, steps]: Sequence): Promise<void> {
  const model = await ground.begin(when);
  const { ledger } = ground;
  try {
    await fc.asyncModelRun(() => ({ model, real: ledger }), steps);
    await execute(ledger, model, { name: 'siso_expire', args: { p_request_id: model.newRequestId() } });
    await execute(ledger, model, { name: 'siso_status', args: {} });
    const wrong = (await imbalances(ledger)).filter((problem) => !isExpected(problem, model));
    if (wrong.length > 0) throw new Error(['The books do not balance:', ...wrong].join('\n'));
  } catch (error) {
    throw new Difference(model.story, error);
  }
}

/** What the books cannot know: recorded usage fills windows, and what was counted for a day stays there when its zone changes. */
function isExpected(problem: string, { world }: LedgerModel): boolean {
  if (problem.startsWith('limit ')) return world.recordedCharges.length > 0;
  return problem.startsWith('analytics ') && world.global.zonesBefore.length > 0;
}
