import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectChanges } from '../../../src/workspace/index.ts';
import { pathProblem } from '../../../src/workspace/publish/names.ts';
import { aBlob, rawCommit } from './publish-support.ts';
import { aFolder, aRepository, git, write } from './support.ts';

const FILE = '100644';
const LINK = '120000';
const SUBMODULE = '160000';
const ON_GITHUB = 'decides what runs on GitHub';
const MODULES = 'says which other repositories are fetched';
const OF_GIT = 'is a name that belongs to git';
const ELSEWHERE = 'is a path that may lead elsewhere';
const OUT = 'is a link that leads out of the project';

interface Odd {
  name: string;
  mode?: string;
  content?: string;
}

/** What is wrong with a commit that adds such entries, whatever git itself thinks of them. */
function problemsOf(odd: Odd[]) {
  const root = aRepository({ 'z.txt': 'one\n' });
  const parent = git(root, 'rev-parse', 'HEAD').trim();
  const before = { mode: FILE, id: git(root, 'rev-parse', 'HEAD:z.txt').trim(), name: 'z.txt' };
  const added = odd.map(({ name, mode = FILE, content = 'x\n' }) => ({
    name,
    mode,
    id: mode === SUBMODULE ? parent : aBlob(root, content),
  }));
  return inspectChanges({
    gitDirectory: join(root, '.git'),
    commit: rawCommit(root, { parent, entries: [before, ...added] }),
  });
}

describe('a change is refused', () => {
  test('for its path, as any system may read it', async () => {
    const paths = {
      [ON_GITHUB]: ['.github', '.github/workflows/x.yml', '.GitHub/actions/x/action.yml', 'GITHUB~1/workflows/x.yml'],
      [MODULES]: ['.gitmodules', '.GITMODULES ', '.git\u200cmodules'],
      [OF_GIT]: [
        '.git',
        '.GIT/config',
        'a/.git/hooks/x',
        'a\\.git\\config',
        'git~1',
        '.git. ',
        '.git::$INDEX_ALLOCATION/x',
        '.g\u200ci\ufefft/config',
      ],
      [ELSEWHERE]: ['..', '../x', 'a/../../x', '..\\x', '/etc/x', 'C:\\x', '.'],
    };
    const expected = Object.entries(paths).flatMap(([reason, names]) => names.map((path) => ({ path, reason })));

    const problems = await problemsOf(expected.map(({ path: name }) => ({ name })));
    const byPath = (one: { path: string }, other: { path: string }) => (one.path < other.path ? -1 : 1);
    expect(problems.toSorted(byPath)).toEqual(expected.toSorted(byPath));
  });

  test('that is a link which leads out of the project on some system', async () => {
    const targets = [
      '/etc/passwd',
      '..',
      '../x',
      'x/../y',
      '.git/config',
      'x\\..\\..\\y',
      'C:\\x',
      '.GIT /x',
      'a/git~1',
    ];
    const fine = ['b', './b/c', 'größe', 'b\\c'].map((content, at) => ({ name: `fine${at}`, mode: LINK, content }));
    const bad = targets.map((content, at) => ({ name: `bad${at}`, mode: LINK, content }));

    expect(await problemsOf([...fine, ...bad])).toEqual(bad.map(({ name }) => ({ path: name, reason: OUT })));
  });

  test('that is or was a submodule', async () => {
    const reason = 'is a submodule';
    expect(await problemsOf([{ name: 'lib', mode: SUBMODULE }])).toEqual([{ path: 'lib', reason }]);
    const root = aRepository();
    git(root, 'update-index', '--add', '--cacheinfo', `${SUBMODULE},${git(root, 'rev-parse', 'HEAD').trim()},lib`);
    git(root, 'commit', '--quiet', '--message', 'With');
    git(root, 'rm', '--quiet', '--cached', 'lib');
    git(root, 'commit', '--quiet', '--message', 'Without');

    expect(await inspected(root)).toEqual([{ path: 'lib', reason }]);
  });

  test('that deletes, moves or adds what runs on GitHub, unless the environment allows it', async () => {
    const root = aRepository({ '.github/workflows/a.yml': 'a\n', '.github/b.md': 'b\n', 'c.yml': 'c\n' });
    git(root, 'mv', '.github/workflows/a.yml', 'a.yml');
    git(root, 'mv', 'c.yml', '.github/c.yml');
    git(root, 'rm', '--quiet', '.github/b.md');
    git(root, 'commit', '--quiet', '--message', 'Move');

    const paths = ['.github/b.md', '.github/c.yml', '.github/workflows/a.yml'];
    expect(await inspected(root)).toEqual(paths.map((path) => ({ path, reason: ON_GITHUB })));
    expect(await inspected(root, { allowGitHubFolder: true })).toEqual([]);
  });
});

function inspected(root: string, options: { allowGitHubFolder?: boolean } = {}) {
  const commit = git(root, 'rev-parse', 'HEAD').trim();
  return inspectChanges({ gitDirectory: join(root, '.git'), commit, ...options });
}

test('what is usual is not refused, nor what was there before', async () => {
  const root = aRepository({ '.github/workflows/a.yml': 'a\n', '.gitmodules': '', 'deep/er/x.txt': 'x\n' });
  symlinkSync('/etc/passwd', join(root, 'old'));
  git(root, 'add', 'old');
  git(root, 'commit', '--quiet', '--message', 'Before');
  const hidden = ['.gitignore', '.gitattributes', '.github.md', 'docs/.github/x', 'docs/.gitmodules', '...a', '.a.'];
  const names = [...hidden, 'digit', 'a b.txt', 'line\nend', 'größe', 'a:b', 'a~1'];
  write(root, Object.fromEntries(names.map((name) => [name, 'x\n'])));
  symlinkSync('../../.gitignore', join(root, 'deep/er/link'));
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'After');

  expect(await inspected(root)).toEqual([]);
});

test('a merge and a first commit are faults, for they are not the result of a task', async () => {
  const root = aRepository();
  await expect(inspected(root)).rejects.toMatchObject({ code: 'workspace_invalid', hint: expect.any(String) });
  const tree = 'HEAD^{tree}';
  const other = git(root, 'commit-tree', tree, '-m', 'Other').trim();
  git(root, 'update-ref', 'HEAD', git(root, 'commit-tree', tree, '-p', 'HEAD', '-p', other, '-m', 'Merge').trim());
  await expect(inspected(root)).rejects.toMatchObject({ code: 'workspace_invalid' });
});

test('every name that git knows as dangerous on some system is refused', () => {
  const root = aFolder();
  git(root, 'init', '--quiet');
  const part = fc.constantFrom(
    '.',
    'g',
    'G',
    'i',
    't',
    '.git',
    'git',
    '~',
    '1',
    ' ',
    ':',
    '\\',
    '\u200c',
    '\ufeff',
    'x',
  );
  const samples = fc.sample(fc.array(part, { minLength: 1, maxLength: 6 }), { numRuns: 4_000, seed: 6 });
  const names = new Set(samples.map((parts) => parts.join('')).filter((name) => !/^\.\.?$/.test(name)));
  const settings = ['-c', 'core.protectHFS=true', '-c', 'core.protectNTFS=true'];
  const asked = ['git', ...settings, 'update-index', '--force-remove', '-z', '--stdin'];
  const said = execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', ...asked], {
    cwd: root,
    input: [...names].map((name) => `a/${name}\0`).join(''),
    encoding: 'utf8',
  });
  const dangerous = [...said.matchAll(/^Ignoring path a\/(.*)$/gm)].map(([, name = '']) => name);

  expect(dangerous.length).toBeGreaterThan(20);
  expect(dangerous.filter((name) => pathProblem(name) === undefined)).toEqual([]);
});
