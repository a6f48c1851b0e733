import { randomUUID } from 'node:crypto';
import type { WorkflowRunOfTask } from '../src/contracts/ledger/github-threads.ts';
import { AutomationError } from '../src/domain/errors.ts';
import { noteRun, runNameOf } from './dispatch/dispatcher.ts';
import type { GitHubApp } from './github.ts';
import { requestIdFor } from './ids.ts';
import type { BotParts } from './parts.ts';

/** GitHub keeps deliveries for three days; what was missed is asked for from where the last look ended. */
const FIRST_LOOK_MS = 3 * 86_400_000 - 3_600_000;
const OVERLAP_MS = 10 * 60_000;
const MOST_ASKED = 5;
const MOST_REMEMBERED = 10_000;

/** Asks GitHub for what was missed: it never sends a webhook twice by itself. */
export class DeliveryReconciler {
  readonly #app: GitHubApp;
  readonly #parts: BotParts;
  #since: Date;
  /** How often each was asked for, by what GitHub calls all attempts of one. */
  readonly #asked = new Map<string, number>();

  constructor(parts: BotParts, app: GitHubApp) {
    this.#parts = parts;
    this.#app = app;
    this.#since = new Date(parts.now().getTime() - FIRST_LOOK_MS);
  }

  /** Has failed deliveries sent anew, each a few times at most. Answers how many. */
  async run(): Promise<number> {
    const started = this.#parts.now();
    // While the ledger is away whatever is sent anew would be refused anew.
    await this.#parts.store.call('siso_github_due', {});
    const failed = await this.#app.deliveries({ since: this.#since });
    const wanted = failed.filter(({ guid, event }) => isOurs(event) && (this.#asked.get(guid) ?? 0) < MOST_ASKED);
    let next = started;
    for (const { id, guid, deliveredAt } of wanted) {
      try {
        await this.#app.redeliver(id);
        this.#asked.set(guid, (this.#asked.get(guid) ?? 0) + 1);
      } catch (error) {
        this.#parts.onFault(error);
        // The next look begins with what was not asked for; one that GitHub no longer has keeps no others.
        const passes = error instanceof AutomationError && error.retryable;
        if (passes) next = new Date(Math.min(next.getTime(), Date.parse(deliveredAt)));
        else this.#asked.set(guid, MOST_ASKED);
        if (passes) break;
      }
    }
    if (this.#asked.size > MOST_REMEMBERED) this.#asked.clear();
    this.#since = new Date(next.getTime() - OVERLAP_MS);
    return wanted.length;
  }
}

function isOurs(event: string): boolean {
  return event === 'issue_comment' || event === 'workflow_run';
}

/** Compares what the ledger thinks is run by workflows with what became of their runs: adopts those without a number, ends those that are over. */
export async function reconcileRuns(parts: BotParts): Promise<void> {
  for (const run of await parts.store.call('siso_github_runs', {})) {
    // One repository that does not answer must not keep the others.
    await reconcileRun(parts, run).catch(parts.onFault);
  }
}

async function reconcileRun(parts: BotParts, task: WorkflowRunOfTask): Promise<void> {
  const { taskId, repo, runId, leaseToken, admittedAt } = task;
  const github = await parts.repository({ repo });
  if (runId === null) {
    const { bot } = await parts.configOf({ repo });
    const since = new Date(Date.parse(admittedAt) - 60_000);
    const found = await github.findRun(bot.workflow, { title: runNameOf(taskId), since });
    if (found === undefined) return;
    const request = await parts.store.call('siso_task_request', { p_task_id: taskId });
    await noteRun(parts, { taskId, request, hold: { leaseToken } }, found.id);
    return;
  }
  const { status, attempt } = await github.run(Number(runId));
  if (status !== 'completed') return;
  const p_request_id = requestIdFor('run ended', repo, runId, attempt);
  await parts.store.call('siso_github_run_ended', { p_request_id, p_run_id: runId, p_repo: repo });
}

/** What changes without events: positions, figures, and what was not to wait any longer. */
export async function refresh({ store }: BotParts): Promise<void> {
  await store.call('siso_github_refresh', { p_request_id: randomUUID() });
}
