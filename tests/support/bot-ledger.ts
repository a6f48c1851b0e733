import { randomUUID } from 'node:crypto';
import type { InboxItem, TaskOrigin } from '../../src/contracts/ledger/github.ts';
import type { LentThread, Posted, TaskApproval } from '../../src/contracts/ledger/github-threads.ts';
import type { ClaimFilter } from '../../src/contracts/ledger/queue.ts';
import type { Submission, Submitted } from '../../src/contracts/ledger/tasks.ts';
import type { TestLedger } from './ledger.ts';
import { small, TASK } from './ledger-arguments.ts';

type Ledger = Pick<TestLedger, 'call'>;
export const request = () => ({ p_request_id: randomUUID() });

export const THREAD = { repoId: 1, repo: 'acme/web', number: 7, isPull: false, installationId: 3 };
export const APPROVAL = { why: 'cost', by: 'write', hash: 'quoted' } satisfies TaskApproval;

/** A command of somebody who may write, that goes to a workflow. */
export function anOrigin(origin: Partial<TaskOrigin> = {}): TaskOrigin {
  return {
    ...{ thread: THREAD, role: 'write', pool: 'workflow', author: 'octocat', isFork: false, depth: 0 },
    ...{ commentId: 5, commentUrl: 'https://github.example/5', hourMicros: 10_000_000 },
    ...origin,
  };
}

export function comment(
  ledger: Ledger,
  task: Partial<Submission> = {},
  origin: Partial<TaskOrigin> = {},
): Promise<Submitted> {
  const p_task = { ...TASK, actor: 'octocat', ...small(task) };
  return ledger.call('siso_github_submit', { ...request(), p_task, p_origin: anOrigin(origin) });
}

/** Submits a task by comment for the sake of what follows; answers its id. */
export async function commented(
  ledger: Ledger,
  ...asked: [Partial<Submission>?, Partial<TaskOrigin>?]
): Promise<string> {
  const answer = await comment(ledger, ...asked);
  if (answer.decision !== 'queued') throw new Error(`This test needs a task: ${JSON.stringify(answer)}`);
  return answer.taskId;
}

export function dispatch(ledger: Ledger, limit = 10, filter: ClaimFilter = { pool: 'workflow' }) {
  return ledger.call('siso_dispatch', { ...request(), p_filter: filter, p_limit: limit });
}

/** Dispatches one task as the run `runId` for the sake of what follows. */
export async function dispatched(ledger: Ledger, runId = '17') {
  const [first] = (await dispatch(ledger, 1)).claimed;
  if (first === undefined) throw new Error('This test needs a task for a workflow');
  await ledger.call('siso_note_run', { ...request(), p_lease_token: first.hold.leaseToken, p_run_id: runId });
  return first;
}

interface Decision {
  actor?: string;
  role?: string;
  repo?: string;
  approve?: boolean;
  hash?: string;
}

export function decide(ledger: Ledger, taskId: string, decision: Decision = {}) {
  const p_decision = {
    ...{ actor: 'bob', role: 'write', repo: THREAD.repo, taskId, approve: true, hash: APPROVAL.hash },
    ...decision,
  };
  return ledger.call('siso_github_decide', { ...request(), p_decision });
}

type Acted = 'siso_cancel' | 'siso_retry' | 'siso_set_setting' | 'siso_grant';

/** As Bob, who has `role` in a repository. */
export function act(
  ledger: Ledger,
  [role, name]: [role: string, name: Acted],
  { repo = THREAD.repo, ...args }: Record<string, string | number | boolean | object> & { repo?: string },
) {
  const p_args = JSON.parse(JSON.stringify({ ...request(), p_actor: 'bob', ...args }));
  return ledger.call('siso_github_act', { p_role: role, p_repo: repo, p_function: name, p_args });
}

export function receive(ledger: Ledger, item: Partial<InboxItem> = {}) {
  const whole = { key: 'comment/1/created', deliveryId: 'd-1', event: 'issue_comment', payload: { body: 'hi' } };
  return ledger.call('siso_github_receive', { p_item: { ...whole, ...item } });
}

export const take = async (ledger: Ledger, limit = 10) =>
  (await ledger.call('siso_github_take', { ...request(), p_limit: limit })).items;

export const lend = (ledger: Ledger, limit = 10) =>
  ledger.call('siso_github_threads', { ...request(), p_limit: limit });

export function posted(ledger: Ledger, { id, token, changedAt }: LentThread, result: Posted = { ok: true }) {
  const p_result = { changedAt, ...result };
  return ledger.call('siso_github_posted', { ...request(), p_thread_id: id, p_token: token, p_result });
}

export function notice(ledger: Ledger, title = 'Done', thread: Partial<typeof THREAD> = {}) {
  const p_notice = { kind: 'answer' as const, title, body: 'As you wished.' };
  return ledger.call('siso_github_notice', { ...request(), p_thread: { ...THREAD, ...thread }, p_notice });
}

/** The one thread in which something is to be said. */
export async function lentThread(ledger: Ledger): Promise<LentThread> {
  const [first, another] = await lend(ledger);
  if (first === undefined || another !== undefined) throw new Error('This test needs one thread that changed');
  return first;
}
