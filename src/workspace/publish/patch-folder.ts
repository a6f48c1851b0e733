import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PatchManifest, patchManifestSchema } from '../../contracts/patch-manifest.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Changes } from '../changes.ts';

const PATCH = 'changes.patch';
const MANIFEST = 'patch.json';
const LARGEST_PATCH_BYTES = 50 * 1024 ** 2;
const LARGEST_MANIFEST_BYTES = 16 * 1024;

/** Writes a task's patch into `folder`, to hand it to another job, with what it is a patch of. Throws `workspace_invalid`. */
export async function writePatchFolder(
  folder: string,
  { changes, base, taskId }: { changes: Changes; base: string; taskId: string },
): Promise<PatchManifest> {
  const patch = await readCapped(changes.patch, LARGEST_PATCH_BYTES);
  const { files, insertions, deletions } = changes;
  const counts = { files: files.length, insertions, deletions };
  const manifest = patchManifestSchema.parse({ base, taskId, ...counts, sha256: sha256(patch) });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PATCH), patch);
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * Reads what `writePatchFolder` wrote. All of it is from the job of the agent: `expected` is what this job knows better.
 * Throws `workspace_invalid` for anything missing, too large, damaged or of another task.
 */
export async function readPatchFolder(
  folder: string,
  expected: { taskId?: string; base?: string } = {},
): Promise<{ manifest: PatchManifest; patch: Buffer }> {
  const manifest = readManifest(await readCapped(join(folder, MANIFEST), LARGEST_MANIFEST_BYTES));
  const patch = await readCapped(join(folder, PATCH), LARGEST_PATCH_BYTES);
  if (sha256(patch) !== manifest.sha256) throw unusable(`${PATCH} is not the file that ${MANIFEST} tells of`);
  const { taskId = manifest.taskId, base = manifest.base } = expected;
  if (taskId !== manifest.taskId) throw unusable(`it is of the task ${manifest.taskId}, not of ${taskId}`);
  if (base !== manifest.base) throw unusable(`it was made on the commit ${manifest.base}, not on ${base}`);
  return { manifest, patch };
}

function readManifest(bytes: Buffer): PatchManifest {
  const parsed = patchManifestSchema.safeParse(asJson(bytes.toString('utf8')));
  if (parsed.success) return parsed.data;
  throw unusable(`${MANIFEST} is not as it should be`, parsed.error);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(`${MANIFEST} is not JSON`, cause);
  }
}

/** A regular file only: a link could lead anywhere and a pipe has no end. */
async function readCapped(path: string, most: number): Promise<Buffer> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause: unknown) => {
    throw unusable(`${path} cannot be read`, cause);
  });
  try {
    const status = await file.stat();
    if (!status.isFile()) throw unusable(`${path} is no file`);
    if (status.size > most) throw unusable(`${path} has ${status.size} bytes, and ${most} are the most`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unusable(what: string, cause?: unknown): AutomationError {
  return new AutomationError('workspace_invalid', `The patch cannot be handed on: ${what}.`, {
    hint: 'Look at the job that ran the task and at its artifact, then run both again.',
    cause,
  });
}
