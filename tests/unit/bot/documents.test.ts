import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { botPage } from '../../../scripts/docs/bot-tables.ts';

test('docs/bot.md has the verbs and options of the grammar: run `node scripts/docs.ts`', () => {
  const page = readFileSync('docs/bot.md', 'utf8');

  expect(page).toBe(botPage(page));
  expect(page).toContain('| `/siso approve [ID] [SHA]` |');
});
