import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { startGitHubDouble } from '../../support/github/double.ts';
import { type GitServer, startGitServer } from '../../support/github/git-server.ts';

const SETTINGS = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
const AUTHOR = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

/** A server with `octo/app`, made of a repository with the branches `trunk` and `next`. */
async function aServer() {
  const folder = mkdtempSync(join(tmpdir(), 'siso-git-'));
  const server = await startGitServer();
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const git = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await execa('git', args, { cwd: folder, env: SETTINGS, reject: false });
    return { said: `${stdout}${stderr}`, exitCode };
  };
  await git('init', '-q', '-b', 'trunk');
  writeFileSync(join(folder, 'file'), 'text');
  await git('add', '.');
  await git(...AUTHOR, 'commit', '-qm', 'first');
  await git('branch', 'next');
  await server.createRepository('octo/app', folder);
  return { server, git };
}

function addressOf({ url, tokens }: GitServer, token?: keyof GitServer['tokens']): string {
  const address = new URL('/octo/app', url);
  if (token !== undefined) [address.username, address.password] = ['x-access-token', tokens[token]];
  return address.href;
}

test('a repository is read with any of its tokens, under both of its addresses, and never without one', async () => {
  const { server, git } = await aServer();

  const { said } = await git('ls-remote', '--symref', addressOf(server, 'read'));
  expect(said).toMatch(/^ref: refs\/heads\/trunk\tHEAD\n/);
  expect(said).toMatch(/refs\/heads\/next\n.*refs\/heads\/trunk$/);
  expect((await git('ls-remote', `${addressOf(server, 'write')}.git`)).exitCode).toBe(0);
  expect((await git('ls-remote', addressOf(server))).said).toContain('could not read Username');
  expect((await git('ls-remote', addressOf(server, 'read').replace('app', 'none'))).said).toContain('not found');
});

test('only the token that writes may push, until all pushes are refused', async () => {
  const { server, git } = await aServer();
  const push = (token: 'read' | 'write', branch: string) => git('push', addressOf(server, token), `HEAD:${branch}`);

  expect((await push('read', 'refs/heads/one')).said).toMatch(/Write access to repository not granted[\s\S]*403/);
  expect((await push('write', 'refs/heads/one')).exitCode).toBe(0);
  server.refusePushes('octo/app', 'GH006: Protected branch update failed');
  expect((await push('write', 'refs/heads/two')).said).toContain('remote: GH006: Protected branch update failed');
  expect(['one', 'two'].map((branch) => server.hasBranch('octo/app', branch))).toEqual([true, false]);
});

test('the double of GitHub knows the branches that are pushed to it', async () => {
  const { server } = await aServer();
  const double = await startGitHubDouble({ git: server });
  onTestFinished(() => double.stop());
  const repository = double.addRepository('octo/app', { defaultBranch: 'trunk' });

  expect(['trunk', 'next', 'other'].map((branch) => repository.hasBranch(branch))).toEqual([true, true, false]);
  expect([double.serverUrl, double.tokens]).toEqual([server.url, server.tokens]);
});
