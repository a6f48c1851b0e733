import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralise } from '../../../src/domain/neutral-text.ts';

const GAP = '\u200b';

/** What GitHub must not find in a text, as GitHub looks for it. */
const ACTED_ON = [
  /@[\w-]/,
  /#\d/,
  /GH\\?-\d/i,
  /<[a-z/!?]/i,
  /&#?\w+;/,
  /!\[/,
  /^[ \t>]*\/siso\b/im,
  /\/(issues|pull|pulls|discussions)\\?\/\d/i,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u,
];

/** Pieces that hostile text is made of; joined they make more. */
const PIECES = [
  ...[
    '@',
    'octocat',
    '#',
    '1',
    'GH',
    '-',
    'gh-2',
    '<',
    '!--',
    '-->',
    'b>',
    '/siso run x',
    '/si',
    'so',
    '\n',
    '\r',
    '\r\n',
  ],
  ...[
    '```',
    '``',
    '`',
    '~~~',
    '````js',
    '   ```',
    '- ```',
    '> ',
    ' ',
    '\t',
    '&',
    '#64;',
    '&commat;',
    '![',
    '](https://x.test)',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\0',
    '\u001b[31m',
    '\u2028',
    '\ud83d',
    '\ude00',
    '\u{e0041}',
    '\ufe0f',
    '\\',
    '/issues/',
    '7',
  ],
  ...['ghp_', 'abcdefghijklmnopqrstuvwxyz', 'eyJ', 'sk-ant-', 'é', 'word', '.', ':', '//'],
];
const hostile = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 60 });

describe('text that is posted to GitHub', () => {
  test.each([
    ['a mention', 'ask @octocat and @my-org/team', `ask @${GAP}octocat and @${GAP}my-org/team`],
    ['a mention by an entity', '&#64;octocat &commat;octocat', `&#${GAP}64;octocat &${GAP}commat;octocat`],
    ['a reference', 'fixes #12, o/r#3 and GH-4', `fixes #${GAP}12, o/r#${GAP}3 and GH-${GAP}4`],
    [
      'an address that closes an issue',
      'closes https://github.com/o/r/issues/5',
      `closes https://github.com/o/r/issues/${GAP}5`,
    ],
    ['a comment', '<!-- siso:action:ci -->', `<${GAP}!-- siso:action:ci -->`],
    ['a tag that would join a mention', '@<x>octocat</x>', `@<${GAP}x>octocat<${GAP}/x>`],
    ['an image', '![x](https://x.test/?secret)', `!${GAP}[x](https://x.test/?secret)`],
    ['a command', 'ok\n  /siso approve', `ok\n  /${GAP}siso approve`],
    ['hidden characters', 'a\u202eb\u200bc\u{e0041}d\0e\u001b[31mf', 'abcdef'],
    ['a mention that a hidden character splits', '@\u200boctocat', `@${GAP}octocat`],
  ])('does nothing there: %s', (_, text, neutral) => {
    expect(neutralise(text)).toBe(neutral);
  });

  test.each([
    'A heading\n\n# One\n\n- a `list` of 3 < 4 && x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    'Look at https://example.com/a?b=1&c=2#part and src/a.ts:12 — “ok” ❤️ 日本語.',
    '```ts\nconst a = 1;\n```\n\nDone; /usr/bin and a /siso within a line.',
  ])('reads as it did when there is nothing to act on', (text) => {
    expect(neutralise(text)).toBe(text);
  });

  test('holds no credential, even one that hidden characters split', () => {
    const text = 'ghp_\u200babcdefghijklmnopqrst and hunter2hunter2';
    expect(neutralise(text, 1_000, ['hunter2hunter2'])).toBe('[redacted] and [redacted]');
  });

  test.each([
    ['an open fence', '```js\nx', '```js\nx\n```'],
    ['a longer one', '````\n```\nx\n', '````\n```\nx\n````'],
    ['one of tildes', '~~~\n```', '~~~\n```\n~~~'],
    ['one that seems closed by the end of a list', '- a\n\n  ```\n  x\n```\ny', '- a\n\n```\n  x\n```\ny'],
    ['one longer than the rest', `${'`'.repeat(50)}\nx`, `${'`'.repeat(20)}\nx\n${'`'.repeat(20)}`],
  ])('ends its code: %s', (_, text, neutral) => {
    expect(neutralise(text)).toBe(neutral);
  });

  test('what is too long is cut, says so, and its code is ended', () => {
    const neutral = neutralise(`\`\`\`\n${'x'.repeat(100_000)}`, 2_000);

    expect(neutral.length).toBeLessThanOrEqual(2_000);
    expect(neutral).toMatch(/x…\n```\n\n98,004 more characters were cut\.$/);
    expect(neutralise('é'.repeat(300), 200)).toMatch(/^é{150,}…$/);
    expect(neutralise(`\`\`\`${'é'.repeat(300)}`, 200)).toMatch(/^```é{150,}…\n```$/);
  });

  test('whatever it is made of, it does nothing, stays within its length and does not grow when done again', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 100, max: 3_000 }), (pieces, limit) => {
        const neutral = neutralise(pieces.join(''), limit);
        for (const what of ACTED_ON) expect(neutral).not.toMatch(what);
        expect(neutral.length).toBeLessThanOrEqual(limit);
        expect(neutral.isWellFormed()).toBe(true);
        const again = neutralise(neutral, limit);
        // What the cut took the end of may need no gap any more.
        expect(again.length).toBeLessThanOrEqual(neutral.length);
        expect(neutralise(again, limit)).toBe(again);
      }),
      { numRuns: 2_000 },
    );
  });

  // Done in quadratic time any of these takes many minutes, which is longer than a test may take.
  test.each([
    ...PIECES,
    '-eyJ',
    '@a',
    '>',
    '> /',
    '&a',
    '&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '```\n',
    '<!--',
    '://a:',
    '\u001b[',
  ])('a megabyte of %j is no work', (piece) => {
    const neutral = neutralise(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect(neutral.length).toBeLessThanOrEqual(60_000);
  });
});
