/** Tasks that may not start: now (deferred, exit 4) or ever (refused, exit 3). Nothing is booked for them. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runAt } from '../../support/moments.ts';
import { aSiso, rehearsal, type Siso } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const BY_TEST = { p_actor: 'test' };

describe('a task that may not start now', () => {
  test('is deferred with the limit, its figures and the moment when it could', async () => {
    const siso = await aSiso('specification');
    const { tokens, costMicros } = (await siso.rehearse('answer')).report();

    const end = await siso.rehearse('answer');

    expect(end.code).toBe(4);
    const report = end.report();
    expect(report).toMatchObject({
      ...{ decision: 'deferred', status: 'deferred', reason: 'window_full', taskId: null, costMicros: 0 },
      ...{ limit: 'development tokens/minute', limitUsed: tokens.counted, limitMax: 1_000 },
    });
    const inMs = Date.parse(report.retryAt ?? '') - Date.now();
    expect(inMs).toBeGreaterThan(0);
    expect(inMs).toBeLessThanOrEqual(62_000);
    expect(await siso.settled()).toBe(costMicros);
  });

  test('case 20: a limit that is reached is another end than a ledger that fails, also by the exit code', async () => {
    const siso = await aSiso();
    await siso.withStore((store) =>
      store.call('siso_set_setting', { ...BY_TEST, p_request_id: randomUUID(), p_key: 'paused', p_value: true }),
    );
    const limited = await siso.rehearse('answer');
    rmSync(join(siso.rehearsalFolder, 'ledger', 'PG_VERSION'));
    const failed = await siso.rehearse('answer');

    expect(limited.code).toBe(4);
    expect(limited.report()).toMatchObject({ decision: 'deferred', reason: 'paused' });
    expect(failed.code).toBe(5);
    expect(JSON.parse(failed.stdout)).toMatchObject({ exitCode: 5, error: { code: 'ledger_damaged' } });
  });

  test('tells a person what to type, and does not wait when waiting cannot reach that moment', async () => {
    const siso = await aSiso('specification');
    await siso.rehearse('answer');
    const end = await siso.run(rehearsal('answer', ['--wait', '1s']));
    expect(end.code).toBe(4);
    expect(end.stdout).toMatch(/Deferred: development tokens\/minute: [\d,]+ of 1,000 are taken/);
    expect(end.stdout).toMatch(/It would start at .* \(in \d+\.\d s\)/);
    expect(end.stdout).toMatch(/Nothing was booked\. To wait for it: add --wait/);
  });

  test('starts after a wait, once another one has given its slot back', async () => {
    const siso = await aSiso();
    await siso.withStore((store) =>
      store.call('siso_set_setting', {
        ...BY_TEST,
        p_request_id: randomUUID(),
        p_key: 'max_concurrent_jobs',
        p_value: 1,
      }),
    );
    const first = siso.start(rehearsal('hang', ['--json']));
    await runAt(siso, 'its first request is under way');
    const noWait = await siso.rehearse('answer');
    expect(noWait.code).toBe(4);
    expect(noWait.report()).toMatchObject({ reason: 'no_slot', limit: 'concurrent tasks', limitUsed: 1, limitMax: 1 });
    const second = siso.start(rehearsal('answer', ['--wait', '5m']));
    await second.said(/Waiting: concurrent tasks: 1 of 1 are taken/);
    first.kill('SIGINT');

    const [ended, waited] = await Promise.all([first.ended, second.ended]);

    expect([ended.code, waited.code]).toEqual([130, 0]);
    expect(await siso.settled()).toBeGreaterThan(ended.report().costMicros);
  });
});

describe('a task that may never start', () => {
  const refused = async (siso: Siso, args: string[]) => {
    const end = await siso.rehearse('answer', args);
    expect(end.code).toBe(3);
    expect(await siso.settled()).toBe(0);
    return end.report();
  };

  test('because it is larger than a day', async () => {
    const report = await refused(await aSiso('specification'), ['--estimate', '200000']);
    expect(report).toMatchObject({ decision: 'refused', reason: 'never_fits', taskId: null, retryAt: null });
    expect(report.hint).toBeTruthy();
  });

  test('because it may cost more than a day', async () => {
    const report = await refused(await aSiso(), ['--budget', '60']);
    expect(report).toMatchObject({
      reason: 'never_fits',
      limit: expect.stringContaining('dollars'),
      limitMax: 50_000_000,
    });
  });

  test('because nobody knows the price of its model; the nearest is offered', async () => {
    const report = await refused(await aSiso(), ['--model', 'claude-sonet-5-5']);
    expect(report).toMatchObject({ reason: 'price_unknown' });
    expect(report.hint).toContain('Did you mean claude-sonnet-5-5?');
  });

  test('is told to a person as well', async () => {
    const siso = await aSiso();
    const end = await siso.run(rehearsal('answer', ['--budget', '60']));
    expect(end.code).toBe(3);
    expect(end.stdout).toMatch(/Refused: never fits \(.*\$50\.00\)/);
    expect(end.stdout).toContain('Nothing was booked.');
  });
});

test('token limits of the configuration file lower those of the ledger and never raise them', async () => {
  const siso = await aSiso();
  const answer = async (daily: number) => {
    const config = JSON.stringify({ tokenLimits: { daily, perOperation: 300 } });
    const workspace = aRepository({ 'siso.config.json': config });
    return (await siso.rehearse('answer', ['--workspace', workspace])).report();
  };
  const first = await answer(1_000);
  const { counted } = first.tokens;
  expect(first).toMatchObject({ hold: { tokens: 300 }, budget: { dailyLeftTokens: 1_000 - counted } });
  const second = await answer(2_000);
  expect(second.budget.dailyLeftTokens).toBe(1_000 - 2 * counted);
  expect(second.warnings.join()).toMatch(/2,000\) is above the ledger's 1,000 tokens a day and has no effect/);
  expect(await answer(310)).toMatchObject({ decision: 'deferred', reason: 'budget_used' });
});
