import type { Submission } from '../../contracts/ledger/tasks.ts';
import type { RunReport } from '../../contracts/run-report.ts';
import { AutomationError } from '../../domain/errors.ts';
import { secretOf } from '../../host/secrets.ts';
import { findClaude } from '../find-claude.ts';
import { interrupted } from '../interrupted.ts';
import { LATE_METER } from '../late-meter.ts';
import { chooseRepository } from '../plan/choose-repository.ts';
import { chooseUpstream, type UpstreamChoice } from '../plan/choose-upstream.ts';
import { type PreparedRun, prepareRun } from '../plan/prepare-run.ts';
import type { TaskAsk, TaskText } from '../plan/task-ask.ts';
import { progressPace } from '../progress-pace.ts';
import { Room } from '../room.ts';
import type { RunEvent } from '../run-request.ts';
import { runTask } from '../run-task.ts';
import type { Connection } from './connection.ts';

export type RunnerParts = Omit<PreparedRun, 'isExample'>;

interface RunControl {
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
}

interface PrepareParts {
  ask: TaskAsk;
  text: TaskText;
  actor: string | undefined;
}

/** Runs submitted tasks in this process. */
export class TaskRunner {
  readonly #connection: Connection;
  readonly #room = new Room();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async prepare({ ask, text, actor }: PrepareParts): Promise<PreparedRun> {
    const { workspace } = this.#connection.options;
    return prepareRun({
      ask,
      text,
      surroundings: await this.#connection.surroundings(),
      workspace,
      actor: actor ?? (await this.#connection.actor()),
      ...this.#upstreamChoice(),
    });
  }

  /** Where a stored task runs: its own repository, with the key or the scenario of this engine. */
  async place({ workspace = this.#connection.options.workspace }: Submission): Promise<Omit<RunnerParts, 'plan'>> {
    const { settings, dataDirectory, repository: own } = await this.#connection.surroundings();
    const upstream = await chooseUpstream(this.#upstreamChoice(), settings);
    const found = workspace === own?.root ? own : undefined;
    const rehearsal = upstream.kind === 'rehearsal';
    const { repository } = await chooseRepository({ rehearsal, workspace, found, dataDirectory });
    return { upstream, repository };
  }

  /** Whoever waits looks again at once. */
  wake(): void {
    this.#room.made();
  }

  /** Throws `interrupted` when the task was not admitted in time; it stays in the queue. */
  async run(
    taskId: string,
    { plan, upstream, repository, signal, onEvent }: RunnerParts & RunControl,
  ): Promise<RunReport> {
    const { settings } = await this.#connection.surroundings();
    const { store, runsFolder, shared } = await this.#connection.ledger();
    const place = {
      store,
      dataDirectory: runsFolder,
      upstream,
      meter: LATE_METER,
      progressMs: progressPace(shared),
      locateClaude: () => findClaude(settings),
    };
    const waitMs = this.#connection.options.maxWaitMs ?? Number.POSITIVE_INFINITY;
    try {
      const request = { taskId, plan, repository, waitMs, room: this.#room, signal, onEvent };
      const report = await runTask(place, request);
      if (report.decision !== 'deferred') return report;
    } finally {
      this.wake();
    }
    if (signal.aborted) throw interrupted();
    throw new AutomationError('interrupted', `${taskId} was not admitted in time`, {
      hint: 'It stays in the queue: start it with retryTask, or cancel it with cancelTask.',
      retryable: true,
    });
  }

  #upstreamChoice(): UpstreamChoice {
    const { apiKey, env } = this.#connection.options;
    const rehearse = this.#connection.rehearse;
    const needsKey = rehearse === undefined && apiKey === undefined;
    return { rehearse, apiKey: needsKey ? keyOf(env) : apiKey, env: env ?? process.env };
  }
}

function keyOf(env: NodeJS.ProcessEnv | undefined): string | undefined {
  if (env !== undefined) return env.ANTHROPIC_API_KEY?.trim() || undefined;
  return secretOf('ANTHROPIC_API_KEY');
}
