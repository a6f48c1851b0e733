/** `siso serve` as a worker: what waits is run in its order, shown while it runs, and is not lost when the process is. */
import { expect, test } from 'vitest';
import { aSiso, scenarioFile, until } from '../../support/siso.ts';
import { anExample, isOver, serving, submitted, taskIn, taskWhen } from '../../support/worker.ts';

test('three tasks go through two slots in the order of their priority, and each leaves a branch, a commit and a patch', async () => {
  const siso = await aSiso();
  const place = await anExample(siso.root);
  const ids = await siso.withStore(async (store) => [
    await submitted(store, { ...place, priority: 'low' }),
    await submitted(store, { ...place, priority: 'medium' }),
    await submitted(store, { ...place, priority: 'high' }),
  ]);
  const [low = '', medium = '', high = ''] = ids;
  const server = await serving(siso, 'fix-bug', ['--workers', '2']);
  const tasks = await siso.withStore((store) =>
    Promise.all([low, medium, high].map((id) => taskWhen(store, id, isOver))),
  );
  server.kill('SIGTERM');
  const end = await server.ended;

  expect(end.code).toBe(0);
  const admitted = [...end.stdout.matchAll(/(T-\w+) started/g)].map(([, id]) => id);
  expect(admitted).toEqual([high, medium, low]);
  for (const task of tasks) {
    expect(task).toMatchObject({ state: 'succeeded', branch: expect.stringContaining('siso/task-'), attempt: 1 });
    expect(task.publication).toMatchObject({ branch: task.branch, commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(task.logs).toContain(`results/${task.id}/changes.patch`);
  }
  expect(await siso.settled()).toBe(tasks.reduce((sum, { costMicros }) => sum + costMicros, 0));
});

test('a task that runs says what it does, and is stopped when it is cancelled', async () => {
  const siso = await aSiso();
  const place = await anExample(siso.root);
  const server = await serving(siso, scenarioFile('read-on'));
  await siso.withStore(async (store) => {
    const id = await submitted(store, place);
    const seen = await taskWhen(store, id, ({ progress }) => progress?.line !== undefined);
    expect(seen).toMatchObject({ state: 'running', progress: { stage: 'running', turns: expect.any(Number) } });
    expect(seen.progress?.line).toBe('I will look first.');
    expect((await siso.run(['task', id, '--rehearse'])).stdout).toContain('I will look first.');
    await siso.run(['cancel', id, '--rehearse']);
    const { state, reason, branch } = await taskWhen(store, id, isOver);
    expect({ state, reason, branch }).toEqual({ state: 'cancelled', reason: 'cancelled', branch: null });
  });
  server.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

test('serve killed during three running tasks: restarted it settles them, runs them again, and each ends once', async () => {
  const siso = await aSiso();
  const place = await anExample(siso.root);
  const first = await serving(siso, scenarioFile('look-then-hang'));
  const ids = await siso.withStore(async (store) => {
    const all: string[] = [];
    for (let at = 0; at < 3; at += 1) all.push(await submitted(store, place));
    for (const id of all) await taskWhen(store, id, ({ progress }) => (progress?.turns ?? 0) >= 1);
    return all;
  });
  first.kill('SIGKILL');
  await first.ended;

  const second = await serving(siso, 'fix-bug');
  const tasks = await siso.withStore((store) =>
    Promise.all(
      ids.map((id) => until(async () => ((await taskIn(store, id)).finishedAt ? taskIn(store, id) : undefined))),
    ),
  );
  second.kill('SIGTERM');
  await second.ended;

  for (const { state, attempt, events, costSource } of tasks) {
    expect({ state, attempt, costSource }).toEqual({ state: 'succeeded', attempt: 2, costSource: 'estimated' });
    expect(events.filter(({ event }) => event === 'succeeded')).toHaveLength(1);
    expect(events.map(({ event }) => event)).toContain('retrying');
  }
  expect(await siso.settled()).toBe(tasks.reduce((sum, { costMicros }) => sum + costMicros, 0));
}, 90_000);
