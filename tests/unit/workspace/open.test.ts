import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openWorkspace } from '../../../src/workspace/index.ts';
import { nameOfRemote } from '../../../src/workspace/repository.ts';
import { aFolder, aRepository, aWorkspace, git, write } from './support.ts';

describe('a workspace', () => {
  test('holds the last commit, from any folder of the repository', async () => {
    const root = aRepository({ 'src/a.txt': 'one\n', 'b.txt': 'two\n' });
    const workspace = await aWorkspace(join(root, 'src'));

    expect(readFileSync(join(workspace.path, 'src/a.txt'), 'utf8')).toBe('one\n');
    expect(workspace).toMatchObject({ repository: root, name: 'project', warnings: [] });
    expect(workspace.baseCommit).toBe(git(root, 'rev-parse', 'HEAD').trim());
    expect(git(workspace.path, 'status', '--porcelain')).toBe('');
  });

  test('leaves uncommitted work out and says so', async () => {
    const root = aRepository();
    write(root, { 'a.txt': 'edited\n', 'new.txt': 'new\n' });
    const workspace = await aWorkspace(root);

    expect(readFileSync(join(workspace.path, 'a.txt'), 'utf8')).toBe('one\n');
    expect(workspace.warnings).toEqual([expect.stringContaining('2 uncommitted changes')]);
  });

  test('shares no branch, remote, hook or setting with the user', async () => {
    const root = aRepository();
    git(root, 'remote', 'add', 'origin', 'https://token@example.com/owner/name.git');
    git(root, 'branch', 'feature');
    git(root, 'config', 'alias.x', '!false');
    const workspace = await aWorkspace(root);

    expect(git(workspace.path, 'for-each-ref')).toBe('');
    expect(readFileSync(join(workspace.path, '.git/config'), 'utf8')).not.toMatch(/remote|alias|token/);
    expect(existsSync(join(workspace.path, '.git/hooks'))).toBe(false);
    expect(workspace.name).toBe('owner/name');
  });

  test('opens from a linked worktree, a shallow clone and a SHA-256 repository', async () => {
    const root = aRepository();
    git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
    git(root, 'worktree', 'add', '--quiet', '../linked');
    git(root, 'clone', '--quiet', '--depth=1', `file://${root}`, '../shallow');
    const sha256 = join(aFolder(), 'sha256');
    execFileSync('git', ['init', '--quiet', '--object-format=sha256', sha256]);
    write(sha256, { 'a.txt': 'one\n' });
    git(sha256, 'add', '.');
    git(sha256, 'commit', '--quiet', '--message', 'Start');

    for (const repository of [join(root, '../linked'), join(root, '../shallow'), sha256]) {
      const workspace = await aWorkspace(repository);
      write(workspace.path, { 'a.txt': 'two\n' });
      expect((await workspace.collect()).files).toEqual([{ path: 'a.txt', status: 'modified' }]);
      const kept = await workspace.keep('Two');
      expect(git(repository, 'show', `${kept?.branch}:a.txt`)).toBe('two\n');
      if (kept) git(repository, 'branch', '-D', kept.branch);
    }
  });

  test('ignores GIT_* variables of whoever started it', async () => {
    const root = aRepository();
    vi.stubEnv('GIT_DIR', join(aFolder(), 'elsewhere'));
    try {
      expect((await aWorkspace(root)).repository).toBe(root);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('shows files behind a git filter as git stores them, without running the filter', async () => {
    const root = aRepository({ '.gitattributes': '*.bin filter=lfs\n', 'a.bin': 'pointer\n' });
    git(root, 'config', 'filter.lfs.smudge', 'echo smudged');
    git(root, 'config', 'filter.lfs.required', 'true');
    const workspace = await aWorkspace(root);

    expect(readFileSync(join(workspace.path, 'a.bin'), 'utf8')).toBe('pointer\n');
    expect(workspace.warnings).toEqual([expect.stringContaining('git filter')]);
  });
});

describe('a workspace is refused, and nothing left behind,', () => {
  const opening = async (repository: string) => {
    const directory = join(aFolder(), 'work');
    const failed = await openWorkspace({ repository, directory, taskId: 'T-1' }).catch((error: unknown) => error);
    expect(existsSync(directory)).toBe(false);
    return failed;
  };

  test('without a repository, a commit, a working tree, or a folder', async () => {
    const [plain, unborn, bare] = [aFolder(), aFolder(), aFolder()];
    git(unborn, 'init', '--quiet');
    git(bare, 'init', '--quiet', '--bare');
    const refusal = (text: string) => ({
      code: 'workspace_invalid',
      message: expect.stringContaining(text),
      hint: expect.any(String),
    });

    expect(await opening(plain)).toMatchObject(refusal('not in a git repository'));
    expect(await opening(unborn)).toMatchObject(refusal('no commit yet'));
    expect(await opening(bare)).toMatchObject(refusal('without a working tree'));
    expect(await opening(join(plain, 'absent'))).toMatchObject(refusal('no folder'));
  });

  test('when git cannot read the commit', async () => {
    const root = aRepository();
    const blob = git(root, 'rev-parse', 'HEAD:a.txt').trim();
    rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));

    expect(await opening(root)).toMatchObject({ code: 'workspace_invalid' });
  });

  test('but what is in its place already stays', async () => {
    const directory = aFolder();
    writeFileSync(join(directory, 'mine'), '');

    const opened = openWorkspace({ repository: aRepository(), directory, taskId: 'T-1' });
    await expect(opened).rejects.toMatchObject({
      code: 'workspace_invalid',
      message: expect.stringContaining('exists already'),
    });
    expect(existsSync(join(directory, 'mine'))).toBe(true);
  });

  test('but a link to a repository opens', async () => {
    const root = aRepository();
    symlinkSync(root, join(root, '../link'));
    expect((await aWorkspace(join(root, '../link'))).repository).toBe(root);
  });
});

test.each([
  ['https://github.com/owner/name.git', 'owner/name'],
  ['https://user:secret@github.com/owner/name', 'owner/name'],
  ['git@github.com:owner/name.git', 'owner/name'],
  ['ssh://git@host:2222/group/owner/name.git/', 'owner/name'],
  ['/srv/git/name.git', undefined],
  ['file:///srv/git/name.git', undefined],
  ['https://host/name', undefined],
  ['', undefined],
])('the remote %j is named %j', (url, name) => {
  expect(nameOfRemote(url)).toBe(name);
});
