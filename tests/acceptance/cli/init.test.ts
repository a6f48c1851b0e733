import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aSiso, BUILT_SISO, type Siso } from '../../support/siso.ts';
import { aFolder } from '../../unit/workspace/support.ts';

const init = (siso: Siso, cwd: string, args: string[] = []) =>
  siso.run(['init', ...args], { cwd, command: BUILT_SISO });

/** A repository before its first commit. */
function aNewRepository(): string {
  const folder = aFolder();
  execFileSync('git', ['init', '--quiet', folder]);
  return folder;
}

const read = (...parts: string[]) => readFileSync(join(...parts), 'utf8');

test('a new project gets a configuration that is valid and a ledger that git does not see', async () => {
  const [siso, folder] = [await aSiso(), aNewRepository()];
  const { code, stdout } = await init(siso, folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\+ siso\.config\.json created[\s\S]*\+ \.gitignore created[\s\S]*budget +dollars[\s\S]*siso doctor/,
  );
  expect(JSON.parse(read(folder, 'siso.config.json'))).toEqual({ budget: '2.00', timeout: '30m' });
  expect(read(folder, '.gitignore')).toBe('.siso/\n');
  const status = await siso.run(['status', '--rehearse'], { cwd: folder, command: BUILT_SISO });
  expect(status.code).toBe(0);
});

test('what is there stays as it is, to the byte, and is named', async () => {
  const [siso, folder] = [await aSiso(), aNewRepository()];
  writeFileSync(join(folder, 'siso.config.json'), '{"budget":"7"}');
  writeFileSync(join(folder, '.gitignore'), 'node_modules');
  expect((await init(siso, folder)).stdout).toMatch(/= siso\.config\.json is there already/);
  expect(read(folder, 'siso.config.json')).toBe('{"budget":"7"}');
  expect(read(folder, '.gitignore')).toBe('node_modules\n.siso/\n');

  expect((await init(siso, folder)).stdout).toMatch(/= \.gitignore is there already/);
  expect(read(folder, '.gitignore')).toBe('node_modules\n.siso/\n');
});

test('in a folder below, the top of the repository is made ready', async () => {
  const [siso, folder] = [await aSiso(), aNewRepository()];
  execFileSync('mkdir', ['-p', join(folder, 'packages/web')]);
  await init(siso, join(folder, 'packages/web'));
  expect(existsSync(join(folder, 'siso.config.json'))).toBe(true);
  expect(readdirSync(join(folder, 'packages/web'))).toEqual([]);
});

test('--dry-run says what it would write, and writes nothing', async () => {
  const [siso, folder] = [await aSiso(), aNewRepository()];
  const { code, stdout } = await init(siso, folder, ['--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Nothing is written[\s\S]*siso\.config\.json would be created/);
  expect(readdirSync(folder)).toEqual(['.git']);
});

test('without git there is only a configuration', async () => {
  const [siso, folder] = [await aSiso(), aFolder()];
  await init(siso, folder);
  expect(readdirSync(folder)).toEqual(['siso.config.json']);
});

test('a link that leads elsewhere is not followed', async () => {
  const [siso, folder, elsewhere] = [await aSiso(), aNewRepository(), aFolder()];
  writeFileSync(join(elsewhere, 'ignore'), 'theirs\n');
  symlinkSync(join(elsewhere, 'ignore'), join(folder, '.gitignore'));
  symlinkSync(join(elsewhere, 'config'), join(folder, 'siso.config.json'));
  const { code, stderr } = await init(siso, folder);
  expect(code).toBe(2);
  expect(stderr).not.toMatch(/fault in siso/);
  expect(readdirSync(elsewhere)).toEqual(['ignore']);
  expect(read(elsewhere, 'ignore')).toBe('theirs\n');
});
