import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OUTPUTS } from '../../../src/action/outputs.ts';
import { aJob, gitIn } from '../../support/action-job.ts';
import type { CompositeEnd } from '../../support/composite/types.ts';

const FIX = { prompt: 'Make the tests pass.', rehearse: 'fix-bug' };

/** Every output is there, whatever happened. */
const NAMES = Object.keys(OUTPUTS).sort();

/** Without what the runner says of the exit code. */
function oursOf({ annotations }: CompositeEnd) {
  return annotations.filter(({ properties }) => properties.title === 'SISO Automation');
}

describe('mode run', () => {
  test('a task runs under its hold, and its changes become a branch and a pull request', async () => {
    const job = await aJob();

    const end = await job.use({ ...FIX, 'budget-usd': '1.50' });

    expect(end.conclusion).toBe('success');
    expect(Object.keys(end.outputs).sort()).toEqual(NAMES);
    const { outputs } = end;
    expect(outputs).toMatchObject({
      decision: 'admitted',
      reason: 'completed',
      status: 'succeeded',
      'cost-source': 'metered',
    });
    expect(Number(outputs['cost-usd'])).toBeGreaterThan(0);
    const branch = `siso/task-${outputs['task-id']?.replace('T-', '')}`;
    expect(outputs).toMatchObject({ branch, 'pull-request': expect.stringContaining('/pull/'), patch: '' });
    expect(Object.keys(await job.branches())).toEqual(['main', branch]);
    expect(job.repository.issues).toMatchObject([
      { pull: { head: branch, base: 'main' }, body: expect.stringContaining(outputs['task-id'] ?? '?') },
    ]);
    expect(end.summary).toContain('of $1.50');
    expect(end.summary).toMatch(/\| Output \| [\d,]+ tokens: \$0\.\d+ \|/);
    expect(end.summary).toContain('starts no other workflows');
    expect(end.summary).toContain('budgets and limits reach no further than this job');
    expect(job.github.problems).toEqual([]);
  });

  test('the checkout of the job stays as it was', async () => {
    const job = await aJob();

    await job.use(FIX);

    expect(gitIn(job.workspace, ['status', '--porcelain'])).toBe('');
    expect(gitIn(job.workspace, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/main\n');
  });

  test('nothing is installed and nothing started for a task that does not fit its limits, and the step is green', async () => {
    const job = await aJob();
    await job.use({ ...FIX, rehearse: 'answer', 'estimate-tokens': '9000', 'create-pull-request': 'false' });

    const end = await job.use(
      { ...FIX, 'estimate-tokens': '9000' },
      { env: { SISO_CACHE_DIR: join(job.root, 'empty') } },
    );

    expect(end.conclusion).toBe('success');
    expect(end.outputs).toMatchObject({
      decision: 'deferred',
      status: 'deferred',
      limit: expect.stringMatching(/tokens/),
      'cost-usd': '0.00',
    });
    expect(Date.parse(end.outputs['retry-at'] ?? '')).toBeGreaterThan(Date.now());
    expect(end.steps.find(({ id }) => id === 'run')?.outcome).toBe('skipped');
    expect(end.steps.find(({ id }) => id === 'set-up')?.outcome).toBe('skipped');
    expect(existsSync(join(job.root, 'empty'))).toBe(false);
    expect(end.annotations).toMatchObject([{ kind: 'notice' }]);
    expect(end.summary).toContain('not started now');
  });

  test('with on-refusal: fail the same is red, and says which limit', async () => {
    const job = await aJob();
    await job.use({ ...FIX, rehearse: 'answer', 'estimate-tokens': '9000', 'create-pull-request': 'false' });

    const end = await job.use({ ...FIX, 'estimate-tokens': '9000', 'on-refusal': 'fail' });

    expect(end.conclusion).toBe('failure');
    expect(end.outputs).toMatchObject({ decision: 'deferred', 'cost-usd': '0.00' });
    expect(oursOf(end)).toMatchObject([
      { kind: 'error', message: expect.stringMatching(/tokens.*room again at [\d-]+ \d\d:\d\d UTC/) },
    ]);
  });

  test('a task that can never fit is refused with what to do', async () => {
    const job = await aJob();

    const end = await job.use({ ...FIX, 'estimate-tokens': '900000000' });

    expect(end.conclusion).toBe('success');
    expect(end.outputs).toMatchObject({ decision: 'refused', reason: 'never_fits', status: 'refused', 'retry-at': '' });
  });

  test('a run that reaches its hold ends as capped, with what it cost', async () => {
    const job = await aJob();

    const end = await job.use({
      prompt: 'Go on and on.',
      rehearse: 'expensive',
      'budget-usd': '0.10',
      'create-pull-request': 'false',
    });

    expect(end.conclusion).toBe('failure');
    expect(end.outputs).toMatchObject({ decision: 'admitted', status: 'budget_capped', reason: 'hold_reached' });
    expect(Number(end.outputs['cost-usd'])).toBeLessThanOrEqual(0.1);
    expect(end.annotations.map(({ kind }) => kind)).toContain('error');
  });

  test.each([
    [{ mode: 'runs' }, 'usage', /`mode` cannot be "runs"/],
    [{ 'budget-us': '1' }, 'usage', /no input `budget-us`/],
    [{ prompt: '' }, 'usage', /one of `prompt`/],
    [{ rehearse: '' }, 'key_missing', /API key/],
    [{ 'working-directory': '../..' }, 'usage', /outside of the workspace/],
    [{ template: 'fix-bugs' }, 'usage', /one of `prompt`/],
    [{ 'allowed-tools': 'ReadFiles' }, 'usage', /ReadFiles/],
  ])('%j is an error that is told once, with every output set', async (inputs, reason, message) => {
    const job = await aJob();

    const end = await job.use({ ...FIX, ...inputs });

    expect(end.conclusion).toBe('failure');
    expect(Object.keys(end.outputs).sort()).toEqual(NAMES);
    expect(end.outputs).toMatchObject({ decision: 'refused', reason, status: 'error', 'cost-usd': '' });
    expect(oursOf(end)).toMatchObject([{ kind: 'error', message: expect.stringMatching(message) }]);
    expect(end.summary).toMatch(message);
  });

  test('SISO_DISABLED switches everything off before the ledger is asked', async () => {
    const job = await aJob();

    const end = await job.use(FIX, { env: { SISO_DISABLED: '1' } });

    expect(end.conclusion).toBe('success');
    expect(end.outputs).toMatchObject({ decision: 'refused', reason: 'paused', status: 'refused' });
    expect(existsSync(job.dataDirectory)).toBe(false);
    expect(end.summary).toContain('SISO_DISABLED');
  });
});

describe('where the result goes', () => {
  test('create-pull-request: patch leaves a patch and touches nothing on GitHub', async () => {
    const job = await aJob();

    const end = await job.use({ ...FIX, 'create-pull-request': 'patch', 'patch-folder': 'out' });

    expect(end.outputs.patch).toBe(join(job.workspace, 'out'));
    expect(readdirSync(join(job.workspace, 'out')).sort()).toEqual(['changes.patch', 'patch.json']);
    expect(Object.keys(await job.branches())).toEqual(['main']);
    expect(job.github.requests).toEqual([]);
  });

  test('the patch of one job is published by another, on a fresh checkout', async () => {
    const job = await aJob();
    const first = await job.use({ ...FIX, 'create-pull-request': 'patch', 'patch-folder': '../patch' });
    const publish = {
      mode: 'publish',
      'task-id': first.outputs['task-id'] ?? '',
      'patch-folder': '../patch',
      'cost-usd': first.outputs['cost-usd'] ?? '',
    };
    const second = await job.use(publish);
    const again = await job.use(publish);

    expect(second.conclusion).toBe('success');
    expect(Object.keys(second.outputs).sort()).toEqual(NAMES);
    expect(second.outputs).toMatchObject({
      status: 'published',
      reason: 'ok',
      branch: expect.stringMatching(/^siso\//),
    });
    expect(Object.keys(await job.branches())).toEqual(['main', second.outputs.branch]);
    expect(again.outputs['pull-request']).toBe(second.outputs['pull-request']);
    const body = expect.stringContaining(
      `Task ${first.outputs['task-id']}: $${first.outputs['cost-usd']}, 1 changed file,`,
    );
    expect(job.repository.issues).toMatchObject([{ pull: { head: second.outputs.branch }, body }]);
  });

  test('a push that is refused leaves the patch and says so', async () => {
    const job = await aJob();
    job.git.refusePushes('acme/web', 'protected branch hook declined');

    const end = await job.use(FIX);

    expect(end.conclusion).toBe('success');
    expect(end.outputs).toMatchObject({ status: 'succeeded', branch: '', 'pull-request': '' });
    expect(readdirSync(end.outputs.patch ?? '')).toContain('changes.patch');
    expect(end.summary).toContain('protected branch hook declined');
  });

  test('without isolation nothing is pushed from the job of the agent', async () => {
    const job = await aJob();

    const end = await job.use({ ...FIX, isolation: 'none' });

    expect(end.outputs).toMatchObject({ status: 'succeeded', branch: '', 'pull-request': '' });
    expect(Object.keys(await job.branches())).toEqual(['main']);
    expect(end.summary).toContain('without isolation');
  });

  test('the result is one comment on the thread of the event, written anew each time', async () => {
    const job = await aJob();
    const { number } = job.repository.addIssue();
    const use = { event: 'issues', payload: { issue: { number } } };

    await job.use({ prompt: 'Say hello.', rehearse: 'answer', comment: 'true' }, use);
    await job.use({ prompt: 'Say hello.', rehearse: 'answer', comment: 'true' }, use);

    expect(job.repository.issues[0]?.comments).toHaveLength(1);
    expect(job.github.problems).toEqual([]);
  });
});

test('what is made on a pull request goes into it, unless another branch is named', async () => {
  const job = await aJob();
  for (const name of ['feature', 'release']) await job.push(`refs/heads/${name}`, { 'NOTES.md': name });
  const repo = { full_name: 'acme/web' };
  const pull = { number: 9, head: { sha: 'f'.repeat(40), ref: 'feature', repo }, base: { sha: 'b'.repeat(40), repo } };
  const use = { event: 'pull_request', payload: { pull_request: pull }, github: { base_ref: 'main' } };

  const first = await job.use({ ...FIX, 'estimate-tokens': '400' }, use);
  const second = await job.use({ ...FIX, 'estimate-tokens': '400', base: 'release' }, use);
  expect([first, second].map(({ outputs }) => outputs.status)).toEqual(['succeeded', 'succeeded']);

  expect(job.repository.issues).toMatchObject([{ pull: { base: 'feature' } }, { pull: { base: 'release' } }]);
});

test('an issue of somebody who may not write starts nothing', async () => {
  const job = await aJob();
  job.repository.setRole('mallory', 'read', 'read');

  const end = await job.use(FIX, { event: 'issues', payload: { issue: { number: 7 } }, actor: 'mallory' });

  expect(end.conclusion).toBe('failure');
  expect(end.outputs).toMatchObject({ decision: 'refused', reason: 'forbidden' });
  expect(existsSync(job.dataDirectory)).toBe(false);
});
