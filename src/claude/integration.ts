import { once } from 'node:events';
import { execa } from 'execa';
import { AutomationError } from '../domain/errors.ts';
import { type Isolation, NO_ISOLATION } from '../host/isolation/index.ts';
import { type ClaudeArguments, claudeArguments } from './argv.ts';
import { type AgentEnvironment, agentEnvironment } from './environment.ts';
import { type RunListeners, RunReader } from './reader.ts';
import { type ClaudeResult, claudeResult } from './result.ts';
import { Stopper, SWEEP_GRACE_MS } from './terminate.ts';

export interface ClaudeRunOptions extends ClaudeArguments, AgentEnvironment, RunListeners {
  /** From `buildPrompt`. */
  prompt: string;
  timeoutMs: number;
  /** Stops the run gracefully: `interrupted`. */
  signal: AbortSignal;
  /** Whom it runs as; as ourselves when left out. */
  isolation?: Isolation | undefined;
}

/** How long the CLI may stay after its answer. */
const LINGER_MS = 5_000;

export class ClaudeCodeIntegration {
  readonly #binary: string;

  constructor({ binary }: { binary: string }) {
    this.#binary = binary;
  }

  /**
   * Runs one prompt to its end. However it ends, nothing of the agent is left. Failures of the run are values; throws
   * `cli_missing` when the binary cannot be started, `isolation_unavailable` when a process of the agent cannot be ended.
   */
  async run(options: ClaudeRunOptions): Promise<ClaudeResult> {
    const { isolation = NO_ISOLATION, marker, timeoutMs, signal } = options;
    const reader = new RunReader(options);
    const child = start(this.#binary, options, isolation);
    const stopper = new Stopper({ isolation, child: child.nodeChildProcess, timeoutMs, signal });
    const linger = lingering(() => stopper.stop('lingered'));
    child.stdout.on('data', (chunk: Uint8Array) => {
      reader.push(chunk);
      if (reader.answered) linger.restart();
    });
    child.stderr.on('data', (chunk: Uint8Array) => reader.pushError(chunk));
    if (child.pid !== undefined) await once(child.nodeChildProcess, 'exit');
    linger.end();
    stopper.end();
    await isolation.endAll({ group: child.pid, marker, graceMs: SWEEP_GRACE_MS });
    const ended = await child;
    if (child.pid === undefined) throw cannotStart(this.#binary, ended);
    return claudeResult({ ...reader.end(), exitCode: ended.exitCode, signal: ended.signal, stopped: stopper.cause });
  }
}

function start(binary: string, options: ClaudeRunOptions, isolation: Isolation) {
  const { cwd, prompt } = options;
  const env = agentEnvironment({ ...options, isolated: isolation.kind !== 'none' });
  const command = isolation.command(binary, claudeArguments(options), { cwd, env });
  return execa(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    input: `${command.input}${prompt}`,
    buffer: false,
    encoding: 'buffer',
    reject: false,
    // A group of its own: Ctrl-C in the terminal reaches only us, and we decide what it means.
    detached: true,
  });
}

/** Tells when a process that has answered stays, for instance because of a command in the background. */
function lingering(stop: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(stop, LINGER_MS);
    },
    end: () => clearTimeout(timer),
  };
}

function cannotStart(binary: string, cause: unknown): AutomationError {
  return new AutomationError('cli_missing', `Claude Code cannot be started: ${binary}`, {
    hint: 'Run `siso setup`, which installs the version this release was tested with.',
    cause,
  });
}
