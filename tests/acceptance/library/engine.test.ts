/** Tasks of the library: stored at once, run in the background, settled however they end. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { AutomationEngine, type AutomationTaskRequest } from '../../../src/index.ts';
import { aSiso } from '../../support/siso.ts';
import { aRepository, git } from '../../unit/workspace/support.ts';
import { anEngine, aSisoWithSlots, at, SMALL, worked } from './support.ts';

describe('a submitted task', () => {
  test('is queued at once, runs in the background, and is found with what it did and cost', async () => {
    const siso = await aSiso();
    const engine = anEngine(at(siso, 'fix-bug'));

    const id = await engine.submitTask({
      name: 'Update API documentation',
      category: 'maintenance',
      priority: 'medium',
      prompt: 'Review and update API docs…',
      allowedTools: ['ReadFile', 'Edit', 'Bash(npm test:*)'],
      estimatedTokens: 5_000,
      budgetUsd: 0.5,
      labels: { team: 'web' },
      createdBy: 'user-id',
    });
    expect(await engine.getTask(id)).toMatchObject({ status: 'queued', name: 'Update API documentation' });
    const task = await engine.waitForTask(id);

    expect(task).toMatchObject({
      ...{ id, status: 'succeeded', actor: 'user-id', category: 'maintenance', budgetMicros: 500_000 },
      ...{ error: null, changedFiles: ['src/calculator.js'], labels: { team: 'web' } },
      tools: ['Read', 'Edit', 'Write', 'Bash', 'Edit(/**)', 'Bash(npm test:*)'],
      logs: expect.stringContaining('tool Edit src/calculator.js'),
    });
    await engine.close();
    expect(await siso.settled()).toBe(task.costMicros);
  });

  test('waits for one of the slots of the ledger', async () => {
    const engine = anEngine(at(await aSisoWithSlots(1)));
    const ids = await Promise.all([1, 2, 3].map(() => engine.submitTask(SMALL)));
    const tasks = await Promise.all(ids.map((id) => engine.waitForTask(id)));

    expect(tasks.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const runs = tasks.map(({ startedAt, finishedAt }) => [Date.parse(startedAt ?? ''), Date.parse(finishedAt ?? '')]);
    runs.sort(([a = 0], [b = 0]) => a - b);
    for (const [at, [start]] of runs.slice(1).entries()) expect(start).toBeGreaterThanOrEqual(runs[at]?.[1] ?? 0);
  });

  test('works in the repository it was submitted for', async () => {
    const siso = await aSiso();
    const workspace = aRepository({ 'src/calculator.js': 'return sum / (numbers.length - 1);', 'package.json': '{}' });
    const engine = anEngine({ ...at(siso, 'fix-bug'), workspace });
    const task = await engine.waitForTask(await engine.submitTask({ ...SMALL, category: 'development' }));
    expect(git(workspace, 'show', `${task.branch}:src/calculator.js`)).toContain('numbers.length;');
    expect(git(workspace, 'status', '--porcelain')).toBe('');
  });

  test('can be made from a template', async () => {
    const engine = anEngine(at(await aSiso()));
    const task = await engine.waitForTask(await engine.submitTask({ template: 'fix-bugs', createdBy: 'ada' }));
    expect(task).toMatchObject({ status: 'succeeded', template: 'fix-bugs', category: 'development' });
  });
});

describe('what cannot run is said, and nothing is stored', () => {
  test.each<{ why: string; request: object; code: string; says: RegExp }>([
    { why: 'an unknown field', request: { promt: 'x' }, code: 'usage', says: /no field "promt".*"prompt"/ },
    { why: 'no prompt', request: {}, code: 'usage', says: /There is no prompt/ },
    { why: 'a blank prompt', request: { prompt: ' \n' }, code: 'prompt_invalid', says: /The prompt is empty/ },
    { why: 'two prompts', request: { prompt: 'x', template: 'fix-bugs' }, code: 'usage', says: /more than one/ },
    { why: 'an unknown template', request: { template: 'fix-bug' }, code: 'usage', says: /Did you mean fix-bugs/ },
    { why: 'a misspelt category', request: { prompt: 'x', category: 'testin' }, code: 'usage', says: /mean "testing"/ },
    { why: 'a misspelt tool', request: { prompt: 'x', allowedTools: ['Reed'] }, code: 'usage', says: /mean Read/ },
    { why: 'two budgets', request: { prompt: 'x', budgetUsd: 1, budgetMicros: 1 }, code: 'usage', says: /two budgets/ },
    { why: 'less than a micro-dollar', request: { prompt: 'x', budgetUsd: 1e-9 }, code: 'usage', says: /six decimals/ },
    { why: 'no text for a name', request: { prompt: 'x', name: ' ' }, code: 'usage', says: /"name"/ },
    {
      why: 'more tokens than a day has',
      request: { prompt: 'x', estimatedTokens: 200_000 },
      code: 'usage',
      says: /never fits \(development tokens\/day\)/,
    },
    { why: 'a model without a price', request: { prompt: 'x', model: 'gpt' }, code: 'usage', says: /price unknown/ },
  ])('$why', async ({ request, code, says }) => {
    const siso = await aSiso('specification');
    const engine = anEngine(at(siso));
    const error: unknown = await engine.submitTask(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AutomationError', code, hint: expect.stringMatching(/\w/) });
    const { message, hint } = error as { message: string; hint: string };
    expect(`${message} ${hint}`).toMatch(says);
    await engine.close();
    const page = { p_filter: {}, p_limit: 1, p_after: null };
    expect(await siso.withStore((store) => store.call('siso_list_tasks', page))).toEqual({ tasks: [], next: null });
  });

  test('an unknown option of the engine', () => {
    const options: object = { workspce: '.' };
    expect(() => new AutomationEngine(options)).toThrow(
      expect.objectContaining({ code: 'usage', hint: 'Did you mean "workspace"?' }),
    );
  });

  test('a task that there is not', async () => {
    const engine = anEngine(at(await aSiso()));
    for (const ask of [engine.getTask('T-NONE'), engine.cancelTask('T-NONE'), engine.retryTask('T-NONE')])
      await expect(ask).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the API key', () => {
  const request: AutomationTaskRequest = { ...SMALL, model: 'gpt' };

  test('is missed before anything is stored', async () => {
    const siso = await aSiso();
    const engine = anEngine({ env: siso.environment, workspace: aRepository() });
    await expect(engine.submitTask(request)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('is taken out of the environment of this process when it is needed', async () => {
    const siso = await aSiso();
    process.env.ANTHROPIC_API_KEY = 'sk-ant-test';
    onTestFinished(() => void delete process.env.ANTHROPIC_API_KEY);
    const engine = anEngine({ dataDirectory: siso.root, workspace: aRepository() });
    expect(process.env.ANTHROPIC_API_KEY).toBe('sk-ant-test');
    // No price, so that nothing is asked of the API.
    await expect(engine.submitTask(request)).rejects.toMatchObject({ message: expect.stringMatching(/price unknown/) });
    expect(process.env.ANTHROPIC_API_KEY).toBeUndefined();
  });
});

test('the status counts what runs and what waits, and says why nothing starts', async () => {
  const siso = await aSisoWithSlots(1);
  const engine = anEngine(at(siso, 'hang'));
  expect(await engine.getAutomationStatus()).toMatchObject({
    running: 0,
    queued: 0,
    health: { state: 'ok', notes: [] },
  });
  const running = await engine.submitTask(SMALL);
  await worked(engine, running);
  await engine.submitTask(SMALL);
  expect(await engine.getAutomationStatus()).toMatchObject({
    ...{ running: 1, queued: 1, rehearsal: true },
    health: { state: 'busy', notes: ['All 1 slots are in use.'] },
  });
});
