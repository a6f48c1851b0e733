import { randomUUID } from 'node:crypto';
import type { Admitted, TaskRequest, Verdict } from '../../../src/contracts/ledger/admission.ts';
import type { Store } from '../../../src/store/index.ts';
import { lease, small, TASK } from '../../support/ledger-arguments.ts';

export const admit = (store: Store, requestId: string = randomUUID()): Promise<Verdict> =>
  store.call('siso_admit', { p_request_id: requestId, p_task: { ...TASK, ...small({}) } });

export async function held(store: Store): Promise<Admitted> {
  const verdict = await admit(store);
  if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
  return verdict;
}

export async function running(store: Store): Promise<Admitted> {
  const admitted = await held(store);
  await store.call('siso_start', lease(admitted.hold));
  return admitted;
}

/** Leaves a task in the queue; answers its id. */
export async function queued(store: Store, task: Partial<TaskRequest> = {}): Promise<string> {
  const answer = await store.call('siso_submit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small(task) } });
  if (answer.decision !== 'queued') throw new Error(`This test needs a task: ${JSON.stringify(answer)}`);
  return answer.taskId;
}
