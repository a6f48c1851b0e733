import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type Database, RealPostgres } from '../tests/support/real-postgres.ts';
import { databaseSchema } from './database-schema.ts';
import { databaseSeed } from './database-seed.ts';

/** The files of `supabase/` that are made from the migrations, by name. */
export async function databaseFiles(database: Database): Promise<Map<string, string>> {
  const client = await database.connect();
  return new Map([
    ['schema.txt', await databaseSchema(client)],
    ['seed.sql', await databaseSeed(client)],
    ['types.ts', await generatedTypes(database.url)],
  ]);
}

/** The same, from a Postgres that is started for it. */
export async function freshDatabaseFiles(): Promise<Map<string, string>> {
  const postgres = await RealPostgres.start();
  try {
    return await databaseFiles(await postgres.database());
  } finally {
    await postgres.stop();
  }
}

/** Runs the Supabase CLI to its end, with a home of its own. Throws with what it printed. */
export async function supabase(args: string[], cwd = '.'): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'siso-supabase-'));
  try {
    const { PATH } = process.env;
    const env = { PATH, HOME: home, DO_NOT_TRACK: '1' };
    const { stdout } = await execa(process.execPath, [CLI, ...args], { cwd, env, extendEnv: false, stdin: 'ignore' });
    return stdout;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const CLI = programBeside(import.meta.resolve('supabase/package.json'), 'dist/supabase.js');
const BIOME = programBeside(import.meta.resolve('@biomejs/biome/package.json'), 'bin/biome');

function programBeside(url: string, program: string): string {
  return join(dirname(fileURLToPath(url)), program);
}

async function generatedTypes(url: string): Promise<string> {
  const printed = await supabase(['gen', 'types', '--schema', 'public', `--remote=${url}`]);
  // Before it the CLI says how it is connected.
  const input = printed.slice(printed.indexOf('export type Json'));
  const header = '// Written by `node scripts/write-database-files.ts` from the migrations; do not edit.\n';
  const formatted = await execa(process.execPath, [BIOME, 'format', '--stdin-file-path=types.ts'], { input });
  return `${header}${formatted.stdout.trimEnd()}\n`;
}
