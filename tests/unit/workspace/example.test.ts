import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample } from '../../../src/workspace/index.ts';
import { aFolder, git } from './support.ts';

function runTests(cwd: string): { passed: number; failed: number } {
  const { PATH, HOME } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap'], {
    cwd,
    env: { PATH, HOME },
    encoding: 'utf8',
  });
  const figure = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(stdout)?.[1]);
  return { passed: figure('pass'), failed: figure('fail') };
}

test('the example is a clean repository in which one test fails until one line is repaired', async () => {
  const folder = join(aFolder(), 'example');
  await copyExample(folder);
  expect(git(folder, 'status', '--porcelain', '--branch')).toBe('## main\n');
  expect(git(folder, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
  expect(runTests(folder)).toEqual({ passed: 2, failed: 1 });

  const file = join(folder, 'src/calculator.js');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('sum / (numbers.length - 1)', 'sum / numbers.length'));
  expect(runTests(folder)).toEqual({ passed: 3, failed: 0 });
  expect(git(folder, 'diff', '--numstat')).toBe('1\t1\tsrc/calculator.js\n');
});

test('the example never goes into a folder that has something in it', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'mine'), '');
  await expect(copyExample(folder)).rejects.toMatchObject({ code: 'workspace_invalid' });
});
