/** Whoever reads what siso prints may go away: the run goes on, is settled and keeps its result. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aSiso, rehearsal } from '../../support/siso.ts';
import { aRepository, git } from '../../unit/workspace/support.ts';

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');

test.each([
  { what: 'both streams after two lines', redirect: '2>&1 | head -n 2 >&3' },
  { what: 'standard error at once', redirect: '2>&1 >&3 | true' },
])('a reader that leaves $what does not end the run', async ({ redirect }) => {
  const siso = await aSiso();
  const repository = aRepository({ 'src/calculator.js': 'x', 'package.json': '{}' });
  const script = `exec 3>&1; "$@" ${redirect}; exit "\${PIPESTATUS[0]}"`;
  const command: [string, ...string[]] = ['bash', '-c', script, 'bash', process.execPath, MAIN];

  const { code } = await siso.run(rehearsal('answer', ['--workspace', repository]), { command });

  expect(code).toBe(0);
  expect(await siso.settled()).toBeGreaterThan(0);
  expect(git(repository, 'status', '--porcelain')).toBe('');
});
