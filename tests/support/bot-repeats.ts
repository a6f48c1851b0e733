import type { LentItem } from '../../src/contracts/ledger/github.ts';
import type { LentThread } from '../../src/contracts/ledger/github-threads.ts';
import { APPROVAL, anOrigin, commented, dispatched, lentThread, receive, THREAD, take } from './bot-ledger.ts';
import { aChain } from './chains.ts';
import type { TestLedger } from './ledger.ts';
import { small, TASK } from './ledger-arguments.ts';

/** What came from comments: of all that is lent one is, and others wait for it. */
export interface AskedByComment {
  item: LentItem;
  lent: LentThread;
  /** The task that is to be approved. Another is dispatched as the run 18. */
  waiting: string;
}

export async function askedByComment(ledger: TestLedger): Promise<AskedByComment> {
  await ledger.set('max_concurrent_jobs', 50);
  await receive(ledger);
  const [item] = await take(ledger);
  if (item === undefined) throw new Error('This test needs an item that is lent');
  await receive(ledger, { key: 'comment/2/created' });
  const waiting = await commented(ledger, {}, { approval: APPROVAL, giveUpSeconds: 1 });
  await commented(ledger);
  await dispatched(ledger, '18');
  const lent = await lentThread(ledger);
  await commented(ledger, {}, { thread: { ...THREAD, number: 8 } });
  return { item, lent, waiting };
}

/** One call of every function of the bot's that writes. */
export function callsOfTheBot(
  it: () => AskedByComment & { ledger: TestLedger },
  p_request_id: string,
): Record<string, () => Promise<unknown>> {
  const call: TestLedger['call'] = (name, args) => it().ledger.call(name, args);
  return {
    siso_github_take: () => call('siso_github_take', { p_request_id, p_limit: 5 }),
    siso_github_done: () =>
      call('siso_github_done', {
        ...{ p_request_id, p_item_id: it().item.id, p_token: it().item.token },
        p_result: { ok: true },
      }),
    siso_github_notice: () =>
      call('siso_github_notice', {
        ...{ p_request_id, p_thread: THREAD, p_notice: { kind: 'answer', title: 't', body: 'b' } },
      }),
    siso_github_submit: () =>
      call('siso_github_submit', { p_request_id, p_task: { ...TASK, ...small({}) }, p_origin: anOrigin() }),
    siso_github_submit_chain: () =>
      call('siso_github_submit_chain', {
        ...{ p_request_id, p_actor: 'octocat', p_origin: anOrigin() },
        p_workflow: { ...aChain({ a: [], b: ['a'] }), budgetMicros: 100_000 },
      }),
    siso_github_decide: () =>
      call('siso_github_decide', {
        p_request_id,
        p_decision: {
          actor: 'bob',
          role: 'write',
          repo: 'acme/web',
          taskId: it().waiting,
          approve: true,
          hash: APPROVAL.hash,
        },
      }),
    siso_github_withdraw: () => call('siso_github_withdraw', { p_request_id, p_comment_id: 5, p_actor: 'octocat' }),
    siso_github_threads: () => call('siso_github_threads', { p_request_id, p_limit: 5 }),
    siso_github_posted: () =>
      call('siso_github_posted', {
        ...{ p_request_id, p_thread_id: it().lent.id, p_token: it().lent.token },
        p_result: { ok: false },
      }),
    siso_github_note: () =>
      call('siso_github_note', { p_request_id, p_task_id: it().waiting, p_note: { reaction: 'eyes' } }),
    siso_github_refresh: () => call('siso_github_refresh', { p_request_id }),
    siso_github_run_ended: () => call('siso_github_run_ended', { p_request_id, p_run_id: '18', p_repo: 'acme/web' }),
    siso_github_alert_said: () =>
      call('siso_github_alert_said', {
        ...{ p_request_id, p_alert_id: 1, p_issue: { repo: 'acme/web', number: 3 } },
      }),
  };
}
