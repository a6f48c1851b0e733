/** `siso submit` and `siso retry`: tasks that wait in the ledger, and what becomes of them. */
import { describe, expect, test } from 'vitest';
import { runAt } from '../../support/moments.ts';
import { aSiso, type Siso, until } from '../../support/siso.ts';
import { aRepository, git } from '../../unit/workspace/support.ts';

const submission = (scenario: string, args: string[] = []) => ['submit', 'Do it.', `--rehearse=${scenario}`, ...args];
const again = (id: string, scenario: string, args: string[] = []) => ['retry', id, `--rehearse=${scenario}`, ...args];

function task(siso: Siso, id: string) {
  return siso.withStore((store) => store.call('siso_get_task', { p_task_id: id }));
}

describe('siso submit', () => {
  test('says the id first, then runs the task', async () => {
    const siso = await aSiso();
    const end = await siso.run(submission('fix-bug'));
    expect(end.code).toBe(0);
    const [, id = ''] = /^Queued (T-\w+)\./.exec(end.stdout) ?? [];
    expect(end.stdout).toMatch(new RegExp(`Succeeded: ${id} in`));
    expect(end.stdout).toMatch(/its tests pass/);
    const { state, costMicros, events } = await task(siso, id);
    expect(state).toBe('succeeded');
    expect(events.map(({ event }) => event).slice(0, 2)).toEqual(['queued', 'admitted']);
    expect(await siso.settled()).toBe(costMicros);
  });

  test('leaves what is not admitted in the queue and says how to go on', async () => {
    const siso = await aSiso('specification');
    await siso.rehearse('answer');
    const end = await siso.run(submission('answer'));
    expect(end.code).toBe(4);
    const [, id = ''] = /^Queued (T-\w+)\./.exec(end.stdout) ?? [];
    expect(end.stdout).toContain(`${id} stays in the queue.`);
    expect(end.stdout).toContain(`Start it: siso retry ${id} --rehearse --wait 15m`);
    expect(end.stdout).toContain(`Cancel it: siso cancel ${id} --rehearse`);
    expect(await task(siso, id)).toMatchObject({ state: 'queued', attempt: 0 });

    const json = await siso.run(submission('answer', ['--json']));
    expect(json.code).toBe(4);
    expect(json.report()).toMatchObject({ decision: 'deferred', taskId: expect.stringMatching(/^T-/) });
  });

  test('stores nothing of what can never run', async () => {
    const siso = await aSiso('specification');
    const end = await siso.run(submission('answer', ['--estimate', '200000', '--json']));
    expect(end.code).toBe(3);
    expect(end.report()).toMatchObject({ decision: 'refused', reason: 'never_fits', taskId: null });
    const page = { p_filter: {}, p_limit: 1, p_after: null };
    expect((await siso.withStore((store) => store.call('siso_list_tasks', page))).tasks).toEqual([]);
  });

  test('that dies while its task runs has it settled by the next start, which may retry it', async () => {
    const siso = await aSiso();
    const running = siso.start(submission('hang', ['--workspace', aRepository()]));
    await running.said(/Queued (T-\w+)/);
    await runAt(siso, 'its first request is under way');
    running.kill('SIGKILL');
    const [, id = ''] = /Queued (T-\w+)/.exec((await running.ended).stdout) ?? [];

    const status = await siso.run(['status', '--rehearse']);
    expect(status.stderr).toContain(`An earlier run died: ${id} is settled`);
    const died = await task(siso, id);
    expect(died).toMatchObject({ state: 'failed', reason: 'crashed', attempt: 1 });

    const end = await siso.run(again(id, 'answer', ['--json']));
    expect(end.report()).toMatchObject({ taskId: id, status: 'succeeded' });
    const now = await task(siso, id);
    expect(now).toMatchObject({ state: 'succeeded', attempt: 2 });
    expect(now.costMicros).toBeGreaterThan(died.costMicros);
    expect(await siso.settled()).toBe(now.costMicros);
  });

  test('interrupted while it waits leaves its task in the queue', async () => {
    const siso = await aSiso('specification');
    await siso.rehearse('answer');
    const waiting = siso.start(submission('answer', ['--wait', '5m']));
    await waiting.said(/Waiting: development tokens/);
    waiting.kill('SIGINT');
    const end = await waiting.ended;
    expect(end.code).toBe(130);
    const [, id = ''] = /Queued (T-\w+)/.exec(end.stdout) ?? [];
    expect(await task(siso, id)).toMatchObject({ state: 'queued' });
    expect(siso.runs()).toEqual([]);
  });
});

describe('siso retry', () => {
  const CALCULATOR = { 'src/calculator.js': 'return sum / (numbers.length - 1);', 'package.json': '{}' };

  test('runs a task of siso run once more with other tools, and keeps both results', async () => {
    const siso = await aSiso();
    const workspace = aRepository(CALCULATOR);
    const first = (await siso.rehearse('fix-bug', ['--workspace', workspace, '--allow', 'Edit'])).report();
    const id = first.taskId ?? '';

    const end = await siso.run(again(id, 'fix-bug', ['--allow', 'Edit,Bash(npm test:*)', '--budget', '3', '--json']));

    expect(end.report()).toMatchObject({
      ...{ taskId: id, status: 'succeeded', branch: `${first.branch}-2` },
      ...{ hold: { amountMicros: 3_000_000 - first.costMicros }, repository: workspace },
    });
    expect(git(workspace, 'branch', '--list', 'siso/*').trim().split('\n')).toHaveLength(2);
    const { tools, costMicros } = await task(siso, id);
    expect(tools).toContain('Bash(npm test:*)');
    expect(await siso.settled()).toBe(costMicros);
  });

  test('starts a task that waits', async () => {
    const siso = await aSiso('specification');
    await siso.rehearse('answer');
    const queued = (await siso.run(submission('answer', ['--json', '--category', 'development']))).report();
    const id = queued.taskId ?? '';
    await siso.withStore((store) =>
      store.call('siso_limits_preset', {
        ...{ p_request_id: crypto.randomUUID(), p_actor: 'test', p_preset: 'unlimited' },
      }),
    );
    const end = await siso.run(again(id.toLowerCase(), 'answer'));
    expect(end.code).toBe(0);
    expect(end.stdout).toContain(`Queued again: ${id}.`);
    expect(await task(siso, id)).toMatchObject({ state: 'succeeded', attempt: 1 });
  });

  test.each<{ what: string; args: string[]; code: number; says: RegExp }>([
    { what: 'an unknown task', args: ['T-NONE'], code: 2, says: /There is no task T-NONE/ },
    { what: 'no task', args: [], code: 2, says: /missing required argument 'id'/ },
    { what: 'a misspelt option', args: ['T-NONE', '--alow', 'Read'], code: 2, says: /Did you mean --allow/ },
  ])('$what is said', async ({ args, code, says }) => {
    const siso = await aSiso();
    const end = await siso.run(['retry', '--rehearse=answer', '--json', ...args]);
    expect(end.stderr).toMatch(says);
    expect(end.code).toBe(code);
  });

  test('of a task that runs says how to stop it first', async () => {
    const siso = await aSiso();
    const running = siso.start(submission('hang'));
    await runAt(siso, 'its first request is under way');
    const id = await until(async () => {
      const page = { p_filter: {}, p_limit: 1, p_after: null };
      const { tasks } = await siso.withStore((store) => store.call('siso_list_tasks', page));
      return tasks[0]?.id;
    });
    const end = await siso.run(again(id, 'answer'));
    expect(end.stderr).toMatch(new RegExp(`${id} is running`));
    expect(end.stderr).toContain(`siso cancel ${id}`);
    running.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
  });
});
