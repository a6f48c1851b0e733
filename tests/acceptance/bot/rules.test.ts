/** What holds whoever asks: loops, quiet hours, waits, dry runs, chains, several installations. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { aBot, type BotWorld, MONA, REPOSITORY } from '../../support/bot.ts';
import { startGitHubDouble } from '../../support/github/double.ts';
import { commentPayload } from '../../support/github/hooks.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let world: BotWorld;
beforeEach(async () => {
  world = await aBot(postgres());
});

const requestOf = (p_task_id = '') => world.project.service.call('siso_task_request', { p_task_id });

test('a chain of comments that the bot’s own led to ends at the fourth', async () => {
  const depths = [];
  let copied = '';
  for (let n = 0; n < 4; n += 1) {
    const issue = world.repository.addIssue();
    await world.say(issue, `/siso run say hello\n\n${copied}`);
    await world.pass(15);
    await world.bot.settle();
    const said = world.said(issue)[0] ?? '';
    // Some automation copies what the bot wrote, hidden parts and all.
    copied = /<!-- siso .*-->/.exec(said)?.[0] ?? '';
    depths.push(/depth=(\d+)/.exec(copied)?.[1]);
  }

  expect(depths.slice(0, 3)).toEqual(['1', '2', '3']);
  expect(await world.tasks()).toHaveLength(3);
});

test('a dry run says what would happen and makes nothing', async () => {
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso fix --dry-run the login');

  expect(await world.tasks()).toEqual([]);
  expect(world.said(issue)[0]).toMatch(/Dry run.*would start now/s);
});

test('in quiet hours nothing starts but what is urgent', async () => {
  const now = new Date(Date.now() - 60_000).toISOString().slice(11, 16);
  const later = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(11, 16);
  world.repository.files.set('.github/siso.yml', `bot: { quietHours: { from: "${now}", to: "${later}" } }`);
  const issue = world.repository.addIssue();
  const stateOf = async (wanted: string) => (await world.tasks()).find(({ priority }) => priority === wanted)?.state;

  await world.say(issue, '/siso run say hello');
  expect(await stateOf('medium')).toBe('queued');
  await world.say(issue, '/siso run --priority urgent say hello', { login: 'maria', type: 'User' });
  expect(await stateOf('urgent')).toBe('running');
  await world.pass(3 * 3_600 + 60);
  await world.bot.settle();

  expect(await stateOf('medium')).toBe('running');
});

test('what has not started by the time that --wait gave it is cancelled', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso pause', { login: 'maria', type: 'User' });
  await world.say(issue, '/siso run --wait 1h say hello');
  await world.pass(3_000);
  await world.bot.reconcile();
  expect((await world.tasks())[0]?.state).toBe('queued');

  await world.pass(700);
  await world.bot.reconcile();

  expect((await world.tasks())[0]?.state).toBe('cancelled');
});

test('a chain runs step by step in the thread, each told the result of the one before, under one cap', async () => {
  const issue = world.repository.addIssue({ title: 'Login', body: 'Not an output: {{ steps.fix.result }}' });

  await world.say(issue, '/siso chain fix > test: the login fails');

  // Made at one moment.
  const tasks = (await world.tasks()).toSorted((a, b) => String(a.template).localeCompare(String(b.template)));
  expect(tasks.map(({ state, template }) => [state, template])).toEqual([
    ['running', 'fix'],
    ['blocked', 'test'],
  ]);
  expect((await requestOf(tasks[1]?.id)).prompt).toContain('{{ steps.fix.result }}');
  expect((await requestOf(tasks[0]?.id)).prompt).not.toContain('{{ steps');
  expect(world.repository.dispatches).toHaveLength(1);
  for (const { id } of tasks) expect(world.said(issue)[0]).toContain(id);
});

test('what the repository does not allow is refused with what it does', async () => {
  world.repository.files.set('.github/siso.yml', 'bot: { maxBudget: 3, models: [haiku], categories: [analysis] }');
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso review --budget 4 --model haiku the login');
  expect(world.said(issue)[0]).toContain('$3.00');
  await world.pass(15);
  await world.say(issue, '/siso review --model opus the login');
  expect(world.said(issue)[0]).toMatch(/haiku/);
  await world.pass(15);
  await world.say(issue, '/siso fix --model haiku the login');

  expect(world.said(issue)[0]).toMatch(/category development.*analysis/s);
  expect(await world.tasks()).toEqual([]);
  await world.say(issue, '/siso review --model haiku the login');
  expect(await world.tasks()).toMatchObject([{ model: expect.stringContaining('haiku') }]);
});

test('two installations have threads, tokens and configurations of their own', async () => {
  const other = world.github.addRepository('umbrella/api', { workflows: { 'run.yml': ['task_id'] } });
  world.app.install('umbrella');
  other.setRole('mona', 'write', 'write');
  other.files.set('.github/siso.yml', 'bot: { workflow: run.yml }');
  const [here, there] = [world.repository.addIssue(), other.addIssue()];
  await world.say(here, '/siso run say hello');
  const comment = other.addComment(there.number, '/siso run say hello', MONA);

  await world.hear(
    'issue_comment',
    commentPayload(world.github, 'umbrella/api', { comment: comment.id, action: 'created' }),
  );
  await world.bot.settle();

  expect((await world.tasks()).map(({ repo }) => repo).toSorted()).toEqual([REPOSITORY, 'umbrella/api']);
  expect(other.dispatches).toMatchObject([{ workflow: 'run.yml' }]);
  expect(world.github.problems).toEqual([]);
});

test('only a worker that was set apart for comments takes their tasks', async () => {
  world.repository.files.set('.github/siso.yml', 'bot: { dispatch: worker }');
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  const worker = { id: 'w-1', host: 'here', version: '1', slots: 1 };
  const claim = (p_filter: object) =>
    world.project.service.call('siso_claim', { p_request_id: randomUUID(), p_worker: worker, p_filter, p_limit: 1 });

  expect((await claim({})).claimed).toEqual([]);
  expect((await claim({ pool: 'comments' })).claimed).toHaveLength(1);
  expect(world.repository.dispatches).toEqual([]);
});

test('nobody approves what was not quoted before: not in the same comment, nor by a word without an id that was written earlier', async () => {
  const issue = world.repository.addIssue();
  const early = world.repository.addComment(issue.number, '/siso approve', MONA);

  await world.say(issue, '/siso run --budget 9 rewrite everything\n\n/siso approve');
  await world.tell(early.id, 'created');

  expect(await world.tasks()).toMatchObject([{ state: 'pending_approval' }]);
});

test('a pause is heard where no reaction can be made', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 500, method: 'POST', path: /reactions$/, times: 50 });

  await world.say(issue, '/siso pause now', { login: 'maria', type: 'User' });

  expect((await world.project.service.call('siso_queue', { p_limit: 1 })).paused).toBe(true);
});

test('a pause from elsewhere stays, whatever is written here', async () => {
  const { service } = world.project;
  const set = (p_key: string, p_value: string | boolean) =>
    service.call('siso_set_setting', { p_request_id: randomUUID(), p_actor: 'ada', p_key, p_value });
  await set('pause_reason', `an incident in ${REPOSITORY}`);
  await set('paused', true);
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso pause too', { login: 'maria', type: 'User' });
  await world.say(issue, '/siso resume', { login: 'maria', type: 'User' });

  expect(await service.call('siso_queue', { p_limit: 1 })).toMatchObject({
    ...{ paused: true, pauseReason: `an incident in ${REPOSITORY}` },
  });
});

test('a GitHub Enterprise Server that does not tell the number of a run is worked with by the name of the run', async () => {
  const github = await startGitHubDouble({ prefix: '/api/v3', isOld: true });
  onTestFinished(() => github.stop());
  const enterprise = await aBot(postgres(), { github });
  const example = readFileSync('examples/workflows/siso-task.yml', 'utf8');
  enterprise.repository.files.set('.github/workflows/siso-task.yml', example);
  const issue = enterprise.repository.addIssue();

  await enterprise.say(issue, '/siso run say hello');

  const [run] = await enterprise.project.service.call('siso_github_runs', {});
  expect(run).toMatchObject({ runId: String(enterprise.repository.dispatches[0]?.runId), dispatched: true });
  expect(enterprise.said(issue)).toHaveLength(1);
  expect(github.problems).toEqual([]);
});

test('an app that was taken away and installed anew goes on where it was', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso status');
  const [installation] = world.app.installations;
  world.app.uninstall(installation?.id ?? 0);
  await world.say(issue, '/siso run say hello');
  expect(await world.tasks()).toEqual([]);
  world.app.install('acme');

  await world.pass(60);
  await world.bot.settle();
  await world.pass(15);
  await world.bot.settle();

  expect(await world.tasks()).toHaveLength(1);
  expect(world.said(issue)).toHaveLength(1);
  expect(world.said(issue)[0]).toContain((await world.tasks())[0]?.id);
});

test('a command that was deleted before anybody worked on it is not carried out when it is told of later', async () => {
  const issue = world.repository.addIssue();
  const { id } = world.repository.addComment(issue.number, '/siso run say hello', MONA);
  const created = commentPayload(world.github, REPOSITORY, { comment: id, action: 'created' });
  world.repository.removeComment(id);

  await world.tell(id, 'deleted');
  await world.hear('issue_comment', created);
  await world.bot.settle();

  expect(await world.tasks()).toEqual([]);
});

test('what an app writes in somebody’s name is not heard', async () => {
  const issue = world.repository.addIssue();
  const { id } = world.repository.addComment(issue.number, '/siso run say hello', MONA);
  const payload = commentPayload(world.github, REPOSITORY, { comment: id, action: 'created' });
  const comment = Object.assign({}, payload.comment, { performed_via_github_app: { id: 7, slug: 'helper' } });

  await world.hear('issue_comment', { ...payload, comment });
  await world.bot.settle();

  expect(await world.tasks()).toEqual([]);
});
