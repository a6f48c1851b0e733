import { AutomationError } from '../../domain/errors.ts';
import type { Category } from '../../domain/tasks.ts';
import {
  chooseUpstream,
  claimedRunner,
  createWorker,
  findClaude,
  LATE_METER,
  type OpenLedger,
  progressPace,
  Repositories,
  type Worker,
} from '../../engine/index.ts';
import { version } from '../../host/version.ts';
import type { Store } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Secrets } from '../frame.ts';
import type { DrainSignals } from '../interrupt.ts';
import { tellOf } from './tell.ts';

/** What a person may say of a worker. */
export interface WorkerChoice {
  slots?: number | undefined;
  /** Paths by `owner/name`. */
  trees?: Record<string, string> | undefined;
  /** Addresses by `owner/name`. */
  clones?: Record<string, string> | undefined;
  categories?: Category[] | undefined;
  /** Only tasks from comments. */
  comments?: true | undefined;
  drainMs?: number | undefined;
  until?: 'claimed' | 'empty' | undefined;
  /** A rehearsal's scenario. */
  rehearse?: string | undefined;
}

export interface WorkerParts {
  store: Store;
  ledger: OpenLedger;
  context: Context;
  secrets: Secrets;
  choice: WorkerChoice;
  signals: DrainSignals;
  /** Longest wait between two looks at an empty queue where nothing wakes the worker, milliseconds. */
  pollMs: number;
}

/** A worker of this place. Throws `key_missing`, `usage` where it is not known which tasks it may take. */
export async function workerFor({ store, ledger, context, secrets, ...parts }: WorkerParts): Promise<Worker> {
  const { choice, signals, pollMs } = parts;
  const { settings, claudePath } = context;
  const { rehearse } = choice;
  const key = { apiKey: secrets.apiKey, env: process.env, taken: secrets.taken };
  const upstream = await chooseUpstream({ rehearse, ...key }, settings);
  if (choice.comments === true) await demandRunnerKey(store);
  const repositories = repositoriesOf({ ledger, context, choice });
  const place = {
    ...{ store, dataDirectory: ledger.runsFolder, upstream, meter: LATE_METER },
    locateClaude: () => findClaude({ ...settings, claudePath }),
    progressMs: progressPace(ledger.shared),
  };
  const slots = choice.slots ?? (await store.call('siso_status', {})).maxConcurrent;
  const { until } = choice;
  return createWorker({
    ...{ store, dataDirectory: ledger.runsFolder, runClaimed: claimedRunner(place, repositories), slots, pollMs },
    filter: {
      ...{ repos: repositories.names, categories: choice.categories ?? [] },
      ...(choice.comments === true ? { pool: 'comments' as const } : {}),
    },
    ...{ version: await version(), signal: signals.signal, leave: signals.leave, onEvent: tellOf() },
    ...(choice.drainMs === undefined ? {} : { drainMs: choice.drainMs }),
    ...(until === undefined ? {} : { until }),
  });
}

/** Whoever comments is not somebody of this machine: what they have run may reach a key that can do no more than run. */
async function demandRunnerKey(store: Store): Promise<void> {
  const { runner } = await store.call('siso_schema', {});
  if (runner !== null) return;
  throw new AutomationError('usage', 'A worker for comments needs a runner key', {
    hint: 'Make one with `siso keys create --repo owner/name`, and start the worker as a user of its own with SISO_RUNNER_KEY and no secret key.',
  });
}

/** On a shared ledger a worker takes what it surely has; on one of this machine every task was submitted here. */
function repositoriesOf({ ledger, context, choice }: Pick<WorkerParts, 'ledger' | 'context' | 'choice'>): Repositories {
  const { trees = {}, clones = {} } = choice;
  const named = Object.keys(trees).length + Object.keys(clones).length > 0;
  const here = context.repository;
  const own = here !== undefined && (ledger.shared || named) ? { [here.name]: here.root } : {};
  const { shared, runsFolder: dataDirectory } = ledger;
  if (shared && !named && here === undefined)
    throw new AutomationError('usage', 'It is not said which repositories the worker has', {
      hint: 'Start it in a repository, or add --repo owner/name=PATH or --clone owner/name=URL.',
    });
  return new Repositories({ trees: { ...own, ...trees }, clones, dataDirectory, shared });
}
