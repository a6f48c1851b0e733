import { afterEach, describe, expect, test } from 'vitest';
import { ACTIONS } from '../../support/github/state.ts';
import { aWorld, REPOSITORY, type World } from './support.ts';

let world: World;

async function given(...parts: Parameters<typeof aWorld>): Promise<World> {
  world = await aWorld(...parts);
  return world;
}

afterEach(() => {
  // Whatever was sent is what GitHub describes.
  expect(world.double.problems).toEqual([]);
});

describe('a role', () => {
  test.each(['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const)('%s is told as it is', async (role) => {
    const { repository, github } = await given();
    repository.setRole('hubot', role, 'read');

    expect(await github.permissionOf(REPOSITORY, 'hubot')).toBe(role);
  });

  test('that an organization made counts as the level it is based on', async () => {
    const { repository, github } = await given();
    repository.setRole('hubot', 'release-managers', 'write');

    expect(await github.permissionOf(REPOSITORY, 'hubot')).toBe('write');
  });

  test('of a stranger is an error, and never a yes', async () => {
    const { github } = await given();

    await expect(github.permissionOf(REPOSITORY, '../../../octo/app')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a pull request', () => {
  test('is made, found by its branch and written anew', async () => {
    const { repository, github, double } = await given({ branches: ['siso/task-1', 'siso/task-2'] });
    const branch = { head: 'siso/task-1', base: 'main' };
    expect(await github.findPullRequest(REPOSITORY, branch)).toBeUndefined();

    await github.createPullRequest(REPOSITORY, { title: 'Other', body: '', head: 'siso/task-2', base: 'main' });
    const made = await github.createPullRequest(REPOSITORY, { ...branch, title: 'One', body: 'text', draft: true });
    const url = `${double.serverUrl}/${REPOSITORY}/pull/2`;

    expect(made).toEqual({ number: 2, url });
    expect(await github.findPullRequest(REPOSITORY, branch)).toEqual(made);
    expect(await github.findPullRequest(REPOSITORY, { head: 'siso/task-1', base: 'next' })).toBeUndefined();
    expect(await github.updatePullRequest(REPOSITORY, 2, { body: 'new' })).toEqual(made);
    expect(repository.issues[1]).toMatchObject({ title: 'One', body: 'new', pull: { ...branch, draft: true } });
  });

  test('that is closed is not found', async () => {
    const { repository, github } = await given();
    repository.addIssue({ state: 'closed', pull: { head: 'siso/task-1', base: 'main', draft: false } });

    expect(await github.findPullRequest(REPOSITORY, { head: 'siso/task-1' })).toBeUndefined();
  });

  test('goes to the branch that the repository names', async () => {
    const { github } = await given({ defaultBranch: 'trunk' });

    expect(await github.defaultBranch(REPOSITORY)).toBe('trunk');
  });
});

describe('a comment', () => {
  test('is made, found among many and written anew', async () => {
    const { repository, github, double } = await given();
    const issue = repository.addIssue();
    for (let count = 0; count < 230; count++) repository.addComment(1, `<!-- mine --> ${count}`);
    const made = await github.createComment(REPOSITORY, 1, '<!-- mine --> first');

    const found = await github.findComment(
      REPOSITORY,
      1,
      ({ body, isBot }) => isBot && body.startsWith('<!-- mine -->'),
    );
    expect(found).toMatchObject({ ...made, body: '<!-- mine --> first', login: ACTIONS.login });
    expect(double.requests.filter(({ method }) => method === 'GET').map(({ query }) => query.page)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(await github.updateComment(REPOSITORY, made.id, 'second')).toEqual(made);
    expect(issue.comments.at(-1)?.body).toBe('second');
  });

  test('is looked for among the first thousand', async () => {
    const { repository, github, double } = await given();
    repository.addIssue();
    for (let count = 0; count < 1_001; count++) repository.addComment(1, String(count));

    expect(await github.findComment(REPOSITORY, 1, ({ body }) => body === '999')).toBeDefined();
    expect(await github.findComment(REPOSITORY, 1, ({ body }) => body === '1000')).toBeUndefined();
    expect(double.requests).toHaveLength(20);
  });

  test('on a pull request needs no right to issues', async () => {
    const { repository, double, open } = await given();
    double.addToken('ghs_onlyPullRequests0000', { pull_requests: 'write' });
    repository.addIssue({ pull: { head: 'x', base: 'main', draft: false } });

    await open({ token: 'ghs_onlyPullRequests0000' }).createComment(REPOSITORY, 1, 'text');
    expect(repository.issues[0]?.comments).toHaveLength(1);
  });

  test('of the longest that GitHub takes is sent, and of one more character is not', async () => {
    const { repository, github, double } = await given();
    repository.addIssue();

    await github.createComment(REPOSITORY, 1, 'x'.repeat(65_536));
    await expect(github.createComment(REPOSITORY, 1, 'x'.repeat(65_537))).rejects.toMatchObject({
      code: 'usage',
      message: 'The text for GitHub has 65,537 characters; it takes 65,536',
      hint: 'Cut it to 60,000 before it is posted.',
    });
    expect(double.requests).toHaveLength(1);
  });
});

describe('an issue', () => {
  test('is made with its label, found by it and changed', async () => {
    const { repository, github } = await given();
    repository.addIssue({ labels: ['siso'], pull: { head: 'x', base: 'main', draft: false }, title: 'Dashboard' });
    repository.addIssue({ labels: ['siso'], title: 'Another' });
    const made = await github.createIssue(REPOSITORY, { title: 'Dashboard', body: '- [ ] one', labels: ['siso'] });
    const predicate = ({ title }: { title: string }) => title === 'Dashboard';

    expect(await github.findIssue(REPOSITORY, { label: 'other', predicate })).toBeUndefined();
    expect(await github.findIssue(REPOSITORY, { label: 'siso', predicate })).toMatchObject({
      ...made,
      number: 3,
      isBot: true,
    });
    await github.updateIssue(REPOSITORY, 3, { body: '- [x] one', title: 'Board', state: 'closed' });
    expect(repository.issues[2]).toMatchObject({ title: 'Board', body: '- [x] one', state: 'closed' });
    expect(
      await github.findIssue(REPOSITORY, { label: 'siso', predicate: ({ number }) => number === 3 }),
    ).toBeUndefined();
  });
});

describe('the way to GitHub', () => {
  test('leads to the path of an Enterprise Server, and names its version and what asks', async () => {
    const { github, double } = await given({}, { prefix: '/api/v3' });
    await github.defaultBranch(REPOSITORY);

    const [asked] = double.requests;
    expect(double.apiUrl).toMatch(/\/api\/v3$/);
    expect(asked).toMatchObject({ path: `/api/v3/repos/${REPOSITORY}`, status: 200 });
    expect(asked?.headers).toMatchObject({ 'x-github-api-version': '2022-11-28' });
    expect(asked?.headers['user-agent']).toMatch(/^siso-automation /);
  });
});
