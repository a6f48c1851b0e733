import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Every process of a run carries this variable; daemons that leave session and process group still carry it. */
export const RUN_MARKER = 'SISO_RUN_MARKER';

/** Ids of the processes whose environment carries `marker`. Empty where there is no `/proc`. */
export async function processesWithMarker(marker: string): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => []);
  const ids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const carrying = await Promise.all(ids.map(async (id) => ((await carries(id, marker)) ? id : undefined)));
  return carrying.filter((id) => id !== undefined && id !== process.pid).map(Number);
}

async function carries(id: number, marker: string): Promise<boolean> {
  const environment = await readFile(`/proc/${id}/environ`, 'latin1').catch(() => '');
  return environment.split('\0').includes(`${RUN_MARKER}=${marker}`);
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
