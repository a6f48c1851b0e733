import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staysInside } from '../../../src/workspace/links.ts';
import { aFolder, aRepository, asOrdinaryUser, aWorkspace, git, write, writeTrap } from './support.ts';

/** Everything in git that starts a program, set by the agent in every configuration it can reach. */
function setTraps(gitDirectory: string, trap: string): void {
  const settings = [
    'core.fsmonitor',
    'filter.x.clean',
    'filter.x.smudge',
    'filter.x.process',
    'diff.x.textconv',
    'diff.x.command',
  ];
  for (const name of [...settings, 'diff.external', 'core.pager', 'core.editor', 'gpg.program', 'core.sshCommand']) {
    git(gitDirectory, 'config', name, trap);
  }
  for (const hook of ['pre-commit', 'post-commit', 'post-index-change', 'reference-transaction', 'post-checkout']) {
    mkdirSync(join(gitDirectory, 'hooks'), { recursive: true });
    execFileSync('cp', [trap, join(gitDirectory, 'hooks', hook)]);
  }
}

describe('a hostile task', () => {
  test('runs nothing through hooks, filters, monitors or drivers of its git', async () => {
    const root = aRepository({ 'a.txt': 'one\n' });
    const workspace = await aWorkspace(root);
    const proof = join(aFolder(), 'proof');
    writeTrap(join(workspace.path, 'trap.sh'), proof);
    setTraps(join(workspace.path, '.git'), join(workspace.path, 'trap.sh'));
    write(workspace.path, { 'a.txt': 'two\n', '.gitattributes': '* filter=x diff=x text=auto\n' });

    await workspace.collect();
    await workspace.keep('Harmless');
    expect(existsSync(proof)).toBe(false);

    git(workspace.path, 'add', '--all');
    expect(existsSync(proof), 'the trap is a real one').toBe(true);
  });

  test('runs nothing through filters, drivers and hooks that the user configured either', async () => {
    const root = aRepository({ 'a.txt': 'one\n' });
    const proof = join(aFolder(), 'proof');
    writeTrap(join(root, '../trap.sh'), proof);
    const workspace = await aWorkspace(root);
    setTraps(join(root, '.git'), join(root, '../trap.sh'));
    rmSync(proof, { force: true });
    write(workspace.path, { 'a.txt': 'two\n', '.gitattributes': '* filter=x diff=x\n' });

    await workspace.collect();
    expect(await workspace.keep('Harmless')).toBeDefined();
    expect(existsSync(proof)).toBe(false);
  });

  test('gets no link out of the project, by whatever way it leads out', async () => {
    const root = aRepository({ 'deep/er/file.txt': 'x\n', 'link.txt': 'committed\n' });
    const workspace = await aWorkspace(root);
    const { path } = workspace;
    rmSync(join(path, 'link.txt'));
    symlinkSync('/etc/passwd', join(path, 'link.txt'));
    symlinkSync('../../outside', join(path, 'up'));
    symlinkSync('../..', join(path, 'deep/er/root'));
    symlinkSync('deep/er/root/../x', join(path, 'through-a-link'));
    symlinkSync('.git/config', join(path, 'config'));
    symlinkSync('deep/er/file.txt', join(path, 'fine'));

    const { files, warnings } = await workspace.collect();
    expect(files.map((file) => file.path)).toEqual(['deep/er/root', 'fine']);
    expect(warnings).toHaveLength(4);
    expect(warnings).toContain('Left out: link.txt is a link that leads out of the project.');
  });

  test('reads nothing outside by putting a link in the place of a folder', async () => {
    const outside = aFolder();
    write(outside, { 'file.txt': 'secret\n' });
    const workspace = await aWorkspace(aRepository({ 'dir/file.txt': 'x\n', 'a.txt': 'one\n' }));
    const { path } = workspace;
    rmSync(join(path, 'dir'), { recursive: true });
    symlinkSync(outside, join(path, 'dir'));

    const { files, patch } = await workspace.collect();
    expect(files).toEqual([{ path: 'dir/file.txt', status: 'deleted' }]);
    expect(readFileSync(patch, 'utf8')).not.toContain('secret');
  });

  test('adds no repository in the repository, with or without commits', async () => {
    const workspace = await aWorkspace(aRepository());
    const { path } = workspace;
    for (const name of ['empty', 'full repo']) git(path, 'init', '--quiet', name);
    write(path, { 'full repo/x.txt': 'x\n', 'b.txt': 'b\n' });
    git(join(path, 'full repo'), 'add', '.');
    git(join(path, 'full repo'), 'commit', '--quiet', '--message', 'Inner');

    const { files, warnings } = await workspace.collect();
    expect(files).toEqual([{ path: 'b.txt', status: 'added' }]);
    expect(warnings).toEqual(expect.arrayContaining(['Left out: full repo/ is a git repository of its own.']));
  });

  test('changes no submodule and runs nothing through its configuration', async () => {
    const library = aRepository({ 'lib.txt': 'x\n' });
    const root = aRepository();
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib');
    git(root, 'commit', '--quiet', '--message', 'Submodule');
    const workspace = await aWorkspace(root);
    const { path } = workspace;
    const proof = join(aFolder(), 'proof');
    writeTrap(join(path, 'trap.sh'), proof);
    git(path, 'clone', '--quiet', library, 'lib');
    setTraps(join(path, 'lib/.git'), join(path, 'trap.sh'));
    rmSync(proof, { force: true });
    write(path, { 'lib/lib.txt': 'edited\n' });

    const { files, warnings } = await workspace.collect();
    expect(files).toEqual([{ path: 'trap.sh', status: 'added' }]);
    expect(warnings).toEqual(['Left out: changes in the submodule lib.']);
    expect(existsSync(proof)).toBe(false);
  });

  test.each(['removes its .git', 'replaces its .git with that of another repository'])(
    'that %s changes nothing else',
    async (way) => {
      const workspace = await aWorkspace(aRepository());
      const { path } = workspace;
      rmSync(join(path, '.git'), { recursive: true });
      if (way.startsWith('replaces')) renameSync(join(aRepository({ 'other.txt': 'x\n' }), '.git'), join(path, '.git'));
      write(path, { 'b.txt': 'b\n' });

      expect((await workspace.collect()).files).toEqual([{ path: 'b.txt', status: 'added' }]);
    },
  );

  test('does not stop the reading with a pipe or an enormous file', async () => {
    const workspace = await aWorkspace(aRepository({ 'a.txt': 'one\n', 'b.txt': 'two\n' }));
    const { path } = workspace;
    rmSync(join(path, 'a.txt'));
    execFileSync('mkfifo', [join(path, 'a.txt'), join(path, 'pipe')]);
    write(path, { 'b.txt': 'changed\n', 'huge.bin': '' });
    truncateSync(join(path, 'huge.bin'), 101 * 1024 ** 2);

    const { files, warnings } = await workspace.collect();
    expect(files).toEqual([{ path: 'b.txt', status: 'modified' }]);
    expect(warnings).toEqual(['Left out: a.txt could not be read.', 'Left out: huge.bin is larger than 100 MiB.']);
  });
});

test('a file that cannot be read is left out, and said so', async () => {
  await asOrdinaryUser(async () => {
    const workspace = await aWorkspace(aRepository({ 'a.txt': 'one\n', 'b.txt': 'two\n' }));
    write(workspace.path, { 'a.txt': 'changed\n', 'b.txt': 'changed\n' });
    chmodSync(join(workspace.path, 'a.txt'), 0);

    const { files, warnings } = await workspace.collect();
    expect(files).toEqual([{ path: 'b.txt', status: 'modified' }]);
    expect(warnings).toEqual(['Left out: a.txt could not be read.']);
  });
});

describe('a link', () => {
  test.each([
    ['a', 'b'],
    ['a/b/c', '../../x'],
    ['a/b', './..//x/./y'],
    ['a', '..x'],
  ])('from %s to %s stays inside', (path, target) => expect(staysInside(path, target)).toBe(true));

  test.each([
    ['a', '/etc/passwd'],
    ['a', '..'],
    ['a/b', '../..'],
    ['a/b', 'x/../y'],
    ['a', './../x'],
    ['a', 'x/.GIT/config'],
  ])('from %s to %s does not', (path, target) => expect(staysInside(path, target)).toBe(false));

  test('that stays inside never resolves to a path above the project', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b', '.git', '..a');
    const name = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (from, to) => {
          fc.pre(staysInside(from.join('/'), to.join('/')));
          let depth = from.length - 1;
          for (const step of to) depth += step === '..' ? -1 : step === '' || step === '.' ? 0 : 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
