import { endProcesses } from '../host/processes.ts';

/** From SIGTERM to SIGKILL. The CLI ends its own command tree on SIGTERM, which takes some 1.5 s. */
export const KILL_GRACE_MS = 10_000;
const SWEEP_GRACE_MS = 1_000;

/** Once the CLI is gone: ends what it left behind, also daemons that left its session. Answers how many were found. */
export async function sweep(group: number | undefined, marker: string): Promise<number> {
  // By group first, for systems where processes cannot be found by their marker.
  if (group !== undefined) killGroup(group);
  return endProcesses(marker, SWEEP_GRACE_MS);
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nobody left in it.
  }
}
