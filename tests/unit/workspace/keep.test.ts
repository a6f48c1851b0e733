import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { disposeWorkspace } from '../../../src/workspace/index.ts';
import { aFolder, aRepository, asOrdinaryUser, aWorkspace, git, write } from './support.ts';

/** Every file below `root` with its content, times and permissions; git marks an object that it meets again as recent. */
function fingerprint(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, mtimeMs, ino } = lstatSync(path);
      const time = path.includes('/.git/objects/') ? '' : mtimeMs;
      return [
        path.slice(root.length + 1),
        `${mode} ${time} ${ino} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`,
      ];
    }),
  );
}

function difference(before: Map<string, string>, after: Map<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

describe('a kept result', () => {
  test('is one signed-off commit on the branch of the task', async () => {
    const root = aRepository();
    const workspace = await aWorkspace(root, 'T-7K3Q');
    write(workspace.path, { 'a.txt': 'two\n' });
    const kept = await workspace.keep('Change a\n\nBecause of größe.\n');

    expect(kept).toEqual({ branch: 'siso/task-T-7K3Q', commit: git(root, 'rev-parse', 'siso/task-T-7K3Q').trim() });
    expect(git(root, 'log', '-1', '--format=%an <%ae>|%cn <%ce>|%P|%B', 'siso/task-T-7K3Q').trim()).toBe(
      `SISO Automation <siso-automation@localhost>|SISO Automation <siso-automation@localhost>|${workspace.baseCommit}|` +
        'Change a\n\nBecause of größe.\n\nSigned-off-by: SISO Automation <siso-automation@localhost>',
    );
    expect(git(root, 'show', 'siso/task-T-7K3Q:a.txt')).toBe('two\n');
    expect(git(root, 'fsck', '--full')).toBe('');
  });

  test('changes nothing else: files, index, HEAD and references stay the same byte for byte', async () => {
    const root = aRepository({ 'a.txt': 'one\n', '.gitignore': 'cache/\n' });
    write(root, { 'a.txt': 'uncommitted\n', 'staged.txt': 'staged\n', 'cache/x': 'x', '.env': 'SECRET=1' });
    git(root, 'add', 'staged.txt');
    git(root, 'branch', 'other');
    const before = fingerprint(root);

    const workspace = await aWorkspace(root);
    write(workspace.path, { 'a.txt': 'by the task\n', 'cache/x': 'edited' });
    git(workspace.path, 'branch', 'agent');
    git(workspace.path, 'config', 'core.bare', 'true');
    await workspace.collect();
    await workspace.dispose();
    expect(difference(before, fingerprint(root))).toEqual([]);

    const second = await aWorkspace(root);
    write(second.path, { 'a.txt': 'by the task\n' });
    await second.keep('Change');
    const changed = difference(before, fingerprint(root)).filter((path) => !path.startsWith('.git/objects/'));
    expect(changed.sort()).toEqual(['.git/logs/refs/heads/siso/task-T-1', '.git/refs/heads/siso/task-T-1']);
  });

  test('never moves a branch that exists: a later attempt gets one of its own', async () => {
    const root = aRepository();
    git(root, 'branch', 'siso/task-T-1');
    git(root, 'branch', 'siso/task-T-1-2');
    const workspace = await aWorkspace(root);
    write(workspace.path, { 'a.txt': 'two\n' });

    expect(await workspace.keep('Change')).toMatchObject({ branch: 'siso/task-T-1-3' });
    expect(git(root, 'show', 'siso/task-T-1-3:a.txt')).toBe('two\n');
    const main = git(root, 'rev-parse', 'main');
    expect(['siso/task-T-1', 'siso/task-T-1-2'].map((name) => git(root, 'rev-parse', name))).toEqual([main, main]);
  });

  test('says where it is when no branch can be made for it', async () => {
    const root = aRepository();
    git(root, 'branch', 'siso');
    const workspace = await aWorkspace(root);
    write(workspace.path, { 'a.txt': 'two\n' });

    const failed = await workspace.keep('Change').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'workspace_invalid', hint: expect.stringMatching(/commit [0-9a-f]{40}/) });
  });

  test('is what was collected, not what was written since', async () => {
    const root = aRepository();
    const workspace = await aWorkspace(root);
    write(workspace.path, { 'a.txt': 'collected\n' });
    await workspace.collect();
    write(workspace.path, { 'a.txt': 'later\n' });
    await workspace.keep('Change');

    expect(git(root, 'show', 'siso/task-T-1:a.txt')).toBe('collected\n');
  });
});

describe('disposing of a workspace', () => {
  test('removes all of it, twice without harm, and never what its links lead to', async () => {
    const outside = aFolder();
    write(outside, { 'precious.txt': 'x' });
    const workspace = await aWorkspace(aRepository());
    symlinkSync(outside, join(workspace.path, 'link'));
    const directory = join(workspace.path, '../..');

    await workspace.dispose();
    await workspace.dispose();
    expect(existsSync(directory)).toBe(false);
    expect(existsSync(join(outside, 'precious.txt'))).toBe(true);
  });

  test('removes folders that the task made read-only', async () => {
    await asOrdinaryUser(async () => {
      const workspace = await aWorkspace(aRepository());
      write(workspace.path, { 'cache/mod/x.go': 'x' });
      for (const folder of ['cache/mod', 'cache']) chmodSync(join(workspace.path, folder), 0o555);

      await workspace.dispose();
      expect(existsSync(workspace.path)).toBe(false);
    });
  });

  test('is harmless when there is none', async () => {
    await expect(disposeWorkspace(join(aFolder(), 'absent'))).resolves.toBeUndefined();
  });
});

/** A git whose packer holds its output open until the unpacker, which knows where a pack ends, is gone. */
const LATE_PACKER = `#!/bin/sh
here=$(dirname "$0")
real() { PATH=\${PATH#"$here":} git "$@"; }
case " $* " in
  *" unpack-objects "*) echo $$ >"$here/unpacker.new"; mv "$here/unpacker.new" "$here/unpacker"; real "$@" ;;
  *" pack-objects "*)
    real "$@" || exit
    until [ -e "$here/unpacker" ]; do :; done
    while kill -0 "$(cat "$here/unpacker")" 2>/dev/null; do :; done
    # Until the other end has heard of it.
    sleep 0.2 ;;
  *) real "$@" ;;
esac
`;

test('a result is kept also when git has read all of it and leaves before the pipe is closed', async () => {
  const root = aRepository({ 'a.txt': 'one\n' });
  const workspace = await aWorkspace(root);
  write(workspace.path, { 'a.txt': 'two\n' });
  const programs = aFolder();
  writeFileSync(join(programs, 'git'), LATE_PACKER, { mode: 0o755 });
  vi.stubEnv('PATH', `${programs}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());

  const kept = await workspace.keep('Late');

  expect(git(root, 'show', `${kept?.branch}:a.txt`)).toBe('two\n');
});
