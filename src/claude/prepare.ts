import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { type AgentEnvironment, plainEnvironment } from './environment.ts';
import { KILL_GRACE_MS, sweep } from './terminate.ts';
import { oneLine } from './text.ts';

export interface PrepareOptions extends Pick<AgentEnvironment, 'cwd' | 'home' | 'marker'> {
  /** For `sh -c`. */
  command: string;
  timeoutMs: number;
  signal: AbortSignal;
  /** What it prints, one printable line at a time. */
  onLine(line: string): void;
}

interface PrepareResult {
  ok: boolean;
  /** Why it is not, with the last lines that it printed. */
  error: string;
}

const LAST_LINES = 10;

/** Runs a command as the agent is run: its folder, its home, no key. However it ends, nothing that carries the marker is left. */
export async function runPrepare(options: PrepareOptions): Promise<PrepareResult> {
  const last: string[] = [];
  const child = execa('sh', ['-c', options.command], {
    cwd: options.cwd,
    env: plainEnvironment(options),
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
    detached: true,
    timeout: options.timeoutMs,
    cancelSignal: options.signal,
    forceKillAfterDelay: KILL_GRACE_MS,
  });
  createInterface({ input: child.all }).on('line', (text) => {
    const line = oneLine(text, 500);
    last.push(line);
    if (last.length > LAST_LINES) last.shift();
    options.onLine(line);
  });
  if (child.pid !== undefined) await once(child.nodeChildProcess, 'exit');
  await sweep(child.pid, options.marker);
  const ended = await child;
  if (!ended.failed) return { ok: true, error: '' };
  const how = ended.timedOut ? 'took too long' : `ended with ${ended.signal ?? `exit code ${ended.exitCode ?? '?'}`}`;
  return { ok: false, error: [`The prepare command ${how}`, ...last].join('\n') };
}
