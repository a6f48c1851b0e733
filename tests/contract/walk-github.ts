import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/store/index.ts';
import {
  APPROVAL,
  act,
  anOrigin,
  comment,
  decide,
  dispatched,
  notice,
  posted,
  receive,
  THREAD,
} from '../support/bot-ledger.ts';
import { aChain } from '../support/chains.ts';
import { small, TASK } from '../support/ledger-arguments.ts';

const request = () => ({ p_request_id: randomUUID() });

/** What was heard of GitHub, what came of it, and what is said there. */
export async function comments(call: Store['call']): Promise<void> {
  const ledger = { call };
  await inbox(call);
  await notice(ledger);
  await call('siso_github_quote', { p_role: 'write', p_task: { ...TASK, ...small({}) } });
  for (const pool of ['workflow', 'comments'] as const) await comment(ledger, {}, { pool });
  await comment(ledger, {}, { hourMicros: 1 });
  for (const hourMicros of [1, 10_000_000]) {
    const p_workflow = { ...aChain({ a: [], b: ['a'] }), budgetMicros: 100_000 };
    const p_origin = anOrigin({ hourMicros, commentId: 8 });
    await call('siso_github_submit_chain', { ...request(), p_actor: 'octocat', p_workflow, p_origin });
  }
  const approval = { ...APPROVAL, quote: { alike: 0, p50Micros: null, p90Micros: null, capMicros: 100_000 } };
  for (const commentId of [6, 7]) await comment(ledger, {}, { commentId, approval });
  const [newest] = await call('siso_github_pending', { p_thread: THREAD, p_task_id: null });
  await decide(ledger, newest?.taskId ?? '', { approve: false });
  await call('siso_github_pending', { p_thread: THREAD, p_task_id: newest?.taskId ?? '' });
  await call('siso_github_withdraw', { ...request(), p_comment_id: 6, p_actor: 'octocat' });
  await act(ledger, ['maintain', 'siso_set_setting'], { p_key: 'paused', p_value: false });
  await call('siso_github_due', {});
  const { taskId } = await dispatched(ledger);
  await call('siso_github_runs', {});
  await call('siso_github_run_ended', { ...request(), p_run_id: '17', p_repo: 'acme/web' });
  await call('siso_github_note', { ...request(), p_task_id: taskId, p_note: { reaction: 'rocket', checkId: 4 } });
  const lent = await call('siso_github_threads', { ...request(), p_limit: 5 });
  for (const thread of lent) for (const _ of [1, 2]) await posted(ledger, thread, { ok: true, commentId: 9 });
  await call('siso_github_refresh', request());
  await call('siso_github_alerts', { p_limit: 5 });
  for (const p_issue of [{ repo: 'acme/web', number: 3 }, null]) {
    await call('siso_github_alert_said', { ...request(), p_alert_id: 0, p_issue });
  }
}

async function inbox(call: Store['call']): Promise<void> {
  for (const deliveryId of ['d-1', 'd-2']) await receive({ call }, { deliveryId });
  for (const p_limit of [5, 6]) {
    const { items } = await call('siso_github_take', { ...request(), p_limit });
    for (const { id, token } of items) {
      const args = { p_item_id: id, p_token: token, p_result: { ok: true } };
      for (const _ of [1, 2]) await call('siso_github_done', { ...request(), ...args });
    }
  }
}
