import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { commitPatch, readPatchFolder } from '../../workspace/index.ts';
import { readPlace, repositoryOf, type StepContext } from '../context.ts';
import { pushChanges } from '../publish/push.ts';
import { pullRequestText } from '../publish/text.ts';
import type { GateAnswer } from './answer.ts';

/**
 * Publishes the patch of an earlier job, on a runner that no agent has been on. Patch and task id are all that is taken
 * over from there, and looked at before anything is pushed.
 */
export async function publishPatch(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const { taskId, patchFolder } = inputs;
  if (taskId === undefined || patchFolder === undefined)
    throw new AutomationError('usage', 'The mode `publish` needs `task-id` and `patch-folder`', {
      hint: 'Give it the outputs of the job that ran the task: its task id, and the folder its patch was downloaded to.',
    });
  const place = await readPlace(context);
  const { gitDirectory, baseCommit } = await repositoryOf(place);
  const { manifest, patch } = await readPatchFolder(resolve(job.workspace, patchFolder), { taskId, base: baseCommit });
  const directory = await mkdtemp(join(state.path, 'publish-'));
  try {
    const made = await commitPatch({
      ...{ gitDirectory, base: manifest.base, patch, taskId, directory: join(directory, 'git') },
      message: `Result of task ${taskId}`,
    });
    const told = {
      ...({ taskId, result: null, costMicros: 0, costSource: 'metered', rehearsal: false } as const),
      ...{ changedFiles: made.files.map(({ path }) => path), insertions: made.insertions, deletions: made.deletions },
    };
    const pushed = await pushChanges(context, place, {
      ...{
        gitDirectory: made.gitDirectory,
        commit: made.commit,
        branch: `siso/task-${taskId.replace(/^T-/, '')}`,
        taskId,
      },
      ...pullRequestText(context, told),
    });
    if ('refused' in pushed)
      throw new AutomationError('workspace_invalid', 'The changes were not published', { hint: pushed.refused });
    return { runs: false, end: { published: { ...pushed, pullRequest: pushed.pullRequest?.url } } };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
