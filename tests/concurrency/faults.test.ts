/** Clients of Supabase under load while something on the way fails: each request happens once, whatever is repeated. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { LedgerArguments } from '../../src/contracts/ledger/functions.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import { imbalances } from '../support/books.ts';
import { sqlOver } from '../support/crowd.ts';
import { DAY, TestLedger, usage } from '../support/ledger.ts';
import { by, ended, lease, small, TASK } from '../support/ledger-arguments.ts';
import { type Postgrest, startPostgrest } from '../support/postgrest.ts';
import { type Database, postgresOfThisFile } from '../support/real-postgres.ts';
import { Gateway, pastGateway } from '../support/supabase.ts';

const CLIENTS = 8;
const LIVES = 8;
const postgres = postgresOfThisFile();

/** A project under load. */
interface Scene {
  database: Database;
  postgrest: Postgrest;
  gateway: Gateway;
  /** Resolves when this many more calls were sent, repeated ones included. */
  sent(more: number): Promise<void>;
}

/** What a client was told. */
interface Told {
  taskId: string;
  costMicros: number;
}

interface Fault {
  /** Under load. */
  strike(scene: Scene): Promise<void>;
  /** Whether calls go through the gateway, or past it. */
  gateway?: boolean;
  timeoutMs?: number;
}

const FAULTS: [string, Fault][] = [
  [
    'PostgREST killed and started again',
    {
      strike: async ({ postgrest, sent }) => {
        await postgrest.kill();
        await sent(CLIENTS);
        await postgrest.restart();
      },
    },
  ],
  [
    'calls so slow that every client gives up and asks again while its first call still runs',
    {
      // Which goes on without its client; PostgREST itself would drop it.
      gateway: true,
      timeoutMs: 1_000,
      strike: async ({ database, sent }) => {
        const client = await database.connect();
        await client.query('begin');
        await client.query('select siso.lock()');
        await sent(2 * CLIENTS);
        await client.query('commit');
      },
    },
  ],
  [
    'one answer in three cut after the ledger wrote',
    {
      gateway: true,
      strike: async ({ gateway, sent }) => {
        gateway.always(() => (Math.random() < 1 / 3 ? 'cut' : 'pass'));
        await sent(5 * CLIENTS);
      },
    },
  ],
  [
    'Postgres killed and started again',
    {
      strike: async ({ sent }) => {
        await postgres().kill();
        await sent(CLIENTS);
        await postgres().restart();
      },
    },
  ],
];

test.each(FAULTS)('%s under load: each request happens exactly once, and the books balance', async (_, fault) => {
  const { scene, stores, calls, begin } = await aProject(fault);
  const answered = { calls: 0 };
  const underWay = Promise.withResolvers<void>();
  const load = Promise.all(
    stores.map((store) =>
      live(store, () => {
        answered.calls += 1;
        if (answered.calls === 4 * CLIENTS) underWay.resolve();
      }),
    ),
  );

  await underWay.promise;
  await fault.strike(scene);
  const told = (await load).flat();

  const ledger = await begin();
  expect(await imbalances(ledger)).toEqual([]);
  const tasks = await ledger.sql<{ taskId: string; costMicros: number }>(
    `select id as "taskId", cost_micros as "costMicros" from automation_tasks order by id`,
  );
  expect(tasks).toEqual(told.toSorted((a, b) => (a.taskId < b.taskId ? -1 : 1)));
  const entries = await ledger.sql('select task_id from token_usage_history');
  expect(entries).toHaveLength(told.filter(({ costMicros }) => costMicros > 0).length);
  // It did strike: some calls were made more than once.
  expect(calls()).toBeGreaterThan(answered.calls);
});

test.each([
  ['ahead', DAY],
  ['behind', -DAY],
])('a client whose clock is a day %s lives by the time of the ledger', async (_, offset) => {
  const { stores, begin } = await aProject({});
  const ledger = await begin();
  const clock = async () => (await ledger.sql<{ now: string }>('select to_jsonb(now()) as now'))[0]?.now ?? '';
  const before = await clock();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offset });
  onTestFinished(() => void vi.useRealTimers());

  const [told] = await Promise.all(stores.slice(0, 1).map((store) => live(store, () => {})));

  const tasks = await ledger.sql(
    `select from automation_tasks where created_at between $1 and $2 and (finished_at is null or finished_at between $1 and $2)`,
    [before, await clock()],
  );
  expect(tasks).toHaveLength(LIVES);
  const [today] = await ledger.sql(
    `select spent from budget_periods where unit = 'usd' and kind = 'day' and starts_at <= $1 and ends_at > $1`,
    [before],
  );
  expect(today).toEqual({ spent: told?.reduce((sum, { costMicros }) => sum + costMicros, 0) });
  expect(await ledger.expire()).toBe(0);
  expect(await imbalances(ledger)).toEqual([]);
});

async function aProject({ gateway: through = false, timeoutMs = 10_000 }: Omit<Fault, 'strike'>) {
  const database = await postgres().database({ defaultRole: 'admin' });
  const postgrest = await startPostgrest(database.url);
  const gateway = await Gateway.start(postgrest.url);
  onTestFinished(async () => {
    await gateway.stop();
    await postgrest.stop();
  });
  const calls = { made: 0, waiting: new Map<number, () => void>() };
  const watched: typeof fetch = (input, init) => {
    calls.made += 1;
    calls.waiting.get(calls.made)?.();
    return (through ? fetch : pastGateway)(input, init);
  };
  const url = through ? gateway.url : postgrest.url;
  const open = () => openSupabaseStore({ url, key: postgrest.serviceKey, timeoutMs, fetch: watched });
  const stores = await Promise.all(Array.from({ length: CLIENTS }, open));
  await prepare(stores[0]);
  calls.made = 0;
  const sent = (more: number) =>
    new Promise<void>((resolve) => {
      calls.waiting.set(calls.made + more, resolve);
    });
  const begin = async () => new TestLedger(await sqlOver(database));
  return { scene: { database, postgrest, gateway, sent }, stores, calls: () => calls.made, begin };
}

async function prepare(store: Store | undefined): Promise<void> {
  await store?.call('siso_set_setting', { ...by('ada'), p_key: 'max_concurrent_jobs', p_value: 10_000 });
  await store?.call('siso_limits_preset', { ...by('ada'), p_preset: 'unlimited' });
  const unlimited = { dailyMicros: null, monthlyMicros: null, dailyTokens: null };
  await store?.call('siso_set_budget', { ...by('ada'), p_scope: 'global', p_value: '', p_changes: unlimited });
}

/** Admits task after task; every other one runs and is settled. */
async function live(store: Store, answered: () => void): Promise<Told[]> {
  const told: Told[] = [];
  const insist = insistOn(store, answered);
  for (let life = 0; life < LIVES; life++) {
    const verdict = await insist('siso_admit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small({}) } });
    if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
    const { hold, taskId } = verdict;
    if (life % 2 === 1) {
      told.push({ taskId, costMicros: 0 });
      continue;
    }
    expect(await insist('siso_start', lease(hold))).toEqual({ ok: true });
    const outcome = ended(hold, usage({ tokens: 30 + life }));
    const settled = await insist('siso_settle', { ...lease(hold), p_outcome: outcome });
    expect(settled).toMatchObject({ ok: true, booked: 'settled', costMicros: 2 * (30 + life) });
    told.push({ taskId, costMicros: 2 * (30 + life) });
  }
  return told;
}

/** The same request again, with the id it had, until there is an answer. */
function insistOn(store: Store, answered: () => void) {
  return async <Name extends 'siso_admit' | 'siso_start' | 'siso_settle'>(name: Name, args: LedgerArguments<Name>) => {
    for (;;) {
      try {
        const answer = await store.call(name, args);
        answered();
        return answer;
      } catch (error) {
        if (!(error instanceof AutomationError && error.retryable)) throw error;
      }
    }
  };
}
