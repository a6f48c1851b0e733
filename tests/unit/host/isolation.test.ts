/** Where agents live, as far as no other user is needed to see it. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { environmentLines } from '../../../src/host/isolation/cage.ts';
import { openIsolation } from '../../../src/host/isolation/index.ts';
import { lendInto } from '../../../src/host/isolation/lend.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siso-lend-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('without isolation a command, a place and a loan stay what they are', async () => {
  const isolation = await openIsolation('none');
  const env = { A: '1' };
  expect(isolation.command('sh', ['-c', 'x'], { cwd: '/tmp', env })).toEqual({
    ...{ file: 'sh', args: ['-c', 'x'], cwd: '/tmp', env, input: '' },
  });
  expect([await isolation.place('/own'), await isolation.lend('/bin/sh')]).toEqual(['/own', '/bin/sh']);
});

test('what is lent is the same file, or a copy where the agent could change it or not read it', async () => {
  const [from, to] = [join(aFolder(), 'objects'), join(aFolder(), 'lent')];
  mkdirSync(join(from, 'pack'), { recursive: true });
  const modes = { 'pack/same': 0o444, program: 0o755, 'open-to-all': 0o777, 'of-a-group': 0o664, closed: 0o600 };
  for (const [name, mode] of Object.entries(modes)) {
    writeFileSync(join(from, name), name);
    chmodSync(join(from, name), mode);
  }
  symlinkSync('/etc/shadow', join(from, 'link'));

  await lendInto(from, to);

  const lent = Object.keys(modes).map((name) => {
    const [original, copy] = [lstatSync(join(from, name)), lstatSync(join(to, name))];
    expect(readFileSync(join(to, name), 'utf8')).toBe(name);
    return [name, original.ino === copy.ino, (copy.mode & 0o777).toString(8)];
  });
  expect(lent).toEqual([
    ['pack/same', true, '444'],
    ['program', true, '755'],
    ['open-to-all', false, '555'],
    ['of-a-group', false, '444'],
    ['closed', false, '444'],
  ]);
  expect(readdirSync(to).sort()).toEqual(['closed', 'of-a-group', 'open-to-all', 'pack', 'program']);
  for (const [name, mode] of Object.entries(modes)) expect(lstatSync(join(from, name)).mode & 0o777, name).toBe(mode);
});

test('a variable that is not one line is refused before anything starts, and its value is not told', () => {
  expect(environmentLines({ A: '1', B_2: ' x=y ' })).toBe('A=1\nB_2= x=y \n\n');
  for (const [name, value] of [
    ['A', 'secret\nB=2'],
    ['A', 'secret\0'],
    ['a-b', 'secret'],
    ['', 'secret'],
  ] as const) {
    expect(() => environmentLines({ [name]: value })).toThrow(/cannot be given/);
    expect(() => environmentLines({ [name]: value })).not.toThrow(/secret/);
  }
});
