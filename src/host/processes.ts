import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Every process of a run carries this variable; daemons that leave session and process group still carry it. */
export const RUN_MARKER = 'SISO_RUN_MARKER';

/** Ids of the processes whose environment carries `marker`. Empty where there is no `/proc`. */
export async function processesWithMarker(marker: string): Promise<number[]> {
  return processesWhere((id) => carries(id, marker));
}

async function carries(id: number, marker: string): Promise<boolean> {
  const environment = await readFile(`/proc/${id}/environ`, 'latin1').catch(() => '');
  return environment.split('\0').includes(`${RUN_MARKER}=${marker}`);
}

/** Ids of the processes of a user that have not ended, whichever of its user ids is `uid`. Empty where there is no `/proc`. */
export async function processesOfUser(uid: number): Promise<number[]> {
  return processesWhere(async (id) => (await usersOf(id)).includes(uid));
}

/** Ids of the users that have a process which has not ended. Empty where there is no `/proc`. */
export async function usersWithProcesses(): Promise<Set<number>> {
  const users = new Set<number>();
  await processesWhere(async (id) => {
    for (const uid of await usersOf(id)) users.add(uid);
    return false;
  });
  return users;
}

/** All user ids of a process; none of one that has ended. */
async function usersOf(id: number): Promise<number[]> {
  const status = await readFile(`/proc/${id}/status`, 'latin1').catch(() => '');
  // A zombie has ended; whoever started it has not looked yet.
  if (/^State:\s+[ZX]/m.test(status)) return [];
  return (/^Uid:(.*)$/m.exec(status)?.[1] ?? '').trim().split(/\s+/).map(Number);
}

/** Ids of the processes that have a file system mounted at `path`, and so live in a sandbox made around it. */
export async function processesMounting(path: string): Promise<number[]> {
  const point = path.replace(/[ \t\n\\]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return processesWhere(async (id) => {
    const mounts = await readFile(`/proc/${id}/mountinfo`, 'utf8').catch(() => '');
    return mounts.split('\n').some((line) => line.split(' ')[4] === point);
  });
}

async function processesWhere(wanted: (id: number) => Promise<boolean>): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => []);
  const ids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const found = await Promise.all(ids.map(async (id) => ((await wanted(id)) ? id : undefined)));
  return found.filter((id) => id !== undefined && id !== process.pid).map(Number);
}

/** SIGKILL to every process that works below `folder`: what emptied its environment has no marker, but stays where it was. */
export async function endProcessesIn(directory: string): Promise<void> {
  const folder = await realpath(directory).catch(() => directory);
  const entries = await readdir('/proc').catch(() => []);
  for (const id of entries.filter((entry) => /^\d+$/.test(entry)).map(Number)) {
    const place = await readlink(`/proc/${id}/cwd`).catch(() => '');
    if (id !== process.pid && `${place.replace(/ \(deleted\)$/, '')}/`.startsWith(`${folder}/`)) signal(id, 'SIGKILL');
  }
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // Gone already, which is what we want.
  }
}

/**
 * Ends everything that carries `marker`: SIGTERM, `graceMs`, then SIGKILL until a look finds nothing.
 * Answers how many processes had to be told.
 */
export async function endProcesses(marker: string, graceMs: number): Promise<number> {
  const first = await processesWithMarker(marker);
  for (const id of first) signal(id, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (performance.now() < deadline && (await processesWithMarker(marker)).length > 0) await delay(50);
  // A process may fork between the look and the kill, so look again until there is nothing left.
  for (let round = 0; round < 50; round += 1) {
    const left = await processesWithMarker(marker);
    if (left.length === 0) break;
    for (const id of left) signal(id, 'SIGKILL');
    await delay(20);
  }
  return first.length;
}
