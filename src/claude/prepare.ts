import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { type Isolation, NO_ISOLATION } from '../host/isolation/index.ts';
import { type AgentEnvironment, plainEnvironment } from './environment.ts';
import { Stopper, SWEEP_GRACE_MS } from './terminate.ts';
import { oneLine } from './text.ts';

export interface PrepareOptions extends Pick<AgentEnvironment, 'cwd' | 'home' | 'marker'> {
  /** For `sh -c`. */
  command: string;
  timeoutMs: number;
  signal: AbortSignal;
  /** Whom it runs as; as ourselves when left out. */
  isolation?: Isolation | undefined;
  /** What it prints, one printable line at a time. */
  onLine(line: string): void;
}

interface PrepareResult {
  ok: boolean;
  /** Why it is not, with the last lines that it printed. */
  error: string;
}

const LAST_LINES = 10;

/**
 * Runs a command as the agent is run: its user, its folder, its home, no key. However it ends, nothing of it is left.
 * Throws `isolation_unavailable` when that cannot be had.
 */
export async function runPrepare(options: PrepareOptions): Promise<PrepareResult> {
  const { isolation = NO_ISOLATION, marker, timeoutMs, signal, onLine } = options;
  const last: string[] = [];
  const child = start(options, isolation);
  const stopper = new Stopper({ isolation, child: child.nodeChildProcess, timeoutMs, signal });
  createInterface({ input: child.all }).on('line', (text) => {
    const line = oneLine(text, 500);
    last.push(line);
    if (last.length > LAST_LINES) last.shift();
    onLine(line);
  });
  if (child.pid !== undefined) await once(child.nodeChildProcess, 'exit');
  stopper.end();
  await isolation.endAll({ group: child.pid, marker, graceMs: SWEEP_GRACE_MS });
  const ended = await child;
  if (!ended.failed && stopper.cause === undefined) return { ok: true, error: '' };
  const exit = `ended with ${ended.signal ?? `exit code ${ended.exitCode ?? '?'}`}`;
  const how = stopper.cause === 'timed_out' ? 'took too long' : exit;
  return { ok: false, error: [`The prepare command ${how}`, ...last].join('\n') };
}

function start({ command, cwd, home, marker }: PrepareOptions, isolation: Isolation) {
  const env = plainEnvironment({ cwd, home, marker, isolated: isolation.kind !== 'none' });
  const started = isolation.command('sh', ['-c', command], { cwd, env });
  return execa(started.file, started.args, {
    cwd: started.cwd,
    env: started.env,
    extendEnv: false,
    input: started.input,
    all: true,
    buffer: false,
    reject: false,
    detached: true,
  });
}
