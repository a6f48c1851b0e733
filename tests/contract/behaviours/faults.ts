import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import type { Store } from '../../../src/store/index.ts';
import { by, ended, lease } from '../../support/ledger-arguments.ts';
import { admit, held, queued, running } from './asking.ts';

interface Fault {
  code: string;
  message: unknown;
  hint: unknown;
}

const REQUEST = '7f0f8f3a-37d0-4f43-9d35-1c3e0b6d2a55';
const range = { p_from: '2020-01-01T00:00:00Z', p_to: '2100-01-01T00:00:00Z' };
const like = (pattern: RegExp) => expect.stringMatching(pattern);

/** Each kind of what SQL raises, with the words that a person reads. */
const FAULTS: [string, (store: Store) => Promise<unknown>, Fault][] = [
  [
    'a task that is not found',
    (store) => store.call('siso_get_task', { p_task_id: 'T-NONE' }),
    { code: 'not_found', message: 'There is no task T-NONE in this ledger', hint: 'Check the id and the ledger.' },
  ],
  [
    'a model without a price',
    (store) => store.call('siso_reprice', { ...by('ada'), p_model: 'claude-nonesuch', ...range }),
    { code: 'not_found', message: 'No price is known for the model claude-nonesuch', hint: 'Add its price first.' },
  ],
  [
    'what somebody may not do',
    async (store) => {
      await store.call('siso_set_member', { ...by('ada'), p_member: 'eve', p_role: 'none', p_permissions: [] });
      return store.call('siso_set_setting', { ...by('eve'), p_key: 'paused', p_value: true });
    },
    {
      code: 'forbidden',
      message: like(/^eve lacks the permission /),
      hint: 'Ask an admin of this ledger to grant it.',
    },
  ],
  [
    'a setting that cannot be',
    (store) => store.call('siso_set_setting', { ...by('ada'), p_key: 'no_such_key', p_value: 1 }),
    { code: 'usage', message: 'The setting no_such_key cannot be 1', hint: like(/^Settings: paused, /) },
  ],
  [
    'a zone that is none',
    (store) => {
      const budget = { p_scope: 'repo', p_value: 'acme/moon', p_changes: { zone: 'Moon/Base' } } as const;
      return store.call('siso_set_budget', { ...by('ada'), ...budget });
    },
    { code: 'usage', message: 'There is no time zone Moon/Base', hint: 'Use an IANA name such as Europe/Berlin.' },
  ],
  [
    'a place in a list that is none',
    (store) => store.call('siso_list_tasks', { p_filter: {}, p_limit: 1, p_after: 'nowhere' }),
    { code: 'usage', message: 'The list cannot go on from there', hint: like(/unchanged/) },
  ],
  [
    'usage with another price than that of its hold',
    async (store) => {
      const { hold } = await running(store);
      return store.call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { priceId: 999_999 }) });
    },
    { code: 'usage', message: 'The usage to settle is not valid', hint: expect.any(String) },
  ],
  [
    'a hold that would shrink below what its run has used',
    async (store) => {
      const { hold } = await running(store);
      await store.call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 50_000, usedTokens: 50 } });
      return store.call('siso_resize', { ...lease(hold), p_amount_micros: 40_000, p_tokens: 100 });
    },
    { code: 'usage', message: 'A hold cannot shrink below what its run has used', hint: expect.any(String) },
  ],
  [
    'a request id that was used for another function',
    async (store) => {
      await store.call('siso_expire', { p_request_id: REQUEST });
      return admit(store, REQUEST);
    },
    {
      code: 'ledger_conflict',
      message: `request ${REQUEST} was already used for siso_expire`,
      hint: 'Use a fresh request id for each call.',
    },
  ],
  [
    'a task that is running already',
    async (store) => {
      const { taskId } = await held(store);
      return store.call('siso_admit_task', { p_request_id: randomUUID(), p_task_id: taskId });
    },
    { code: 'ledger_conflict', message: like(/^T-\w+ cannot be admitted: it is running$/), hint: expect.any(String) },
  ],
];

/** What goes wrong is said in the same words. */
export function faults(store: () => Store): void {
  test.each(FAULTS)('%s is said, with what helps', async (_, call, fault) => {
    const { code, message, hint } = await faultOf(call(store()));
    expect({ code, message, hint }).toEqual(fault);
  });

  test('a fault leaves nothing behind, and the next call is answered', async () => {
    const id = await queued(store());
    const before = await store().call('siso_get_task', { p_task_id: id });
    await faultOf(store().call('siso_retry', { ...by('eve'), p_task_id: id, p_overrides: { priority: 'low' } }));
    expect(await store().call('siso_get_task', { p_task_id: id })).toEqual(before);
  });

  test('an unknown function or argument is refused before anything is sent', async () => {
    const loose = store() as unknown as { call(name: string, args: object): Promise<unknown> };
    expect(await faultOf(loose.call('siso_drop', {}))).toMatchObject({ code: 'usage' });
    expect(await faultOf(loose.call('siso_schema', { p_x: 1 }))).toMatchObject({ code: 'usage' });
  });

  test('after it is closed it says so', async () => {
    await store().close();
    expect(await faultOf(store().call('siso_schema', {}))).toMatchObject({ code: 'store_unavailable' });
  });
}

async function faultOf(call: Promise<unknown>): Promise<AutomationError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AutomationError)) throw new Error(`Expected an AutomationError, got ${String(error)}`);
  return error;
}
