// Writes supabase/schema.txt, seed.sql and types.ts anew from the migrations, with a Postgres and a Supabase CLI from npm.
// `tests/contract/database-files.test.ts` holds them equal.
import { writeFileSync } from 'node:fs';
import { freshDatabaseFiles } from './database-files.ts';

for (const [name, text] of await freshDatabaseFiles()) writeFileSync(`supabase/${name}`, text);
