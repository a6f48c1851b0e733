import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { by, ended, lease } from '../../support/ledger-arguments.ts';
import { admit, held, queued, running } from './asking.ts';

/** From its admission to its settlement, whoever asks, and however often. */
export function lifeOfATask(store: () => Store): void {
  test('a repeated request gets the first answer and books nothing', async () => {
    const requestId = randomUUID();
    const first = await admit(store(), requestId);
    const before = await store().call('siso_status', {});
    expect(await admit(store(), requestId)).toEqual(first);
    expect((await store().call('siso_status', {})).budgets).toEqual(before.budgets);
    expect(await store().call('siso_answer', { p_request_id: requestId })).toEqual({ answer: first });
  });

  test('an unknown request has no answer', async () => {
    expect(await store().call('siso_answer', { p_request_id: randomUUID() })).toEqual({ answer: null });
  });

  test('a task lives from its admission to its settlement', async () => {
    const { hold, taskId } = await running(store());
    await store().call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 10, usedTokens: 5 } });
    await store().call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { inputTokens: 5 }) });
    const task = await store().call('siso_get_task', { p_task_id: taskId });
    expect(task).toMatchObject({ id: taskId, state: 'succeeded', costMicros: 10, costSource: 'metered' });
    expect(task.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  });

  test('a late settlement gets the answer of the first', async () => {
    const { hold } = await running(store());
    const settle = () => store().call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { inputTokens: 5 }) });
    expect(await settle()).toEqual(await settle());
  });

  test('a lease that is not ours is an answer, not a fault', async () => {
    const { hold } = await held(store());
    await store().call('siso_release', { ...lease(hold), p_reason: 'not needed' });
    const lost = { ok: false, reason: 'lease_lost' };
    expect(await store().call('siso_start', lease(hold))).toEqual(lost);
    expect(await store().call('siso_append_log', { ...lease(hold), p_text: 'a line\n' })).toEqual(lost);
    expect(
      await store().call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 1, usedTokens: 1 } }),
    ).toEqual(lost);
  });

  test('a ledger that is paused defers, and what never fits is refused: both are answers', async () => {
    const pause = (p_value: boolean) => store().call('siso_set_setting', { ...by('ada'), p_key: 'paused', p_value });
    await pause(true);
    expect(await admit(store())).toMatchObject({ decision: 'deferred', reason: 'paused', promised: false });
    await pause(false);
    const preview = await store().call('siso_check_limits', {
      ...{ p_category: 'development', p_tokens: 10_000_000, p_repo: null, p_environment: 'development' },
    });
    expect(preview).toMatchObject({ decision: 'refused', reason: 'never_fits', limit: 'development tokens/day' });
  });

  test('many calls at once over one store are all answered, each with its own answer', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Task ${index}`);
    const ids = await Promise.all(names.map((name) => queued(store(), { name })));
    const tasks = await Promise.all(ids.map((p_task_id) => store().call('siso_get_task', { p_task_id })));
    expect(tasks.map(({ name }) => name)).toEqual(names);
  });
}
