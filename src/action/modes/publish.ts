import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { commitPatch, inspectAtCommit, readPatchFolder } from '../../workspace/index.ts';
import { openJobLedger, type Place, readPlace, repositoryOf, type StepContext } from '../context.ts';
import { annotate, saidOf } from '../job-log.ts';
import { UNTRUSTED } from '../publish/end.ts';
import { notePublication } from '../publish/note.ts';
import { pushChanges } from '../publish/push.ts';
import { pullRequestText, type Told } from '../publish/text.ts';
import { type NamedRecord, recordOf } from '../recorded-report.ts';
import { remoteOf } from '../remote.ts';
import type { EndState, Published } from '../state.ts';
import type { GateAnswer } from './answer.ts';

/**
 * Publishes the patch of an earlier job, on a runner that no agent has been on. Patch and task id are all that is taken
 * over from there, and looked at before anything is pushed; what the task cost and said is from the ledger.
 */
export async function publishPatch(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const { taskId, patchFolder, comment = false } = inputs;
  if (taskId === undefined || (patchFolder === undefined && comment === false))
    throw new AutomationError('usage', 'The mode `publish` needs `task-id`, and `patch-folder` or `comment`', {
      hint: 'Give it the outputs of the job that ran the task: its task id, and the folder its patch was downloaded to.',
    });
  const place = await readPlace(context);
  const record = await recordOfTask(context, place, taskId);
  if (patchFolder === undefined) return { runs: false, end: commentOnly(record, taskId) };
  if (record?.untrusted === true)
    return { runs: false, end: { ...commentOnly(record, taskId), published: untrustedOf(record, taskId) } };
  const { gitDirectory, baseCommit } = await repositoryAt(context, place, record?.base);
  const { manifest, patch } = await readPatchFolder(resolve(job.workspace, patchFolder), { taskId, base: baseCommit });
  const directory = await mkdtemp(join(state.path, 'publish-'));
  try {
    const made = await commitPatch({
      ...{ gitDirectory, base: manifest.base, patch, taskId, directory: join(directory, 'git') },
      message: `${record?.name ?? `Result of task ${taskId}`}\n\nTask ${taskId}.`,
    });
    const pushed = await pushChanges(context, place, {
      ...{ gitDirectory: made.gitDirectory, commit: made.commit, taskId },
      targetBranch: record?.targetBranch,
      branch: `siso/task-${taskId.replace(/^T-/, '')}`,
      ...pullRequestText(context, { ...toldOf(context, taskId, record), ...sizeOf(made) }),
    });
    if ('refused' in pushed)
      throw new AutomationError('workspace_invalid', 'The changes were not published', { hint: pushed.refused });
    const notes = await notePublication(context, place, { taskId, commit: made.commit, ...pushed });
    const figures = { taskId, costMicros: record?.report.costMicros ?? inputs.costUsd };
    const published = {
      ...pushed,
      ...figures,
      pullRequest: pushed.pullRequest?.url,
      notes: [...pushed.notes, ...notes],
    };
    return { runs: false, end: { report: record?.report, day: record?.day, published } };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function untrustedOf({ report }: NamedRecord, taskId: string): Published {
  return { taskId, costMicros: report.costMicros, notes: [UNTRUSTED] };
}

/** No file was changed, so there is only the answer to tell. */
function commentOnly(record: NamedRecord | undefined, taskId: string): EndState {
  if (record === undefined)
    throw new AutomationError('usage', `There is nothing to say of ${taskId}: no shared ledger tells its result`, {
      hint: 'Set SUPABASE_URL and its keys, or comment from the job that runs the task.',
    });
  const { report, day } = record;
  return { report, day, published: { taskId, costMicros: report.costMicros, notes: [] } };
}

/** A dispatched task was made on its own commit, any other on the one that is checked out. */
async function repositoryAt(context: StepContext, place: Place, base: string | undefined) {
  if (base === undefined) return repositoryOf(place);
  return inspectAtCommit(place.folder, base, await remoteOf(context, place));
}

/** As the shared ledger has it. An embedded one was in the agent's job, and is not here. */
async function recordOfTask(context: StepContext, place: Place, taskId: string): Promise<NamedRecord | undefined> {
  if (place.surroundings.settings.supabaseUrl === undefined) return undefined;
  try {
    const { store } = await openJobLedger(context, place, context.inputs.rehearse !== undefined);
    return await recordOf(store, taskId).finally(() => store.close());
  } catch (error) {
    // The patch is there, and is what counts.
    annotate('warning', `The ledger does not say what ${taskId} cost: ${saidOf(error)}`);
    return undefined;
  }
}

/** Without a record it is what the workflow passes on of the agent's job. */
function toldOf({ inputs }: StepContext, taskId: string, record: NamedRecord | undefined): Omit<Told, 'size'> {
  if (record !== undefined) return { ...record.report, taskId, name: record.name };
  const { costUsd, rehearse } = inputs;
  return { taskId, result: null, costMicros: costUsd, costSource: undefined, rehearsal: rehearse !== undefined };
}

function sizeOf({ files, insertions, deletions }: { files: unknown[]; insertions: number; deletions: number }) {
  return { size: { files: files.length, insertions, deletions } };
}
