import { expect, test } from 'vitest';
import { mentionsCommand, parseComment } from '../../../bot/grammar/index.ts';
import { bodies } from './grammar-bodies.ts';
import { notText } from './grammar-oracle.ts';

const BODIES = 50_000;
const SEED = Number(process.env.SISO_FUZZ_SEED ?? 7);

test('in 50,000 nasty comments no command is taken from what another Markdown parser does not show as text', () => {
  const wrong: string[] = [];
  let accepted = 0;
  let read = 0;
  for (const body of bodies(SEED)) {
    if (read === BODIES) break;
    read += 1;
    const { commands, problems } = parseComment(body);
    accepted += commands.length;
    const lines = notText(
      body,
      commands.map(({ line }) => line),
    );
    if (lines.length > 0) wrong.push(`lines ${lines} of ${JSON.stringify(body)}`);
    if (commands.length + problems.length > 0) expect(mentionsCommand(body)).toBe(true);
  }

  expect(wrong).toEqual([]);
  // A grammar that accepts nothing would pass as well.
  expect(accepted).toBeGreaterThan(BODIES / 2);
});

test('the other parser does tell commands from what only looks like them', () => {
  const body =
    '/siso run a\n\n> /siso run b\n\n`a\n/siso run c`\n\n<details>\n\n/siso run d\n\n</details>\n\n/siso run e';

  expect(notText(body, [1, 3, 6, 10, 14])).toEqual([3, 6, 10]);
});
