import { execa } from 'execa';
import { unavailable } from './isolation.ts';

/** Programs of the system only: on hosted runners everybody may write to `/usr/local/bin` and `/opt`. */
export const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

interface Answer {
  ok: boolean;
  output: string;
  complaint: string;
}

/** Commands as root: we are root, or sudo asks for no password. */
export class Root {
  readonly #through: string[];

  private constructor(through: string[]) {
    this.#through = through;
  }

  /** `undefined` where we may not act as root. */
  static async find(): Promise<Root | undefined> {
    if (process.getuid?.() === 0) return new Root([]);
    // `env -i`, because sudo sets variables and a search path of its own.
    const through = ['sudo', '-n', '--', '/usr/bin/env', '-i', `PATH=${SYSTEM_PATH}`, 'LC_ALL=C'];
    return (await system([...through, 'true'])).ok ? new Root(through) : undefined;
  }

  /** Whether we are root ourselves. */
  get direct(): boolean {
    return this.#through.length === 0;
  }

  /** The command line that runs `command` as root. */
  argv(command: string[]): string[] {
    return [...this.#through, ...command];
  }

  ask(command: string[]): Promise<Answer> {
    return system(this.argv(command));
  }

  /** Throws `isolation_unavailable` with what the command complained about. */
  async run(command: string[]): Promise<void> {
    const { ok, complaint } = await this.ask(command);
    if (ok) return;
    throw unavailable(
      `\`${command.slice(0, 2).join(' ')}\` failed as root: ${complaint || 'it does not say why'}`,
      'Agents need a user of their own; see docs/isolation.md for what the machine must have.',
    );
  }
}

/** Runs a program of the system. Never throws. */
export async function system([file = '', ...args]: string[], input?: string): Promise<Answer> {
  const ended = await execa(file, args, {
    env: { PATH: SYSTEM_PATH, LC_ALL: 'C' },
    extendEnv: false,
    cwd: '/',
    reject: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  });
  const complaint = `${ended.stderr ?? ''}`.trim() || (ended.originalMessage ?? '');
  return { ok: !ended.failed, output: `${ended.stdout ?? ''}`, complaint };
}
