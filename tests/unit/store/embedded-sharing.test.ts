import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectToOwner } from '../../../src/store/embedded/client.ts';
import { type EmbeddedLedger, openEmbeddedLedger } from '../../../src/store/embedded/store.ts';
import {
  folderForTest,
  LedgerProcess,
  openForTest,
  type Scratch,
  temporaryFolder,
  writeScratch,
} from './scratch-ledger.ts';

let scratch: Scratch;
let dispose: () => Promise<void>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  dispose = folder.dispose;
  scratch = await writeScratch(folder.path);
});
afterAll(() => dispose());

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const requestIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

test('many that open a fresh folder at once get one owner, and all are served', async () => {
  const directory = await folderForTest();
  const ledgers = await Promise.all(upTo(8).map(() => openForTest(scratch, directory)));

  expect(ledgers.filter(({ role }) => role === 'owner')).toHaveLength(1);
  const answers = await Promise.all(
    ledgers.map((ledger) => ledger.call('siso_expire', { p_request_id: randomUUID() })),
  );
  expect(answers.map(({ expired }) => expired).sort()).toEqual(upTo(8));
});

test('processes that race for a fresh folder go through one owner', async () => {
  const directory = await folderForTest();
  const processes = await Promise.all(upTo(3).map(() => LedgerProcess.start(scratch, directory)));
  const roles = await Promise.all(processes.map((one) => one.role()));
  expect(roles.sort()).toEqual(['client', 'client', 'owner']);

  const asked = processes.map((one) => one.ask({ ask: 'expire', requestIds: requestIds(50) }));
  const seen = (await Promise.all(asked)).flat().map(Number);
  expect(seen.sort((a, b) => a - b)).toEqual(upTo(150));
});

test('an owner killed at work loses no acknowledged call, and none takes effect twice', async () => {
  const directory = await folderForTest();
  const owner = await LedgerProcess.start(scratch, directory);
  const clients = [await openForTest(scratch, directory), await openForTest(scratch, directory)];
  const ids = requestIds(30);
  const acknowledged = await owner.ask({ ask: 'expire', requestIds: ids });

  // The first answers are in when the owner dies; most calls are still on their way.
  const calls = upTo(400).map((index) => clients[index % 2]?.call('siso_expire', { p_request_id: randomUUID() }));
  await calls[0];
  await owner.kill();
  const seen = (await Promise.all(calls)).map((answer) => Number(answer?.expired));

  expect(seen.sort((a, b) => a - b)).toEqual(upTo(430).slice(30));
  const repeated = ids.map((id) => clients[0]?.call('siso_expire', { p_request_id: id }));
  expect((await Promise.all(repeated)).map((answer) => answer?.expired)).toEqual(acknowledged);
  expect(clients.map(({ role }) => role).sort()).toEqual(['client', 'owner']);
});

test('an owner that leaves answers what it has begun, and another process goes on', async () => {
  const directory = await folderForTest();
  const owner = await LedgerProcess.start(scratch, directory);
  const client = await openForTest(scratch, directory);
  const calls = upTo(200).map(() => client.call('siso_expire', { p_request_id: randomUUID() }));
  await calls[0];
  await owner.leave();

  expect((await Promise.all(calls)).map(({ expired }) => expired).sort((a, b) => a - b)).toEqual(upTo(200));
  expect(await client.call('siso_expire', { p_request_id: randomUUID() })).toEqual({ expired: 201 });
  expect(client.role).toBe('owner');
});

test('a directory whose path is too long for a socket is shared all the same', async () => {
  const directory = join(await folderForTest(), 'long'.repeat(30));
  const owner = await openForTest(scratch, directory);
  const client = await openForTest(scratch, directory);
  expect([owner.role, client.role]).toEqual(['owner', 'client']);
  const elsewhere = dirname(await readFile(join(directory, 'ledger.sock.path'), 'utf8'));
  expect((await stat(elsewhere)).mode & 0o777).toBe(0o700);

  await owner.close();
  expect(await client.call('siso_expire', { p_request_id: randomUUID() })).toEqual({ expired: 1 });
  await client.close();
  expect(await readdir(directory)).not.toContain('ledger.sock.path');
});

test('the data directory and the socket are closed to other users', async () => {
  const directory = join(await folderForTest(), 'data');
  await openForTest(scratch, directory);
  const modes = [directory, join(directory, 'ledger'), join(directory, 'ledger.sock')].map(async (path) => {
    return ((await stat(path)).mode & 0o777).toString(8);
  });
  expect(await Promise.all(modes)).toEqual(['700', '700', '600']);
});

describe('a raw connection', () => {
  let ledger: EmbeddedLedger;
  let directory: string;

  beforeAll(async () => {
    const folder = await temporaryFolder();
    directory = folder.path;
    ledger = await openEmbeddedLedger({ ...scratch, directory });
    return async () => {
      await ledger.close();
      await folder.dispose();
    };
  });

  async function connect(): Promise<Socket> {
    const socket = createConnection(join(directory, 'ledger.sock'));
    onTestFinished(() => void socket.destroy());
    await once(socket, 'data'); // The greeting.
    return socket;
  }

  test.each([
    ['no JSON', 'garbage\n'],
    ['no call', '{"id":1}\n'],
    ['more than an owner reads', 'x'.repeat(9_000_000)],
  ])('that sends %s is closed, and the ledger goes on', async (_, input) => {
    const socket = await connect();
    const closed = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    socket.write(input);

    await closed;
    await expect(ledger.call('siso_schema', {})).resolves.toBeDefined();
  });

  test('cannot reach what the contract does not list', async () => {
    const socket = await connect();
    const ask = async (call: string, args: object): Promise<unknown> => {
      const reply = once(socket, 'data');
      socket.write(`${JSON.stringify({ id: 1, call, args })}\n`);
      return JSON.parse(String((await reply)[0]));
    };

    expect(await ask('siso_initialise', { p_settings: {} })).toMatchObject({ error: { code: 'usage' } });
    expect(await ask('siso_expire', { 'p_request_id => null); --': 1 })).toMatchObject({ error: { code: 'usage' } });
    expect(await ask('siso_expire', { p_request_id: [] })).toMatchObject({ error: { code: 'internal' } });
    expect(await ask('siso_schema', {})).toMatchObject({ answer: expect.stringContaining('"version"') });
  });

  test('that asks the owner to leave is not heard by one that works with the ledger itself', async () => {
    const socket = await connect();
    const reply = once(socket, 'data');
    socket.write(`{"retire":true}\n${JSON.stringify({ id: 1, call: 'siso_schema', args: {} })}\n`);

    expect(JSON.parse(String((await reply)[0]))).toMatchObject({ id: 1, answer: expect.any(String) });
    await expect(ledger.call('siso_schema', {})).resolves.toBeDefined();
  });
});

test('an owner that says nothing is given up in time', async () => {
  const path = join(await folderForTest(), 'mute.sock');
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');

  await expect(connectToOwner(path, { patienceMs: 50, takeOver: false })).rejects.toMatchObject({
    code: 'store_unavailable',
    retryable: true,
  });
});
