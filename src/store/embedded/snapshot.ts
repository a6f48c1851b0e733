import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { builtFile, IS_BUNDLE, packageFile } from '../../host/package.ts';
import { applyMigrations, fingerprint, type Migration } from '../migrations.ts';
import { Postgres } from './postgres.ts';

/** An empty, migrated ledger, packed: unpacking it is some ten times faster than running initdb and the migrations. */
const SNAPSHOT_DIRECTORY = builtFile();
const MANIFEST = 'ledger-snapshot.json';
/** No two snapshots are the same byte for byte, so one is known by what it was made of. */
const ARCHIVE = /^ledger-snapshot-[0-9a-f]{16}\.tar\.gz$/;

const manifestSchema = z.object({
  pglite: z.string(),
  migrations: z.array(z.string()),
  archive: z.string().regex(ARCHIVE),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Whether the snapshot that lies in `directory` is one of exactly these migrations and of our PGlite. */
export async function snapshotIsCurrent(migrations: Migration[], directory: string): Promise<boolean> {
  const [there, ours] = await Promise.all([readManifest(directory), snapshotManifest(migrations)]);
  return JSON.stringify(there) === JSON.stringify(ours) && existsSync(join(directory, ours.archive));
}

/** Builds the snapshot unless the one that lies there is the same. Answers whether it was built. */
export async function writeSnapshot(migrations: Migration[], directory = SNAPSHOT_DIRECTORY): Promise<boolean> {
  if (await snapshotIsCurrent(migrations, directory)) return false;
  const manifest = await snapshotManifest(migrations);
  mkdirSync(directory, { recursive: true });
  const stale = (await readdir(directory)).filter((name) => name.startsWith('ledger-snapshot'));
  await Promise.all(stale.map((name) => rm(join(directory, name))));
  const archive = join(directory, manifest.archive);
  await writeFile(`${archive}.new`, gzipSync(await migratedLedger(migrations), { level: 9 }));
  await rename(`${archive}.new`, archive);
  await writeFile(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return true;
}

/** Unpacks the snapshot into `target`, a new folder, if it holds nothing but some of our own first migrations. */
export async function unpackSnapshot(
  target: string,
  migrations: Migration[],
  directory = SNAPSHOT_DIRECTORY,
): Promise<boolean> {
  const manifest = await readManifest(directory);
  if (manifest === undefined || manifest.pglite !== (await pgliteVersion())) return false;
  const ours = await Promise.all(migrations.map(fingerprint));
  if (manifest.migrations.some((print, at) => print !== ours[at])) return false;
  unpackTar(await promisify(gunzip)(await readFile(join(directory, manifest.archive))), target);
  return true;
}

/** What a snapshot of `migrations` says of itself. */
async function snapshotManifest(migrations: Migration[]): Promise<Manifest> {
  const content = { pglite: await pgliteVersion(), migrations: await Promise.all(migrations.map(fingerprint)) };
  const key = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { ...content, archive: `ledger-snapshot-${key}.tar.gz` };
}

/** `undefined` where there is none, or one that another version of siso has left. */
async function readManifest(directory: string): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : manifestSchema.safeParse(JSON.parse(text)).data;
}

async function pgliteVersion(): Promise<string> {
  const manifest = IS_BUNDLE
    ? packageFile('pglite', 'package.json')
    : new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8'))).version;
}

/** A ledger makes no other databases; without their templates it is two thirds fewer files to unpack. */
const DROP_TEMPLATES = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
];

/** The files of a ledger that was shut down: dumping a running one would leave every new ledger a crash to recover from. */
async function migratedLedger(migrations: Migration[]): Promise<Buffer> {
  const scratch = await mkdtemp(join(tmpdir(), 'siso-snapshot-'));
  try {
    const running = await Postgres.start(join(scratch, 'ledger'));
    await applyMigrations(running, migrations);
    for (const statement of DROP_TEMPLATES) await running.exec(statement);
    await running.close();
    const files = await PGlite.create(join(scratch, 'ledger'), { noInitDb: true });
    const archive = await files.dumpDataDir('none');
    return Buffer.from(await archive.arrayBuffer());
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/** PGlite's own loader takes a second for this. Names are at most 100 bytes, as Postgres's are; directories come first. */
function unpackTar(tar: Buffer, target: string): void {
  const block = 512;
  mkdirSync(target, { mode: 0o700 });
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, to: number) => tar.toString('latin1', at + from, at + to).replace(/\0.*$/s, '');
    const path = join(target, text(0, 100));
    const size = Number.parseInt(text(124, 136), 8);
    const isDirectory = text(156, 157) === '5';
    at += block;
    if (isDirectory) mkdirSync(path, { recursive: true, mode: 0o700 });
    else writeFileSync(path, tar.subarray(at, at + size), { mode: 0o600 });
    at += Math.ceil(size / block) * block;
  }
}
