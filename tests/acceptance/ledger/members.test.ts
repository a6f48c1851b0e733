import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { ledgerAt, type TestLedger } from '../../support/ledger.ts';
import { by } from '../../support/ledger-arguments.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

type Role = 'admin' | 'write' | 'none';

const withDefault = (role: Role) =>
  ledger.sql(`update settings set value = to_jsonb($1::text) where key = 'default_role'`, [role]);
const set = (member: string, role: Role, actor = 'ada') =>
  ledger.call('siso_set_member', { ...by(actor), p_member: member, p_role: role, p_permissions: [] });
const remove = (member: string, actor = 'ada') => ledger.call('siso_remove_member', { ...by(actor), p_member: member });
const setDefault = (role: Role, actor = 'ada') => ledger.call('siso_set_default_role', { ...by(actor), p_role: role });

describe('a ledger in which nobody may do anything', () => {
  beforeEach(() => withDefault('none'));

  test('takes its first admin from whoever may call it, and says so to those who come with something else', async () => {
    await expect(set('bob', 'write')).rejects.toMatchObject({
      code: 'SI403',
      hint: expect.stringContaining('siso members set NAME --role admin'),
    });
    await expect(setDefault('write')).rejects.toMatchObject({ code: 'SI403' });

    expect(await set('ada', 'admin')).toMatchObject({ before: null, after: { actor: 'ada', role: 'admin' } });
    expect((await ledger.audit()).at(-1)).toMatchObject({ actor: 'ada', action: 'member.changed', subject: 'ada' });
  });

  test('takes no second one so', async () => {
    await set('ada', 'admin');

    await expect(set('eve', 'admin', 'eve')).rejects.toMatchObject({
      code: 'SI403',
      hint: 'Ask an admin of this ledger.',
    });
    expect(await set('eve', 'write')).toMatchObject({ after: { role: 'write' } });
  });

  test('never loses its last admin', async () => {
    await set('ada', 'admin');
    await set('bob', 'write');
    const before = await ledger.dump();

    await expect(set('ada', 'write')).rejects.toMatchObject({ code: 'SI409' });
    await expect(remove('ada')).rejects.toMatchObject({ code: 'SI409' });
    expect(await ledger.dump()).toEqual(before);

    await set('bob', 'admin');
    expect(await remove('ada')).toMatchObject({ before: { actor: 'ada', role: 'admin' } });
  });
});

test('where some role counts for everybody, nobody names himself admin', async () => {
  await withDefault('write');

  await expect(set('eve', 'admin', 'eve')).rejects.toMatchObject({ code: 'SI403' });
});

test('who is removed has the default role from then on', async () => {
  await set('ada', 'admin');
  await set('bob', 'write');
  await setDefault('none');
  expect(await ledger.check({ actor: 'bob' })).toMatchObject({ decision: 'admitted' });

  await remove('bob');

  expect(await ledger.check({ actor: 'bob' })).toMatchObject({ decision: 'refused', reason: 'forbidden' });
  await expect(remove('bob')).rejects.toMatchObject({ code: 'SI404' });
  expect((await ledger.audit()).at(-1)).toMatchObject({ actor: 'ada', action: 'member.removed', subject: 'bob' });
});

test('only an admin removes, and says what everybody may', async () => {
  await set('mia', 'write');

  await expect(remove('mia', 'mia')).rejects.toMatchObject({ code: 'SI403' });
  await expect(setDefault('admin', 'mia')).rejects.toMatchObject({ code: 'SI403' });
});

test('the default role is not taken away from everybody while nobody is admin by name', async () => {
  await expect(setDefault('write')).rejects.toMatchObject({ code: 'SI409' });

  await set('ada', 'admin');
  expect(await setDefault('write')).toEqual({ before: { defaultRole: 'admin' }, after: { defaultRole: 'write' } });
  expect((await ledger.audit()).at(-1)).toMatchObject({ action: 'member.default', subject: 'everybody' });
});

test('a role that does not exist is refused', async () => {
  await expect(
    ledger.sql('select siso_set_default_role($1, $2, $3)', [randomUUID(), 'ada', 'king']),
  ).rejects.toMatchObject({ code: 'SI400' });
});

test('the list has everybody by name, and what the others may', async () => {
  await set('bob', 'write');
  await set('ada', 'admin');

  const { defaultRole, members } = await ledger.call('siso_members', {});

  expect(defaultRole).toBe('admin');
  expect(members.map(({ actor, role }) => [actor, role])).toEqual([
    ['ada', 'admin'],
    ['bob', 'write'],
  ]);
});
