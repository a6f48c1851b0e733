/** A person or a runner asks siso to stop: it stops, settles, and says so. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { processesWithMarker } from '../../../src/host/processes.ts';
import { ALL_MOMENTS, isAlive, type Moment, markerOf, meterOf, runAt } from '../../support/moments.ts';
import { aSiso, rehearsal, STUBBORN, scenarioFile, until } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const LAST: Moment = 'its changes are being read';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

test.each(ALL_MOMENTS.slice(1, -1).map((moment, index) => [SIGNALS[index % 3] ?? 'SIGINT', moment] as const))(
  '%s when %s cancels the run, books what was used and leaves nothing',
  async (signal, moment) => {
    const siso = await aSiso();
    const running = siso.start(rehearsal('fix-bug', ['--json']));
    const run = await runAt(siso, moment);
    const marker = markerOf(run);
    running.kill(signal);

    const end = await running.ended;

    expect(end.code).toBe(130);
    const document = JSON.parse(end.stdout);
    // Before the task started there is no report yet, and nothing to book.
    if ('exitCode' in document) expect(document).toMatchObject({ error: { code: 'interrupted' }, exitCode: 130 });
    else expect(end.report()).toMatchObject({ status: 'cancelled', reason: 'interrupted' });
    expect(await siso.settled()).toBe(document.costMicros ?? 0);
    expect(await processesWithMarker(marker)).toEqual([]);
  },
);

test('a request in flight when the run is stopped is booked at its worst case', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal('hang', ['--json']));
  await runAt(siso, 'its first request is under way');
  running.kill('SIGINT');

  const report = (await running.ended).report();

  expect(report).toMatchObject({ status: 'cancelled', costSource: 'estimated', requests: 1 });
  expect(report.costMicros).toBeGreaterThan(0);
});

test('a stop that comes after the work is done changes nothing', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal('fix-bug', ['--json']));
  await runAt(siso, LAST);
  running.kill('SIGINT');

  const end = await running.ended;

  expect(end.code).toBe(0);
  expect(end.report()).toMatchObject({ status: 'succeeded', changedFiles: ['src/calculator.js'] });
});

test('the second signal leaves at once, and the next start settles', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal(scenarioFile('npm-test'), ['--workspace', aRepository(STUBBORN)]));
  const run = await runAt(siso, 'its first request is paid');
  await until(() => existsSync(`${run}/workspace/tree/project/stubborn`));
  const [marker, meter] = [markerOf(run), meterOf(running.pid) ?? 0];
  running.kill('SIGINT');
  await running.said(/Stopping; what was used will be settled/);
  running.kill('SIGINT');

  expect((await running.ended).code).toBe(130);
  const status = await siso.run(['status', '--rehearse']);

  expect(status.stderr).toMatch(/An earlier run died: T-\w+ is settled with \$0\.0/);
  expect(await siso.settled()).toBeGreaterThan(0);
  expect(await processesWithMarker(marker)).toEqual([]);
  await until(() => !isAlive(meter));
});

test('a task that waits to be admitted can be stopped, and nothing is booked', async () => {
  const siso = await aSiso('specification');
  expect((await siso.rehearse('answer')).code).toBe(0);
  const spent = await siso.settled();
  const running = siso.start(rehearsal('answer', ['--wait', '15m']));
  await running.said(/Waiting: development tokens\/minute/);
  running.kill('SIGINT');

  expect((await running.ended).code).toBe(130);
  expect(await siso.settled()).toBe(spent);
});
