import { lstatSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareIndex } from '../../../src/workspace/compare.ts';
import { checkOut, makeGitDirectory } from '../../../src/workspace/git-directory.ts';
import { inspectRepository } from '../../../src/workspace/index.ts';
import { aFolder, aRepository, git } from './support.ts';

/** A checked-out tree, and what git finds changed in it. */
async function aCheckOut({ seconds = 0 } = {}) {
  const source = await inspectRepository(aRepository({ 'a.txt': 'one\n', 'b.txt': 'two\n' }));
  const workTree = join(aFolder(), 'tree');
  const made = await checkOut(source, workTree);
  // An index so much younger than its files that git reads no file whose size and times it knows.
  const baseline = { ...made, indexTime: made.indexTime + seconds };
  const changes = async () => {
    const reader = await makeGitDirectory(join(aFolder(), 'git'), { source, workTree, baseline });
    await reader.run(['add', '--update']);
    return (await compareIndex(reader, source.baseCommit)).changes.map(({ now }) => now.path);
  };
  return { workTree, changes };
}

describe('the index from before the task', () => {
  test.each([0, 60])('finds nothing changed where nothing is, %i s after the files', async (seconds) => {
    const { changes } = await aCheckOut({ seconds });
    expect(await changes()).toEqual([]);
  });

  test('hides no edit in the second of the checkout, even if size and times are the same', async () => {
    const { workTree, changes } = await aCheckOut();
    const file = join(workTree, 'a.txt');
    const { size, atime, mtime } = lstatSync(file);
    writeFileSync(file, 'two\n');
    utimesSync(file, atime, mtime);

    expect(lstatSync(file)).toMatchObject({ size, mtime });
    expect(await changes()).toEqual(['a.txt']);
  });

  test('is out of reach of what the task does to its own git directory', async () => {
    const { workTree, changes } = await aCheckOut({ seconds: 60 });
    writeFileSync(join(workTree, 'a.txt'), 'edited\n');
    git(workTree, 'update-index', '--assume-unchanged', 'a.txt');
    git(workTree, 'config', 'core.fileMode', 'false');
    expect(git(workTree, 'status', '--porcelain')).toBe('');

    expect(await changes()).toEqual(['a.txt']);
  });
});
