import { beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { by, lease } from '../../support/ledger-arguments.ts';
import { prune, pruneable } from '../../support/prune.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const nothing = { tasks: 0, entries: 0, events: 0, texts: 0, logs: 0, days: 0, periods: 0, alerts: 0 };
const rows = async (table: string) => Number((await ledger.sql(`select count(*) as n from ${table}`))[0]?.n);
/** A task with a result and a log that no estimate is made of. */
async function failed(): Promise<string> {
  const { hold, taskId } = await ledger.running();
  await ledger.call('siso_append_log', { ...lease(hold), p_text: 'a line\n' });
  await ledger.settle(hold, usage({ tokens: 40 }), {
    ...{ result: 'Gave up.', state: 'failed', reason: 'agent_failed' },
  });
  return taskId;
}

/** Another price for all of the model's usage so far. */
async function reprice(inputNanos: number): Promise<void> {
  const model = 'claude-sonnet-5-5';
  const rest = { outputNanos: 9, write5mNanos: 9, write1hNanos: 9, readNanos: 9 };
  await ledger.call('siso_add_price', { ...by('ada'), p_price: { model, inputNanos, ...rest, source: 'a test' } });
  await ledger.call('siso_reprice', { ...by('ada'), p_model: model, ...EVER });
}

const EVER = { p_from: '2026-01-01T00:00:00Z', p_to: '2028-01-01T00:00:00Z' };
const ALIKE = {
  ...({ name: 'x', actor: 'ada', category: 'development', priority: 'low', environment: 'development' } as const),
  ...{ model: 'claude-sonnet-5-5', prompt: 'x', tools: [] },
};

describe('figures', () => {
  test('a task goes whole by the day of its end, 400 days later, and its audit stays', async () => {
    const taskId = await failed();
    await ledger.clock.set('2027-04-05T23:59:59Z');
    expect(await prune(ledger)).toMatchObject({ ...nothing, texts: 2, logs: 1 });
    const audit = await ledger.audit();
    await ledger.clock.set('2027-04-06T00:00:00Z');

    await expect(prune(ledger)).resolves.toMatchObject({
      ...{ ...nothing, figuresBefore: '2026-03-02T00:00:00+00:00' },
      ...{ tasks: 1, entries: 1, events: 3, days: 1, periods: 2 },
    });

    await expect(ledger.task(taskId)).rejects.toMatchObject({
      ...{ code: 'SI404', hint: expect.stringContaining('ended before 2026-03-02 may be pruned') },
    });
    expect((await ledger.audit()).slice(0, audit.length)).toEqual(audit);
    // the month of the pruned day is not over at that day
    expect(await ledger.sql('select kind from budget_periods')).toEqual([{ kind: 'month' }]);
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('what is recorded goes too, with its corrections', async () => {
    await ledger.record({ service: 'anthropic-api', model: 'claude-sonnet-5-5', inputTokens: 1_000 });
    await reprice(9_000);
    await ledger.clock.advance(500 * DAY);

    expect(await prune(ledger)).toMatchObject({ ...nothing, entries: 2, periods: 3 });
    expect(await rows('token_usage_history')).toBe(0);
  });

  test('what runs, waits or was retried stays, with all that it ever used', async () => {
    const { taskId } = await ledger.done({}, usage({ tokens: 40 }));
    await ledger.retry(taskId);
    const waiting = await ledger.queued();
    await ledger.clock.advance(500 * DAY);
    const running = await ledger.running();

    expect(await prune(ledger)).toMatchObject({ ...nothing, days: 1, periods: 3 });

    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued', costMicros: 80 });
    expect(await ledger.task(waiting)).toMatchObject({ state: 'queued' });
    expect(await ledger.settle(running.hold, usage({ tokens: 7 }))).toMatchObject({ ok: true, costMicros: 14 });
    await ledger.settle((await ledger.runQueued(taskId)).hold, usage({ tokens: 1 }));
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('a lost run can be settled late until it is pruned; then the lease is lost', async () => {
    const [first, second] = [await ledger.running(), await ledger.running()];
    await ledger.clock.advance(HOUR);
    await ledger.expire();
    await ledger.clock.advance(398 * DAY);
    await prune(ledger);
    expect(await ledger.settle(first.hold, usage({ tokens: 7 }))).toMatchObject({ booked: 'late', costMicros: 14 });
    expect(await imbalances(ledger)).toEqual([]);
    await ledger.clock.advance(3 * DAY);
    await prune(ledger);

    expect(await ledger.settle(second.hold, usage({ tokens: 7 }))).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('the newest 50 of a kind stay for estimates, whatever their age', async () => {
    await ledger.call('siso_limits_preset', { ...by('ada'), p_preset: 'unlimited' });
    await ledger.setBudget({ dailyTokens: null, dailyMicros: null, monthlyMicros: null });
    for (let at = 1; at <= 60; at++) {
      await ledger.done({}, usage({ tokens: 1_000 + at, micros: USD + at * 2 }));
      await ledger.clock.advance(MINUTE);
    }
    const { hold } = await ledger.held();
    await ledger.release(hold);
    await ledger.clock.advance(500 * DAY);
    const ask = () => ledger.call('siso_check', { p_task: ALIKE });
    const before = await ask();

    expect(await prune(ledger)).toMatchObject({ tasks: 11 });

    expect(await ask()).toEqual(before);
    expect(before).toMatchObject({ hold: { estimateTokens: 1_035 } });
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('with prices of now for a time that is pruned, the kept tasks follow and no lost day comes back', async () => {
    const { taskId } = await ledger.done({}, usage({ tokens: 1_000 }));
    await ledger.clock.advance(500 * DAY);
    await prune(ledger);
    await reprice(9_000);

    expect(await ledger.task(taskId)).toMatchObject({ costMicros: 9_000 });
    expect(await ledger.call('siso_analytics', EVER)).toEqual([]);
    expect(await imbalances(ledger)).toEqual([]);
  });
});

describe('whoever prunes', () => {
  test('needs the permission ledger:prune', async () => {
    await ledger.member('bob', 'maintain');
    const days = { p_figure_days: null, p_text_days: null };
    const step = () => ledger.call('siso_prune', { ...by('bob'), ...days, p_batch: 1, p_after: null });
    const preview = () => ledger.call('siso_prune_preview', { p_actor: 'bob', ...days });
    const change = () => ledger.call('siso_set_retention', { ...by('bob'), p_changes: { textDays: 1 } });
    for (const call of [step, preview, change]) await expect(call()).rejects.toMatchObject({ code: 'SI403' });
    await ledger.member('bob', 'none', ['ledger:prune']);
    for (const call of [step, preview]) await expect(call()).resolves.toMatchObject(nothing);
    await expect(change()).resolves.toMatchObject({
      before: { textDays: 30 },
      after: { textDays: 1, figureDays: 400 },
    });
  });

  test('cannot prune what the current month of any zone needs', async () => {
    await expect(prune(ledger, { figures: 31 })).rejects.toMatchObject({
      code: 'SI400',
      message: expect.stringContaining('32 days'),
    });
    await expect(prune(ledger, { figures: 32, texts: -1 })).rejects.toMatchObject({ code: 'SI400' });
    await expect(prune(ledger, { figures: 32 })).resolves.toMatchObject(nothing);
  });

  test('sees before what would go, and the audit says after what went', async () => {
    for (let day = 0; day < 6; day++) {
      await failed();
      await ledger.record({ service: 'openai', tokens: 500, category: 'testing' });
      await ledger.clock.advance(DAY);
      // of some tasks the texts went earlier
      if (day === 2) await prune(ledger, { texts: 1 });
    }
    await ledger.clock.advance(397 * DAY);
    const preview = await pruneable(ledger);
    const before = await ledger.dump();
    await pruneable(ledger);
    expect(await ledger.dump()).toEqual(before);

    const went = await prune(ledger, { batch: 1 });

    expect(went).toEqual(preview);
    expect(preview).toMatchObject({ tasks: 3, entries: 6, events: 9, texts: 8, logs: 4, days: 6 });
    const told = (await ledger.audit()).filter(({ action }) => action === 'ledger.pruned');
    expect(told.length).toBeGreaterThan(3);
    expect(await pruneable(ledger)).toMatchObject(nothing);
  });
});
