import { beforeEach, describe, expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import type { LedgerArguments } from '../../../src/contracts/ledger/functions.ts';
import { imbalances } from '../../support/books.ts';
import { DAY, ledgerAt, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { by, lease } from '../../support/ledger-arguments.ts';
import { prune } from '../../support/prune.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const nothing = { tasks: 0, entries: 0, events: 0, texts: 0, logs: 0, days: 0, periods: 0, alerts: 0 };
const rows = async (table: string) => Number((await ledger.sql(`select count(*) as n from ${table}`))[0]?.n);
const log = (hold: Hold, text: string) => ledger.call('siso_append_log', { ...lease(hold), p_text: text });
const retain = (changes: LedgerArguments<'siso_set_retention'>['p_changes']) =>
  ledger.call('siso_set_retention', { ...by('ada'), p_changes: changes });

/** A finished task with a result and a log. */
async function talkative(): Promise<string> {
  const { hold, taskId } = await ledger.running();
  await log(hold, 'a line\n');
  await ledger.settle(hold, usage({ tokens: 40 }), { result: 'Done.' });
  return taskId;
}

describe('texts', () => {
  test('prompt, result and log go 30 days after the end of their task, and its figures stay', async () => {
    const taskId = await talkative();
    const before = await ledger.task(taskId);
    await ledger.clock.advance(30 * DAY);
    expect(await prune(ledger)).toMatchObject(nothing);
    await ledger.clock.advance(1);

    expect(await prune(ledger)).toMatchObject({ ...nothing, texts: 2, logs: 1 });

    expect(await ledger.task(taskId)).toEqual({ ...before, result: null, logs: '' });
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('those of what waits or runs stay, however old', async () => {
    const waiting = await ledger.queued();
    const { hold, taskId } = await ledger.running();
    await log(hold, 'a line\n');
    for (let minute = 0; minute < 3; minute++) {
      await ledger.clock.advance(MINUTE);
      await ledger.heartbeat(hold);
    }

    expect(await prune(ledger, { texts: 0 })).toMatchObject(nothing);

    expect(await ledger.task(taskId)).toMatchObject({ logs: 'a line\n' });
    await ledger.clock.advance(1000 * DAY);
    await ledger.expire();
    await prune(ledger, { texts: 0 });
    expect((await ledger.call('siso_task_request', { p_task_id: waiting })).prompt).toBe('Tidy up.');
  });

  test('a task whose prompt is gone cannot be retried, and says why', async () => {
    const { taskId } = await ledger.done();
    await ledger.clock.advance(1);
    await prune(ledger, { texts: 0 });

    expect(await ledger.retry(taskId)).toMatchObject({
      ...{ decision: 'refused', reason: 'bad_input' },
      hint: `The prompt of ${taskId} is no longer kept: submit it as a new task.`,
    });
    await expect(ledger.call('siso_task_request', { p_task_id: taskId })).rejects.toMatchObject({ code: 'SI404' });
  });

  test('a task that is retried before keeps its prompt until it ends again', async () => {
    const { taskId } = await ledger.done();
    await ledger.retry(taskId);
    await ledger.clock.advance(40 * DAY);
    expect(await prune(ledger)).toMatchObject(nothing);

    await ledger.settle((await ledger.runQueued(taskId)).hold, usage({ tokens: 1 }));
    await ledger.clock.advance(30 * DAY + 1);

    expect(await prune(ledger)).toMatchObject({ ...nothing, texts: 1 });
  });

  test('with store_text none a prompt is kept until its task ends, and a result or a log never', async () => {
    await retain({ storeText: 'none' });
    const waiting = await ledger.queued();
    expect(await rows('task_texts')).toBe(1);
    await talkative();
    expect(await rows('task_texts')).toBe(1);

    const verdict = await ledger.admitQueued(waiting);
    if (verdict.decision === 'admitted') await ledger.release(verdict.hold);
    expect(await ledger.task(waiting)).toMatchObject({ state: 'queued', attempt: 0, logs: '' });
    expect(await rows('task_texts')).toBe(1);
    await ledger.cancel(waiting);

    expect([await rows('task_texts'), await rows('task_logs')]).toEqual([0, 0]);
  });

  test('the change to store_text none takes what is there with the next prune', async () => {
    await talkative();
    await retain({ storeText: 'none' });
    await ledger.clock.advance(1);

    expect(await prune(ledger)).toMatchObject({ ...nothing, texts: 2, logs: 1 });
  });
});
