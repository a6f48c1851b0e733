import type { TestLedger } from '../support/ledger.ts';
import { requestsIn, tokensIn } from './decide.ts';
import { WINDOW_NAMES, type WindowName } from './records.ts';
import { countsUntil, sum, type World } from './world.ts';

interface State {
  tasks: Record<string, unknown>[];
  holds: Record<string, unknown>[];
  buckets: { row: string; window: WindowName; at: number; tokens: number; requests: number }[];
  periods: { budget: string; kind: string; unit: string; start: number; end: number; spent: number; held: number }[];
}

/** What the tables say, in one query. Instants are milliseconds. */
const STATE = `select json_build_object(
  'tasks', (select coalesce(json_agg(json_build_object('id', id, 'state', state, 'reason', reason, 'attempt', attempt,
      'direct', direct, 'cost', cost_micros, 'counted', counted_tokens, 'hold', hold_micros, 'cap', budget_micros,
      'cancelRequested', cancel_requested, 'over', finished_at is not null, 'estimated', cost_source = 'estimated') order by id), '[]')
    from automation_tasks),
  'holds', (select coalesce(json_agg(json_build_object('lease', lease_token, 'task', task_id, 'attempt', attempt, 'state', state,
      'amount', amount_micros, 'tokens', tokens, 'usedMicros', used_micros, 'usedTokens', used_tokens, 'cost', booked_micros,
      'counted', booked_tokens, 'started', started_at is not null, 'leaseEnd', extract(epoch from lease_expires_at) * 1000)
      order by lease_token), '[]') from usage_holds),
  'buckets', (select coalesce(json_agg(json_build_object('row', c.category || coalesce(' in ' || c.repo, ''), 'window', window_kind,
      'at', extract(epoch from bucket_start) * 1000, 'tokens', tokens, 'requests', requests)), '[]')
    from rate_limit_usage join rate_limit_config c on c.id = config_id),
  'periods', (select coalesce(json_agg(json_build_object('budget', trim(scope || ' ' || value), 'kind', kind, 'unit', unit,
      'start', extract(epoch from starts_at) * 1000, 'end', extract(epoch from ends_at) * 1000, 'spent', spent, 'held', held)), '[]')
    from budget_periods join token_limits_config t on t.id = budget_id)
)::text as state`;

/** Where the tables are not what the model says, in sentences; empty when they agree. */
export async function differences(ledger: TestLedger, world: World): Promise<string[]> {
  const [row] = await ledger.sql<{ state: string }>(STATE);
  const state: State = JSON.parse(row?.state ?? '{}');
  return [
    ...listsDiffer('task', state.tasks, tasksOf(world)),
    ...listsDiffer('hold of', state.holds, holdsOf(world)),
    ...windowsDiffer(state, world),
    ...budgetsDiffer(state, world),
  ];
}

function tasksOf(world: World): Record<string, unknown>[] {
  const rows = world.tasks.map((task) => {
    const attempts = world.attempts.filter((attempt) => attempt.task === task);
    return {
      ...{ id: task.id, state: task.state, reason: task.reason, attempt: task.attempt, direct: task.direct },
      ...{ cost: world.costOf(task), counted: world.countedOf(task), hold: task.holdMicros },
      ...{
        cap: task.request.budgetMicros ?? null,
        cancelRequested: task.cancelRequested,
        over: task.finishedAt !== null,
      },
      estimated: attempts.some(({ booked }) => booked?.estimated && booked.micros > 0),
    };
  });
  return rows.sort((one, other) => compare(one.id, other.id));
}

const compare = (one: string, other: string) => (one < other ? -1 : 1);

function holdsOf(world: World): Record<string, unknown>[] {
  const rows = world.attempts.map((attempt) => ({
    ...{ lease: attempt.leaseToken, task: attempt.task.id, attempt: attempt.number, state: attempt.state },
    ...{
      amount: attempt.amount,
      tokens: attempt.tokens,
      usedMicros: attempt.usedMicros,
      usedTokens: attempt.usedTokens,
    },
    ...{ cost: attempt.booked?.micros ?? 0, counted: attempt.booked?.counted ?? 0 },
    ...{ started: attempt.started, leaseEnd: attempt.leaseEnd },
  }));
  return rows.sort((one, other) => compare(one.lease, other.lease));
}

function listsDiffer(what: string, ledger: Record<string, unknown>[], model: Record<string, unknown>[]): string[] {
  if (ledger.length !== model.length) return [`${what}s: the ledger has ${ledger.length}, the model ${model.length}`];
  return ledger.flatMap((row, index) =>
    Object.entries(row).flatMap(([key, value]) => {
      const expected = model[index]?.[key];
      // a source without money says nothing of the cost
      if (value === expected || (key === 'estimated' && row.cost === 0)) return [];
      return [`${what} ${row.task ?? row.id}: ${key} is ${value}, the model says ${expected}`];
    }),
  );
}

/** What counts now, by row and window. */
function windowsDiffer({ buckets }: State, world: World): string[] {
  return world.rows.flatMap((row) =>
    WINDOW_NAMES.flatMap((window) => {
      const name = row.repo === null ? row.category : `${row.category} in ${row.repo}`;
      const counting = buckets.filter(
        (bucket) => bucket.row === name && bucket.window === window && countsUntil(window, bucket.at) > world.now,
      );
      const tokens = sum(counting.map((bucket) => bucket.tokens));
      const requests = sum(counting.map((bucket) => bucket.requests));
      const should = {
        tokens: tokensIn(world, row, { window }),
        requests: window === 'minute' ? requestsIn(world, row) : 0,
      };
      if (tokens === should.tokens && requests === should.requests) return [];
      return [
        `${name} counts ${tokens} tokens and ${requests} requests in its ${window}, the model ${should.tokens} and ${should.requests}`,
      ];
    }),
  );
}

/** Spent and held of every budget's periods of now. */
function budgetsDiffer({ periods }: State, world: World): string[] {
  const [{ period: today }] = world.periodsOf(world.global);
  const buffer = periods.find(({ unit, start }) => unit === 'buffer' && start === today.start);
  const drawn = (buffer?.spent ?? 0) + (buffer?.held ?? 0);
  const should = world.drawn(world.now);
  const said = drawn === should ? [] : [`of the buffer ${drawn} are drawn, the model says ${should}`];
  const others = world.budgets.flatMap((budget) =>
    world.periodsOf(budget).flatMap(({ kind, unit, period }) => {
      const name = `${budget.scope} ${budget.value}`.trim();
      const found = periods.find(
        (one) => one.budget === name && one.kind === kind && one.unit === unit && one.start === period.start,
      );
      const { spent, held } = world.sums(budget, unit, period);
      const what = `${name} ${unit} of the ${kind}`;
      if (found !== undefined && found.end !== period.end)
        return [
          `${what} ends at ${new Date(found.end).toISOString()}, the model says ${new Date(period.end).toISOString()}`,
        ];
      if ((found?.spent ?? 0) === spent && (found?.held ?? 0) === held) return [];
      return [`${what}: spent ${found?.spent}, held ${found?.held}; the model says ${spent} and ${held}`];
    }),
  );
  return [...said, ...others];
}
