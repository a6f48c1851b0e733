import { randomUUID } from 'node:crypto';
import type { Claimed } from '../../src/contracts/ledger/queue.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { retryAtOf } from '../../src/github/bot.ts';
import type { BotParts } from '../parts.ts';

const BATCH = 5;
/** Clocks of machines differ a little. */
const LOOK_BACK_MS = 60_000;

/** What the runs of the workflow are called (`run-name` in siso-task.yml). */
export function runNameOf(taskId: string): string {
  return `SISO task ${taskId}`;
}

/** Starts a run of the workflow for each task whose turn it is, until none is. Answers how many there were. */
export async function dispatchTasks(parts: BotParts): Promise<number> {
  let dispatched = 0;
  for (;;) {
    const { claimed } = await parts.store.call('siso_dispatch', {
      ...{ p_request_id: randomUUID(), p_filter: { pool: 'workflow' }, p_limit: BATCH },
    });
    if (claimed.length === 0) return dispatched;
    dispatched += claimed.length;
    await Promise.all(claimed.map((one) => dispatch(parts, one)));
  }
}

async function dispatch(parts: BotParts, claimed: Claimed): Promise<void> {
  const started = await start(parts, claimed).catch(async (error: unknown) => {
    parts.onFault(error);
    await giveBack(parts, claimed, error);
    return undefined;
  });
  // From here on a run is on its way: what goes wrong is for the reconciler, and never ends the task.
  if (started?.runId !== undefined) await noteRun(parts, claimed, started.runId).catch(parts.onFault);
}

/** Throws only where no run was started. Where nobody knows whether one was, it is looked for by its name, now and by the reconciler. */
async function start(parts: BotParts, { taskId, request }: Claimed): Promise<{ runId: number | undefined }> {
  const github = await parts.repository({ repo: request.repo ?? '' });
  const { bot } = await parts.configOf({ repo: request.repo ?? '' });
  const ref = await github.defaultBranch();
  const since = new Date(parts.now().getTime() - LOOK_BACK_MS);
  const find = async () => (await github.findRun(bot.workflow, { title: runNameOf(taskId), since }))?.id;
  try {
    // Inputs are visible to everybody who sees the run, and anybody who may start workflows can forge them: an id and no more.
    const runId = await github.dispatchWorkflow(bot.workflow, { ref, inputs: { task_id: taskId } });
    return { runId: runId ?? (await find().catch(() => undefined)) };
  } catch (error) {
    // A rate limit was not done; of what was cut off, or failed there, nobody knows.
    if (!(error instanceof AutomationError) || !error.retryable || retryAtOf(error) !== undefined) throw error;
    parts.onFault(error);
    return { runId: await find().catch(() => undefined) };
  }
}

/** Only that run may take the task over. */
export async function noteRun(
  { store, ...parts }: BotParts,
  { taskId, hold, request }: Pick<Claimed, 'taskId' | 'request'> & { hold: { leaseToken: string } },
  runId: number,
): Promise<void> {
  await store.call('siso_note_run', {
    ...{ p_request_id: randomUUID(), p_lease_token: hold.leaseToken, p_run_id: String(runId) },
  });
  const github = await parts.repository({ repo: request.repo ?? '' });
  const { url } = await github.run(runId);
  await store.call('siso_github_note', { p_request_id: randomUUID(), p_task_id: taskId, p_note: { runUrl: url } });
}

/** A run that could not be started cost nothing. What passes is tried again later and later, anything else ends the task with its reason. */
async function giveBack({ store }: BotParts, { hold }: Claimed, error: unknown): Promise<void> {
  const known = error instanceof AutomationError ? error : undefined;
  const message = known === undefined ? 'An unexpected fault' : [known.message, known.hint].filter(Boolean).join('. ');
  // A right that is missing may be given meanwhile; four tries, the last after ten minutes.
  const passes = known?.retryable === true || known?.code === 'store_unavailable' || known?.code === 'forbidden';
  await store.call('siso_settle', {
    ...{ p_request_id: randomUUID(), p_lease_token: hold.leaseToken },
    p_outcome: {
      ...{ state: 'failed', reason: 'start_failed', error: message, costSource: 'metered', entries: [] },
      ...(passes ? { retry: { class: 'transient' } } : {}),
    },
  });
}
