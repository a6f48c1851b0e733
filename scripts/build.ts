// Builds build/ from src/: few bundled files, because loading some 400 small ones takes longer than opening the ledger;
// the library's types; the rehearsal's scenarios; the packed empty ledger.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { execa } from 'execa';
import { build } from 'rolldown';
import { writeSnapshot } from '../src/store/embedded/snapshot.ts';
import { listMigrations } from '../src/store/migrations.ts';

/** What is started as a process of its own. */
const PROGRAMS = ['cli/main', 'meter/process', 'store/embedded/keeper'];
/** What others import. */
const LIBRARY = 'index';

await mkdir('build', { recursive: true });
// What was built before goes, except the packed ledger, which takes seconds and knows when it is out of date.
const stale = (await readdir('build')).filter((name) => !name.startsWith('ledger-snapshot'));
await Promise.all(stale.map((name) => rm(`build/${name}`, { recursive: true })));

// Beside the rest: it takes as long as all of that.
const types = execa('tsc', ['--project', 'tsconfig.types.json'], { preferLocal: true, stdio: 'inherit' });
await build({
  input: Object.fromEntries([...PROGRAMS, LIBRARY].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // Loads WebAssembly and data from files beside itself.
  external: ['@electric-sql/pglite'],
  logLevel: 'warn',
  // In a queue that Probot brings, and never reached.
  checks: { eval: false },
  output: { dir: 'build', format: 'esm', chunkFileNames: 'shared/[name]-[hash].js', sourcemap: false },
});
await cp('src/meter/rehearsal/scenarios', 'build/meter/rehearsal/scenarios', { recursive: true });
if (await writeSnapshot(await listMigrations())) console.log('The empty ledger was packed anew.');
await types;
