import { once } from 'node:events';
import { execa } from 'execa';
import { AutomationError } from '../domain/errors.ts';
import { type ClaudeArguments, claudeArguments } from './argv.ts';
import { type AgentEnvironment, agentEnvironment } from './environment.ts';
import { type RunListeners, RunReader } from './reader.ts';
import { type ClaudeResult, claudeResult, type StopCause } from './result.ts';
import { KILL_GRACE_MS, sweep } from './terminate.ts';

export interface ClaudeRunOptions extends ClaudeArguments, AgentEnvironment, RunListeners {
  /** From `buildPrompt`. */
  prompt: string;
  timeoutMs: number;
  /** Stops the run gracefully: `interrupted`. */
  signal: AbortSignal;
}

/** How long the CLI may stay after its answer. */
const LINGER_MS = 5_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

export class ClaudeCodeIntegration {
  readonly #binary: string;

  constructor({ binary }: { binary: string }) {
    this.#binary = binary;
  }

  /**
   * Runs one prompt to its end. However it ends, nothing that carries the marker is left. Failures of the run are
   * values; throws `cli_missing` when the binary cannot be started.
   */
  async run(options: ClaudeRunOptions): Promise<ClaudeResult> {
    const reader = new RunReader(options);
    const child = start(this.#binary, options);
    const linger = lingering(() => child.kill('SIGTERM'));
    child.stdout.on('data', (chunk: Uint8Array) => {
      reader.push(chunk);
      if (reader.answered) linger.restart();
    });
    child.stderr.on('data', (chunk: Uint8Array) => reader.pushError(chunk));
    if (child.pid !== undefined) await once(child.nodeChildProcess, 'exit');
    linger.end();
    await sweep(child.pid, options.marker);
    const ended = await child;
    if (child.pid === undefined) throw cannotStart(this.#binary, ended);
    const stopped = stopCause(ended, linger.stopped());
    return claudeResult({ ...reader.end(), exitCode: ended.exitCode, signal: ended.signal, stopped });
  }
}

function start(binary: string, options: ClaudeRunOptions) {
  return execa(binary, claudeArguments(options), {
    cwd: options.cwd,
    env: agentEnvironment(options),
    extendEnv: false,
    input: options.prompt,
    buffer: false,
    encoding: 'buffer',
    reject: false,
    // A group of its own: Ctrl-C in the terminal reaches only us, and we decide what it means.
    detached: true,
    timeout: Math.min(options.timeoutMs, MAX_TIMER_MS),
    cancelSignal: options.signal,
    forceKillAfterDelay: KILL_GRACE_MS,
  });
}

/** Ends a process that has answered but stays, for instance because of a command in the background. */
function lingering(stop: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stopped = true;
        stop();
      }, LINGER_MS);
    },
    end: () => clearTimeout(timer),
    stopped: () => stopped,
  };
}

function stopCause(ended: { timedOut: boolean; isCanceled: boolean }, lingered: boolean): StopCause | undefined {
  if (ended.timedOut) return 'timed_out';
  if (ended.isCanceled) return 'interrupted';
  return lingered ? 'lingered' : undefined;
}

function cannotStart(binary: string, cause: unknown): AutomationError {
  return new AutomationError('cli_missing', `Claude Code cannot be started: ${binary}`, {
    hint: 'Run `siso setup`, which installs the version this release was tested with.',
    cause,
  });
}
