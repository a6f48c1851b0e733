/** What a task works in: a command that prepares it, a clone that is fetched, a commit that was named. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenarioFile, until } from '../../support/siso.ts';
import { submitted, taskIn } from '../../support/worker.ts';
import { aWorkplace } from '../../support/workplace.ts';
import { aRepository, git, write } from '../../unit/workspace/support.ts';

test('prepare runs in the private copy as the agent does: without a key, and what it leaves running is ended', async () => {
  const { store, example, folder, worker } = await aWorkplace();
  const pid = join(folder, 'pid');
  const prepare = `env > seen.txt; echo "made ready"; sleep 600 & echo $! > ${pid}`;
  const id = await submitted(store, { ...example, prepare });
  await (await worker(scenarioFile('document'), { until: 'claimed' })).end();

  const { state, branch, logs, changedFiles } = await taskIn(store, id);
  expect(state).toBe('succeeded');
  expect(logs).toMatch(/prepare: made ready/);
  expect(changedFiles).toContain('seen.txt');
  const seen = git(example.workspace, 'show', `${branch}:seen.txt`);
  expect(seen).toMatch(/^SISO_RUN_MARKER=/m);
  expect(seen).not.toMatch(/KEY|ANTHROPIC/);
  // it was killed; whoever inherited it has to see that
  await until(() => !existsSync(join('/proc', readFileSync(pid, 'utf8').trim())));
  expect(existsSync(join(example.workspace, 'seen.txt'))).toBe(false);
});

test('a prepare that fails ends the task with its last lines, before anything is spent', async () => {
  const { store, example, worker } = await aWorkplace();
  const id = await submitted(store, { ...example, prepare: 'echo "no such package" >&2; exit 3' });
  await (await worker('answer', { until: 'claimed' })).end();

  const { state, reason, error, costMicros, logs } = await taskIn(store, id);
  expect({ state, reason, costMicros }).toEqual({ state: 'failed', reason: 'start_failed', costMicros: 0 });
  expect(error).toMatch(/exit code 3[\s\S]*no such package/);
  expect(logs).toContain('no such package');
});

test('a clone is fetched for each task, starts from the commit that is named, and keeps the result as a branch', async () => {
  const { store, folder, worker } = await aWorkplace();
  const origin = aRepository({ 'src/a.txt': 'one\n', 'package.json': '{}\n' });
  const first = git(origin, 'rev-parse', 'HEAD').trim();
  const clones = { 'acme/web': origin };
  const run = async (commit?: string) => {
    const parts = { repo: 'acme/web', workspace: '/only/on/another/machine', ...(commit ? { commit } : {}) };
    const id = await submitted(store, { ...parts, allow: ['Read', 'Write'] });
    await (await worker(scenarioFile('document'), { until: 'claimed', clones })).end();
    return taskIn(store, id);
  };
  const one = await run();
  write(origin, { 'src/b.txt': 'two\n' });
  git(origin, 'add', '--all');
  git(origin, 'commit', '--quiet', '--message', 'More');
  const second = git(origin, 'rev-parse', 'HEAD').trim();
  const [two, old, unknown] = [await run(), await run(first), await run('0'.repeat(40))];

  const mirror = join(folder, 'clones', encodeURIComponent('acme/web'));
  const parent = (branch: string | null) => git(mirror, 'rev-parse', `${branch}^`).trim();
  expect([one, two, old].map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect([one, two, old].map(({ branch }) => parent(branch))).toEqual([first, second, first]);
  expect(unknown).toMatchObject({ state: 'queued', error: expect.stringContaining('has no commit 0000') });
  expect(git(origin, 'branch', '--list', 'siso/*')).toBe('');
  expect(readFileSync(join(folder, 'results', one.id, 'changes.patch'), 'utf8')).toContain('+# Use');
});

test('a worker that has only clones leaves the tasks of other repositories in the queue', async () => {
  const { store, example, worker } = await aWorkplace();
  const id = await submitted(store, example);
  await (await worker('answer', { until: 'empty', clones: { 'acme/web': '/nowhere' } })).end();

  expect(await taskIn(store, id)).toMatchObject({ state: 'queued', attempt: 0 });
});
