import nock from 'nock';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { type GitHubAppOptions, openGitHubApp } from '../../../src/github/bot.ts';
import { newKeyPair } from '../../support/github/app.ts';
import { type DoubleOptions, startGitHubDouble } from '../../support/github/double.ts';
import { faultOf, REPOSITORY } from './support.ts';

const HOUR_MS = 3_600_000;

/** An app that is installed with `octo`, and a clock that tests move. */
async function anApp(options: DoubleOptions = {}) {
  const clock = { ms: Date.now() };
  const double = await startGitHubDouble({ now: () => new Date(clock.ms), ...options });
  onTestFinished(async () => {
    await double.stop();
    expect(double.problems).toEqual([]);
  });
  const stored = double.addApp({ slug: 'siso' });
  const installation = stored.install('octo');
  const open = (others: Partial<GitHubAppOptions> = {}) =>
    openGitHubApp({
      ...{ apiUrl: double.apiUrl, appId: stored.id, privateKey: stored.privateKey },
      ...{ now: () => clock.ms, wait: async () => {}, ...others },
    });
  const asked = (path: string) => double.requests.filter((each) => each.path.endsWith(path));
  return {
    double,
    stored,
    installation,
    repository: double.addRepository(REPOSITORY),
    app: open(),
    open,
    asked,
    clock,
  };
}

test('the app knows itself, and is asked once', async () => {
  const { app, stored, asked } = await anApp();

  const self = { id: stored.id, slug: 'siso', login: 'siso[bot]' };
  expect([await app.self(), await app.self()]).toEqual([self, self]);
  expect(asked('/app')).toHaveLength(1);
});

test('many requests at once use one token, until five minutes before its end', async () => {
  const { app, repository, asked, clock } = await anApp();
  repository.addIssue();
  const github = app.repository(REPOSITORY);

  await Promise.all(['1', '2', '3'].map((text) => github.createComment(REPOSITORY, 1, text)));
  expect(repository.issues[0]?.comments.map(({ user }) => user.login)).toEqual(['siso[bot]', 'siso[bot]', 'siso[bot]']);
  expect([asked('/installation').length, asked('/access_tokens').length]).toEqual([1, 1]);
  clock.ms += HOUR_MS - 6 * 60_000;
  await github.issue(REPOSITORY, 1);
  expect(asked('/access_tokens')).toHaveLength(1);
  clock.ms += 2 * 60_000;
  await github.issue(REPOSITORY, 1);
  expect(asked('/access_tokens')).toHaveLength(2);
});

test('an installation that a webhook named is not looked for', async () => {
  const { app, asked, installation } = await anApp();

  expect(await app.repository(REPOSITORY, installation.id).defaultBranch(REPOSITORY)).toBe('main');
  expect(await app.installationOf('Octo/App')).toBe(installation.id);
  expect(asked('/installation')).toEqual([]);
});

test('a token that ended before its time is replaced, once', async () => {
  const { app, stored, asked } = await anApp();
  const github = app.repository(REPOSITORY);
  await github.defaultBranch(REPOSITORY);
  stored.tokens.splice(0);

  expect(await github.defaultBranch(REPOSITORY)).toBe('main');
  expect(asked('/access_tokens')).toHaveLength(2);
});

test('an app that was installed anew is found again', async () => {
  const { app, stored, installation } = await anApp();
  const github = app.repository(REPOSITORY);
  await github.defaultBranch(REPOSITORY);
  stored.uninstall(installation.id);
  const { id } = stored.install('Octo');

  expect(await github.defaultBranch(REPOSITORY)).toBe('main');
  expect(await app.installationOf(REPOSITORY)).toBe(id);
});

test('where the app is not installed the error says to install it, also after it was', async () => {
  const { app, double, stored, installation } = await anApp();
  double.addRepository('other/app');
  const fault = await faultOf(app.repository('other/app').defaultBranch('other/app'), stored.privateKey);
  expect(fault).toMatchObject({ code: 'not_found', message: 'The GitHub App is not installed in other/app' });
  expect(fault.hint).toMatch(/^Install the GitHub App there/);
  stored.install('other');
  expect(await app.repository('other/app').defaultBranch('other/app')).toBe('main');

  stored.uninstall(installation.id);
  await expect(app.repository(REPOSITORY).issue(REPOSITORY, 1)).rejects.toThrow('is not installed in octo/app');
});

test('what the app may not do is told as a permission of the app', async () => {
  const { app, stored, double } = await anApp();
  stored.install('shy', { issues: 'read' });
  double.addRepository('shy/app').addIssue();

  const fault = await faultOf(
    app.repository('shy/app').createComment('shy/app', 1, 'text'),
    stored.tokens.at(-1)?.token ?? '-',
  );
  expect(fault.code).toBe('forbidden');
  expect(fault.hint).toMatch(/^Give the GitHub App the permission `issues: write` .* then accept it where/);
});

test('installations are listed, with those that are suspended', async () => {
  const { app, stored, installation } = await anApp();
  for (let count = 0; count < 120; count++) stored.install(`org-${count}`);
  installation.suspended = true;

  const all = await app.installations();
  expect(all).toHaveLength(121);
  expect(all[0]).toEqual({ id: installation.id, account: 'octo', suspended: true });
  const fault = await faultOf(app.repository(REPOSITORY).issue(REPOSITORY, 1), stored.privateKey);
  expect(fault.message).toContain('This installation has been suspended');
});

test('webhooks that nobody took are found over many pages, and sent again by an id larger than numbers hold', async () => {
  const { app, stored, clock } = await anApp();
  const since = new Date(clock.ms);
  clock.ms -= 60_000;
  await stored.send('ping', { action: 'old' });
  clock.ms += 120_000;
  const missed = await stored.send('issue_comment', { action: 'created' });
  for (let count = 0; count < 250; count++) await stored.send('ping', {}, missed);
  const other = await stored.send('workflow_run', { action: 'completed' });

  const found = await app.deliveries({ since });
  expect(found.map(({ guid }) => guid)).toEqual([missed.guid, other.guid]);
  expect(found[1]).toMatchObject({ id: String(other.id), event: 'workflow_run', action: 'completed', status: 0 });
  expect(Number.isSafeInteger(other.id)).toBe(false);
  await app.redeliver(found[1]?.id ?? '');
  await stored.settled();
  expect(stored.deliveries.at(-1)).toMatchObject({ guid: other.guid, isRedelivery: true, payload: other.payload });
});

test('an app with another key, or a clock that is wrong, is told what to check', async () => {
  const { open, clock } = await anApp();
  const other = newKeyPair().privateKey;

  expect(await faultOf(open({ privateKey: other }).self(), other)).toMatchObject({ code: 'forbidden' });
  for (const ms of [-HOUR_MS, HOUR_MS]) {
    const fault = await faultOf(open({ now: () => clock.ms + ms }).self(), other);
    expect(fault).toMatchObject({ code: 'forbidden', message: 'GitHub does not accept the token' });
    expect(fault.hint).toBe("Check the app's id and its private key, and that the clock of this machine is right.");
  }
});

test('a key is taken as variables hold it, and what is none is not shown', async () => {
  const { open, stored } = await anApp();
  const escaped = stored.privateKey.replaceAll('\n', '\\n');
  expect((await open({ privateKey: escaped }).self()).slug).toBe('siso');

  const half = stored.privateKey.slice(0, 300);
  const call = Promise.resolve().then(() => open({ privateKey: half }));
  expect(await faultOf(call, half.slice(40, 80))).toMatchObject({ code: 'config_invalid' });
});

test('a repository that was transferred to where the app is installed too is still worked in', async () => {
  const { app, double, repository, stored, asked } = await anApp();
  repository.addIssue({ title: 'Here' });
  const { id } = stored.install('elsewhere');
  double.transfer(repository, 'elsewhere/app');

  expect((await app.repository(REPOSITORY).issue(REPOSITORY, 1)).title).toBe('Here');
  expect(asked(`/app/installations/${id}/access_tokens`)).toHaveLength(1);
});

afterEach(() => nock.cleanAll());

test('GitHub itself is asked at its own address, with the version and the kind of token that it wants', async () => {
  const { privateKey } = newKeyPair();
  const expires_at = new Date(Date.now() + HOUR_MS).toISOString();
  const github = nock('https://api.github.com').matchHeader('x-github-api-version', '2022-11-28');
  const jwt = /^bearer ey[\w-]+\.ey[\w-]+\.[\w-]+$/;
  github.get('/repos/octo/app/installation').matchHeader('authorization', jwt).reply(200, { id: 5 });
  github
    .post('/app/installations/5/access_tokens')
    .matchHeader('authorization', jwt)
    .reply(201, { token: 'ghs_ofTheInstallation', expires_at });
  github
    .get('/repos/octo/app')
    .matchHeader('authorization', 'token ghs_ofTheInstallation')
    .reply(200, { default_branch: 'trunk' });

  const options = { apiUrl: 'https://api.github.com', appId: '42', privateKey, wait: async () => {} };
  expect(await openGitHubApp(options).repository(REPOSITORY).defaultBranch(REPOSITORY)).toBe('trunk');
  expect(nock.pendingMocks()).toEqual([]);
});
