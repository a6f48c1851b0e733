// Writes what is made from the table of options: docs/configuration.md and the schema for editors. A test finds what is out of date.
import { mkdir, writeFile } from 'node:fs/promises';
import { configSchema } from './docs/config-schema.ts';
import { configurationPage } from './docs/configuration.ts';

await mkdir('schemas', { recursive: true });
await writeFile('docs/configuration.md', configurationPage());
await writeFile('schemas/siso.config.schema.json', `${JSON.stringify(configSchema(), undefined, 2)}\n`);
console.log('docs/configuration.md and schemas/siso.config.schema.json are written.');
