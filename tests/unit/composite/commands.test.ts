import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';
import type { CompositeEnd, CompositeOptions } from '../../support/composite/types.ts';

/** What comes of a step that prints `text`, byte for byte; `own` is its log without the script at its top. */
async function printing(
  text: string,
  options: Partial<CompositeOptions> = {},
): Promise<CompositeEnd & { own: string[] }> {
  const action = anAction(scripts({ print: 'cat "$RUNNER_TEMP/text"' }));
  writeFileSync(join(action.folder, 'temp', 'text'), text);
  const end = await action.run(options);
  return { ...end, own: end.steps[0]?.log.split('##[endgroup]\n').slice(1).join('##[endgroup]\n').split('\n') ?? [] };
}

test('errors, warnings and notices become annotations, unescaped and with their place from the top of the checkout', async () => {
  const action = anAction(
    scripts({ print: 'echo "::error file=$PWD/a.ts,line=3,title=A%2C B%3A C::one%0Atwo %2525"' }),
  );

  const end = await action.run();
  const others = await printing(
    '  ::warning::w\n::notice::n\n::group::g\n::endgroup::\nmid ::error::no\n##[error]old\n',
  );

  expect(end.annotations).toEqual([
    {
      kind: 'error',
      message: 'one\ntwo %25',
      step: 'print',
      properties: { file: 'a.ts', line: '3', title: 'A, B: C' },
    },
  ]);
  expect(others.annotations.map(({ kind, message }) => `${kind} ${message}`)).toEqual([
    'warning w',
    'notice n',
    'error old',
  ]);
  expect(others.own).toEqual([
    '##[warning]w',
    '##[notice]n',
    '##[group]g',
    '##[endgroup]',
    'mid ::error::no',
    '##[error]old',
  ]);
  expect(others.conclusion).toBe('success');
});

test('a lone carriage return begins a line, so that a command can hide behind it', async () => {
  const end = await printing('title\r::error::found\r\nnext\n');

  expect(end.own).toEqual(['title', '##[error]found', 'next']);
  expect(end.annotations).toMatchObject([{ message: 'found' }]);
});

test('what is masked shows nowhere, in any of its encodings, and the script at the top is masked too', async () => {
  const secret = 'p"ss w&rd-1';
  const forms = [secret, btoa(secret), btoa(`user:${secret}`), JSON.stringify(secret), encodeURIComponent(secret)];
  const text = `::add-mask::${secret}\n${forms.join('\n')}\n::warning::it is ${secret}\n::add-mask::two%0Alines\nlines\n`;

  const end = await printing(text, { env: { KEY: 'from-the-start' }, secrets: ['from-the-start'] });

  expect(end.own).toEqual(['***', '***', 'dXNlcjpw***', '"***"', '***', '##[warning]it is ***', '***']);
  expect(end.steps[0]?.log).toContain('\n  KEY: ***\n');
  expect(end.annotations).toMatchObject([{ message: 'it is ***' }]);
  expect(end.masks).toEqual([secret, 'two\nlines']);
});

test('between stop-commands and its token nothing is a command', async () => {
  const end = await printing(
    '::stop-commands::pause-1\n::error::a\n##[add-mask]b\n::set-output name=x::1\n::pause-1::\n::error::c\n',
  );

  expect(end.annotations).toMatchObject([{ message: 'c' }]);
  expect(end.masks).toEqual([]);
  expect(end.steps[0]?.outputs).toEqual({});
  expect(end.own).toEqual([
    '::stop-commands::***',
    '::error::a',
    '##[add-mask]b',
    '::set-output name=x::1',
    '::***::',
    '##[error]c',
  ]);
});

test('a stop token that is a command itself fails the step', async () => {
  expect(await printing('::stop-commands::error\n')).toMatchObject({ conclusion: 'failure', steps: [{ exitCode: 0 }] });
});

test('commands that were replaced by files still set outputs, but neither variables nor PATH', async () => {
  const end = await printing('::set-output name=x::1\n::save-state name=y::2\n');
  const disabled = await printing('::set-env name=A::1\n::add-path::/x\n');

  expect(end).toMatchObject({ conclusion: 'success', steps: [{ outputs: { x: '1' }, state: { y: '2' } }] });
  expect(disabled).toMatchObject({ conclusion: 'failure', steps: [{ exitCode: 0 }] });
  expect(disabled.env).toEqual({});
  expect(disabled.path).not.toContain('/x:');
});

test('debug lines show only where they are asked for', async () => {
  expect((await printing('::debug::d\n')).own).toEqual(['']);
  expect((await printing('::debug::d\n', { debug: true })).own).toEqual(['##[debug]d']);
});

test('ten annotations of a kind are kept, and the first 4,096 characters of each', async () => {
  const end = await printing(`${`::warning::${'x'.repeat(5_000)}\n`.repeat(12)}::error::e\n`);

  expect(end.annotations.map(({ kind }) => kind)).toEqual([...Array<string>(10).fill('warning'), 'error']);
  expect(end.annotations[0]?.message).toHaveLength(4_096);
});
