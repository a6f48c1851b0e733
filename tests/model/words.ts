import fc from 'fast-check';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { HOUR, MINUTE, SECOND } from '../support/ledger.ts';
import { TASK } from '../support/ledger-arguments.ts';

/** Names that the world of the test knows: people by what they may, places with limits of their own. */
export const WEB = 'acme/web';
export const PEOPLE = ['ada', 'max', 'wendy', 'mallory'] as const;
const rare = <T>(often: T, seldom: T) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(seldom) });

/** Present in most: what is not named the ledger has to work out. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });

export const actor = fc.oneof(
  { weight: 6, arbitrary: fc.constant('ada' as const) },
  { weight: 3, arbitrary: fc.constantFrom(...PEOPLE) },
);
export const category = fc.constantFrom('testing' as const, 'development' as const);
export const repo = fc.constantFrom(WEB, WEB, 'acme/api', undefined);
const tokens = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(50, 100, 200));
const micros = fc.oneof(fc.integer({ min: 1, max: 300_000 }), fc.constantFrom(100_000, 150_000));

const model = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('claude-sonnet-5-5', 'claude-haiku-5-5') },
  { weight: 1, arbitrary: fc.constant('claude-unheard-of') },
);
const priority = fc.constantFrom<Submission['priority']>('urgent', 'urgent', 'high', 'medium', 'low');

/** Leaves out what is undefined, as JSON does. */
export function named<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return JSON.parse(JSON.stringify(fields));
}

export const request = fc
  .record({
    ...{ actor, category, priority, model, repo },
    environment: fc.constantFrom(
      'development' as const,
      'development' as const,
      'development' as const,
      'staging' as const,
    ),
    org: rare<string | undefined>(undefined, 'acme'),
    labels: rare<Record<string, string> | undefined>(undefined, { team: 'blue' }),
    template: rare<string | undefined>(undefined, 'tidy'),
    templateMaxMicros: rare<number | undefined>(undefined, 40_000),
    estimateTokens: mostly(tokens),
    budgetMicros: mostly(micros),
    tokenHold: fc.option(tokens, { nil: undefined, freq: 2 }),
    reason: fc.constantFrom('production is down', 'production is down', 'production is down', undefined),
  })
  .map((task): Submission => ({ ...TASK, ...named(task) }));

export const overrides = fc
  .record({
    priority: mostly(priority),
    model: rare<string | undefined>(undefined, 'claude-haiku-5-5'),
    budgetMicros: fc.option(
      micros.map((some) => some * 2),
      { nil: undefined, freq: 2 },
    ),
    estimateTokens: fc.option(tokens, { nil: undefined, freq: 2 }),
    tokenHold: fc.option(tokens, { nil: undefined, freq: 2 }),
  })
  .map(named);

/** How long a lease lasts from the start on, where it is said. */
export const leaseSeconds = fc.option(fc.constantFrom(30, 89, 91, 600, 3_600), { nil: undefined, freq: 2 });

/** Of what was set aside: below, at, above. */
export const share = fc.oneof(
  fc.constant(1),
  fc.constantFrom(0, 0.5, 2),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 1, max: 3, noNaN: true }),
);

const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }) },
);

/** What an entry has beside its share of the hold. */
export const extras = fc.record({
  outputTokens: count,
  ...{ cacheWrite5mTokens: count, cacheWrite1hTokens: count },
  webSearches: rare(0, 1),
  longPrompt: rare(false, true),
  regional: rare(false, true),
});

export const limit = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 900 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
export const cap = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 1_200_000 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
export const tokenCap = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 2_500 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
export const scope = fc.constantFrom(
  { scope: 'global' as const, value: '' },
  { scope: 'global' as const, value: '' },
  { scope: 'repo' as const, value: WEB },
  { scope: 'category' as const, value: 'testing' },
  { scope: 'actor' as const, value: 'ada' },
  { scope: 'label' as const, value: 'team=blue' },
  { scope: 'org' as const, value: 'acme' },
);

export const pause = fc.oneof(
  fc.integer({ min: 1, max: 2 * SECOND }),
  fc.integer({ min: 1, max: 90 * SECOND }),
  fc.integer({ min: 1, max: 12 * MINUTE }),
  fc.integer({ min: 1, max: 5 * HOUR }),
  fc.integer({ min: 1, max: 30 * HOUR }),
);

export interface Beginning {
  /** Of the ledger's days. */
  zone: string;
  at: string;
}

/** Ends of months, some minutes before them. */
export const PLAIN_DAYS: Beginning[] = [
  { zone: 'UTC', at: '2026-03-31T23:50:00Z' },
  { zone: 'Asia/Tokyo', at: '2026-01-31T14:55:00Z' },
  { zone: 'America/Los_Angeles', at: '2026-03-01T07:50:00Z' },
];

/** Nights in which clocks are changed. */
export const ODD_DAYS: Beginning[] = [
  { zone: 'Europe/Berlin', at: '2026-03-28T22:55:00Z' }, // the next day has 23 hours
  { zone: 'Europe/Berlin', at: '2026-10-24T21:55:00Z' }, // the next day has 25 hours
  { zone: 'America/Havana', at: '2026-03-08T04:50:00Z' }, // a midnight that never comes
  { zone: 'America/Havana', at: '2026-11-01T03:50:00Z' }, // a midnight that comes twice
  { zone: 'Asia/Beirut', at: '2026-10-24T20:30:00Z' }, // the hour before midnight comes twice
  { zone: 'Australia/Lord_Howe', at: '2026-04-04T12:30:00Z' }, // half an hour comes twice
];
export const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Tokyo', 'America/Los_Angeles');
