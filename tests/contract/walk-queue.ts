import { randomUUID } from 'node:crypto';
import type { Claim } from '../../src/contracts/ledger/queue.ts';
import type { Store } from '../../src/store/index.ts';
import { by, ended, lease, small, TASK } from '../support/ledger-arguments.ts';

const request = () => ({ p_request_id: randomUUID() });
const worker = { id: 'w-1', host: 'here', version: '1.0.0', slots: 2 };

/** Tasks that workers and runners take from the queue, and what is told of them. */
export async function wait(call: Store['call']): Promise<void> {
  const ids: string[] = [];
  for (const name of ['claimed', 'dispatched', 'waiting']) {
    const p_task = { ...TASK, ...small({}), name, repo: 'acme/web', dedupeKey: name };
    const answer = await call('siso_submit', { ...request(), p_task });
    if (answer.decision === 'queued') ids.push(answer.taskId);
  }
  await call('siso_queue', { p_limit: 5 });
  const { hold } = first(await call('siso_claim', { ...request(), p_worker: worker, p_filter: {}, p_limit: 1 }));
  await call('siso_start', lease(hold));
  const p_outcome = { ...ended(hold, { inputTokens: 5 }), state: 'failed' as const, reason: 'api_failed' as const };
  await call('siso_settle', { ...lease(hold), p_outcome: { ...p_outcome, retry: { class: 'none' } } });
  const sent = first(await call('siso_dispatch', { ...request(), p_filter: { repos: ['acme/web'] }, p_limit: 1 }));
  await call('siso_note_run', { ...lease(sent.hold), p_run_id: '17' });
  for (const p_run_id of ['18', '17']) {
    await call('siso_take_over', { ...request(), p_task_id: sent.taskId, p_run_id, p_worker: worker });
  }
  for (const p_task_id of ids) await call('siso_explain', { p_task_id });
  await call('siso_workers', {});
  await call('siso_sweep', request());
  await call('siso_redrive', { ...by('ada'), p_task_ids: null });
  await call('siso_alerts', { p_limit: 5, p_before: null });
  await call('siso_settings', {});
}

function first({ claimed: [claimed] }: Claim) {
  if (claimed === undefined) throw new Error('The walk needs a task in the queue');
  return claimed;
}
