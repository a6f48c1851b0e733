import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import type { Store } from '../store/index.ts';
import type { Job } from './runner.ts';
import { type AdmittedTask, admittedSchema } from './state.ts';

/** A hold that other steps spend, from the use of the action that took it to the one that settles it. */
const heldSchema = z.object({
  admitted: admittedSchema,
  rehearse: z.string().optional(),
  /** Socket of the process that keeps the meter of the hold, in the mode `meter`. */
  socket: z.string().optional(),
  /** Of the use of the action that took it. */
  stateFolder: z.string(),
});
export type Held = z.infer<typeof heldSchema>;

export async function keepHold(job: Job, held: Held): Promise<void> {
  await mkdir(folderOf(job), { recursive: true, mode: 0o700 });
  await writeFile(fileOf(job, held.admitted.taskId), JSON.stringify(held), { mode: 0o600 });
}

/** The hold of `taskId`, or the only one, which an earlier step of this job took. Throws `usage` where there is none. */
export async function readHold(job: Job, taskId: string | undefined): Promise<Held> {
  const all = (await readdir(folderOf(job)).catch(() => [])).map((name) => name.replace(/\.json$/, ''));
  const [first, second] = taskId === undefined ? all : all.filter((id) => id === taskId);
  if (first !== undefined && second === undefined)
    return heldSchema.parse(JSON.parse(await readFile(fileOf(job, first), 'utf8')));
  const what =
    second === undefined ? `No step of this job holds a budget` : `Steps of this job hold ${all.length} budgets`;
  throw new AutomationError('usage', `${what}${taskId === undefined ? '' : ` for ${taskId}`}`, {
    hint: 'Give `task-id` the output of the step with `mode: gate` or `mode: meter`, in the same job, and settle once.',
  });
}

/** A hold that nothing was spent of. One that cannot be given back now expires. */
export async function giveBackHold(store: Store, { hold }: AdmittedTask): Promise<void> {
  const lease = { p_request_id: randomUUID(), p_lease_token: hold.leaseToken };
  await store.call('siso_release', { ...lease, p_reason: 'the step that took it failed' }).catch(() => undefined);
}

export async function dropHold(job: Job, taskId: string): Promise<void> {
  await rm(fileOf(job, taskId), { force: true });
}

function folderOf({ temp }: Job): string {
  return join(temp, 'siso-holds');
}

function fileOf(job: Job, taskId: string): string {
  return join(folderOf(job), `${taskId}.json`);
}
