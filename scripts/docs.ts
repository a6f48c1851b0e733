// Writes docs/configuration.md from the table of options. A test finds it out of date.
import { writeFile } from 'node:fs/promises';
import { configurationPage } from './docs/configuration.ts';

await writeFile('docs/configuration.md', configurationPage());
