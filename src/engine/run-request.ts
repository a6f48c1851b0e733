import type { ClaudeProgress } from '../claude/index.ts';
import type { Admitted, Deferred } from '../contracts/ledger/admission.ts';
import type { MeterUsage, Upstream } from '../contracts/meter.ts';
import type { Isolation } from '../host/isolation/index.ts';
import type { MeterStandby } from '../meter/index.ts';
import type { Store } from '../store/index.ts';
import type { Identity, SourceRepository } from '../workspace/index.ts';
import type { TaskPlan } from './plan/plan-task.ts';
import type { Room } from './room.ts';

/** What happens to a task, in order, for a person to watch. */
export type RunEvent =
  | { kind: 'deferred'; verdict: Deferred; waitMs: number }
  | { kind: 'admitted'; admitted: Admitted }
  | { kind: 'workspace'; path: string; warnings: readonly string[] }
  /** A line of the task's own command. */
  | { kind: 'prepare'; line: string }
  | { kind: 'claude'; progress: ClaudeProgress }
  | { kind: 'usage'; usage: MeterUsage }
  | { kind: 'settling' };

/** Where a task runs. */
export interface RunPlace {
  store: Store;
  /** Absolute; the run's own folder is made in it. */
  dataDirectory: string;
  upstream: Upstream;
  /** Brought up beside the opening of the ledger; whoever made it dismisses it. */
  meter: MeterStandby;
  locateClaude(): Promise<string>;
  /** How long a change of what a run does may wait until the ledger is told, milliseconds. */
  progressMs?: number | undefined;
  /** What shuts in the agent of each run; as ourselves when absent. */
  openIsolation?: ((plan: TaskPlan) => Promise<Isolation>) | undefined;
  /** For a result that goes to another machine. */
  publication?: Publication | undefined;
}

export interface Publication {
  /** Of the commits. */
  identity: Identity;
  /** Gets the patch of a task with what it is a patch of, where files were changed. */
  patchFolder(taskId: string): string;
}

/** What runs. */
export interface RunRequest {
  /** What was submitted before: its queued task is run. Without it a new task is made. */
  taskId?: string | undefined;
  plan: TaskPlan;
  /** The user's repository as it was when the run was asked for; that commit is what the task starts from. */
  repository: SourceRepository;
  /** How long a deferred task may wait, milliseconds. */
  waitMs: number;
  /** Where the tasks of one process wait together; of its own when absent. */
  room?: Room | undefined;
  /** Stops the task gracefully; what it used is settled. The reason `cancelled` makes it one that was cancelled. */
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
}
