import { copyFile, cp, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Admitted } from '../contracts/ledger/admission.ts';
import type { Store } from '../store/index.ts';
import { type Changes, type Workspace, writePatchFolder } from '../workspace/index.ts';
import type { RunLog } from './run-log.ts';
import type { Publication } from './run-request.ts';
import { lease } from './settle-run.ts';

export interface KeptWork {
  changes?: Changes;
  branch?: string;
  commit?: string;
  warnings: string[];
}

export interface KeepOptions {
  message: string;
  /** Where the workspace goes when its changes cannot be committed. */
  shelter: string;
  /** The workspace's own folder. */
  directory: string;
  taskId: string;
  publication?: Publication | undefined;
}

/** What the agent left, also of a run that was stopped: its work is kept on the task's branch, or else where it lies. */
export async function keepChanges(workspace: Workspace, options: KeepOptions): Promise<KeptWork> {
  try {
    const changes = await workspace.collect();
    const kept = changes.files.length === 0 ? undefined : await keepFiles(workspace, changes, options);
    return { changes, warnings: changes.warnings, ...kept };
  } catch (error) {
    // The money is settled all the same, and what it paid for is not thrown away.
    const why = error instanceof Error ? error.message : String(error);
    return { warnings: [`The changes could not be committed: ${why} ${await shelter(options)}`] };
  }
}

async function keepFiles(workspace: Workspace, changes: Changes, { message, taskId, publication }: KeepOptions) {
  if (publication === undefined) return workspace.keep(message);
  const { identity, patchFolder } = publication;
  await writePatchFolder(patchFolder(taskId), { changes, base: workspace.baseCommit, taskId });
  return workspace.keep(message, { identity });
}

async function shelter({ shelter: target, directory }: KeepOptions): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true });
    // The agent's folder may lie on another disk than ours.
    await rename(directory, target).catch(() => cp(directory, target, { recursive: true, verbatimSymlinks: true }));
    return `They lie in ${join(target, 'tree')}.`;
  } catch {
    return 'They are lost.';
  }
}

interface ResultPlace {
  store: Store;
  admitted: Admitted;
  log: RunLog;
  /** Of the results of all tasks. */
  folder: string;
}

/** For whoever was not there: the patch as a file of the data directory, the commit in the task's record, both in its log. */
export async function keepResult({ changes, branch, commit }: KeptWork, place: ResultPlace): Promise<void> {
  if (changes === undefined || branch === undefined || commit === undefined) return;
  const { store, admitted, log, folder } = place;
  const patch = join(folder, admitted.taskId, 'changes.patch');
  try {
    await mkdir(dirname(patch), { recursive: true });
    await copyFile(changes.patch, patch);
    log.add(`result: branch ${branch}, commit ${commit}, patch ${patch}`);
    await store.call('siso_record_publication', { ...lease(admitted), p_publication: { branch, commit } });
  } catch (error) {
    // The branch is there, which is what counts.
    log.add(`result: branch ${branch}, commit ${commit}; ${error instanceof Error ? error.message : String(error)}`);
  }
}
