import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aRepository, aWorkspace, git, write } from './support.ts';

describe('the changes of a task', () => {
  test('are empty when it changed nothing', async () => {
    const workspace = await aWorkspace(aRepository());

    expect(await workspace.collect()).toMatchObject({ files: [], insertions: 0, deletions: 0, warnings: [] });
    expect(await workspace.keep('Nothing')).toBeUndefined();
  });

  test('name added, modified, deleted, renamed and newly executable files', async () => {
    const root = aRepository({
      'edit.txt': '1\n2\n',
      'gone.txt': 'x\n',
      'old.txt': 'a\nb\nc\nd\n',
      'run.sh': 'true\n',
    });
    const workspace = await aWorkspace(root);
    write(workspace.path, { 'edit.txt': '1\n3\n', 'dir/new.txt': 'new\n' });
    rmSync(join(workspace.path, 'gone.txt'));
    renameSync(join(workspace.path, 'old.txt'), join(workspace.path, 'new name.txt'));
    chmodSync(join(workspace.path, 'run.sh'), 0o755);

    expect(await workspace.collect()).toMatchObject({
      files: [
        { path: 'dir/new.txt', status: 'added' },
        { path: 'edit.txt', status: 'modified' },
        { path: 'gone.txt', status: 'deleted' },
        { path: 'new name.txt', status: 'renamed', from: 'old.txt' },
        { path: 'run.sh', status: 'modified' },
      ],
      insertions: 2,
      deletions: 2,
    });
  });

  test('count whether or not the agent committed them', async () => {
    const workspace = await aWorkspace(aRepository());
    write(workspace.path, { 'b.txt': 'committed\n' });
    git(workspace.path, 'add', '.');
    git(workspace.path, 'commit', '--quiet', '--message', 'Mine');
    write(workspace.path, { 'c.txt': 'not committed\n' });

    expect((await workspace.collect()).files.map(({ path }) => path)).toEqual(['b.txt', 'c.txt']);
  });

  test('survive file names with spaces, line ends, quotes, arrows and bytes beyond ASCII', async () => {
    const names = ['a b.txt', 'line\nend.txt', '"quoted".txt', 'größe-日本.txt', ':(exclude)x', '-dash', ' lead'];
    const workspace = await aWorkspace(aRepository());
    write(workspace.path, Object.fromEntries(names.map((name) => [name, 'x\n'])));

    const { files } = await workspace.collect();
    expect(files.map(({ path }) => path).sort()).toEqual([...names].sort());
  });

  test('make a patch that applies to the commit the task started from', async () => {
    const root = aRepository({
      'a.txt': 'one\n',
      'latin1.txt': Buffer.from('gr\xfc\xdfe\n', 'latin1'),
      'b.bin': Buffer.from([0, 1, 2]),
    });
    const workspace = await aWorkspace(root);
    const latin1 = Buffer.from('Gr\xfc\xdfe\n', 'latin1');
    write(workspace.path, {
      'a.txt': 'two\n',
      'latin1.txt': latin1,
      'b.bin': Buffer.from([0, 3, 255]),
      'new.txt': 'no line end',
    });
    const { patch } = await workspace.collect();

    git(root, 'apply', '--index', patch);
    expect(readFileSync(join(root, 'latin1.txt'))).toEqual(latin1);
    expect(readFileSync(join(root, 'b.bin'))).toEqual(Buffer.from([0, 3, 255]));
    expect(git(root, 'status', '--porcelain').trim().split('\n')).toHaveLength(4);
  });

  test('do not contain line endings or encodings that git would convert', async () => {
    const root = aRepository({ 'dos.txt': 'one\r\ntwo\r\n', 'plain.txt': 'x\n' });
    write(root, { '.gitattributes': '*.txt text eol=crlf working-tree-encoding=UTF-16\n' });
    git(root, 'add', '.gitattributes');
    git(root, 'commit', '--quiet', '--message', 'Attributes');
    const workspace = await aWorkspace(root);
    expect((await workspace.collect()).files).toEqual([]);

    write(workspace.path, { 'plain.txt': 'y\n' });
    expect((await workspace.collect()).files).toEqual([{ path: 'plain.txt', status: 'modified' }]);
  });

  test('do not contain what was brought along, even if it is no longer ignored', async () => {
    const root = aRepository({ '.gitignore': 'node_modules\nlogs/\n', 'a.txt': 'one\n' });
    write(root, { 'node_modules/pkg/index.js': 'x', 'logs/a.log': 'x' });
    write(root, { '.git/info/exclude': 'private.txt\n', 'private.txt': 'x' });
    const workspace = await aWorkspace(root);
    write(workspace.path, { '.gitignore': '', 'node_modules/pkg/index.js': 'edited', 'private.txt': 'edited' });

    expect((await workspace.collect()).files).toEqual([{ path: '.gitignore', status: 'modified' }]);
  });

  test('are read anew by every call', async () => {
    const workspace = await aWorkspace(aRepository());
    await workspace.collect();
    write(workspace.path, { 'a.txt': 'two\n' });

    expect((await workspace.collect()).files).toEqual([{ path: 'a.txt', status: 'modified' }]);
  });

  test('point at files that decide what runs on other machines', async () => {
    const workspace = await aWorkspace(aRepository());
    write(workspace.path, { '.github/workflows/ci.yml': 'on: push\n', '.gitmodules': '', 'docs/.github': 'no\n' });

    expect((await workspace.collect()).warnings).toEqual([
      expect.stringContaining('.github/workflows/ci.yml'),
      expect.stringContaining('.gitmodules'),
    ]);
  });
});
