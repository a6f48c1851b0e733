import type { TaskRequest } from '../../src/contracts/ledger/admission.ts';
import type { Owner } from './records.ts';
import type { World } from './world.ts';

/** A request as the limits see it. */
export interface Ask {
  owner: Owner;
  /** Staging and production get twice the limits. */
  factor: 1 | 2;
  estimate: number;
  tokenHold: number;
  amount: number;
  /** Whether it may draw from the emergency buffer. */
  draws: boolean;
}

/** The estimate, the holds and the rights of a request, where it does not name them itself. */
export function askOf(
  world: World,
  task: Omit<TaskRequest, 'prompt' | 'tools' | 'name' | 'model' | 'actor'> & { actor?: string; model?: string },
): Ask {
  const factor = task.environment === 'development' ? 1 : 2;
  const caps = world.budgetsOf(task).flatMap((budget) => world.caps(budget, world.now));
  const smallest = (unit: string) => atMost(caps.filter((cap) => cap.unit === unit).map(({ cap }) => cap)) || null;
  const rows = world.rowsOf(task);
  const day = atMost(rows.map((row) => row.day));
  const history = task.estimateTokens !== undefined && task.budgetMicros !== undefined ? null : alike(world, task);
  const tokens = smallest('tokens');
  const learned =
    history &&
    Math.max(
      1_000,
      percentile(
        history.map(({ counted }) => counted),
        0.5,
      ),
    );
  const estimate = task.estimateTokens ?? cut(learned ?? world.settings.estimate, day && day * factor, tokens);
  const earlier =
    history &&
    Math.max(
      500_000,
      Math.ceil(
        percentile(
          history.map(({ cost }) => cost),
          0.9,
        ) * 1.25,
      ),
    );
  const dollars = earlier === null ? null : cut(earlier, atMost(rows.map((row) => row.maxHold)));
  const amount = task.budgetMicros ?? cut(dollars ?? task.templateMaxMicros ?? world.settings.hold, smallest('usd'));
  const twice = tokens !== null && tokens < estimate * 2 ? Math.max(tokens, estimate) : estimate * 2;
  const tokenHold = task.tokenHold ?? world.settings.tokenHold ?? twice;
  const draws =
    task.priority === 'urgent' && (task.reason ?? '').trim() !== '' && world.may(task.actor ?? '', 'budget:use_buffer');
  return { owner: task, factor, estimate, tokenHold, amount, draws };
}

/** The last fifty that succeeded with the same category, model and template; null unless there are ten. */
function alike(
  world: World,
  { category, model, template }: Pick<TaskRequest, 'category' | 'template'> & { model?: string },
) {
  const same = world.tasks.filter(
    ({ state, request }) =>
      state === 'succeeded' &&
      request.category === category &&
      request.model === model &&
      (request.template ?? '') === (template ?? ''),
  );
  if (same.length < 10) return null;
  const newest = same.toSorted((one, other) => (other.finishedAt ?? 0) - (one.finishedAt ?? 0)).slice(0, 50);
  return newest.map((task) => ({ counted: world.countedOf(task), cost: world.costOf(task) }));
}

const percentile = (numbers: number[], share: number) =>
  numbers.toSorted((one, other) => one - other)[Math.ceil(share * numbers.length) - 1] ?? 0;

/** The smallest of the limits that there are. */
function atMost(limits: (number | null)[]): number | null {
  const real = limits.filter((limit) => limit !== null);
  return real.length === 0 ? null : Math.min(...real);
}

const cut = (wanted: number, ...limits: (number | null)[]) =>
  Math.min(wanted, ...limits.filter((limit) => limit !== null));
