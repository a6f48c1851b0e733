import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processesOfUser } from '../processes.ts';
import { type Account, abandonedAccounts, lockFolderOf, takeAccount } from './accounts.ts';
import { asAgent, type CageView, caged, environmentLines, launch, signalAll } from './cage.ts';
import { folders, neededIn, outermost, SOCKETS } from './folders.ts';
import {
  type AgentCommand,
  type Isolation,
  type IsolationOptions,
  type LeftBehind,
  type StartedCommand,
  unavailable,
} from './isolation.ts';
import { lendInto } from './lend.ts';
import { type Root, SYSTEM_PATH, system } from './root.ts';

const PLACE = { users: 'siso-agent', base: '/var/lib/siso-agent' };
const LOOK_AGAIN_MS = 20;
const MOST_ROUNDS = 500;

/** The agent is a user of its own, and sees the rest of the machine read-only where the machine allows namespaces. */
export class UserIsolation implements Isolation {
  readonly kind = 'user';
  readonly #root: Root;
  readonly #account: Account;
  readonly #view: CageView;
  #caged: boolean;
  /** What stands in the way of namespaces. */
  #why = '';
  #closed = false;

  private constructor(root: Root, account: Account, { hidden, caged }: { hidden: string[]; caged: boolean }) {
    this.#root = root;
    this.#account = account;
    this.#caged = caged;
    this.#view = { place: join(account.folder, `run-${randomUUID()}`), shared: [], shown: [], hidden };
  }

  /** Takes a user that no other run has. Throws `isolation_unavailable`. */
  static async open(root: Root, options: IsolationOptions = {}): Promise<UserIsolation> {
    const account = await takeAccount(root, { ...PLACE, ...options });
    try {
      const { hidden = [], namespaces = true } = options;
      const isolation = new UserIsolation(root, account, {
        hidden: outermost(await folders([SOCKETS, ...hidden])),
        caged: namespaces,
      });
      await isolation.#begin();
      return isolation;
    } catch (error) {
      account.release();
      throw error;
    }
  }

  /** Whether this user of the machine has had agents here. */
  static async wereHere({ base = PLACE.base }: IsolationOptions): Promise<boolean> {
    return (await folders([lockFolderOf(base)])).length > 0;
  }

  /** Ends what runs whose process died have left of their agents, and removes their places. */
  static async endAbandoned(root: Root, options: IsolationOptions = {}): Promise<void> {
    for (const account of await abandonedAccounts(root, { ...PLACE, ...options })) {
      // Nobody knows how that run was shut in, so look wherever a user can leave something.
      await new UserIsolation(root, account, { hidden: [], caged: false }).close();
    }
  }

  get description(): string {
    const view = this.#caged ? 'with the rest of the machine read-only' : `without namespaces${this.#why}`;
    return `as the user ${this.#account.name}, ${view}`;
  }

  async #begin(): Promise<void> {
    const { uid, gid, folder } = this.#account;
    // A run whose process was killed may have left both.
    await this.endAll();
    if ((await readdir(folder)).length > 0) await this.#clear();
    const { place, shared, hidden, shown } = this.#view;
    shown.push(...(await neededIn(hidden)));
    const us = `${process.getuid?.()}`;
    await this.#root.run(['install', '-d', '-m', '0710', '-o', us, '-g', `${gid}`, '--', place]);
    await this.#root.run(['install', '-d', '-m', '0700', '-o', `${uid}`, '-g', `${gid}`, '--', join(place, 'tmp')]);
    shared.push(...(await folders(['/tmp', '/var/tmp'])).filter((path) => !place.startsWith(`${path}/`)));
    if (this.#caged) {
      const obstacle = await this.#fault();
      if (obstacle === undefined) return;
      this.#why = ` (${obstacle})`;
      this.#caged = false;
    }
    const fault = await this.#fault();
    if (fault === undefined) return;
    throw unavailable(
      `Nothing can be started as ${this.#account.name}: ${fault}`,
      'The machine needs setpriv of util-linux, and the right to change users (CAP_SETUID, CAP_SETGID, CAP_SETPCAP).',
    );
  }

  /** Why a program does not run as the agent and nobody else. */
  async #fault(): Promise<string | undefined> {
    const env = { PATH: SYSTEM_PATH };
    const { file, args, input } = this.command('/bin/sh', ['-c', 'id -u; id -G'], { cwd: '/', env });
    const { ok, output, complaint } = await system([file, ...args], input);
    const expected = `${this.#account.uid}\n${this.#account.gid}`;
    return ok && output === expected ? undefined : complaint || `it runs as ${output.replace('\n', ' with groups ')}`;
  }

  async place(): Promise<string> {
    return this.#view.place;
  }

  async lend(path: string): Promise<string> {
    const from = await realpath(path);
    if (await this.#reads(from)) return from;
    const folder = join(this.#view.place, `lent-${randomUUID()}`);
    await mkdir(folder);
    await chmod(folder, 0o755);
    const lent = join(folder, basename(from));
    await lendInto(from, lent);
    return lent;
  }

  /** Whether the agent can read it where it lies, and not change it. */
  async #reads(path: string): Promise<boolean> {
    const { hidden, shared } = this.#view;
    const covered = this.#caged ? [...hidden, ...shared] : hidden;
    if (covered.some((folder) => `${path}/`.startsWith(`${folder}/`))) return false;
    const test = `[ -r "$1" ] && [ -x "$1" ]${this.#caged ? '' : ' && [ ! -w "$1" ]'}`;
    return (await this.#root.ask(asAgent(this.#account, ['/bin/sh', '-c', test, 'sh', path]))).ok;
  }

  async give(paths: string[]): Promise<void> {
    const { uid, gid } = this.#account;
    for (const path of paths) {
      await this.#require(path);
      await this.#openWayTo(path);
      // Of a file with several names the others may lie elsewhere, and stay ours.
      const mine = ['!', '(', '-type', 'f', '-links', '+1', ')'];
      await this.#root.run(['find', path, '-xdev', ...mine, '-exec', 'chown', '-h', `${uid}:${gid}`, '--', '{}', '+']);
    }
  }

  /** What root does to a folder it does to one of the run, and through no link. */
  async #require(path: string): Promise<void> {
    const { place } = this.#view;
    if (path !== resolve(path) || !path.startsWith(`${place}/`)) throw new Error(`${path} is not below ${place}`);
    if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is no folder`);
  }

  /** Whatever our umask is: who comes through the place comes as far as to `path`. */
  async #openWayTo(path: string): Promise<void> {
    for (let folder = dirname(path); folder !== this.#view.place; folder = dirname(folder)) {
      await chmod(folder, (await stat(folder)).mode | 0o011);
    }
  }

  command(file: string, args: string[], { cwd, env }: { cwd: string; env: Record<string, string> }): AgentCommand {
    const launched = launch(this.#account, cwd, [file, ...args]);
    const [program = '', ...rest] = this.#root.argv(this.#caged ? caged(this.#view, launched) : launched);
    return { file: program, args: rest, cwd: '/', env: { PATH: SYSTEM_PATH }, input: environmentLines(env) };
  }

  /** Where sudo stands between us and the agent it is no use to signal the child: it passes on less than it gets. */
  async signal(child: StartedCommand, name: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && child.exitCode === null && child.signalCode === null; round += 1) {
      if (await this.#signalAll(name)) return;
      // It is about to become the agent.
      await delay(LOOK_AGAIN_MS);
    }
  }

  async #signalAll(name: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
    return (await this.#root.ask(signalAll(this.#account, name === 'SIGTERM' ? 'TERM' : 'KILL'))).ok;
  }

  async endAll({ graceMs = 0 }: LeftBehind = {}): Promise<void> {
    const alive = async () => (await processesOfUser(this.#account.uid)).length > 0;
    if (graceMs > 0 && (await alive())) {
      await this.#signalAll('SIGTERM');
      const deadline = performance.now() + graceMs;
      while (performance.now() < deadline && (await alive())) await delay(LOOK_AGAIN_MS);
    }
    // First the signal: where /proc hides the processes of others, a look would find nothing.
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.#signalAll('SIGKILL');
      if (!(await alive())) return;
      await delay(LOOK_AGAIN_MS);
    }
    throw unavailable(
      `Processes of ${this.#account.name} cannot be ended`,
      `Look at them with \`ps -u ${this.#account.name}\`; nothing of this run is published while they live.`,
    );
  }

  async takeBack(paths: string[]): Promise<void> {
    for (const path of paths) await this.#require(path);
    const { uid } = this.#account;
    // What is not the agent's is a second name of somebody's file, which would be read as if it were the agent's work.
    await this.#root.run(['find', ...paths, '-xdev', '-type', 'f', '!', '-uid', `${uid}`, '-delete']);
    const owner = `${process.getuid?.()}:${process.getgid?.()}`;
    // Only what is the agent's, never through a link, and at any depth; set-user bits go with it.
    await this.#root.run(['chown', '-hR', `--from=${uid}`, owner, '--', ...paths]);
    await this.#root.run(['chmod', '-R', 'u+rwX', '--', ...paths]);
  }

  async close(): Promise<void> {
    // Another run may have the user by now.
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.endAll();
      await this.#clear();
    } finally {
      this.#account.release();
    }
  }

  /** Removes what this user has left, as far as it goes; whoever takes the user next tries again. */
  async #clear(): Promise<void> {
    const { folder, uid } = this.#account;
    const common = await folders(['/tmp', '/var/tmp', '/dev/shm']);
    if (!this.#caged) await this.#root.ask(['find', ...common, '-xdev', '-depth', '-uid', `${uid}`, '-delete']);
    // Last, for an empty folder says that all else is done.
    await this.#root.ask(['find', folder, '-mindepth', '1', '-maxdepth', '1', '-exec', 'rm', '-rf', '--', '{}', '+']);
  }
}
