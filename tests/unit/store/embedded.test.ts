import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerArguments } from '../../../src/contracts/ledger/functions.ts';
import { type EmbeddedLedger, openEmbeddedLedger } from '../../../src/store/embedded/store.ts';
import { folderForTest, type Scratch, temporaryFolder, writeScratch } from './scratch-ledger.ts';

let scratch: Scratch;
const cleanUp: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const { path, dispose } = await temporaryFolder();
  cleanUp.push(dispose);
  scratch = await writeScratch(path);
});
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

const setting = (p_value: LedgerArguments<'siso_set_setting'>['p_value']) => {
  return { p_request_id: randomUUID(), p_actor: 'ada', p_key: 'note', p_value } as const;
};

describe('a call', () => {
  let owner: EmbeddedLedger;
  let client: EmbeddedLedger;

  beforeAll(async () => {
    const { path: directory, dispose } = await temporaryFolder();
    owner = await openEmbeddedLedger({ ...scratch, directory });
    client = await openEmbeddedLedger({ ...scratch, directory });
    cleanUp.push(
      dispose,
      () => owner.close(),
      () => client.close(),
    );
  });
  const both = (): EmbeddedLedger[] => [owner, client];

  test('is answered alike by the owner and by a client of it', async () => {
    expect(both().map(({ role }) => role)).toEqual(['owner', 'client']);
    for (const ledger of both()) {
      expect(await ledger.call('siso_schema', {})).toEqual({
        version: 1,
        minClient: 1,
        rehearsal: false,
        runner: null,
      });
    }
  });

  test('hands JSON over as it is, a bare string included', async () => {
    for (const ledger of both()) {
      const text = await ledger.call('siso_set_setting', setting('it\'s "quoted"\n{}'));
      expect(text.after).toEqual({ note: 'it\'s "quoted"\n{}', type: 'string' });
      const object = await ledger.call('siso_set_setting', setting({ list: [1, 2] }));
      expect(object.after).toEqual({ note: { list: [1, 2] }, type: 'object' });
    }
  });

  test('hands lists over as Postgres arrays', async () => {
    const member = { p_request_id: randomUUID(), p_actor: 'ada', p_member: 'bob', p_role: 'write' } as const;
    for (const ledger of both()) {
      const change = await ledger.call('siso_set_member', { ...member, p_permissions: ['a,b', 'c"d'] });
      expect(change.after).toEqual({ member: 'bob', permissions: ['a,b', 'c"d'] });
    }
  });

  test.each([
    ['SI400', 'usage'],
    ['SI403', 'forbidden'],
    ['SI404', 'not_found'],
    ['SI409', 'ledger_conflict'],
  ])('that SQL answers with %s fails as %s, with its message and hint', async (sqlState, code) => {
    const args = { p_request_id: randomUUID(), p_lease_token: randomUUID(), p_reason: sqlState };
    for (const ledger of both()) {
      await expect(ledger.call('siso_release', args)).rejects.toMatchObject({
        code,
        message: 'what happened',
        hint: 'what to do',
        retryable: false,
      });
    }
  });

  test('that fails in SQL for another reason is internal and leaves the ledger usable', async () => {
    const args = { p_request_id: randomUUID(), p_lease_token: randomUUID(), p_reason: '22012' };
    for (const ledger of both()) {
      await expect(ledger.call('siso_release', args)).rejects.toMatchObject({ code: 'internal' });
      await expect(ledger.call('siso_schema', {})).resolves.toBeDefined();
    }
  });

  test('that fails does not carry its arguments along, which may hold a prompt', async () => {
    const args = { p_request_id: randomUUID(), p_lease_token: randomUUID(), p_reason: '22012' };
    const error = await owner.call('siso_release', args).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(args.p_request_id);
  });

  test('of a function that the contract does not list is refused, whoever asks', async () => {
    for (const ledger of both()) {
      // @ts-expect-error the compiler knows the list
      const call = ledger.call('siso_schema()); drop table notes; --', {});
      await expect(call).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('has no function') });
    }
  });

  test('with a wrong argument is refused with the name of the field', async () => {
    await expect(owner.call('siso_expire', { p_request_id: 'seven' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('p_request_id'),
    });
  });

  test('whose answer breaks the contract is internal and names the function', async () => {
    await expect(owner.call('siso_get_task', { p_task_id: 'T-1' })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('siso_get_task'),
    });
  });

  test('larger than what an owner reads is refused by its caller', async () => {
    await expect(client.call('siso_set_setting', setting('x'.repeat(9_000_000)))).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(client.call('siso_schema', {})).resolves.toBeDefined();
  });

  test('after closing is refused', async () => {
    const { path: directory, dispose } = await temporaryFolder();
    cleanUp.push(dispose);
    const ledger = await openEmbeddedLedger({ ...scratch, directory });
    await ledger.close();
    await expect(ledger.call('siso_schema', {})).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});

test('a ledger keeps what it holds, and its settings are written once, at its creation', async () => {
  const directory = await folderForTest();
  const requestId = randomUUID();
  const first = await openEmbeddedLedger({ ...scratch, directory, rehearsal: true });
  expect(await first.call('siso_expire', { p_request_id: requestId })).toEqual({ expired: 1 });
  await first.close();

  const again = await openEmbeddedLedger({ ...scratch, directory, rehearsal: true });
  expect(await again.call('siso_expire', { p_request_id: requestId })).toEqual({ expired: 1 });
  expect(await again.call('siso_expire', { p_request_id: randomUUID() })).toEqual({ expired: 2 });
  const { before } = await again.call('siso_set_setting', setting(1));
  expect(before).toEqual({ defaultRole: 'admin', rehearsal: true });
  await again.close();
});

test('a rehearsal has a ledger of its own, and git ignores both', async () => {
  const directory = join(await folderForTest(), 'data');
  const rehearsal = await openEmbeddedLedger({ ...scratch, directory, rehearsal: true });
  const real = await openEmbeddedLedger({ ...scratch, directory });

  expect([rehearsal.role, real.role]).toEqual(['owner', 'owner']);
  expect(await readFile(join(directory, '.gitignore'), 'utf8')).toBe('*\n');
  await Promise.all([rehearsal.close(), real.close()]);
});

test('a directory that holds something else is not hidden from git', async () => {
  const directory = await folderForTest();
  await writeFile(join(directory, 'work.txt'), '');
  const ledger = await openEmbeddedLedger({ ...scratch, directory });
  await ledger.close();

  await expect(readFile(join(directory, '.gitignore'))).rejects.toMatchObject({ code: 'ENOENT' });
});
