import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  commitPatch,
  inspectChanges,
  readPatchFolder,
  type Workspace,
  writePatchFolder,
} from '../../../src/workspace/index.ts';
import { aPublished, branches, push } from './publish-support.ts';
import { aFolder, aRepository, aWorkspace, git, write } from './support.ts';

const BEFORE = {
  'edit.txt': 'one\ntwo\n',
  'image.bin': Buffer.from([0, 1, 2, 255]),
  'old name.txt': 'a\nb\nc\nd\n',
  'run.sh': 'true\n',
  'gone.txt': 'goes\n',
  'dos.txt': 'one\r\ntwo\r\n',
  '.gitattributes': '*.txt text eol=lf\n',
};

/** Everything that a patch can hold, done to a workspace of `BEFORE`. */
function changeEverything({ path }: Workspace): void {
  write(path, {
    'edit.txt': 'one\n2\n',
    'image.bin': Buffer.from([0, 3, 10, 13, 255]),
    'new.bin': Buffer.from([0, 200, 201]),
    'empty.txt': '',
    'no end.txt': 'x',
    'line\nend.txt': 'x\n',
    'größe "日本".txt': 'x\n',
    'dos.txt': 'one\r\n2\r\n',
    'trailing.txt': 'blanks  \t\n\n\n',
  });
  writeFileSync(Buffer.concat([Buffer.from(`${path}/bytes-`), Buffer.from([0xff, 0xfe])]), 'x\n');
  renameSync(join(path, 'old name.txt'), join(path, 'new name.txt'));
  chmodSync(join(path, 'run.sh'), 0o755);
  rmSync(join(path, 'gone.txt'));
  symlinkSync('edit.txt', join(path, 'link'));
}

describe('a patch handed to another job', () => {
  test('becomes the same tree as the task made, by the bot, on a fresh checkout that nothing changes in, and is pushed', async () => {
    const at = await aPublished(BEFORE);
    const worker = join(aFolder(), 'worker');
    git(at.checkout, 'clone', '--quiet', '--depth=1', `file://${at.bare}`, worker);
    const workspace = await aWorkspace(worker, 'T-1');
    changeEverything(workspace);
    const changes = await workspace.collect();
    const kept = await workspace.keep('Everything');
    const folder = join(aFolder(), 'artifact');
    const written = await writePatchFolder(folder, { changes, base: workspace.baseCommit, taskId: 'T-1' });

    const { manifest, patch } = await readPatchFolder(folder, { taskId: 'T-1', base: at.base });
    const before = git(at.checkout, 'status', '--porcelain=v2', '--branch');
    const { gitDirectory, base } = at;
    const message = 'Größe ändern\n\nBecause.';
    const made = await commitPatch({
      gitDirectory,
      base,
      patch,
      message,
      taskId: 'T-1',
      directory: join(aFolder(), 'git'),
    });

    expect(manifest).toEqual(written);
    expect(manifest).toMatchObject({ base, taskId: 'T-1', files: 14, insertions: changes.insertions });
    expect(made).toMatchObject({ files: changes.files, insertions: changes.insertions, deletions: changes.deletions });
    expect(made.tree).toBe(git(worker, 'rev-parse', `${kept?.commit}^{tree}`).trim());
    expect(git(at.checkout, 'status', '--porcelain=v2', '--branch')).toBe(before);
    expect(await inspectChanges(made)).toEqual([]);
    expect(await push(at, made)).toMatchObject({ pushed: true });
    expect(branches(at.bare)['siso/task-T-1']).toBe(made.commit);
    const bot = 'siso-automation[bot] <siso-automation[bot]@users.noreply.github.com>';
    expect(git(at.bare, 'log', '-1', '--format=%an <%ae>|%cn <%ce>|%P|%B', made.commit).trim()).toBe(
      `${bot}|${bot}|${base}|${message}\n\nSiso-Task: T-1\nSigned-off-by: ${bot}`,
    );
  });

  test.each([
    ['on another commit', '--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-other\n+two\n', /does not apply.*a\.txt/],
    ['into the folder of git', diffOf('.GIT/config'), /does not apply.*invalid path/],
    ['into another spelling of it', diffOf('git~1/config'), /does not apply.*invalid path/],
    ['outside of the project', diffOf('../x'), /does not apply.*invalid path/],
    ['that is none', 'hello\n', /does not apply/],
    ['that is empty', '\n', /changes nothing/],
  ])('is a fault when it is one %s', async (_, patch, message) => {
    const root = aRepository();
    const base = git(root, 'rev-parse', 'HEAD').trim();
    const directory = join(aFolder(), 'git');
    const options = { gitDirectory: join(root, '.git'), base, message: 'x', taskId: 'T-1', directory };

    const failed = await commitPatch({ ...options, patch: Buffer.from(patch) }).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'workspace_invalid',
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
    expect(existsSync(join(root, '../x'))).toBe(false);
  });

  test('is a fault on a checkout of another commit', async () => {
    const root = aRepository();
    const base = 'a'.repeat(40);
    const options = { gitDirectory: join(root, '.git'), base, message: 'x', taskId: 'T-1' };
    const failed = commitPatch({ ...options, patch: Buffer.from(diffOf('b.txt')), directory: join(aFolder(), 'git') });

    await expect(failed).rejects.toMatchObject({
      code: 'workspace_invalid',
      message: expect.stringContaining(base),
      hint: expect.stringContaining('actions/checkout'),
    });
  });
});

function diffOf(path: string): string {
  return `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`;
}

describe('what was handed over is a fault', () => {
  const given = async () => {
    const folder = aFolder();
    write(folder, { made: diffOf('a.txt') });
    const changes = { files: [], insertions: 1, deletions: 0, patch: join(folder, 'made'), warnings: [] };
    await writePatchFolder(folder, { changes, base: 'a'.repeat(40), taskId: 'T-1' });
    return { folder, patch: join(folder, 'changes.patch'), manifest: join(folder, 'patch.json') };
  };
  const edit = (path: string, change: (text: string) => string) => {
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  test.each<[string, (place: Awaited<ReturnType<typeof given>>) => unknown, RegExp]>([
    ['without its patch', ({ patch }) => rmSync(patch), /changes\.patch cannot be read/],
    ['without its description', ({ manifest }) => rmSync(manifest), /patch\.json cannot be read/],
    ['with another patch', ({ patch }) => edit(patch, (text) => text.replace('+x', '+y')), /is not the file that/],
    ['too large', ({ patch }) => writeFileSync(patch, Buffer.alloc(50 * 1024 ** 2 + 1)), /are the most/],
    ['with a link', ({ patch }) => relink(patch), /cannot be read/],
    ['with a folder', ({ patch }) => [rmSync(patch), mkdirSync(patch)], /is no file/],
    ['with a description that is no JSON', ({ manifest }) => edit(manifest, () => '{'), /is not JSON/],
    [
      'with a field too many',
      ({ manifest }) => edit(manifest, (text) => text.replace('{', '{"x":1,')),
      /not as it should/,
    ],
    [
      'with a task that is none',
      ({ manifest }) => edit(manifest, (text) => text.replace('T-1', '../x')),
      /not as it should/,
    ],
    ['of another task', ({ manifest }) => edit(manifest, (text) => text.replace('T-1', 'T-2')), /of the task T-2/],
  ])('%s', async (_, spoil, message) => {
    const place = await given();
    spoil(place);

    const failed = await readPatchFolder(place.folder, { taskId: 'T-1' }).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'workspace_invalid',
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
  });
});

function relink(path: string): void {
  renameSync(path, `${path}.real`);
  symlinkSync(`${path}.real`, path);
}
