import { randomUUID } from 'node:crypto';
import type { Submitted } from '../contracts/ledger/tasks.ts';
import {
  type AutomationOptions,
  type AutomationRetry,
  type AutomationTaskRequest,
  automationRetrySchema,
  automationTaskRequestSchema,
  type UsageRange,
} from '../contracts/library.ts';
import { type AutomationAnalytics, readAnalytics } from './library/analytics.ts';
import { type AutomationStatus, automationStatus } from './library/automation-status.ts';
import { type AutomationTask, automationTask } from './library/automation-task.ts';
import { BackgroundRuns } from './library/background-runs.ts';
import { checkInput } from './library/check-input.ts';
import { Connection } from './library/connection.ts';
import { Followers } from './library/followers.ts';
import { askOf, changesOf } from './library/request-of.ts';
import { type RunnerParts, TaskRunner } from './library/task-runner.ts';
import { demandQueued } from './library/verdicts.ts';
import { planRetry, submissionOf } from './plan/plan-task.ts';
import { readText } from './plan/read-text.ts';
import { livingWorkers } from './worker/living.ts';

/**
 * Tasks: submit, follow, cancel, retry. What is submitted is stored in the ledger at once and run by this process as soon
 * as the ledger admits it, never more at a time than it has slots. Money in micro-USD, times in milliseconds.
 */
export class AutomationEngine {
  readonly #connection: Connection;
  readonly #runs = new BackgroundRuns();
  readonly #followers = new Followers();
  readonly #runner: TaskRunner;

  /** Reads, opens and starts nothing before its first use. Throws `usage` for an unknown option. */
  constructor(options: AutomationOptions = {}) {
    this.#connection = new Connection(options, 'AutomationEngine');
    this.#runner = new TaskRunner(this.#connection);
  }

  /**
   * Stores a task as `queued` and answers its id; a worker that lives runs it, else this process in the background. Nothing is stored when it cannot run:
   * throws `usage` for what no waiting can mend, `forbidden`, `prompt_invalid`, `workspace_invalid`, `key_missing`,
   * `config_invalid`, `store_unavailable`.
   */
  async submitTask(request: AutomationTaskRequest): Promise<string> {
    const asked = checkInput(automationTaskRequestSchema, request, 'submitTask');
    const { repository: found } = await this.#connection.surroundings();
    const text = await readText({ ...asked, repository: found?.root });
    const { plan, ...parts } = await this.#runner.prepare({ ask: askOf(asked), text, actor: asked.createdBy });
    const answer = await this.#connection.call('siso_submit', {
      p_request_id: randomUUID(),
      p_task: submissionOf(plan, parts.repository.root),
    });
    return this.#start(answer, { ...parts, plan });
  }

  /** A task with its `status`, `error` and `logs`. Throws `not_found`. */
  async getTask(taskId: string): Promise<AutomationTask> {
    return automationTask(await this.#connection.call('siso_get_task', { p_task_id: taskId }));
  }

  /**
   * The task when it is over, whoever runs it. Throws `not_found`, and what kept this process from running it, after
   * which it waits in the ledger: `interrupted` when the engine was closed or `maxWaitMs` has passed.
   */
  async waitForTask(taskId: string): Promise<AutomationTask> {
    const store = await this.#connection.store();
    return automationTask(await this.#followers.follow(taskId, { store, runs: this.#runs }));
  }

  /**
   * Cancels a task that waits; stops one that runs: here at once, elsewhere with its next heartbeat. What was used is
   * settled. Nothing happens to a task that is over. Throws `not_found`, `forbidden`.
   */
  async cancelTask(taskId: string): Promise<void> {
    const cancelled = await this.#connection.call('siso_cancel', { ...(await this.#by()), p_task_id: taskId });
    this.#runs.cancel(cancelled.taskId);
  }

  /**
   * Runs a task that is over once more, or changes one that waits; in the background, as `submitTask` does. What
   * `changes` leaves out stays; `budgetMicros` caps all attempts together. Throws what `submitTask` throws, `not_found`,
   * and `ledger_conflict` while it runs.
   */
  async retryTask(taskId: string, changes: AutomationRetry = {}): Promise<void> {
    const asked = changesOf(checkInput(automationRetrySchema, changes, 'retryTask'));
    const submission = await this.#connection.call('siso_task_request', { p_task_id: taskId });
    const { plan, overrides } = planRetry(submission, asked);
    const parts = await this.#runner.place(submission);
    const answer = await this.#connection.call('siso_retry', {
      ...(await this.#by()),
      p_task_id: taskId,
      p_overrides: overrides,
    });
    await this.#start(answer, { ...parts, plan });
  }

  /** Budgets, limits, slots, how many tasks run and wait, and whether anything keeps new ones from starting. */
  async getAutomationStatus(): Promise<AutomationStatus> {
    return automationStatus(await this.#connection.store());
  }

  /** Success rates, run times, cost and days of a range. Throws `usage` for a range that there is not. */
  async getAnalytics(range: UsageRange = '7d'): Promise<AutomationAnalytics> {
    return readAnalytics(await this.#connection.store(), range);
  }

  /**
   * Stops: tasks that wait stay `queued` in the ledger, those that run are stopped and settled. Then the ledger is given
   * back. A later call opens it again.
   */
  async close(): Promise<void> {
    await this.#runs.close();
    await this.#followers.close();
    await this.#connection.close();
  }

  /** Runs what was queued, where no worker does. */
  async #start(answer: Submitted, parts: RunnerParts): Promise<string> {
    const taskId = demandQueued(answer);
    if (answer.decision === 'cached' || (await livingWorkers(await this.#connection.store())).length > 0) return taskId;
    this.#runs.start(taskId, (signal, onEvent) => this.#runner.run(taskId, { ...parts, signal, onEvent }));
    this.#runner.wake();
    return taskId;
  }

  async #by(): Promise<{ p_request_id: string; p_actor: string }> {
    return { p_request_id: randomUUID(), p_actor: await this.#connection.actor() };
  }
}
