import { expect, test } from 'vitest';
import { mentionsCommand, parseComment, VERBS } from '../../../bot/grammar/index.ts';

/** Lines of the commands in a comment. */
const linesOf = (body: string) => parseComment(body).commands.map(({ line }) => line);

test.each<[string, string, number[]]>([
  ['alone', '/siso run x', [1]],
  ['in any case', '/SiSo RUN x', [1]],
  ['indented by three spaces', '   /siso run x', [1]],
  ['behind a byte order mark', '\ufeff/siso run x', [1]],
  ['with line breaks of Windows', 'Hello\r\n\r\n/siso run x\r\n/siso status\r\n', [3, 4]],
  ['in the middle of a paragraph', 'Thanks, @octocat!\n/siso run x', [2]],
  ['behind code on one line', 'see `a` and ``b ` c``\n/siso run x', [2]],
  ['behind a link', 'see [a](https://b.test/c_(d)) and <https://e.test>\n/siso run x', [2]],
  ['behind tags that end', 'press <kbd title="k">Ctrl</kbd>\n/siso run x', [2]],
  ['behind a closed fence', '```js\ncode\n```\n/siso run x', [4]],
  ['behind a heading', '# Title\n/siso run x', [2]],
  ['behind a rule', '***\n/siso run x', [2]],
  ['behind a quote and an empty line', '> a\n\n/siso run x', [3]],
  ['behind a list and an empty line', '- a\n- b\n\n/siso run x', [4]],
  ['behind a list with a fence', '1. a\n   ```\n   code\n   ```\n\n/siso run x', [6]],
  ['behind a comment of HTML', '<!-- a\n\nb -->\n/siso run x', [4]],
  ['behind folded text that ended', '<details>\n<summary>a</summary>\n\n/siso run a\n\n</details>\n\n/siso run x', [8]],
  ['behind a table and an empty line', '| a |\n|---|\n| b |\n\n/siso run x', [5]],
  ['behind an image of HTML and an empty line', '<img width="9" alt="a" src="https://b.test/c" />\n\n/siso run x', [3]],
  ['behind indented code', '    code\n/siso run x', [2]],
  ['five times', '/siso queue\n/siso usage\n/siso limits\n/siso budget\n/siso help', [1, 2, 3, 4, 5]],
])('a command stands %s', (_, body, lines) => {
  expect(linesOf(body)).toEqual(lines);
  expect(parseComment(body).problems).toEqual([]);
  expect(mentionsCommand(body)).toBe(true);
});

test.each<[string, string]>([
  ['within a line', 'please /siso run x'],
  ['as part of a word', '/sisofoo run x'],
  ['as part of a longer name', '/siso-bot run x\n\n/siso: run x\n\n/siso/run x'],
  ['as an indented line', 'a\n\n    /siso run x'],
  ['behind a tab', '\t/siso run x'],
  ['indented within a paragraph', 'a\n    /siso run x'],
  ['in a fence', '```\n/siso run x\n```'],
  ['in a fence that is never closed', '~~~\n/siso run x'],
  ['in a fence that only a shorter one follows', '````\n```\n/siso run x\n````'],
  ['in a fence that only one with words follows', '```\n``` a\n/siso run x\n```'],
  ['in code', '`/siso run x`'],
  ['in code over lines', 'a `b\n/siso run x` c'],
  ['in code behind an escaped mark', 'a \\``b\n/siso run x` c'],
  ['in a quote', '> /siso run x'],
  ['in a quote that goes on without its mark', '> a\n/siso run x'],
  ['in a quote of a list', '- > a\n/siso run x'],
  ['in a list', '- /siso run x\n1. /siso run x\n* [ ] /siso run x'],
  ['in an item that goes on', '- a\n/siso run x'],
  ['in a paragraph of an item', '- a\n\n  /siso run x'],
  ['in a paragraph of a numbered item', '1. a\n\n   /siso run x'],
  ['in a heading', '# /siso run x'],
  ['in a footnote', 'a[^1]\n\n[^1]: b\n/siso run x'],
  ['in a cell', '| a |\n|---|\n/siso run x'],
  ['in a cell with borders', '| a |\n|---|\n| /siso run x |'],
  ['in a comment of HTML', '<!--\n\n/siso run x\n\n-->'],
  ['in a comment within a line', 'a <!-- b\n/siso run x\n-->'],
  ['in the attribute of a tag', '<a title="\n/siso run x">'],
  ['in the attribute of a tag within a line', 'a <a title="\n/siso run x">b</a>'],
  ['in folded text', '<details>\n\n/siso run x\n\n</details>'],
  ['in text that is folded twice', '<details>\n<details>\n</details>\n\n/siso run x'],
  [
    'in folded text whose end is code',
    '<details>\n\n```\n</details>\n```\n\n`</details>`\n\n    </details>\n\n/siso run x',
  ],
  ['in folded text whose end is a comment', '<details>\n\n<!-- </details> -->\n\n/siso run x'],
  ['in text that was folded within a line', 'a <details> b\n\n/siso run x'],
  ['in a block of HTML', '<div>\n/siso run x\n</div>'],
  ['behind a tag on a line of its own', '<b>\n/siso run x'],
  ['in a raw block over empty lines', '<pre>\n\n/siso run x\n\n</pre>'],
  ['in code of HTML over empty lines', '<div><code>\n\n/siso run x\n\n</code></div>'],
  ['in a quote of HTML', '<blockquote>\n\n/siso run x\n\n</blockquote>'],
  ['in the title of a link', '[a](b "c\n/siso run x")'],
  ['in the words of an image', '![a\n/siso run x\n](b)'],
  ['in the title of a definition', '[a]: b "c\n/siso run x\n"'],
  ['in struck-out text', '~~a\n/siso run x~~'],
  ['in a formula', '$$\n/siso run x\n$$'],
  ['behind a line break that is none for Markdown', 'a\u2028/siso run x'],
  ['behind a mark that is not seen', '\u200b/siso run x'],
  ['as the bot writes it in answers', '/\u200bsiso run x'],
])('what only looks like a command is passed over: %s', (_, body) => {
  expect(parseComment(body)).toEqual({ commands: [], problems: [] });
});

test.each<[string, string, RegExp]>([
  ['a line under it makes a heading of it', '/siso run x\nSteps\n---\nmore', /heading/],
  ['a line under it makes a table of it', '/siso run x | y\n--- | ---', /table/],
  ['something before it may be open', '<?php\n\n/siso run x', /cannot be told/],
])('a command is not carried out, and its person told so, where %s', (_, body, message) => {
  const { commands, problems } = parseComment(body);

  expect(commands).toEqual([]);
  expect(problems).toMatchObject([
    { message: expect.stringMatching(message), hint: expect.stringMatching(/empty line|its own/) },
  ]);
});

test('a prompt goes on as it was written, with what would be no command within it, up to the next command', () => {
  const prompt = 'a\n\n- b\n  /siso run c\n\n```\n/siso run d\n```\n> /siso run e';
  const { commands } = parseComment(`/siso fix ${prompt}\n\n\n/siso status\nthanks\n\n/siso run\n\nlater\r\n`);

  expect(commands).toMatchObject([
    { verb: 'fix', prompt, line: 1, source: '/siso fix a' },
    { verb: 'status', prompt: '', args: [], line: 12 },
    { verb: 'run', prompt: 'later', line: 15 },
  ]);
});

test('every verb is read, and no other word is one', () => {
  const needs = new Map([
    ['chain', 'fix > test: x'],
    ['cancel', 'all'],
    ['retry', 'T-7K3Q'],
    ['explain', 'T-7K3Q'],
    ['grant', '5'],
  ]);
  for (const verb of VERBS)
    expect(parseComment(`/siso ${verb} ${needs.get(verb) ?? ''}`)).toMatchObject({
      commands: [{ verb }],
      problems: [],
    });
  for (const word of [
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'ſtatus',
    'run:',
    'fix,',
    '--',
  ])
    expect(parseComment(`/siso ${word} x`)).toMatchObject({ commands: [], problems: [{ line: 1 }] });
});
