import { mkdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processesMounting } from '../processes.ts';
import { folders, neededIn, outermost, SOCKETS } from './folders.ts';
import {
  type AgentCommand,
  type Isolation,
  type IsolationOptions,
  type LeftBehind,
  type StartedCommand,
  unavailable,
} from './isolation.ts';
import { killGroup } from './none.ts';
import { system } from './root.ts';

/** Not looked for on the agent's PATH. */
const BWRAP = '/usr/bin/bwrap';
/** When the first process ends, the kernel ends all others. */
const NAMESPACES = ['--unshare-user', '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--new-session'];
const WORLD = ['--cap-drop', 'ALL', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'];
const LOOK_AGAIN_MS = 20;
const MOST_ROUNDS = 500;

/** The agent is our own user in a sandbox that shows it nothing of ours and lets it write only in its place. */
export class BubblewrapIsolation implements Isolation {
  readonly kind = 'bubblewrap';
  readonly description = 'in a bubblewrap sandbox, with the rest of the machine read-only';
  readonly #hidden: string[];
  /** Programs and what they need, seen although they lie in a hidden folder. */
  readonly #shown: string[];
  /** Until there is one, nothing can be written that stays. */
  #place: string | undefined;

  private constructor(hidden: string[], shown: string[]) {
    this.#hidden = hidden;
    this.#shown = shown;
  }

  /** Throws `isolation_unavailable`. */
  static async open({ hidden = [] }: IsolationOptions = {}): Promise<BubblewrapIsolation> {
    if (process.getuid?.() === 0)
      throw unavailable('bubblewrap makes no other user of root', 'Choose `isolation: user`, which root can have.');
    const trial = await system([BWRAP, ...NAMESPACES, ...WORLD, '--', '/bin/sh', '-c', 'exit 0']);
    if (!trial.ok)
      throw unavailable(
        `bubblewrap cannot make a sandbox here: ${trial.complaint}`,
        'Install bubblewrap, and allow namespaces to users that are not root; or let this user have sudo.',
      );
    const covered = outermost(await folders([homedir(), SOCKETS, ...hidden]));
    return new BubblewrapIsolation(covered, await neededIn(covered));
  }

  async place(own: string): Promise<string> {
    const place = join(await realpath(own), 'agent');
    await mkdir(join(place, 'tmp'), { recursive: true });
    // Processes that have it mounted are taken for the agent's.
    if ((await processesMounting(place)).length > 0) throw new Error(`${place} is a file system of its own`);
    this.#place = place;
    return place;
  }

  async lend(path: string): Promise<string> {
    const real = await realpath(path);
    this.#shown.push(real);
    return real;
  }

  async give(): Promise<void> {}

  command(file: string, args: string[], { cwd, env }: { cwd: string; env: Record<string, string> }): AgentCommand {
    const place = this.#place;
    const temporary = place === undefined ? ['--tmpfs'] : ['--bind', join(place, 'tmp')];
    const options = [
      ...this.#hidden.flatMap((path) => ['--tmpfs', path]),
      ...['/tmp', '/var/tmp'].flatMap((path) => [...temporary, path]),
      ...this.#shown.flatMap((path) => ['--ro-bind-try', path, path]),
      ...(place === undefined ? [] : ['--bind', place, place]),
      ...['--chdir', cwd],
    ];
    return { file: BWRAP, args: [...NAMESPACES, ...WORLD, ...options, '--', file, ...args], cwd: '/', env, input: '' };
  }

  async signal(child: StartedCommand, name: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    child.kill(name);
  }

  /** The sandbox is told by its place, which every process in it has mounted, whatever its environment. */
  async endAll({ group }: LeftBehind = {}): Promise<void> {
    if (group !== undefined) killGroup(group);
    const place = this.#place;
    for (let round = 0; place !== undefined && round <= MOST_ROUNDS; round += 1) {
      const left = await processesMounting(place);
      if (left.length === 0) return;
      if (round === MOST_ROUNDS)
        throw unavailable('Processes of the sandbox cannot be ended', `Look at ${left.join(', ')} with \`ps\`.`);
      for (const id of left) kill(id);
      await delay(LOOK_AGAIN_MS);
    }
  }

  async takeBack(paths: string[]): Promise<void> {
    const { ok, complaint } = await system(['chmod', '-R', 'u+rwX', '--', ...paths]);
    if (!ok) throw unavailable(`What the agent left cannot be read: ${complaint}`, 'Look at the modes of its files.');
  }

  close(): Promise<void> {
    return this.endAll();
  }
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
