import type { Upstream } from '../../contracts/meter.ts';
import {
  claimedRunner,
  createWorker,
  findClaude,
  type OpenLedger,
  progressPace,
  Repositories,
  type WorkerEvent,
} from '../../engine/index.ts';
import { version } from '../../host/version.ts';
import { startMeter } from '../../meter/index.ts';
import { BOT_IDENTITY } from '../../workspace/index.ts';
import { openJobLedger, type Place, readPlace, repositoryOf, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { JobIsolation } from '../isolate.ts';
import { annotate, saidOf, withoutCommands } from '../job-log.ts';
import { recordOf } from '../recorded-report.ts';
import type { DrainedTask, EndState } from '../state.ts';
import { stopSignal } from '../stop-signal.ts';
import { Teller } from '../teller.ts';
import { refuseForeignHead } from '../who-may.ts';
import type { GateAnswer } from './answer.ts';
import { upstreamOf } from './plan.ts';

const MOST_TASKS = 10;
const TIME_LIMIT_MS = 30 * 60_000;
/** What runs when nothing more is taken goes on to its own time limit, which is at most a day. */
const TO_ITS_END_MS = 24 * 60 * 60_000;

/** Whether something waits is known when it is claimed; Claude Code is installed then. */
export async function gateDrain(context: StepContext): Promise<GateAnswer> {
  const place = await readPlace(context);
  refuseForeignHead(context.job, (await repositoryOf(place)).baseCommit);
  await upstreamOf(context, place);
  return { runs: true };
}

/** Works tasks of this repository off the queue, one after the other, until none waits or a limit of the step is reached. */
export async function drainQueue(context: StepContext): Promise<EndState> {
  const { inputs, job, state } = context;
  const place = await readPlace(context);
  const upstream = await upstreamOf(context, place);
  const opened = await openJobLedger(context, place, inputs.rehearse !== undefined);
  const { store, shared } = opened;
  const isolation = new JobIsolation(context, place);
  const [stop, drain] = [stopSignal(), new Drain(inputs.drainMaxTasks ?? MOST_TASKS)];
  try {
    const limit = AbortSignal.timeout(inputs.drainTimeLimit ?? TIME_LIMIT_MS);
    const worker = createWorker({
      ...{ store, dataDirectory: state.path, slots: 1, until: 'empty', version: await version() },
      runClaimed: runner(context, { place, opened, upstream, isolation }),
      filter: shared ? { repos: [job.repository] } : {},
      signal: AbortSignal.any([stop.signal, drain.full, limit]),
      drainMs: TO_ITS_END_MS,
      leave: stop.signal,
      onEvent: (event) => drain.note(event),
    });
    await withoutCommands(() => worker.run());
    const drained: DrainedTask[] = [];
    const { unconfined } = isolation;
    for (const id of drain.ended) {
      const { report, commit } = await recordOf(store, id);
      drained.push({ report, commit, unconfined });
    }
    return { drained, day: await dayBudget(store), log: drain.log };
  } finally {
    stop.end();
    await store.close();
  }
}

interface RunnerParts {
  place: Place;
  opened: OpenLedger;
  upstream: Upstream;
  isolation: JobIsolation;
}

/** Each task gets a meter of its own. */
function runner(context: StepContext, { place, opened, upstream, isolation }: RunnerParts) {
  const { inputs, job, state } = context;
  const { settings } = place.surroundings;
  const { store, shared } = opened;
  const trees = { [job.repository]: place.folder };
  return claimedRunner(
    {
      ...{ store, upstream, dataDirectory: state.path, progressMs: progressPace(shared) },
      meter: { start: startMeter, dismiss: () => undefined },
      openIsolation: (plan) => isolation.open(plan),
      publication: { identity: BOT_IDENTITY, patchFolder: (id) => state.patchFolder(id) },
      locateClaude: () => findClaude({ ...settings, claudePath: inputs.claudePath ?? settings.claudePath }),
    },
    new Repositories({ trees, clones: {}, dataDirectory: state.path, shared }),
  );
}

/** What was taken, what has ended, and when it is enough. */
class Drain {
  readonly ended: string[] = [];
  readonly #most: number;
  readonly #full = new AbortController();
  readonly #teller = new Teller();
  #started = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Aborted when no more is to be taken. */
  get full(): AbortSignal {
    return this.#full.signal;
  }

  get log(): string {
    return this.#teller.end();
  }

  note(event: WorkerEvent): void {
    if (event.kind === 'started') {
      this.#started += 1;
      if (this.#started >= this.#most) this.#full.abort();
    }
    if (event.kind === 'run') this.#teller.tell(event.event);
    if (event.kind === 'ended' || event.kind === 'failed') this.ended.push(event.taskId);
    if (event.kind === 'failed') annotate('warning', `Task ${event.taskId} could not be run: ${saidOf(event.error)}`);
    if (event.kind === 'fault') annotate('warning', saidOf(event.error));
  }
}
