import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Changes, Workspace } from '../workspace/index.ts';

export interface KeptWork {
  changes?: Changes;
  branch?: string;
  warnings: string[];
}

export interface KeepOptions {
  message: string;
  /** Where the workspace goes when its changes cannot be committed. */
  shelter: string;
  /** The workspace's own folder. */
  directory: string;
}

/** What the agent left, also of a run that was stopped: its work is kept on the task's branch, or else where it lies. */
export async function keepChanges(workspace: Workspace, options: KeepOptions): Promise<KeptWork> {
  try {
    const changes = await workspace.collect();
    const kept = changes.files.length === 0 ? undefined : await workspace.keep(options.message);
    return { changes, warnings: changes.warnings, ...(kept ? { branch: kept.branch } : {}) };
  } catch (error) {
    // The money is settled all the same, and what it paid for is not thrown away.
    const why = error instanceof Error ? error.message : String(error);
    return { warnings: [`The changes could not be committed: ${why} ${await shelter(options)}`] };
  }
}

async function shelter({ shelter: target, directory }: KeepOptions): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true });
    await rename(directory, target);
    return `They lie in ${join(target, 'tree')}.`;
  } catch {
    return 'They are lost.';
  }
}
