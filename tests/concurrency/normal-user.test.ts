import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { nobody, type Owner } from '../support/guarded.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../support/one-admission.ts', import.meta.url));

// Root proves with every other test that it works as root. Whoever is not root proves with each that it works without.
test('a user who is not root starts Postgres and PostgREST, admits a task, and leaves nothing', async () => {
  const owner = process.getuid?.() === 0 ? nobody() : undefined;
  const [home, temporary] = [aFolder(owner), aFolder(owner)];
  const { node, checkout } = within(owner);
  const env = { HOME: home, TMPDIR: temporary, PATH: '/usr/bin:/bin' };

  const { stdout } = await execa(node, [join(checkout, relative(CHECKOUT, PROGRAM))], {
    ...{ cwd: '/', env, extendEnv: false, ...owner },
  });

  const uid = owner?.uid ?? process.getuid?.();
  expect(JSON.parse(stdout)).toEqual({ uid, decision: 'admitted' });
  expect(uid).not.toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

function aFolder(owner?: Owner): string {
  const folder = mkdtempSync(join(tmpdir(), 'siso-normal-user-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** Node and the checkout, or both again in a temporary folder where they are closed to that user. */
function within(reach: Owner | undefined): { node: string; checkout: string } {
  const here = { node: process.execPath, checkout: CHECKOUT };
  const may = (command: string, argument: string) =>
    spawnSync(command, [argument], { cwd: '/', ...reach }).status === 0;
  if (reach === undefined || (may(here.node, '--version') && may('/bin/cat', PROGRAM))) return here;
  const copy = aFolder(reach);
  const parts = ['package.json', 'src', 'supabase', 'tests', 'node_modules'].map((part) => join(CHECKOUT, part));
  for (const path of [...parts, process.execPath]) link(path, copy);
  return { node: join(copy, basename(process.execPath)), checkout: copy };
}

/** Links where the file system is the same: the packages are large. */
function link(path: string, folder: string): void {
  if (spawnSync('cp', ['-al', path, folder]).status !== 0) execFileSync('cp', ['-af', path, folder]);
}
