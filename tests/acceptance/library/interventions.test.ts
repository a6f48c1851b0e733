/** Changing one's mind about tasks of the library: cancel, retry, close. What was used is settled. */
import { describe, expect, test } from 'vitest';
import { aSiso } from '../../support/siso.ts';
import { aRepository, git } from '../../unit/workspace/support.ts';
import { anEngine, aSisoWithSlots, at, SMALL, worked } from './support.ts';

describe('a cancelled task', () => {
  test('that waits never starts', async () => {
    const siso = await aSisoWithSlots(1);
    const engine = anEngine(at(siso, 'hang'));
    const running = await engine.submitTask(SMALL);
    await worked(engine, running);
    const waiting = await engine.submitTask(SMALL);

    await engine.cancelTask(waiting);

    expect(await engine.waitForTask(waiting)).toMatchObject({ status: 'cancelled', startedAt: null, costMicros: 0 });
    await engine.cancelTask(waiting);
    expect(await engine.getTask(running)).toMatchObject({ status: 'running' });
  });

  test('that runs here stops at once, and what it used is settled', async () => {
    const siso = await aSiso();
    const engine = anEngine(at(siso, 'hang'));
    const id = await engine.submitTask(SMALL);
    await worked(engine, id);

    await engine.cancelTask(id);

    const task = await engine.waitForTask(id);
    expect(task).toMatchObject({ status: 'cancelled', reason: 'cancelled', cancelRequested: true });
    await engine.close();
    expect(await siso.settled()).toBe(task.costMicros);
  });

  test('that somebody else cancels while it waits here ends the wait', async () => {
    const siso = await aSisoWithSlots(1);
    const [engine, other] = [anEngine(at(siso, 'hang')), anEngine(at(siso, 'hang'))];
    await worked(engine, await engine.submitTask(SMALL));
    const waiting = await engine.submitTask(SMALL);
    await other.cancelTask(waiting);
    expect(await engine.waitForTask(waiting)).toMatchObject({ status: 'cancelled' });
  });
});

describe('tasks of several processes', () => {
  test('another one cancels what runs here, which is heard with the next heartbeat', async () => {
    const siso = await aSiso();
    const engine = anEngine(at(siso, 'hang'));
    const id = await engine.submitTask(SMALL);
    await worked(engine, id);
    expect((await siso.run(['cancel', id, '--rehearse'])).code).toBe(0);
    expect(await engine.waitForTask(id)).toMatchObject({ status: 'cancelled', reason: 'cancelled' });
  });

  test('of two that wait with the same task one runs it, and both see its end', async () => {
    const siso = await aSisoWithSlots(1);
    const [busy, engine, other] = [anEngine(at(siso, 'hang')), anEngine(at(siso)), anEngine(at(siso))];
    const running = await busy.submitTask(SMALL);
    await worked(busy, running);
    const waiting = await engine.submitTask(SMALL);
    await other.retryTask(waiting);
    await busy.cancelTask(running);
    const ends = await Promise.all([engine.waitForTask(waiting), other.waitForTask(waiting)]);
    expect(ends).toMatchObject([
      { status: 'succeeded', attempt: 1 },
      { status: 'succeeded', attempt: 1 },
    ]);
  });
});

describe('a retried task', () => {
  test('runs again with other tools, and keeps each result', async () => {
    const siso = await aSiso();
    const workspace = aRepository({ 'src/calculator.js': 'return sum / (numbers.length - 1);', 'package.json': '{}' });
    const engine = anEngine({ ...at(siso, 'fix-bug'), workspace });
    const id = await engine.submitTask({ ...SMALL, allowedTools: ['Edit'] });
    const first = await engine.waitForTask(id);

    await engine.retryTask(id, { allowedTools: ['ReadFile', 'Edit', 'Bash(npm test:*)'], model: 'haiku' });
    const second = await engine.waitForTask(id);

    expect([first, second]).toMatchObject([
      { attempt: 1, branch: `siso/task-${id.slice(2)}`, model: 'claude-sonnet-5-5' },
      { attempt: 2, branch: `siso/task-${id.slice(2)}-2`, model: 'claude-haiku-5-5', status: 'succeeded' },
    ]);
    expect(second.tools).toContain('Bash(npm test:*)');
    expect(git(workspace, 'branch', '--list', 'siso/*').trim().split('\n')).toHaveLength(2);
    await engine.close();
    expect(await siso.settled()).toBe(second.costMicros);
  });

  test('that waits is changed and goes on waiting', async () => {
    const siso = await aSisoWithSlots(1);
    const [busy, engine] = [anEngine(at(siso, 'hang')), anEngine(at(siso))];
    const running = await busy.submitTask(SMALL);
    await worked(busy, running);
    const waiting = await engine.submitTask({ ...SMALL, allowedTools: ['Edit'] });

    await engine.retryTask(waiting, { allowedTools: ['Read'], priority: 'high' });
    expect(await engine.getTask(waiting)).toMatchObject({ status: 'queued', priority: 'high', tools: ['Read'] });
    await busy.cancelTask(running);

    expect(await engine.waitForTask(waiting)).toMatchObject({ status: 'succeeded', attempt: 1, tools: ['Read'] });
  });

  test('is not retried while it runs, nor with what cannot be had', async () => {
    const engine = anEngine(at(await aSiso(), 'hang'));
    const id = await engine.submitTask({ ...SMALL, environment: 'production' });
    await worked(engine, id);
    await expect(engine.retryTask(id)).rejects.toMatchObject({ code: 'ledger_conflict' });
    const unknown: object = { category: 'testing' };
    await expect(engine.retryTask(id, unknown)).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.retryTask(id, { allowedTools: ['Edit'] })).rejects.toThrow(/Edit needs the DEV tier/);
  });
});

describe('closing the engine', () => {
  test('stops what runs and leaves what waits in the queue', async () => {
    const siso = await aSisoWithSlots(1);
    const engine = anEngine(at(siso, 'hang'));
    const running = await engine.submitTask(SMALL);
    await worked(engine, running);
    const waiting = await engine.submitTask(SMALL);
    const followed = engine.waitForTask(waiting).catch((error: unknown) => error);

    await engine.close();

    expect(await followed).toMatchObject({ code: 'interrupted' });
    const next = anEngine(at(siso));
    expect(await next.getTask(running)).toMatchObject({ status: 'cancelled', reason: 'interrupted' });
    expect(await next.getTask(waiting)).toMatchObject({ status: 'queued', attempt: 0 });
    await next.retryTask(waiting);
    expect(await next.waitForTask(waiting)).toMatchObject({ status: 'succeeded', attempt: 1 });
  });
});

describe('a task that this process could not run', () => {
  test('goes back into the queue, and whoever waits for it hears why', async () => {
    const siso = await aSiso();
    const env = { ...siso.environment, SISO_CLAUDE_PATH: '/bin/true' };
    const engine = anEngine({ ...at(siso), env });
    const id = await engine.submitTask(SMALL);
    await expect(engine.waitForTask(id)).rejects.toMatchObject({ message: expect.stringMatching(/\/bin\/true/) });
    expect(await engine.getTask(id)).toMatchObject({ status: 'queued', error: expect.stringMatching(/\/bin\/true/) });
    await engine.close();
    expect(await siso.settled()).toBe(0);
  });

  test('because it was not admitted in time stays in the queue', async () => {
    const siso = await aSisoWithSlots(1);
    const busy = anEngine(at(siso, 'hang'));
    await worked(busy, await busy.submitTask(SMALL));
    const engine = anEngine({ ...at(siso), maxWaitMs: 0 });
    const id = await engine.submitTask(SMALL);
    await expect(engine.waitForTask(id)).rejects.toMatchObject({ code: 'interrupted', retryable: true });
    expect(await engine.getTask(id)).toMatchObject({ status: 'queued' });
  });
});
