import { describe, expect, test } from 'vitest';
import { openGitHub } from '../../../src/github/index.ts';
import { openWay } from '../../../src/host/way.ts';
import { anAuthority } from '../../support/certificates.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';
import { aWorld, faultOf, REPOSITORY } from './support.ts';

const OTHER = 'ghs_anotherTokenOfTheTest00';

describe('what GitHub refuses is told with what to do:', () => {
  test('a token that it does not know', async () => {
    const { open } = await aWorld();

    const fault = await faultOf(open({ token: OTHER }).defaultBranch(REPOSITORY), OTHER);
    expect(fault).toMatchObject({ code: 'forbidden', message: 'GitHub does not accept the token', retryable: false });
    expect(fault.hint).toMatch(/^Give `github-token` a valid one/);
  });

  test.each([
    ['a pull request', 'create a pull request', 'pull-requests: write'],
    ['a comment', 'comment on #1', 'issues: write'],
    ['an issue', 'create an issue', 'issues: write'],
  ])('a permission that is missing for %s', async (what, to, permission) => {
    const { double, repository, open } = await aWorld({ branches: ['b'] });
    repository.addIssue();
    const github = open({ token: double.tokens.read });
    const calls: Record<string, () => Promise<unknown>> = {
      'a pull request': () => github.createPullRequest(REPOSITORY, { title: 't', body: '', head: 'b', base: 'main' }),
      'a comment': () => github.createComment(REPOSITORY, 1, 'text'),
      'an issue': () => github.createIssue(REPOSITORY, { title: 't', body: '' }),
    };

    const fault = await faultOf(Promise.resolve(calls[what]?.()), double.tokens.read);
    expect(fault.code).toBe('forbidden');
    expect(fault.message).toBe(`The token may not ${to} in octo/app: Resource not accessible by integration`);
    expect(fault.hint).toContain(`Add \`${permission}\` to the \`permissions:\` of the job`);
  });

  test('pull requests that Actions may not create, with the name of the setting', async () => {
    const { double, repository, github } = await aWorld({ branches: ['b'] });
    repository.pullRequestsByActions = false;

    const made = github.createPullRequest(REPOSITORY, { title: 't', body: '', head: 'b', base: 'main' });
    const fault = await faultOf(made, double.tokens.write);
    expect(fault).toMatchObject({
      code: 'forbidden',
      message: 'GitHub Actions may not create pull requests in octo/app',
    });
    expect(fault.hint).toContain('"Allow GitHub Actions to create and approve pull requests"');
  });

  test('what is not there', async () => {
    const { double, github } = await aWorld();

    const fault = await faultOf(github.createComment(REPOSITORY, 9, 'text'), double.tokens.write);
    expect(fault).toMatchObject({
      code: 'not_found',
      message: 'GitHub found nothing there in the attempt to comment on #9 in octo/app',
      hint: 'Check the names. A token without access is answered so too: it needs `issues: write`.',
    });
  });

  test("what is invalid, in GitHub's own words", async () => {
    const { double, github } = await aWorld({ branches: ['b'] });
    const pullRequest = { title: 't', body: '', head: 'b', base: 'main' };
    await github.createPullRequest(REPOSITORY, pullRequest);

    const again = await faultOf(github.createPullRequest(REPOSITORY, pullRequest), double.tokens.write);
    expect(again.code).toBe('github_failed');
    expect(again.message).toBe(
      'GitHub refused to create a pull request in octo/app: Validation Failed: A pull request already exists for octo:b.',
    );
    const missing = await faultOf(
      github.createPullRequest(REPOSITORY, { ...pullRequest, head: 'x' }),
      double.tokens.write,
    );
    expect(missing.message).toMatch(/Validation Failed: head invalid$/);
  });
});

describe('what is not GitHub is told:', () => {
  test('nobody is there', async () => {
    const { double, open } = await aWorld();
    const { apiUrl } = double;
    await double.stop();

    const fault = await faultOf(
      open({ apiUrl }).createIssue(REPOSITORY, { title: 't', body: '' }),
      double.tokens.write,
    );
    expect(fault).toMatchObject({ code: 'github_failed', retryable: true });
    expect(fault.message).toMatch(
      /^GitHub at 127\.0\.0\.1:\d+ was not reached \(connect ECONNREFUSED .*\) in the attempt to/,
    );
    expect(fault.hint).toMatch(/^Check the network, HTTPS_PROXY and the certificate authorities\./);
  });

  test.each([
    ['a page', new Response('<html>Log in</html>', { headers: { 'content-type': 'text/html' } })],
    ['another document', Response.json({ default_branch: 7 })],
    ['a redirect that nobody followed', Response.json({ message: 'Moved' }, { status: 301 })],
  ])('%s', async (_, answer) => {
    const { double, open } = await aWorld();

    const fault = await faultOf(open({ fetch: async () => answer }).defaultBranch(REPOSITORY), double.tokens.write);
    expect(fault.code).toBe('github_failed');
    expect(fault.message).toMatch(/answered the attempt to read the repository in octo\/app as GitHub does not$/);
  });

  test('whatever shows the token is told without it', async () => {
    const says = (message: string) => async () => Response.json({ message }, { status: 422 });
    const breaks = async () => {
      throw new TypeError('fetch failed', { cause: new Error(`sent ${OTHER} in vain`) });
    };
    for (const fetch of [says(`your token ${OTHER} is\u001b[2J bad`), breaks]) {
      const github = openGitHub({ apiUrl: 'https://github.invalid', token: OTHER, fetch, wait: async () => {} });
      const fault = await faultOf(github.defaultBranch(REPOSITORY), OTHER);
      expect(fault.message).toContain('[redacted]');
      expect(fault.message).not.toContain('\u001b');
    }
  });

  test.each([
    { what: 'https', apiUrl: 'http://github.example', code: 'config_invalid' },
    { what: 'an address', apiUrl: 'github', code: 'config_invalid' },
    { what: 'a token', token: '', code: 'usage' },
    { what: 'a token in one line', token: `${OTHER}\nX: y`, code: 'usage' },
  ])('nothing is sent without $what', ({ apiUrl = 'https://github.example', token = OTHER, code }) => {
    expect(() => openGitHub({ apiUrl, token })).toThrow(expect.objectContaining({ code }));
  });

  test('nothing is sent for what names no repository', async () => {
    const { double, github } = await aWorld();

    const fault = await faultOf(github.defaultBranch('octo/app/../../user'), double.tokens.write);
    expect(fault).toMatchObject({ code: 'usage', hint: 'Give it as owner/name.' });
    expect(double.requests).toEqual([]);
  });
});

test('GitHub is reached through a proxy and with an authority of the company', async () => {
  const { double, open } = await aWorld();
  const authority = anAuthority();
  const proxy = await aProxy();
  const apiUrl = `https://api.test:${await anHttpsServer(authority.server, double.listener)}`;
  const way = await openWay(apiUrl, { httpsProxy: proxy.url, certificates: [authority.certificate] });

  expect(await open({ apiUrl, fetch: way.fetch }).defaultBranch(REPOSITORY)).toBe('main');
  expect(proxy.asked).toEqual([{ target: apiUrl.slice('https://'.length), authorization: undefined }]);
  way.close();
});
