import { beforeEach, describe, expect, test } from 'vitest';
import type { NewSchedule } from '../../../src/contracts/ledger/schedules.ts';
import type { Submission } from '../../../src/contracts/ledger/tasks.ts';
import { AutomationError } from '../../../src/domain/errors.ts';
import { nextOccurrence } from '../../../src/engine/index.ts';
import { createScheduler } from '../../../src/engine/schedules/scheduler.ts';
import { DAY, HOUR, MINUTE, type TestLedger, USD } from '../../support/ledger.ts';
import { by, small, TASK } from '../../support/ledger-arguments.ts';
import { openLedger } from '../../support/queue.ts';
import { SCHEDULE } from '../../support/schedules.ts';

let ledger: TestLedger;
const faults: unknown[] = [];
beforeEach(async () => {
  faults.length = 0;
  ledger = await openLedger(1_000, '2026-03-01T10:00:00Z');
});

const task: Submission = { ...TASK, ...small({}) };

/** Makes a schedule whose first occurrence is counted from now. */
async function scheduled(changes: Partial<NewSchedule> = {}, actor = 'ada') {
  const { now } = await ledger.call('siso_list_schedules', {});
  const schedule = { ...SCHEDULE, ...changes };
  return ledger.call('siso_set_schedule', {
    ...by(actor),
    p_schedule: { ...schedule, nextAt: nextOccurrence(schedule, now) },
  });
}

/** One look of a scheduler. */
function look(plan: () => Promise<Submission | undefined> = async () => task): Promise<number> {
  const parts = { store: ledger as never, signal: new AbortController().signal };
  return createScheduler({ ...parts, plan, onFault: (error) => faults.push(error) }).look();
}

/** Which occurrences were queued, as the key of their tasks says. */
async function queued(): Promise<string[]> {
  const rows = await ledger.sql<{ key: string }>(
    `select split_part(dedupe_key, ':', 2) || ':' || split_part(dedupe_key, ':', 3) as key from automation_tasks order by queue_no`,
  );
  return rows.map(({ key }) => key);
}

const one = async () => (await ledger.call('siso_list_schedules', {})).schedules[0];

describe('an occurrence', () => {
  test('queues a task of whoever made the schedule, once', async () => {
    await scheduled({}, 'lin');
    expect(await look()).toBe(0);
    await ledger.clock.set('2026-03-02T02:30:10Z');

    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await queued()).toEqual(['2026-03-02T02:30']);
    expect((await ledger.list()).tasks).toMatchObject([{ actor: 'lin', state: 'queued' }]);
    expect(await one()).toMatchObject({
      ...{ nextAt: '2026-03-03T02:30:00+00:00', lastAt: '2026-03-02T02:30:00+00:00' },
      lastOutcome: { outcome: 'queued', taskId: expect.stringMatching(/^T-/) },
    });
  });

  test('happens once although the clock is set back after it', async () => {
    await scheduled();
    await ledger.clock.set('2026-03-02T02:30:10Z');
    await look();
    await ledger.clock.set('2026-03-02T02:29:00Z');
    expect(await look()).toBe(0);
    await ledger.clock.set('2026-03-02T02:31:00Z');
    expect(await look()).toBe(0);

    expect(await queued()).toHaveLength(1);
  });

  test.each([
    ['an hour shorter', '2026-03-27T12:00:00Z', ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']],
    ['an hour longer', '2026-10-23T12:00:00Z', ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']],
  ])('of the night that is %s comes once', async (_, from, expected) => {
    await ledger.clock.set(from);
    await scheduled({ cron: '30 2 * * *' });
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 10) {
      await ledger.clock.advance(10 * MINUTE);
      await look();
    }

    expect(await queued()).toEqual(expected);
  });

  test('of a paused schedule does not come', async () => {
    const { id } = await scheduled();
    await ledger.call('siso_set_schedule', { ...by('ada'), p_schedule: { ...SCHEDULE, id, paused: true } });
    await ledger.clock.advance(2 * DAY);

    expect(await look()).toBe(0);
    expect(await queued()).toEqual([]);
  });

  test('that cannot be planned is noted with why, and the next one comes', async () => {
    await scheduled();
    await ledger.clock.set('2026-03-02T02:31:00Z');
    await look(() => Promise.reject(new AutomationError('usage', 'There is no template "x"', { hint: 'Look.' })));

    expect(await one()).toMatchObject({
      lastOutcome: { outcome: 'failed', reason: 'There is no template "x". Look.' },
      nextAt: '2026-03-03T02:30:00+00:00',
    });
  });

  test('of a repository that is on another machine is left to that one', async () => {
    await scheduled();
    await ledger.clock.set('2026-03-02T02:31:00Z');

    expect(await look(async () => undefined)).toBe(0);
    expect(await one()).toMatchObject({ lastAt: null });
    expect(await look()).toBe(1);
  });

  test('that is refused is noted', async () => {
    await scheduled();
    await ledger.clock.set('2026-03-02T02:31:00Z');
    await look(async () => ({ ...task, model: 'claude-none' }));

    expect(await one()).toMatchObject({ lastOutcome: { outcome: 'refused', reason: 'price_unknown' } });
    expect(await queued()).toEqual([]);
  });
});

describe('a used-up budget', () => {
  test('skips the occurrence with an audit row, and the next one comes', async () => {
    await ledger.setBudget({ dailyMicros: USD });
    await scheduled();
    await ledger.clock.set('2026-03-02T02:20:00Z');
    await ledger.done({ budgetMicros: USD }, { inputTokens: 500_000 });
    await ledger.clock.set('2026-03-02T02:30:10Z');
    await look();

    expect(await one()).toMatchObject({ lastOutcome: { outcome: 'skipped', reason: 'budget_used' } });
    expect((await ledger.audit()).at(-1)).toMatchObject({
      action: 'schedule.skipped',
      actor: 'ada',
      reason: 'budget_used',
    });
    expect((await ledger.list({ states: ['queued'] })).tasks).toEqual([]);

    await ledger.clock.set('2026-03-03T02:30:10Z');
    await look();
    expect(await one()).toMatchObject({ lastOutcome: { outcome: 'queued' } });
  });
});

describe('after down-time', () => {
  const DAYS = ['2026-03-02T02:30', '2026-03-03T02:30', '2026-03-04T02:30', '2026-03-05T02:30'];

  test.each([
    [0, []],
    [1, DAYS.slice(3)],
    [2, DAYS.slice(2)],
    [100, DAYS],
  ])('of what was missed at most %i are made up for, the latest', async (catchUp, expected) => {
    await scheduled({ catchUp });
    await ledger.clock.set('2026-03-05T12:00:00Z');
    await look();

    expect(await queued()).toEqual(expected);
    expect(await one()).toMatchObject({ nextAt: '2026-03-06T02:30:00+00:00' });
    expect(await look()).toBe(0);
    const missed = (await ledger.audit()).filter(({ action }) => action === 'schedule.missed');
    expect(missed).toHaveLength(expected.length === 4 ? 0 : 1);
  });

  test('of some minutes nothing was missed', async () => {
    await scheduled({ catchUp: 0 });
    await ledger.clock.set('2026-03-02T02:34:00Z');
    await look();

    expect(await queued()).toEqual(['2026-03-02T02:30']);
  });

  test('of a year a rule of every minute is still soon dealt with', async () => {
    await scheduled({ cron: '* * * * *', catchUp: 3 });
    await ledger.clock.advance(365 * DAY + HOUR);
    await look();

    expect(await queued()).toHaveLength(4);
    expect(await one()).toMatchObject({ nextAt: '2027-03-01T11:01:00+00:00' });
  });
});

describe('a schedule', () => {
  test('is changed and removed by who made it, and by others with a permission', async () => {
    const { id } = await scheduled();
    await ledger.member('eve', 'write');
    const change = (actor: string) =>
      ledger.call('siso_set_schedule', { ...by(actor), p_schedule: { ...SCHEDULE, id, name: 'Other' } });

    await expect(change('eve')).rejects.toMatchObject({ code: 'SI403' });
    expect(await change('lin')).toMatchObject({ name: 'Other', actor: 'ada' });
    await expect(ledger.call('siso_remove_schedule', { ...by('eve'), p_schedule_id: id })).rejects.toMatchObject({
      code: 'SI403',
    });
    await ledger.call('siso_remove_schedule', { ...by('ada'), p_schedule_id: id });
    await expect(change('ada')).rejects.toMatchObject({ code: 'SI404' });
    expect(
      (await ledger.audit()).map(({ action }) => action).filter((action) => action.startsWith('schedule')),
    ).toEqual([...['schedule.created', 'schedule.changed', 'schedule.removed']]);
  });

  test('of a zone that is none is not made', async () => {
    const p_schedule = { ...SCHEDULE, zone: 'Europe/Berln' };

    await expect(ledger.call('siso_set_schedule', { ...by('ada'), p_schedule })).rejects.toMatchObject({
      code: 'SI400',
    });
  });
});
