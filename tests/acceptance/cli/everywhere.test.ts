/** The commands that change something, run something, or need no ledger: in a pipe and on a terminal. */
import { expect, test } from 'vitest';
import { textWidth } from '../../../src/cli/display/width.ts';
import { claudeBinary } from '../../support/claude.ts';
import { seededSiso } from '../../support/seeded-siso.ts';
import { BUILT_SISO } from '../../support/siso.ts';

const seeded = seededSiso();
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

test.each([
  { args: ['templates'], says: /dependency-update/ },
  { args: ['templates', 'show', 'create-tests'], says: /target/ },
  { args: ['init', '--dry-run'], says: /siso\.config\.json/ },
  { args: ['doctor'], says: /permissions\.allow/ },
  { args: ['setup'], says: /Claude Code 2\.\d+\.\d+/ },
  { args: ['completion', 'bash'], says: /complete .*siso/ },
  { args: ['help', 'limits', 'set'], says: /--tokens-per-minute/ },
])('siso $args needs no ledger and says the same in a pipe and on a terminal', async ({ args, says }) => {
  await claudeBinary();
  const piped = await seeded.place.run(args, { command: BUILT_SISO });
  expect({ code: piped.code, stderr: piped.stderr }).toEqual({ code: 0, stderr: '' });
  expect(piped.stdout).not.toMatch(STEERING);
  expect(piped.stdout).toMatch(says);
  expect(await seeded.shown(args, 100, [])).toMatch(says);
});

test.each([
  { args: ['grant', '1', '--for', '1h', '--reason', 'a test'], says: /Granted \$1\.00/ },
  { args: ['limits', 'set', 'testing', '--requests-per-minute', 'none'], says: /Limits of testing/ },
  { args: ['prune', '--texts', '0d'], says: /Removed [\s\S]*Figures before .*, texts before/ },
  { args: ['prune', '--dry-run'], says: /Would remove nothing\.[\s\S]*This was a dry run: nothing was removed\./ },
  { args: ['prune', 'set', '--keep', '500d'], says: /What this ledger keeps/ },
  { args: ['limits', 'preset', 'unlimited'], says: /Limits of development|preset unlimited/ },
  { args: ['budget', 'set', '--scope', 'label:team=web', '--daily', '60'], says: /Budget of label:team=web/ },
  {
    args: ['prices', 'add', 'haiku', '--input', '0.2', '--output', '1', '--source', 'a test'],
    says: /claude-haiku-5-5/,
  },
])('siso $args changes the ledger and fits the terminal it is said on', async ({ args, says }) => {
  const piped = await seeded.siso(args);
  expect({ code: piped.code, stderr: piped.stderr }).toEqual({ code: 0, stderr: '' });
  expect(piped.stdout).toMatch(says);
  const shown = await seeded.shown(args, 80);
  expect(shown).toMatch(says);
  expect(shown.split('\n').filter((row) => textWidth(row) > 80)).toEqual([]);
});

test('run, its dry run, submit and retry end with their report in a pipe and on a terminal', async () => {
  await claudeBinary();
  await seeded.siso(['limits', 'preset', 'unlimited']);
  const prompt = ['Do what is to be done.', '--wait', '2m'];
  const submitted = await seeded.siso(['submit', ...prompt]);
  const [id = ''] = /T-[0-9A-Z]{8}/.exec(submitted.stdout) ?? [];
  for (const [args, says] of [
    [['run', ...prompt], /Succeeded.*T-\w+/],
    [['run', ...prompt, '--dry-run'], /This was a dry run: nothing was booked\./],
    [['submit', ...prompt], /Succeeded.*T-\w+/],
    [['retry', id, '--wait', '2m'], new RegExp(`Succeeded.*${id}`)],
  ] as const) {
    const piped = await seeded.siso([...args]);
    expect({ args, code: piped.code }).toEqual({ args, code: 0 });
    expect(piped.stdout).toMatch(says);
    expect(await seeded.shown([...args], 100)).toMatch(says);
  }
});
