import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { loseProcesses } from './processes.ts';
import type { Patience } from './types.ts';

interface Script {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  onLine: (line: string) => void;
  /** Stops this script only. */
  cancel: AbortSignal;
  lost: AbortSignal;
  trackingId: string;
  patience: Patience;
}

/**
 * Runs a script and answers its exit code, 128 and more for a signal. As on GitHub only the script itself is told to
 * stop, never its children, and pipes that children keep open are waited for only so long.
 * Rejects when it cannot be started.
 */
export async function runScript(script: Script): Promise<number> {
  const { command, args, cwd, env, cancel, lost, patience } = script;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = endOf(child, patience);
  let over = false;
  // What children print after the step is read, so that they can go on, but nobody looks at it.
  const onLine = (line: string) => over || script.onLine(line);
  for (const stream of [child.stdout, child.stderr]) readLines(stream, onLine);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopScript(child, ended, patience);
  };
  const lose = () => {
    stopping = loseProcesses(child.pid, script.trackingId);
  };
  cancel.addEventListener('abort', stop, { once: true });
  lost.addEventListener('abort', lose, { once: true });
  if (cancel.aborted) stop();
  if (lost.aborted) lose();
  try {
    await ended;
    await stopping;
    return child.exitCode ?? 128 + (child.signalCode === null ? 0 : constants.signals[child.signalCode]);
  } finally {
    over = true;
    cancel.removeEventListener('abort', stop);
    lost.removeEventListener('abort', lose);
  }
}

/** Settles when the process has exited and its pipes are closed, or were waited for. */
function endOf(child: ChildProcess, { pipesMs }: Patience): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      const timer = setTimeout(resolve, pipesMs);
      child.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  });
}

async function stopScript(child: ChildProcess, ended: Promise<void>, patience: Patience): Promise<void> {
  const within = (ms: number) => Promise.race([ended.then(() => true), delay(ms, false, { ref: false })]);
  if (child.kill('SIGINT') && (await within(patience.interruptMs))) return;
  if (child.kill('SIGTERM') && (await within(patience.terminateMs))) return;
  child.kill('SIGKILL');
}

/** Breaks lines as GitHub's runner does: at a lone carriage return too. */
function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const whole = rest + chunk;
    // A carriage return at the end may be the first half of a line end.
    const lines = whole.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    const last = rest.replace(/\r$/, '');
    if (last !== '') onLine(last);
  });
}
