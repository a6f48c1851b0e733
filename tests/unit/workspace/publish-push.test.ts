import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { BOT_IDENTITY, type Identity, type PushOptions } from '../../../src/workspace/index.ts';
import { aPublished, aResult, branches, push } from './publish-support.ts';
import { aFolder, git } from './support.ts';

const BRANCH = 'siso/task-T-1';
const STRANGER = { name: 'A', email: 'a@a' };
const SIGNED = `Signed-off-by: ${BOT_IDENTITY.name} <${BOT_IDENTITY.email}>`;

describe('a result', () => {
  test('is pushed from a shallow, detached checkout as one signed-off commit of the bot on the branch of its task', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);

    expect(await push(at, { commit })).toEqual({ pushed: true, branch: BRANCH, commit });
    expect(branches(at.bare)).toEqual({ main: at.base, [BRANCH]: commit });
    const bot = 'siso-automation[bot] <siso-automation[bot]@users.noreply.github.com>';
    expect(git(at.bare, 'log', '-1', '--format=%an <%ae>|%cn <%ce>|%P|%B', BRANCH).trim()).toBe(
      `${bot}|${bot}|${at.base}|Change a\n\nSiso-Task: T-1\nSigned-off-by: ${bot}`,
    );
    expect(git(at.bare, 'rev-list', '--count', BRANCH).trim()).toBe('3');
    expect(git(at.bare, 'fsck', '--full', '--strict')).toBe('');
  });

  test('is pushed also when the branch it was made on has gone on', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);
    at.moveOn({ 'a.txt': 'meanwhile\n' });

    expect(await push(at, { commit })).toMatchObject({ pushed: true, branch: BRANCH });
    expect(git(at.bare, 'show', `${BRANCH}:a.txt`)).toBe('two\n');
  });

  test('takes no file along that the remote has, also when its branch has gone on', async () => {
    const at = await aPublished({ 'a.txt': 'one\n', 'same.bin': 'the same\n' });
    const { commit } = await aResult(at);
    at.moveOn({ 'same.bin': 'another\n' });
    removeObject(at.gitDirectory, git(at.checkout, 'rev-parse', 'HEAD:same.bin').trim());

    expect(await push(at, { commit })).toMatchObject({ pushed: true, branch: BRANCH });
    expect(git(at.bare, 'show', `${BRANCH}:same.bin`)).toBe('the same\n');
  });

  test('is pushed from a linked worktree and from a whole clone, and a second time without harm', async () => {
    const at = await aPublished();
    git(at.checkout, 'fetch', '--quiet', '--unshallow');
    git(at.checkout, 'worktree', 'add', '--quiet', '--detach', '../linked');
    const { commit } = await aResult(at);
    const gitDirectory = git(join(at.checkout, '../linked'), 'rev-parse', '--absolute-git-dir').trim();

    expect(await push(at, { commit, gitDirectory })).toMatchObject({ pushed: true, branch: BRANCH });
    expect(await push(at, { commit })).toMatchObject({ pushed: true, branch: BRANCH });
    expect(branches(at.bare)).toEqual({ main: at.base, [BRANCH]: commit });
  });

  test('takes the place of an earlier one of its task, known by its commit or by what it says', async () => {
    const at = await aPublished();
    const [first, second, third] = [
      // Only its id tells that this one is ours.
      await aResult(at, { 'a.txt': 'two\n' }, STRANGER),
      await aResult(at, { 'a.txt': 'three\n' }),
      await aResult(at, { 'a.txt': 'four\n' }),
    ];

    expect(await push(at, { commit: first.commit })).toMatchObject({ branch: BRANCH });
    expect(await push(at, { commit: second.commit, expected: first.commit })).toMatchObject({ branch: BRANCH });
    expect(await push(at, { commit: third.commit })).toMatchObject({ branch: BRANCH });
    expect(branches(at.bare)).toEqual({ main: at.base, [BRANCH]: third.commit });
  });

  test('never moves a branch of somebody else, and goes beside it', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);
    const foreign = {
      'of a person': { committer: STRANGER, message: 'Mine' },
      'of another task': { committer: BOT_IDENTITY, message: `Change\n\nSiso-Task: T-2\n${SIGNED}` },
      'ours, amended by a person': { committer: STRANGER, message: `Change\n\nSiso-Task: T-1\n${SIGNED}` },
      'only speaking of the task': { committer: BOT_IDENTITY, message: `Siso-Task: T-1\n\nMore\n\n${SIGNED}` },
      'not signed off': { committer: BOT_IDENTITY, message: 'Change\n\nSiso-Task: T-1' },
    };
    for (const [number, [whose, how]] of Object.entries(foreign).entries()) {
      const theirs = aCommit(at.checkout, how);
      const branch = `${BRANCH}${'x'.repeat(number)}`;
      git(at.checkout, 'push', '--quiet', at.bare, `${theirs}:refs/heads/${branch}`);

      expect(await push(at, { commit, branch }), whose).toEqual({ pushed: true, branch: `${branch}-2`, commit });
      expect(branches(at.bare)[branch], whose).toBe(theirs);
    }
    const later = await aResult(at, { 'a.txt': 'later\n' });
    expect(await push(at, { commit: later.commit, expected: commit })).toMatchObject({ branch: `${BRANCH}-2` });
  });

  test('goes beside a branch that somebody made while it was on its way', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);
    beforeFirst('push', `git -C '${at.bare}' update-ref refs/heads/${BRANCH} ${at.base}`);

    expect(await push(at, { commit })).toEqual({ pushed: true, branch: `${BRANCH}-2`, commit });
    expect(branches(at.bare)).toEqual({ main: at.base, [BRANCH]: at.base, [`${BRANCH}-2`]: commit });
  });
});

describe('a push that is refused is an outcome that says why and what to do, and the patch is still there,', () => {
  test.each([
    ['by a rule', 'error: GH006: Protected branch update failed for refs/heads/x.', /protects the branch/, /bypass/],
    [
      'for a workflow',
      'refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission',
      /may not change workflow files/,
      /`workflows: write`/,
    ],
    ['for whatever it says', 'No\n::error::on Fridays \u001b[31m', /It said: No ::error::on Fridays/, /apply/],
  ])('%s', async (...[, says, why, hint]) => {
    const at = await aPublished();
    const { commit, patch } = await aResult(at);
    at.server.refusePushes('owner/name', says);

    const outcome = await push(at, { commit });
    expect(outcome).toEqual({ pushed: false, why: expect.stringMatching(why), hint: expect.stringMatching(hint) });
    expect(JSON.stringify(outcome)).not.toMatch(/\\[nru]/);
    expect(readFileSync(patch, 'utf8')).toContain('+two');
    expect(branches(at.bare)).toEqual({ main: at.base });
  });

  test('for a token that may only read, that is none, or of another repository', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);
    const refused = (why: RegExp) => ({ pushed: false, why: expect.stringMatching(why) });

    expect(await push(at, { commit, token: at.server.tokens.read })).toMatchObject(refused(/may not write/));
    expect(await push(at, { commit, token: 'ghs_notOneOfThisServer0000000001' })).toMatchObject(refused(/not valid/));
    expect(await push(at, { commit, remoteUrl: `${at.url}-else` })).toMatchObject(refused(/no such repository/));
    await at.server.stop();
    expect(await push(at, { commit })).toMatchObject(refused(/could not be reached/));
  });

  test('for a change that must not be published, before the remote is asked', async () => {
    const at = await aPublished();
    const { commit, patch } = await aResult(at, { '.github/workflows/x.yml': 'on: push\n' });

    expect(await push(at, { commit, remoteUrl: 'https://remote.invalid/owner/name' })).toEqual({
      pushed: false,
      why: expect.stringContaining('".github/workflows/x.yml" decides what runs on GitHub'),
      hint: expect.any(String),
      problems: [{ path: '.github/workflows/x.yml', reason: 'decides what runs on GitHub' }],
    });
    expect(readFileSync(patch, 'utf8')).toContain('+on: push');
    expect(await push(at, { commit, allowGitHubFolder: true })).toMatchObject({ pushed: true });
  });
});

test('what could never be pushed is a fault, and nothing is', async () => {
  const at = await aPublished();
  const { commit } = await aResult(at);
  const faults: Record<string, Partial<PushOptions>> = {
    'an address with a password': { remoteUrl: 'https://a:b@github.com/owner/name' },
    'an address in plain text': { remoteUrl: 'http://github.com/owner/name' },
    'another way than http': { remoteUrl: 'ssh://git@github.com/owner/name' },
    'a file': { remoteUrl: 'file:///srv/name.git' },
    'an option for a branch': { branch: '-d' },
    'a pattern for a branch': { branch: 'siso/*' },
    'no token': { token: ' ' },
    'a token with a header in it': { token: 'x\r\nHost: else' },
    'a commit by a name': { commit: 'HEAD' },
    'a commit that is not there': { commit: 'f'.repeat(40) },
  };

  for (const [fault, options] of Object.entries(faults)) {
    const failed = await push(at, { commit, ...options }).catch((error: unknown) => error);
    expect(failed, fault).toBeInstanceOf(AutomationError);
    expect(failed, fault).toMatchObject({ hint: expect.any(String) });
  }
  expect(branches(at.bare)).toEqual({ main: at.base });
});

/** Whoever reads the object from now on fails. */
function removeObject(gitDirectory: string, id: string): void {
  const packs = join(gitDirectory, 'objects/pack');
  for (const name of readdirSync(packs).filter((file) => file.endsWith('.pack'))) {
    const input = readFileSync(join(packs, name));
    rmSync(packs, { recursive: true });
    execFileSync('git', ['unpack-objects', '-q'], { cwd: gitDirectory, input });
  }
  rmSync(join(gitDirectory, 'objects', id.slice(0, 2), id.slice(2)));
}

/** Has git run `command` before its first `subcommand`. */
function beforeFirst(subcommand: string, command: string): void {
  const programs = aFolder();
  const script = `#!/bin/sh
here=$(dirname "$0")
PATH=\${PATH#"$here":}
case " $* " in *" ${subcommand} "*) mkdir "$here/once" 2>/dev/null && env -i PATH="$PATH" ${command} ;; esac
exec git "$@"
`;
  writeFileSync(join(programs, 'git'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${programs}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function aCommit(root: string, { committer, message }: { committer: Identity; message: string }): string {
  const { name, email } = committer;
  const names = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@a', GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
  const options = { cwd: root, env: { ...process.env, ...names }, encoding: 'utf8' } as const;
  return execFileSync('git', ['commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', message], options).trim();
}
