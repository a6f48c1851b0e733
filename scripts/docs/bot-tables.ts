import { grammarTables } from '../../bot/grammar/index.ts';

const TABLES = /<!-- commands -->\n[\s\S]*?<!-- \/commands -->/;

/** docs/bot.md with the tables of verbs and options as the grammar has them. */
export function botPage(page: string): string {
  if (!TABLES.test(page)) throw new Error('docs/bot.md has no place for the tables of commands');
  return page.replace(TABLES, () => `<!-- commands -->\n${grammarTables().trim()}\n<!-- /commands -->`);
}
