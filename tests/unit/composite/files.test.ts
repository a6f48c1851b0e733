import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';
import { keyValues } from '../../support/composite/file-commands.ts';

/** A step that writes `text` to the file of `variable`, and one after it. */
async function writing(variable: string, text: string, next = 'env') {
  const action = anAction(
    scripts({ write: `cat "$RUNNER_TEMP/text" >> "$${variable}"`, next: `run: ${next}\nif: always()` }),
  );
  writeFileSync(join(action.folder, 'temp', 'text'), text);
  return action.run();
}

test('outputs have one line, or the lines up to their delimiter, and the last of a name counts', async () => {
  const { steps } = await writing('GITHUB_OUTPUT', 'a=1=2\n\nb<<END\nx=y\n\nc<<no\nEND\nA=3\nempty<<E\nE');

  expect(steps[0]?.outputs).toEqual({ A: '3', b: 'x=y\n\nc<<no', empty: '' });
});

test('any value comes back whole when its delimiter is not in it', () => {
  const values = fc
    .array(fc.constantFrom('\n', '\r', '=', '<<', 'end-7f3a', 'a', '\u2028', ' ', '😀'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(values, values, (value, other) => {
      fc.pre(!`${value}\n${other}`.split('\n').includes('end-7f3a'));
      const text = [value, other].map((each, index) => `n${index}<<end-7f3a\n${each}\nend-7f3a\n`).join('');
      expect([...keyValues(text)]).toEqual([
        ['n0', value],
        ['n1', other],
      ]);
    }),
  );
});

test.each(['novalue', '<<END\nx\nEND\n', 'a<<\n', 'a<<END\nx\n', 'a<<END\nx', '=x'])(
  'outputs that say %j fail the step, and what stood before counts',
  async (text) => {
    const end = await writing('GITHUB_OUTPUT', `good=1\n${text}`);

    expect(end).toMatchObject({
      conclusion: 'failure',
      steps: [{ exitCode: 0, outcome: 'failure', outputs: { good: '1' } }, {}],
    });
    expect(end.annotations[0]?.message).toBe("Unable to process file command 'output' successfully.");
  },
);

test('variables reach later steps and the end, but NODE_OPTIONS and those of GitHub do not', async () => {
  const end = await writing(
    'GITHUB_ENV',
    'A=1\nNODE_OPTIONS=--require=/evil.js\nGITHUB_SHA=evil\nRUNNER_OS=evil\nB<<E\n2\n3\nE\n',
  );

  expect(end.conclusion).toBe('success');
  expect(end.env).toEqual({ A: '1', B: '2\n3', GITHUB_SHA: 'evil', RUNNER_OS: 'evil' });
  expect(end.annotations).toMatchObject([
    { kind: 'error', message: expect.stringContaining("Can't store NODE_OPTIONS") },
  ]);
  const seen = end.steps[1]?.log.split('##[endgroup]\n')[1]?.split('\n') ?? [];
  expect(seen).toEqual(expect.arrayContaining(['A=1', 'B=2', `GITHUB_SHA=${'0'.repeat(40)}`, 'RUNNER_OS=Linux']));
  expect(seen.filter((line) => line.startsWith('NODE_OPTIONS'))).toEqual([]);
});

test('folders come before PATH, the last one first', async () => {
  const end = await writing('GITHUB_PATH', '/opt/a\n/opt/b\n/opt/a\n', 'echo "$PATH"');

  expect(end.steps[1]?.log.split('\n').at(-1)).toMatch(/^\/opt\/a:\/opt\/b:(?!.*\/opt\/a)/);
});

test('summaries are joined and masked; one of more than 1 MiB is dropped and says so', async () => {
  const action = anAction(
    scripts({
      one: 'echo "::add-mask::hush-hush"; echo "# One hush-hush" > "$GITHUB_STEP_SUMMARY"',
      large: 'head -c 1048577 /dev/zero | tr "\\0" x > "$GITHUB_STEP_SUMMARY"',
      two: 'echo "# Two" > "$GITHUB_STEP_SUMMARY"',
    }),
  );

  const end = await action.run();

  expect(end).toMatchObject({ conclusion: 'success', summary: '# One ***\n\n# Two\n' });
  expect(end.annotations).toMatchObject([
    { kind: 'error', message: expect.stringContaining('upload aborted'), step: 'large' },
  ]);
});

test('each step has files of its own; one that is removed says nothing, one that cannot be read fails its step', async () => {
  const action = anAction(
    scripts({
      gone: 'echo a=1 > "$GITHUB_OUTPUT"; rm "$GITHUB_OUTPUT"',
      empty: 'test ! -s "$GITHUB_OUTPUT"; echo s=1 >> "$GITHUB_STATE"',
      folder: 'rm "$GITHUB_OUTPUT"; mkdir "$GITHUB_OUTPUT"',
    }),
  );

  const { steps } = await action.run();

  expect(steps[0]?.outputs).toEqual({});
  expect(steps).toMatchObject([
    { outcome: 'success' },
    { outcome: 'success', state: { s: '1' } },
    { outcome: 'failure', exitCode: 0 },
  ]);
});
