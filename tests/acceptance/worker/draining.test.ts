/** A worker that is stopped, and commands beside one that lives. */
import { expect, test } from 'vitest';
import { aSiso, scenarioFile } from '../../support/siso.ts';
import { anExample, isOver, serving, submitted, taskIn, taskWhen } from '../../support/worker.ts';

test('stopped without time to finish, a worker returns what runs without using an attempt, and another one ends it', async () => {
  const siso = await aSiso();
  const place = await anExample(siso.root);
  const id = await siso.withStore((store) => submitted(store, place));
  const first = siso.start(['worker', `--rehearse=${scenarioFile('read-on')}`, '--drain-timeout', '0']);
  await siso.withStore((store) => taskWhen(store, id, ({ progress }) => (progress?.turns ?? 0) >= 2));
  first.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  const returned = await siso.withStore((store) => taskIn(store, id));
  const second = await siso.run(['worker', '--rehearse=answer', '--until-empty']);

  expect(returned).toMatchObject({ state: 'queued', attempt: 0, readyAt: null });
  expect(returned.events.map(({ event }) => event)).toContain('returned');
  expect(second.code).toBe(0);
  const { state, attempt, costMicros } = await siso.withStore((store) => taskIn(store, id));
  expect({ state, attempt }).toEqual({ state: 'succeeded', attempt: 1 });
  expect(costMicros).toBeGreaterThan(returned.costMicros);
  expect(await siso.settled()).toBe(costMicros);
});

test('what runs may finish after the first signal; nothing new is taken', async () => {
  const siso = await aSiso();
  const place = await anExample(siso.root);
  const [one = '', two = ''] = await siso.withStore(async (store) => [
    await submitted(store, { ...place, priority: 'high' }),
    await submitted(store, place),
  ]);
  const worker = siso.start(['worker', '--rehearse=fix-bug', '--slots', '1']);
  await siso.withStore((store) => taskWhen(store, one, ({ startedAt }) => startedAt !== null));
  worker.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);

  await siso.withStore(async (store) => {
    expect(await taskIn(store, one)).toMatchObject({ state: 'succeeded', attempt: 1 });
    expect(await taskIn(store, two)).toMatchObject({ state: 'queued', attempt: 0 });
  });
});

test('submit beside a server only queues, says where the task stands, and follows it where somebody waits', async () => {
  const siso = await aSiso();
  const { workspace } = await anExample(siso.root);
  const server = await serving(siso, 'fix-bug', ['--workers', '1']);
  const submit = (args: string[]) => siso.run(['submit', 'Fix it.', '--rehearse', '-C', workspace, ...args]);
  const [queued, waited] = [await submit([]), await submit(['--wait', '5m', '--json'])];
  const [, id = ''] = /^Queued (T-\w+)\./.exec(queued.stdout) ?? [];
  const first = await siso.withStore((store) => taskWhen(store, id, isOver));
  server.kill('SIGTERM');
  const end = await server.ended;
  const alone = await submit(['--json']);

  expect(queued).toMatchObject({ code: 0, stdout: expect.stringContaining(`siso task ${id} --rehearse --follow`) });
  expect(first.state).toBe('succeeded');
  expect(waited.report()).toMatchObject({ decision: 'admitted', status: 'succeeded', branch: expect.any(String) });
  expect(end.stdout).toContain(`${waited.report().taskId} started`);
  // Nobody works any more, so it is run here.
  expect(alone.report()).toMatchObject({ decision: 'admitted', status: 'succeeded', requests: 4 });
  await siso.settled();
});
