import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedLedger } from '../../../src/store/embedded/store.ts';
import { folderForTest, openForTest, type Scratch, temporaryFolder, writeScratch } from './scratch-ledger.ts';

let scratch: Scratch;
let sound: string;
let dispose: () => Promise<void>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  dispose = folder.dispose;
  scratch = await writeScratch(folder.path);
  sound = join(folder.path, 'sound');
  await (await openEmbeddedLedger({ ...scratch, directory: sound })).close();
});
afterAll(() => dispose());

async function copyOfLedger(): Promise<string> {
  const directory = await folderForTest();
  await cp(sound, directory, { recursive: true });
  return directory;
}

async function fillWithNoise(file: string): Promise<void> {
  await writeFile(file, Buffer.alloc((await readFile(file)).length, 'noise'));
}

/** Files of tables and indexes: their names are numbers. */
async function dataFiles(directory: string): Promise<string[]> {
  const files = await readdir(directory, { recursive: true });
  return files.filter((file) => /(base|global).*\/\d+$/.test(file)).sort();
}

const DAMAGES: Record<string, (ledger: string) => Promise<void>> = {
  'its version file is missing': (ledger) => rm(join(ledger, 'PG_VERSION')),
  'its control file is noise': (ledger) => fillWithNoise(join(ledger, 'global', 'pg_control')),
  'its control file is truncated': (ledger) => truncate(join(ledger, 'global', 'pg_control'), 10),
  'its write-ahead log is gone': (ledger) => rm(join(ledger, 'pg_wal'), { recursive: true }),
  'its catalogue is noise': (ledger) => fillWithNoise(join(ledger, 'base', '5', '1255')),
  'it is a file': async (ledger) => {
    await rm(ledger, { recursive: true });
    await writeFile(ledger, '');
  },
};

test.each(Object.entries(DAMAGES))('a ledger is refused as damaged and nothing deleted when %s', async (_, damage) => {
  const directory = await copyOfLedger();
  await damage(join(directory, 'ledger'));
  const before = await dataFiles(directory);

  await expect(openEmbeddedLedger({ ...scratch, directory })).rejects.toMatchObject({
    code: 'ledger_damaged',
    hint: expect.stringContaining('move it aside'),
  });
  expect(await dataFiles(directory)).toEqual(before);
});

test('a directory that is a file or cannot be made is named in a clear error', async () => {
  const folder = await folderForTest();
  await writeFile(join(folder, 'file'), '');
  for (const directory of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/self']) {
    await expect(openEmbeddedLedger({ ...scratch, directory })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining(directory),
    });
  }
});

test('a creation that was cut off is done anew', async () => {
  const directory = await folderForTest();
  await mkdir(join(directory, 'ledger.new', 'base'), { recursive: true });
  await writeFile(join(directory, 'ledger.new', 'PG_VERSION'), '18\n');

  const ledger = await openForTest(scratch, directory);
  expect(await ledger.call('siso_expire', { p_request_id: crypto.randomUUID() })).toEqual({ expired: 1 });
});

test('a ledger that cannot be created leaves no half of it behind', async () => {
  const directory = await folderForTest();
  const snapshotDirectory = await folderForTest();
  await cp(scratch.snapshotDirectory, snapshotDirectory, { recursive: true });
  const archive = (await readdir(snapshotDirectory)).find((name) => name.endsWith('.tar.gz')) ?? '';
  await truncate(join(snapshotDirectory, archive), 1_000);

  await expect(openEmbeddedLedger({ ...scratch, snapshotDirectory, directory })).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining(directory),
  });
  const ledger = await openForTest(scratch, directory);
  await expect(ledger.call('siso_schema', {})).resolves.toBeDefined();
});

test('a ledger that cannot be shared is closed again', async () => {
  const directory = await copyOfLedger();
  await mkdir(join(directory, 'ledger.sock'));

  await expect(openEmbeddedLedger({ ...scratch, directory })).rejects.toMatchObject({
    code: 'store_unavailable',
    hint: expect.stringContaining('local disk'),
  });
  await rm(join(directory, 'ledger.sock'), { recursive: true });
  expect((await openForTest(scratch, directory)).role).toBe('owner');
});
