// Writes dist/, the bundle of the Action, which is committed and runs with nothing installed. `--check` builds it elsewhere
// and fails when dist/ is something else: two builds of one source are the same, byte for byte.
import { snapshotIsCurrent, writeSnapshot } from '../src/store/embedded/snapshot.ts';
import { listMigrations } from '../src/store/migrations.ts';
import { buildFiles } from './dist/build.ts';
import { firstDifference, writeFiles } from './dist/folder.ts';
import { PGLITE_FOLDER } from './dist/pglite.ts';

const TARGET = 'dist';

const files = await buildFiles();
const migrations = await listMigrations();
if (process.argv.includes('--check')) {
  const difference = await firstDifference(TARGET, files);
  if (difference !== undefined) fail(difference);
  else if (!(await snapshotIsCurrent(migrations, TARGET)))
    fail(`${TARGET}/ledger-snapshot.json names other migrations, or another PGlite, than there are.`);
  else console.log(`${TARGET} is what the source gives.`);
} else {
  await writeFiles(TARGET, files);
  if (await writeSnapshot(migrations, TARGET)) console.log('The empty ledger was packed anew.');
  console.log(
    `${TARGET} has ${files.size} files, ${(ownBytes() / 1e6).toFixed(2)} MB without PGlite and the empty ledger.`,
  );
}

function fail(sentence: string): void {
  console.error(`✗ ${sentence}\n  Run \`node scripts/build-dist.ts\` and commit what it writes.`);
  process.exitCode = 1;
}

function ownBytes(): number {
  const own = [...files].filter(([name]) => !name.startsWith(`${PGLITE_FOLDER}/`));
  return own.reduce((sum, [, content]) => sum + content.length, 0);
}
