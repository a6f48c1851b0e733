import { endProcesses } from '../processes.ts';
import type { Isolation } from './isolation.ts';

/** The agent is our own user: what it leaves behind is found by process group and marker. */
export const NO_ISOLATION: Isolation = {
  kind: 'none',
  description: 'as your own user, who can read and change all that you can',
  place: async (own) => own,
  lend: async (path) => path,
  give: async () => undefined,
  command: (file, args, { cwd, env }) => ({ file, args, cwd, env, input: '' }),
  signal: async (child, name) => void child.kill(name),
  async endAll({ group, marker, graceMs = 0 } = {}) {
    // By group first, for systems where processes cannot be found by their marker.
    if (group !== undefined) killGroup(group);
    if (marker !== undefined) await endProcesses(marker, graceMs);
  },
  takeBack: async () => undefined,
  close: async () => undefined,
};

/** SIGKILL to a process group. */
export function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nobody left in it.
  }
}
