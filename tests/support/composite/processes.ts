import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const MARKER = 'RUNNER_TRACKING_ID';

/** What GitHub does when a job has ended: SIGKILL to each process that still carries its mark. Answers how many. */
export function endJob(trackingId: string): number {
  const left = carriers(trackingId);
  for (const id of left) kill(id);
  return left.length;
}

/** As if the machine were gone: everything below `root` and everything that carries the mark, until nothing is left. */
export async function loseProcesses(root: number | undefined, trackingId: string): Promise<void> {
  const tree = new Set(root === undefined ? [] : [root]);
  for (let round = 0; round < 50; round += 1) {
    for (const [child, parent] of parents()) if (tree.has(parent)) tree.add(child);
    const left = new Set([...carriers(trackingId), ...[...tree].filter(isAlive)]);
    if (left.size === 0) return;
    for (const id of left) kill(id);
    await delay(10);
  }
}

function carriers(trackingId: string): number[] {
  const mark = `${MARKER}=${trackingId}`;
  return processIds().filter((id) => id !== process.pid && read(id, 'environ').split('\0').includes(mark));
}

/** Parents by child, in the order of the ids, so that a child mostly comes after its parent. */
function parents(): [child: number, parent: number][] {
  return processIds().map((id) => [id, Number(/^.*\) \S (\d+)/s.exec(read(id, 'stat'))?.[1] ?? 0)]);
}

/** One that has ended and waits to be looked at is not alive. */
function isAlive(id: number): boolean {
  return /^.*\) [^ZX]/s.test(read(id, 'stat'));
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function read(id: number, file: 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // Gone already, or another user's.
  }
}
