import { randomUUID } from 'node:crypto';
import type { Hold } from '../../src/contracts/ledger/admission.ts';
import type { Outcome } from '../../src/contracts/ledger/life.ts';
import type { Claim, Claimed, ClaimFilter } from '../../src/contracts/ledger/queue.ts';
import { ledgerAt, type TestLedger } from './ledger.ts';
import { by } from './ledger-arguments.ts';

export const WORKER = { id: 'worker-1', host: 'here', version: '0.2.0', slots: 3 };

/** A ledger without rate limits, with room for `slots` tasks. */
export async function openLedger(slots = 1_000, iso = '2026-03-01T10:00:00Z'): Promise<TestLedger> {
  const ledger = await ledgerAt(iso);
  await ledger.call('siso_limits_preset', { ...by('ada'), p_preset: 'unlimited' });
  await ledger.set('max_concurrent_jobs', slots);
  return ledger;
}

interface Asked {
  worker?: string;
  filter?: ClaimFilter;
}

export function claim(ledger: TestLedger, limit = 1, { worker = WORKER.id, filter = {} }: Asked = {}): Promise<Claim> {
  return ledger.call('siso_claim', {
    p_request_id: randomUUID(),
    p_worker: { ...WORKER, id: worker },
    p_filter: filter,
    p_limit: limit,
  });
}

/** Ids of what a claim gets. */
export async function claimedIds(ledger: TestLedger, limit = 1, asked: Asked = {}): Promise<string[]> {
  return (await claim(ledger, limit, asked)).claimed.map(({ taskId }) => taskId);
}

/** Claims one task for the sake of what follows. */
export async function claimed(ledger: TestLedger): Promise<Claimed> {
  const [first] = (await claim(ledger)).claimed;
  if (first === undefined) throw new Error('This test needs a task that can be claimed');
  return first;
}

/** Claims and starts one. */
export async function working(ledger: TestLedger): Promise<Claimed> {
  const one = await claimed(ledger);
  await ledger.start(one.hold);
  return one;
}

/** Settles a run that failed, with advice. */
export function fail(ledger: TestLedger, hold: Hold, retry: Outcome['retry'] & { error?: string } = { class: 'none' }) {
  const { error = 'the API said 500', ...advice } = retry;
  return ledger.settle(hold, {}, { state: 'failed', reason: 'api_failed', error, retry: advice });
}

export const sweep = (ledger: TestLedger) => ledger.call('siso_sweep', { p_request_id: randomUUID() });
export const explain = (ledger: TestLedger, taskId: string) => ledger.call('siso_explain', { p_task_id: taskId });
export const queue = (ledger: TestLedger, limit = 50) => ledger.call('siso_queue', { p_limit: limit });
export const redrive = (ledger: TestLedger, ids: string[] | null = null, actor = 'ada') =>
  ledger.call('siso_redrive', { ...by(actor), p_task_ids: ids });
