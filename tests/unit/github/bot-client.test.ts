import { expect, onTestFinished, test } from 'vitest';
import { type BotGitHub, isLocked, openBotGitHub, retryAtOf } from '../../../src/github/bot.ts';
import type { DoubleOptions } from '../../support/github/double.ts';
import type { RepositorySeed } from '../../support/github/state.ts';
import { aWorld, faultOf, REPOSITORY, type World } from './support.ts';

const MONA = { login: 'mona', type: 'User' } as const;
const FLOW = 'siso-task.yml';

/** Whatever is sent in it is what GitHub describes. */
async function aBotWorld(
  seed: RepositorySeed = {},
  options: DoubleOptions = {},
): Promise<Omit<World, 'github'> & { github: BotGitHub }> {
  const world = await aWorld(seed, options);
  onTestFinished(() => expect(world.double.problems).toEqual([]));
  const { double, waits } = world;
  const wait = async (ms: number) => void waits.push(ms);
  return { ...world, github: openBotGitHub({ apiUrl: double.apiUrl, token: double.tokens.write, wait }) };
}

test('a thread is read as it is, with all of its comments', async () => {
  const { repository, github, double } = await aBotWorld();
  repository.addIssue({ title: 'Login', body: 'It fails', labels: ['bug', 'siso'], user: MONA, locked: true });
  repository.addIssue({ state: 'closed', pull: { head: 'x', base: 'main', draft: false } });
  for (let count = 0; count < 101; count++) repository.addComment(1, String(count), MONA);
  const [first] = repository.issues[0]?.comments ?? [];
  repository.editComment(first?.id ?? 0, 'edited');

  const issue = await github.issue(REPOSITORY, 1);
  expect(issue).toMatchObject({ number: 1, title: 'Login', body: 'It fails', state: 'open', locked: true });
  expect(issue).toMatchObject({ labels: ['bug', 'siso'], login: 'mona', isBot: false, isPullRequest: false });
  expect(issue.url).toBe(`${double.serverUrl}/octo/app/issues/1`);
  expect(await github.issue(REPOSITORY, 2)).toMatchObject({ state: 'closed', body: '', isPullRequest: true });
  const comments = await github.comments(REPOSITORY, 1);
  expect(comments).toHaveLength(101);
  expect(comments.at(100)).toMatchObject({ body: '100', login: 'mona' });
  expect(await github.comment(REPOSITORY, first?.id ?? 0)).toEqual({ ...comments[0], body: 'edited' });
  expect(comments[0]?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

test('a comment that was deleted is not found', async () => {
  const { repository, github, double } = await aBotWorld();
  repository.addIssue();
  const { id } = repository.addComment(1, 'gone');
  repository.removeComment(id);

  for (const call of [github.comment(REPOSITORY, id), github.updateComment(REPOSITORY, id, 'again')])
    expect(await faultOf(call, double.tokens.write)).toMatchObject({ code: 'not_found', retryable: false });
});

test('a locked conversation is told from a missing permission', async () => {
  const { repository, github, double } = await aBotWorld();
  repository.addIssue({ locked: true });

  const locked = await faultOf(github.createComment(REPOSITORY, 1, 'text'), double.tokens.write);
  expect(locked).toMatchObject({ code: 'forbidden', hint: 'Unlock it on GitHub, or ask in another one.' });
  expect(locked.message).toBe('A locked conversation stopped the attempt to comment on #1 in octo/app');
  expect(isLocked(locked)).toBe(true);
  const reading = openBotGitHub({ apiUrl: double.apiUrl, token: double.tokens.read });
  const forbidden = await faultOf(reading.createComment(REPOSITORY, 1, 'text'), double.tokens.read);
  expect([forbidden.code, isLocked(forbidden)]).toEqual(['forbidden', false]);
});

test('a rate limit that lasts tells when it is over', async () => {
  const { github, double } = await aBotWorld();
  double.faults.next({ kind: 'secondary limit', retryAfter: 600 });

  const before = Date.now();
  const fault = await faultOf(github.defaultBranch(REPOSITORY), double.tokens.write);
  const ms = (retryAtOf(fault)?.getTime() ?? 0) - before;
  expect(ms).toBeGreaterThanOrEqual(600_000);
  expect(ms).toBeLessThan(660_000);
  expect(retryAtOf(new Error('another'))).toBeUndefined();
});

test('a pull request is read with its head, also one of a fork that is gone', async () => {
  const { repository, github } = await aBotWorld();
  const sha = 'a'.repeat(40);
  const pull = { head: 'topic', base: 'main', draft: true, headSha: sha };
  repository.addIssue({ title: 'One', pull: { ...pull, headRepository: 'fork/app' } });
  repository.addIssue({ pull: { ...pull, headRepository: null } });

  const read = await github.pullRequest(REPOSITORY, 1);
  expect(read).toMatchObject({ number: 1, title: 'One', state: 'open', draft: true, headSha: sha, headRef: 'topic' });
  expect(read).toMatchObject({ headRepository: 'fork/app', baseRef: 'main', baseSha: repository.shaOf('main') });
  expect((await github.pullRequest(REPOSITORY, 2)).headRepository).toBeUndefined();
});

test('the changes of a pull request are cut without halving a character, and are a sentence where GitHub gives none', async () => {
  const { repository, github } = await aBotWorld();
  const pull = { head: 'x', base: 'main', draft: false };
  repository.addIssue({ pull: { ...pull, diff: '+a😀b' } });
  repository.addIssue({ pull: { ...pull, diff: '+\n'.repeat(20_001) } });

  expect(await github.diff(REPOSITORY, 1, 100)).toBe('+a😀b');
  expect(await github.diff(REPOSITORY, 1, 3)).toBe('+a\ufffd');
  expect(await github.diff(REPOSITORY, 2, 1_000)).toMatch(/^The changes are larger than what GitHub gives out/);
});

test('a file is read from the default branch; none, a folder and one that is too large are no text', async () => {
  const files = { '.github/siso.yml': 'bot: { budget: 2 } # €\n', 'large.txt': 'x'.repeat(1_048_577) };
  const { github, double } = await aBotWorld({ files });

  expect(await github.fileAt(REPOSITORY, '.github/siso.yml')).toBe(files['.github/siso.yml']);
  expect(await github.fileAt(REPOSITORY, '.github/siso.yml', 'other')).toBeUndefined();
  expect(await github.fileAt(REPOSITORY, '.github')).toBeUndefined();
  expect(await github.fileAt(REPOSITORY, 'none.yml')).toBeUndefined();
  const fault = await faultOf(github.fileAt(REPOSITORY, 'large.txt'), double.tokens.write);
  expect(fault.message).toBe('large.txt in octo/app is larger than the 1 MB that GitHub gives out');
});

test('a reaction is made once, and taken back once', async () => {
  const { repository, github } = await aBotWorld();
  repository.addIssue();
  const { id, reactions } = repository.addComment(1, '/siso run');

  const made = await github.react(REPOSITORY, id, 'eyes');
  expect(await github.react(REPOSITORY, id, 'eyes')).toBe(made);
  await github.react(REPOSITORY, id, 'rocket');
  await github.unreact(REPOSITORY, id, made);
  await github.unreact(REPOSITORY, id, made);
  expect(reactions.map(({ content }) => content)).toEqual(['rocket']);
});

test('a workflow is started, followed and cancelled', async () => {
  const { repository, github } = await aBotWorld({ workflows: { [FLOW]: ['task_id'] } });

  const id = await github.dispatchWorkflow(REPOSITORY, FLOW, { ref: 'main', inputs: { task_id: 'T-1' } });
  expect(repository.dispatches).toEqual([{ workflow: FLOW, ref: 'main', inputs: { task_id: 'T-1' }, runId: id }]);
  const queued = await github.run(REPOSITORY, id ?? 0);
  expect(queued).toMatchObject({ id, status: 'queued', conclusion: undefined, attempt: 1 });
  expect([await github.cancelRun(REPOSITORY, id ?? 0), await github.cancelRun(REPOSITORY, id ?? 0)]).toEqual([
    true,
    false,
  ]);
  expect(await github.run(REPOSITORY, id ?? 0)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
});

test('a server that does not tell the run is asked for it by its name', async () => {
  const name = `on: workflow_dispatch\nrun-name: SISO $\{{ inputs.task_id }}\n`;
  const files = { [`.github/workflows/${FLOW}`]: name };
  const { github, double, repository } = await aBotWorld(
    { workflows: { [FLOW]: ['task_id'] }, files },
    { isOld: true },
  );
  const start = (task_id: string) => github.dispatchWorkflow(REPOSITORY, FLOW, { ref: 'main', inputs: { task_id } });

  expect([await start('T-1'), await start('T-2')]).toEqual([undefined, undefined]);
  expect(double.requests.map(({ status }) => status)).toEqual([422, 204, 422, 204]);
  const since = new Date(Date.now() - 1_000);
  expect(await github.findRun(REPOSITORY, FLOW, { title: 'SISO T-1', since })).toMatchObject({ id: 1_000 });
  expect(await github.findRun(REPOSITORY, FLOW, { title: 'SISO T-3', since })).toBeUndefined();
  const [run] = repository.runs;
  Object.assign(run ?? {}, { createdAt: '2026-01-01T00:00:00Z' });
  expect(await github.findRun(REPOSITORY, FLOW, { title: 'SISO T-1', since })).toBeUndefined();
});

test('a branch that is not there is an error, and nothing is started twice', async () => {
  const { github, double } = await aBotWorld({ workflows: { [FLOW]: [] } });

  const fault = await faultOf(github.dispatchWorkflow(REPOSITORY, FLOW, { ref: 'x', inputs: {} }), double.tokens.write);
  expect(fault.message).toBe(`GitHub refused to start the workflow ${FLOW} in octo/app: No ref found for: x`);
  expect(double.requests).toHaveLength(1);
});

test('a check is made, and completed as neutral', async () => {
  const { github, repository } = await aBotWorld();
  const check = { name: 'SISO', headSha: 'b'.repeat(40), externalId: 'T-1', title: 'Waits', summary: 'Its turn' };

  const { id } = await github.createCheckRun(REPOSITORY, { ...check, status: 'queued' });
  const end = { status: 'completed', conclusion: 'neutral', title: 'Refused', summary: 'The budget' } as const;
  expect(await github.updateCheckRun(REPOSITORY, id, { ...end, detailsUrl: 'https://a.test/' })).toMatchObject({ id });
  expect(repository.checkRuns).toEqual([{ ...check, id, ...end, detailsUrl: 'https://a.test/' }]);
});

test.each([{ prefix: '' }, { prefix: '/api/v3' }])(
  'a repository that was transferred is followed (at "$prefix")',
  async (options) => {
    const { github, double, repository } = await aBotWorld({}, options);
    repository.addIssue({ title: 'Here' });
    double.transfer(repository, 'other/renamed');

    expect(await github.issue(REPOSITORY, 1)).toMatchObject({
      title: 'Here',
      url: `${double.serverUrl}/other/renamed/issues/1`,
    });
    const { id } = await github.createComment(REPOSITORY, 1, 'first');
    await github.updateComment(REPOSITORY, id, 'second');
    expect(repository.issues[0]?.comments.map(({ body }) => body)).toEqual(['second']);
    expect(double.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      ...['GET 301', 'GET 200', 'POST 307', 'POST 201', 'PATCH 307', 'PATCH 200'],
    ]);
  },
);

test.each([
  { what: 'to another server', method: 'GET', status: 302, location: 'https://elsewhere.test/repos/octo/app' },
  { what: 'to another port', method: 'POST', status: 307, location: 'http://127.0.0.1:1/repos/octo/app' },
  { what: 'that would make a change a question', method: 'POST', status: 301, location: '/repositories/1/issues/1' },
  { what: 'in a circle', method: 'GET', status: 301, location: '/repos/octo/app/issues/1', times: 4 },
])('a redirect $what is not followed', async ({ method, status, location, times = 1 }) => {
  const asked: string[] = [];
  const fetch = async (input: unknown) => {
    asked.push(new URL(String(input)).host);
    return Response.json({ message: 'Moved' }, { status, headers: { location } });
  };
  const github = openBotGitHub({ apiUrl: 'https://github.test', token: 'ghs_tokenOfTheTest', fetch });

  const call = method === 'GET' ? github.issue(REPOSITORY, 1) : github.createComment(REPOSITORY, 1, 'text');
  expect((await faultOf(call, 'ghs_tokenOfTheTest')).message).toMatch(/as GitHub does not$/);
  expect(asked).toEqual(Array(times).fill('github.test'));
});
