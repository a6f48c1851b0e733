// Writes docs/configuration.md from the table of options, the tables of docs/action.md from the registry of inputs and outputs, and
// those of docs/bot.md from the grammar. Tests find them out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { actionPage } from './docs/action-tables.ts';
import { botPage } from './docs/bot-tables.ts';
import { configurationPage } from './docs/configuration.ts';

await writeFile('docs/configuration.md', configurationPage());
await writeFile('docs/action.md', actionPage(await readFile('docs/action.md', 'utf8')));
await writeFile('docs/bot.md', botPage(await readFile('docs/bot.md', 'utf8')));
