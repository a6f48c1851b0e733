// Writes docs/configuration.md from the table of options, and the tables of docs/action.md from the registry of inputs and
// outputs. A test finds them out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { actionPage } from './docs/action-tables.ts';
import { configurationPage } from './docs/configuration.ts';

await writeFile('docs/configuration.md', configurationPage());
await writeFile('docs/action.md', actionPage(await readFile('docs/action.md', 'utf8')));
