import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * A shell between us and a server. It holds the read end of a pipe of which the kernel closes our end however we die, `kill -9`
 * included: then it ends the server and removes the folder. In a session of its own, so that Ctrl-C does not reach it first.
 * A server that ends by itself leaves its folder.
 */
const GUARD = `
  folder=$1 signal=$2; shift 2
  exec 3<&0
  "$@" </dev/null 3<&- & server=$!
  echo $server
  (read -r _ <&3; kill -TERM $$) & watch=$!
  trap 'kill -$signal $server 2>/dev/null; wait $server; [ -z "$folder" ] || rm -rf "$folder"; exit 0' TERM
  wait $server; code=$?
  kill $watch 2>/dev/null
  exit $code`;

export interface Owner {
  uid: number;
  gid: number;
}

/** The user that root lends to what must not be root. */
export function nobody(): Owner {
  const id = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

interface ServerCommand {
  command: string[];
  /** What it prints on stderr once it answers. */
  ready: RegExp;
  /** Ends it at once. */
  signal: 'QUIT' | 'KILL';
  /** Removed after it; none when left out. */
  folder?: string;
  owner?: Owner | undefined;
  env?: Record<string, string>;
}

/** A server that never outlives the process that started it. */
export class Guarded {
  readonly #guard: ChildProcess;
  readonly #pid: number;

  private constructor(guard: ChildProcess, pid: number) {
    this.#guard = guard;
    this.#pid = pid;
  }

  /** Throws with what the server printed if it ends before it is ready. */
  static async start({ command, ready, signal, folder = '', owner, env = {} }: ServerCommand): Promise<Guarded> {
    const options = { detached: true, cwd: '/', env: { ...process.env, ...env }, ...owner };
    const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, signal, ...command], options);
    guard.stdin.on('error', () => {}); // the guard is gone already
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      guard.once('error', reject);
      guard.once('close', () => reject(new Error(`${command[0]} did not start:\n${printed}`)));
      guard.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        printed = `${printed}${chunk}`.slice(-10_000);
        if (ready.test(printed)) resolve();
      });
    });
    const [line] = (await once(guard.stdout, 'data')) as [Buffer];
    return new Guarded(guard, Number.parseInt(String(line), 10));
  }

  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#guard.stdin?.end();
    await once(this.#guard, 'close');
  }

  /** As a crash would: no word to anybody, and its folder stays. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    process.kill(this.#pid, 'SIGKILL');
    await once(this.#guard, 'close');
  }

  get #ended(): boolean {
    return this.#guard.exitCode !== null || this.#guard.signalCode !== null;
  }
}

/** Runs `start` with a free port; with another one if somebody was faster to take it. */
export async function withFreePort<Server>(start: (port: number) => Promise<Server>): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 5 || !/in use/i.test(String(error))) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

/** A command to its end. Throws with what it printed. */
export async function run(command: string[], owner?: Owner): Promise<void> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...owner });
  const [[code], printed] = await Promise.all([once(child, 'close'), text(child.stderr)]);
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${printed}`);
}
