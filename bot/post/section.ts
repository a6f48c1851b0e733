import type { ThreadTask } from '../../src/contracts/ledger/github-threads.ts';
import type { LedgerStatus } from '../../src/contracts/ledger/reports.ts';
import type { Store } from '../../src/store/index.ts';
import type { Section } from '../comments/index.ts';

const WAITING: readonly string[] = ['pending_approval', 'blocked', 'queued'];

/** What is said of one task, as the ledger has it now. */
export async function sectionOf(store: Pick<Store, 'call'>, task: ThreadTask, status: LedgerStatus): Promise<Section> {
  const record = await store.call('siso_get_task', { p_task_id: task.taskId });
  const waits = WAITING.includes(record.state);
  const explanation = waits ? await store.call('siso_explain', { p_task_id: task.taskId }) : undefined;
  const day = status.budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'usd');
  return {
    task: record,
    requestedBy: task.author,
    commandUrl: task.commentUrl,
    ...(explanation === undefined ? {} : { explanation }),
    ...(task.runUrl === null ? {} : { runUrl: task.runUrl }),
    ...(day === undefined ? {} : { dayLeftMicros: day.left, dayCapMicros: day.cap }),
    ...approvalOf(task),
  };
}

function approvalOf({ approval }: ThreadTask): Pick<Section, 'approval' | 'quote'> {
  if (approval === null) return {};
  const { why, by, sha, quote } = approval;
  return {
    approval: { why, by, ...(sha === undefined ? {} : { sha }) },
    ...(quote === undefined ? {} : { quote }),
  };
}
