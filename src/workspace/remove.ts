import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';

/** Removes a workspace, also one that a crash left half made. Harmless when there is none. Throws `workspace_invalid`. */
export async function disposeWorkspace(directory: string): Promise<void> {
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 3 });
  try {
    // Tools write-protect folders (Go's module cache does), and then nothing in them can be removed.
    await remove().catch(() => makeWritable(directory).then(remove));
  } catch (cause) {
    throw new AutomationError('workspace_invalid', `The workspace ${directory} could not be removed.`, {
      hint: 'Remove it by hand, with sudo if the task left files of another user in it.',
      cause,
    });
  }
}

async function makeWritable(directory: string): Promise<void> {
  try {
    if (!(await lstat(directory)).isDirectory()) return;
    await chmod(directory, 0o700);
    const entries = await readdir(directory, { withFileTypes: true });
    for (const entry of entries) if (entry.isDirectory()) await makeWritable(join(directory, entry.name));
  } catch (error) {
    // What could be removed may still be going: a removal that failed goes on elsewhere in the tree.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
