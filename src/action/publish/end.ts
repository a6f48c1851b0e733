import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readPlace, repositoryOf, type StepContext } from '../context.ts';
import type { EndState, Published } from '../state.ts';
import { notePublication } from './note.ts';
import { pushChanges } from './push.ts';
import { pullRequestText } from './text.ts';

/** The changes of a task: pushed as a branch with a pull request, or as a patch for another job. Never done by the agent. */
export async function publish(context: StepContext, { report, commit, unconfined }: EndState): Promise<Published> {
  if (report?.taskId == null || commit === undefined || report.branch === null) return { notes: [] };
  const { inputs } = context;
  const { taskId } = report;
  const wanted = inputs.createPullRequest ?? 'true';
  if (wanted === 'false') return { branch: report.branch, notes: [] };
  if (wanted === 'patch') return { patch: await patchOf(context, taskId), notes: [] };
  if (unconfined) return { patch: await patchOf(context, taskId), notes: [UNCONFINED] };
  const place = await readPlace(context);
  const { gitDirectory } = await repositoryOf(place);
  const gate = await context.state.read('gate');
  const { changedFiles, insertions, deletions } = report;
  const size = { files: changedFiles.length, insertions, deletions };
  const pushed = await pushChanges(context, place, {
    ...{ gitDirectory, commit, branch: report.branch, taskId },
    ...pullRequestText(context, { ...report, taskId, name: gate?.admitted?.request.name, size }),
  });
  if ('refused' in pushed) return { patch: await patchOf(context, taskId), notes: [pushed.refused] };
  const notes = await notePublication(context, place, { taskId, commit, ...pushed });
  return { branch: pushed.branch, pullRequest: pushed.pullRequest?.url, notes: [...pushed.notes, ...notes] };
}

const UNCONFINED =
  'The agent ran without isolation, so nothing was pushed from its job: upload the patch and publish it in another one (`mode: publish`).';

/** Where the workflow finds it: the folder it named, or ours. */
async function patchOf({ inputs, state, job }: StepContext, taskId: string): Promise<string> {
  if (inputs.patchFolder === undefined) return state.patchFolder(taskId);
  const target = resolve(job.workspace, inputs.patchFolder);
  await cp(state.patchFolder(taskId), target, { recursive: true });
  return target;
}
