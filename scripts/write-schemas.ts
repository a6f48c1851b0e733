// Writes schemas/*.json anew from the contracts. `tests/unit/contracts/schemas.test.ts` holds them equal.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { SCHEMA_FOLDER, schemaFiles } from './schema-files.ts';

rmSync(SCHEMA_FOLDER, { recursive: true, force: true });
mkdirSync(SCHEMA_FOLDER);
for (const [name, text] of schemaFiles()) writeFileSync(`${SCHEMA_FOLDER}/${name}`, text);
