/** Comments made of nasty Markdown, the same for a seed. */

const COMMANDS = [
  '/siso run x',
  '/siso run x',
  '  /siso run x',
  '/SISO Run',
  '/siso run `a',
  '/siso run x | y',
  '/siso run <b>',
];
const STARTS = [
  ...[
    '',
    '',
    '',
    '',
    '',
    ' ',
    '  ',
    '   ',
    '    ',
    '\t',
    ' \t',
    '> ',
    '>',
    '- ',
    '-',
    '-   ',
    '* ',
    '+ ',
    '1. ',
    '1) ',
    '2. ',
    '01. ',
  ],
  ...[
    '   - ',
    ' - ',
    '10. ',
    '    - ',
    '> - ',
    '- > ',
    '- - ',
    '-\t',
    '# ',
    '## ',
    '[^1]: ',
    '| ',
    '***',
    '_',
    '~~',
    '**',
  ],
];
const LINES = [
  ...[
    '',
    '',
    '',
    '',
    'text',
    'text',
    'text',
    '```',
    '```',
    '````',
    '``` a',
    '~~~',
    '~~~~',
    '``',
    '`',
    '---',
    '===',
    '-',
    '=',
    '* * *',
  ],
  ...[
    '_ _ _',
    '<details>',
    '</details>',
    '<details><summary>a</summary>',
    '<summary>',
    '<!--',
    '-->',
    '<!-- a -->',
    '<!---->',
  ],
  ...[
    '<!-->',
    '<?',
    '?>',
    '<!A',
    '<![CDATA[',
    ']]>',
    '<pre>',
    '</pre>',
    '<script>',
    '</script>',
    '<textarea>',
    '</textarea>',
    '<div>',
  ],
  ...[
    '</div>',
    '<b>',
    '<b',
    '>',
    '<a title="',
    '">',
    '<img src="x" />',
    '<x-y>',
    '<source>',
    '<search>',
    '<hr/>',
    '<pre/>',
  ],
  ...[
    'a | b',
    '--- | ---',
    '|---|',
    '|:-:|',
    ':-:',
    '| a | b |',
    '- |',
    '[a]: b',
    '[a]:',
    '[a]: b "',
    '"',
    "[a]: b '",
    '[a',
    'a]: b',
  ],
  ...[
    '[a](',
    ')',
    '[a](b "',
    '")',
    '![a',
    '](b)',
    '[a]',
    '[^1]: x',
    '[^1]:',
    'a `b',
    'b` c',
    '`` ` ``',
    '\\`',
    '\\',
    'a\\',
    '$$',
    '$a',
    'a$',
  ],
  ...[
    '~a',
    'a~',
    '~~a',
    '**a',
    'a**',
    '_a',
    'a_',
    '&lt;',
    '<https://a.b>',
    '<a@b.c>',
    'a <details> b',
    'a </details> b',
    '`<details>`',
  ],
  ...[
    '`</details>`',
    '<code>',
    '</code>',
    '+',
    '*',
    '1.',
    '2.',
    '- a',
    '* a',
    '1. a',
    '2. a',
    '> a',
    '>',
    '# a',
    '#',
    'a<!--',
    '--> a',
  ],
  ...[
    '<div a="',
    '<b>a</b> c',
    '<b c="d" e>',
    '</b >',
    '<b/>',
    '\u2028',
    '\ufeff',
    '\u00a0',
    '\f',
    '```math',
    '``` `',
    'a\u2028/siso run x',
  ],
];
const BREAKS = ['\n', '\n', '\n', '\n', '\n', '\n', '\n\n', '\n\n', '\n \n', '\r\n', '\r'];

/** Endless. */
export function* bodies(seed: number): Generator<string, never> {
  const random = randomOf(seed);
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
  for (;;) {
    let body = random() < 0.01 ? '\ufeff' : '';
    const count = 2 + Math.floor(random() * 7);
    for (let index = 0; index < count; index += 1) {
      const isCommand = index > 0 && random() < 0.3;
      const start = random() < 0.3 ? one(STARTS) : '';
      body += start + one(isCommand ? COMMANDS : LINES) + one(BREAKS);
    }
    yield body +
      (random() < 0.7 ? '/siso run x' : one(COMMANDS)) +
      (random() < 0.3 ? `${one(BREAKS)}${one(LINES)}` : '');
  }
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
