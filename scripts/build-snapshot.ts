// Packs an empty, migrated ledger into build/, from which a new embedded ledger starts. Skipped when nothing changed.
import { writeSnapshot } from '../src/store/embedded/snapshot.ts';
import { listMigrations } from '../src/store/migrations.ts';

const built = await writeSnapshot(await listMigrations());
console.log(built ? 'build/ledger-snapshot.tar.gz was built' : 'build/ledger-snapshot.tar.gz is up to date');
