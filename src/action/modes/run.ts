import { randomUUID } from 'node:crypto';
import type { Verdict } from '../../contracts/ledger/admission.ts';
import { AutomationError } from '../../domain/errors.ts';
import {
  type Asked,
  applySettings,
  askForRun,
  findClaude,
  planSubmission,
  progressPace,
  reportOfQueued,
  runAsked,
  submissionOf,
  type TaskPlan,
} from '../../engine/index.ts';
import { standByMeter } from '../../meter/index.ts';
import type { Store } from '../../store/index.ts';
import { BOT_IDENTITY, type SourceRepository } from '../../workspace/index.ts';
import { claudePlace } from '../claude-place.ts';
import { openJobLedger, type Place, readPlace, repositoryOf, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { JobIsolation } from '../isolate.ts';
import { annotate, withoutCommands } from '../job-log.ts';
import type { AdmittedTask, EndState, GateState } from '../state.ts';
import { stopSignal } from '../stop-signal.ts';
import { Teller } from '../teller.ts';
import { refuseForeignHead } from '../who-may.ts';
import type { GateAnswer } from './answer.ts';
import { planInputs, upstreamOf } from './plan.ts';

export interface AskedInputs {
  answer: GateAnswer;
  admitted?: AdmittedTask;
  /** Open; whoever asked closes it. */
  store: Store;
}

/** Asks the ledger for the task of the inputs. What it does not admit has its end in the answer. */
export async function askForInputs(context: StepContext, place: Place): Promise<AskedInputs> {
  const { onRefusal, maxWait = 0 } = context.inputs;
  if (onRefusal === 'wait' && maxWait === 0)
    annotate('warning', '`on-refusal: wait` waits for `max-wait`, which is 0.', 'Give it a time, such as 10m.');
  const repository = await repositoryOf(place);
  refuseForeignHead(context.job, repository.baseCommit);
  const plan = await planInputs(context, place);
  const { store, shared } = await openJobLedger(context, place, context.inputs.rehearse !== undefined);
  try {
    for (const note of await applySettings(store, place.surroundings)) annotate('warning', note);
    const asked = await ask(context, { store, plan, repository });
    if (asked.runFolder === undefined) {
      const end = await endOfNo(context, { store, shared, plan, repository, asked });
      return { answer: { runs: false, end }, store };
    }
    const { taskId, hold } = asked.verdict;
    const request = submissionOf(plan, repository.root);
    const admitted = { taskId, hold, request, ofQueue: false, runFolder: asked.runFolder };
    return { answer: { runs: true, admitted }, admitted, store };
  } catch (error) {
    await store.close();
    throw error;
  }
}

export async function gateRun(context: StepContext): Promise<GateAnswer> {
  const place = await readPlace(context);
  await upstreamOf(context, place);
  // Before the ledger is asked: what is wrong with it must leave no hold.
  const claude = await claudePlace(context, place);
  const { answer, admitted, store } = await askForInputs(context, place);
  await store.close();
  return admitted === undefined ? answer : { ...answer, claude };
}

interface AskParts {
  store: Store;
  plan: TaskPlan;
  repository: SourceRepository;
}

async function ask({ inputs, state }: StepContext, { store, plan, repository }: AskParts): Promise<Asked> {
  const stop = stopSignal();
  try {
    return await askForRun(
      { store, dataDirectory: state.path },
      {
        plan,
        repository,
        waitMs: inputs.onRefusal === 'wait' ? (inputs.maxWait ?? 0) : 0,
        signal: stop.signal,
        onEvent: (event) => {
          if (event.kind === 'deferred') console.log(`Waiting: ${event.verdict.limit ?? event.verdict.reason}.`);
        },
      },
    );
  } finally {
    stop.end();
  }
}

type NoParts = AskParts & { shared: boolean; asked: Extract<Asked, { report: unknown }> };

/** What was deferred may be left to a worker. */
async function endOfNo({ inputs }: StepContext, parts: NoParts): Promise<EndState> {
  const { store, plan, repository, asked, shared } = parts;
  const day = await dayBudget(store);
  if (inputs.onRefusal !== 'queue' || asked.verdict.decision !== 'deferred') return { report: asked.report, day };
  if (!shared)
    throw new AutomationError('config_invalid', '`on-refusal: queue` needs a ledger that a worker shares', {
      hint: 'Set SUPABASE_URL and its keys, or use `on-refusal: wait` or `skip`.',
    });
  const submitted = await store.call('siso_submit', {
    p_request_id: randomUUID(),
    p_task: { ...submissionOf(plan, repository.root), commit: repository.baseCommit },
  });
  if (submitted.decision === 'refused') return { report: asked.report, day };
  const status = await store.call('siso_status', {});
  return { report: reportOfQueued(submitted.taskId, { task: plan.task, repository, warnings: [], status }), day };
}

/** Runs what was admitted, in the step `run`. */
export async function runTask(context: StepContext, { admitted }: GateState): Promise<EndState> {
  if (admitted === undefined)
    throw new AutomationError('usage', 'Nothing was admitted', { hint: 'Use the action as a whole.' });
  const place = await readPlace(context);
  const [repository, upstream] = await Promise.all([
    repositoryOf(place, admitted.request.commit),
    upstreamOf(context, place),
  ]);
  const meter = standByMeter();
  const isolation = new JobIsolation(context, place);
  const stop = stopSignal();
  const teller = new Teller();
  const opened = await openJobLedger(context, place, context.inputs.rehearse !== undefined);
  const { store, shared } = opened;
  try {
    const { taskId, hold, request, runFolder, ofQueue } = admitted;
    const { settings } = place.surroundings;
    const verdict: Extract<Verdict, { decision: 'admitted' }> = { decision: 'admitted', reason: 'ok', taskId, hold };
    const { report, commit, costs } = await withoutCommands(() =>
      runAsked(
        {
          ...{ store, upstream, meter, dataDirectory: context.state.path, progressMs: progressPace(shared) },
          openIsolation: (plan) => isolation.open(plan),
          publication: { identity: BOT_IDENTITY, patchFolder: (id) => context.state.patchFolder(id) },
          locateClaude: () => findClaude({ ...settings, claudePath: context.inputs.claudePath ?? settings.claudePath }),
        },
        {
          plan: planSubmission(request),
          repository,
          waitMs: 0,
          signal: stop.signal,
          onEvent: (event) => teller.tell(event),
        },
        { admitted: verdict, runFolder, ofQueue },
      ),
    );
    return { report, commit, costs, unconfined: isolation.unconfined, day: await dayBudget(store), log: teller.end() };
  } finally {
    stop.end();
    meter.dismiss();
    await store.close();
  }
}
