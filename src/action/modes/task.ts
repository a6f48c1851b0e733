import { hostname } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { AutomationError } from '../../domain/errors.ts';
import { takeOverRun } from '../../engine/index.ts';
import { version } from '../../host/version.ts';
import { inspectAtCommit } from '../../workspace/index.ts';
import { claudePlace } from '../claude-place.ts';
import { openJobLedger, readPlace, repositoryOf, type StepContext } from '../context.ts';
import { remoteOf } from '../remote.ts';
import { refuseForeignHead } from '../who-may.ts';
import type { GateAnswer } from './answer.ts';
import { upstreamOf } from './plan.ts';

const NOT_OURS = {
  lease_lost: 'is not waiting for a run: it was never dispatched, was taken over already, or waited too long',
  other_run: 'was dispatched to another run of the workflow',
  not_noted: 'was dispatched, but nobody noted to which run within three minutes',
  cancelled: 'was cancelled before this run began',
};

/**
 * Takes over a task that was dispatched to this run. Prompt, tools, commit and cap come from the ledger: the inputs of a
 * dispatched workflow are visible and anybody who may start workflows can forge them.
 */
export async function gateTask(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const { taskId } = inputs;
  if (taskId === undefined)
    throw new AutomationError('usage', 'The mode `task` needs the input `task-id`', {
      hint: 'The bot gives it when it starts the workflow.',
    });
  const read = await readPlace(context);
  refuseForeignHead(job, (await repositoryOf(read)).baseCommit);
  await upstreamOf(context, read);
  const claude = await claudePlace(context, read);
  const { store } = await openJobLedger(context, read, inputs.rehearse !== undefined);
  try {
    const { commit } = await store.call('siso_task_request', { p_task_id: taskId });
    // First, for one that cannot be had must leave no hold; and here, for only this step has the token.
    const start =
      commit === undefined ? undefined : await inspectAtCommit(read.folder, commit, await remoteOf(context, read));
    const id = `run-${job.runId}-${job.runAttempt}`;
    const worker = { id, host: hostname().slice(0, 200), version: await version(), slots: 1 };
    const place = { store, dataDirectory: state.path };
    const { taken, runFolder } = await takeOverOnceNoted(place, { taskId, runId: job.runId, worker });
    if (!taken.ok) {
      if (taken.reason === 'cancelled')
        return { runs: false, end: { cancelled: true, note: `Task ${taskId} ${NOT_OURS.cancelled}.` } };
      throw new AutomationError('ledger_conflict', `Task ${taskId} ${NOT_OURS[taken.reason]}`, {
        hint: 'Start it again from where it was started: a comment, or `siso retry`.',
      });
    }
    const { hold } = taken;
    const request = start === undefined ? taken.request : { ...taken.request, commit: start.baseCommit };
    return {
      runs: true,
      admitted: { taskId: taken.taskId, hold, request, ofQueue: true, runFolder },
      claude,
    };
  } finally {
    await store.close();
  }
}

const ASK_EVERY_MS = 5_000;
const ASK_FOR_MS = 3 * 60_000;

/** Where GitHub does not tell the number of a run it is noted a little later than the run begins. */
async function takeOverOnceNoted(...asked: Parameters<typeof takeOverRun>): ReturnType<typeof takeOverRun> {
  const until = Date.now() + ASK_FOR_MS;
  for (;;) {
    const answer = await takeOverRun(...asked);
    if (answer.taken.ok || answer.taken.reason !== 'not_noted' || Date.now() > until) return answer;
    await after(ASK_EVERY_MS);
  }
}
