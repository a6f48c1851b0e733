import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { execa } from 'execa';
import { printable } from '../../domain/printable.ts';
import { colors } from '../display/colors.ts';

/** Shows what became of the example: its diff, and its own tests on the result. */
export async function checkExample(repository: string, branch: string): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: repository, env: { PATH, HOME }, extendEnv: false, reject: false, all: true } as const;
  await execa('git', ['switch', '--quiet', branch], options);
  const diff = await execa('git', ['diff', '--unified=0', 'main', branch, '--'], options);
  const tests = await execa('npm', ['test', '--silent'], options);
  const lines = printable(diff.all)
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line));
  const verdict =
    tests.exitCode === 0 ? `${colors.green('✓')} its tests pass` : `${colors.red('✗')} its tests still fail`;
  return [
    ...lines.map((line) => `    ${line.startsWith('+') ? colors.green(line) : colors.red(line)}`),
    `  ${verdict} in ${printable(repository)}`,
  ].join('\n');
}

/** Removes a copy of the example, with the folder that was made for it. */
export async function removeExample(repository: string): Promise<void> {
  await rm(dirname(repository), { recursive: true, force: true });
}
