import { access, cp } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readPlace, repositoryOf, type StepContext } from '../context.ts';
import { saidOf } from '../job-log.ts';
import type { EndState, Published } from '../state.ts';
import { notePublication } from './note.ts';
import { pushChanges } from './push.ts';
import { pullRequestText } from './text.ts';

/** The same, whatever goes wrong on the way: the task is settled and told, and its patch is there. */
export async function publishSafely(context: StepContext, end: EndState, several: boolean): Promise<Published> {
  try {
    return await publish(context, end, several);
  } catch (error) {
    const note = `The changes were not published: ${saidOf(error)}`;
    const id = end.report?.taskId ?? '';
    const patch = await patchOf(context, { id, several }).catch(() => undefined);
    return { patch, notes: [note] };
  }
}

/** The changes of a task: pushed as a branch with a pull request, or as a patch for another job. Never done by the agent. */
async function publish(
  context: StepContext,
  { report, commit, unconfined }: EndState,
  several: boolean,
): Promise<Published> {
  if (report?.taskId == null || commit === undefined || report.branch === null) return { notes: [] };
  const { inputs } = context;
  const { taskId } = report;
  const wanted = inputs.createPullRequest ?? 'true';
  if (wanted === 'false') return { branch: report.branch, notes: [] };
  if (wanted === 'patch') return { patch: await patchOf(context, { id: taskId, several }), notes: [] };
  if (unconfined) return { patch: await patchOf(context, { id: taskId, several }), notes: [UNCONFINED] };
  const gate = await context.state.read('gate');
  if (gate?.admitted?.request.untrusted === true)
    return { patch: await patchOf(context, { id: taskId, several }), notes: [UNTRUSTED] };
  const place = await readPlace(context);
  const { gitDirectory } = await repositoryOf(place);
  const { changedFiles, insertions, deletions } = report;
  const size = { files: changedFiles.length, insertions, deletions };
  const pushed = await pushChanges(context, place, {
    ...{ gitDirectory, commit, branch: report.branch, taskId },
    targetBranch: gate?.admitted?.request.targetBranch,
    ...pullRequestText(context, { ...report, taskId, name: gate?.admitted?.request.name, size }),
  });
  if ('refused' in pushed) return { patch: await patchOf(context, { id: taskId, several }), notes: [pushed.refused] };
  const notes = await notePublication(context, place, { taskId, commit, ...pushed });
  return { branch: pushed.branch, pullRequest: pushed.pullRequest?.url, notes: [...pushed.notes, ...notes] };
}

/** A branch with a stranger's commits would start the repository's own workflows on them. */
export const UNTRUSTED =
  'The task worked on changes of a fork, so nothing was pushed: its result is a patch, which somebody who has read it can apply.';

const UNCONFINED =
  'The agent ran without isolation, so nothing was pushed from its job: upload the patch and publish it in another one (`mode: publish`).';

/** Where the workflow finds it: the folder it named, or ours. Of several tasks each has a folder in it. */
async function patchOf(
  { inputs, state, job }: StepContext,
  { id, several }: { id: string; several: boolean },
): Promise<string> {
  const source = state.patchFolder(id);
  await access(source);
  if (inputs.patchFolder === undefined) return several ? dirname(source) : source;
  const target = resolve(job.workspace, inputs.patchFolder);
  await cp(source, several ? join(target, id) : target, { recursive: true });
  return target;
}
