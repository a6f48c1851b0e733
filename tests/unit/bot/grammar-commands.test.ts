import { expect, test } from 'vitest';
import { grammarTables, OPTIONS, parseComment, VERB_HELP, VERBS } from '../../../bot/grammar/index.ts';

test.each<[string, object]>([
  ['/siso run x', { verb: 'run', options: {}, prompt: 'x' }],
  ['/siso   FIX \t x  y ', { verb: 'fix', prompt: 'x  y' }],
  [
    '/siso fix --priority high --budget 2 login fails',
    { options: { priority: 'high', budgetMicros: 2_000_000 }, prompt: 'login fails' },
  ],
  ['/siso fix --Priority=P0 x', { options: { priority: 'urgent' } }],
  ['/siso fix --priority p3 x', { options: { priority: 'low' } }],
  ['/siso fix --budget $2.50 x', { options: { budgetMicros: 2_500_000 } }],
  ['/siso fix --timeout 90s --wait 1d x', { options: { timeoutMs: 90_000, waitMs: 86_400_000 } }],
  ['/siso fix --timeout=15m --wait=2h x', { options: { timeoutMs: 900_000, waitMs: 7_200_000 } }],
  ['/siso fix --no-cache --dry-run x', { options: { noCache: true, dryRun: true }, prompt: 'x' }],
  [`/siso fix --reason="it is 'late'" --model 'sonnet' x`, { options: { reason: "it is 'late'", model: 'sonnet' } }],
  [
    '/siso run --category testing --environment Staging x',
    { options: { category: 'testing', environment: 'staging' } },
  ],
  [
    '/siso run --template code-review --branch release/1.4',
    { options: { template: 'code-review', branch: 'release/1.4' }, prompt: '' },
  ],
  ['/siso fix x -p', { options: {}, prompt: 'x -p' }],
  [
    '/siso fix --budget 2 -- --priority is ignored',
    { options: { budgetMicros: 2_000_000 }, prompt: '--priority is ignored' },
  ],
  ['/siso fix -1 is returned', { prompt: '-1 is returned' }],
  [
    '/siso chain --budget 4 fix > Test>review: a: b',
    { steps: [{ verb: 'fix' }, { verb: 'test' }, { verb: 'review' }], prompt: 'a: b' },
  ],
  ['/siso status', { args: [] }],
  ['/siso status T-7K3Q', { args: ['T-7K3Q'] }],
  ['/siso cancel all', { args: ['all'] }],
  [
    '/siso retry --budget 3 t-7k3q --model sonnet',
    { args: ['t-7k3q'], options: { budgetMicros: 3_000_000, model: 'sonnet' } },
  ],
  ['/siso approve', { args: [] }],
  ['/siso approve 1a2b3c4', { args: ['1a2b3c4'] }],
  ['/siso approve T-7K3Q 1a2b3c4d', { args: ['T-7K3Q', '1a2b3c4d'] }],
  ["/siso pause don't deploy", { args: ["don't", 'deploy'] }],
  [
    '/siso grant 5 --for 24h --reason "release week"',
    { args: ['5'], options: { for: 86_400_000, reason: 'release week' } },
  ],
])('%s', (line, command) => {
  expect(parseComment(line)).toMatchObject({ commands: [{ line: 1, source: line, ...command }], problems: [] });
});

test.each<[string, RegExp]>([
  ['/siso', /no verb/],
  ['/siso fxi x', /`fxi`.*`fix`/],
  ['/siso fix: x', /`fix`/],
  ['/siso run --pririty high x', /`--pririty`.*`--priority`/],
  ['/siso run --__proto__ x', /no option/],
  ['/siso run --budget 2 --budget 3 x', /twice/],
  ['/siso run --budget', /no value.*--budget DOLLARS/],
  ['/siso run --budget= x', /no value/],
  ['/siso run --budget --dry-run x', /no value/],
  ['/siso run --budget two x', /`two`.*1\.50/],
  ['/siso run --budget 0 x', /above zero/],
  ['/siso run --priority hihg x', /`hihg`.*high/],
  ['/siso run --timeout 2d x', /at most 24h/],
  ['/siso run --dry-run=yes x', /takes no value/],
  ['/siso run --reason "open x', /quotes/],
  ['/siso run --reason "a b"c x', /quotes/],
  ['/siso run --reason “a b” x', /straight/],
  ['/siso run --template ../../etc/passwd x', /name of a template/],
  ['/siso run --branch a..b x', /name of a branch/],
  ['/siso run -p high x', /short options/],
  ['/siso run —priority high x', /long dash/],
  ['/siso run --for 2h x', /does not take/],
  ['/siso chain --dry-run fix > test: x', /does not take/],
  ['/siso chain fix > test', /colon/],
  ['/siso chain fix: x', /two steps/],
  ['/siso chain fix > tset: x', /`tset`.*`test`/],
  ['/siso chain fix > status: x', /cannot be a step/],
  ['/siso chain fix > constructor: x', /cannot be a step/],
  ['/siso chain fix > test --budget 2: x', /before the steps/],
  ['/siso chain fix > test:', /no prompt/],
  ['/siso status --budget 2', /takes no options/],
  ['/siso status x', /id of a task/],
  ['/siso queue please', /takes no `please`/],
  ['/siso cancel', /needs the id/],
  ['/siso explain', /needs the id/],
  ['/siso approve T-7K3Q xyz', /commit/],
  ['/siso approve 1a2b3c4 T-7K3Q', /takes no/],
  ['/siso grant', /dollars/],
  ['/siso grant much', /dollars/],
  ['/siso run --bud\u200bget 2 x', /not seen/],
  ['/siso \u202efix x', /not seen/],
  ['/siso\u00a0fix x', /not seen/],
  ['/siso cancel all\u2028', /not seen/],
  ['/siso status \u200b', /not seen/],
])('%j is answered with what to type', (line, said) => {
  const { commands, problems } = parseComment(`Hello\n\n${line}`);

  expect(commands).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: 3, source: line });
  expect(`${problems[0]?.message} ${problems[0]?.hint}`).toMatch(said);
  // The renderer shows both as sentences.
  expect(problems[0]?.message).toMatch(/\.$/);
  expect(problems[0]?.hint).toMatch(/[.?:]`?\.?$/);
});

test('characters that are not seen are left to the prompt, where they are taken out later', () => {
  expect(parseComment('/siso run a\u200bb').commands).toMatchObject([{ prompt: 'a\u200bb' }]);
});

test('a command line has 2,000 characters at most, and its prompt 16 KiB in all; more is said, never cut', () => {
  const fits = `/siso run ${'x'.repeat(1_990)}`;
  const longest = 'ä'.repeat(8_192);

  expect(parseComment(fits).commands).toMatchObject([{ prompt: 'x'.repeat(1_990), source: fits.slice(0, 200) }]);
  expect(parseComment(`${fits}x`)).toMatchObject({
    commands: [],
    problems: [{ message: expect.stringMatching('2,001') }],
  });
  expect(parseComment(`/siso run\n${longest}`).commands).toMatchObject([{ prompt: longest }]);
  const over = parseComment(`/siso run\n${longest}x\n\n/siso status`);
  expect(over).toMatchObject({
    commands: [{ verb: 'status' }],
    problems: [{ message: expect.stringMatching('16,385') }],
  });
});

test('five commands of a comment are read, one that is wrong counts too, and the sixth is said', () => {
  const { commands, problems } = parseComment(`/siso nothing\n${'/siso status\n'.repeat(7)}`);

  expect(commands.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  expect(problems).toMatchObject([{ line: 1 }, { line: 6, hint: expect.stringMatching('another comment') }]);
});

test('help and docs name every verb and every option', () => {
  expect(VERB_HELP.map(({ verb }) => verb)).toEqual([...VERBS]);
  expect(VERB_HELP.find(({ verb }) => verb === 'grant')?.usage).toBe(
    '/siso grant AMOUNT [--for TIME] [--reason "TEXT"]',
  );
  for (const { name } of OPTIONS) expect(grammarTables()).toContain(`| \`--${name}`);
});
