import { beforeEach, describe, expect, test } from 'vitest';
import { addHook, deliveries, redeliver, take, tell, testHook } from '../../support/hooks.ts';
import { DAY, HOUR, ledgerAt, MINUTE, SECOND, type TestLedger } from '../../support/ledger.ts';
import { by } from '../../support/ledger-arguments.ts';
import { prune } from '../../support/prune.ts';
import { SECRET } from '../../support/receiver.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const due = () => ledger.call('siso_webhooks_due', {});
const OK = { ok: true, status: 204, error: null };
const kindsOf = (lent: Awaited<ReturnType<typeof take>>) => lent.map(({ event }) => event.kind);

describe('deliveries', () => {
  test('are made for what a webhook asked for and happened after it was added', async () => {
    await ledger.done();
    const { id } = await addHook(ledger, { kinds: ['task.succeeded', 'queue.*'] });
    const { taskId } = await ledger.done();
    await ledger.set('paused', true);

    expect(await due()).toEqual({ webhooks: 1, due: true });
    expect(await take(ledger)).toMatchObject([
      { webhookId: id, event: { kind: 'task.succeeded', subject: taskId }, attempt: 1, secret: SECRET },
      { event: { kind: 'queue.paused', subject: 'paused' } },
    ]);
    expect(await due()).toEqual({ webhooks: 1, due: false });
  });

  test('are never made of progress', async () => {
    await addHook(ledger);
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold, { turns: 1 });
    expect(kindsOf(await take(ledger)).sort()).toEqual(['task.admitted', 'task.started', 'webhook.added']);
  });

  test('are made in pages when much has happened, each once', async () => {
    await addHook(ledger, { kinds: ['task.queued'] });
    for (let n = 0; n < 620; n++) await ledger.sql(`select siso.task_event($1, 'queued', '{}')`, [await anyTask()]);

    expect(await take(ledger, 1)).toHaveLength(1);
    let found = 1;
    for (let lent = await take(ledger); lent.length > 0; lent = await take(ledger)) found += lent.length;
    expect(found).toBe(621);
    expect(await due()).toMatchObject({ due: false });
  });

  test('of one webhook do not keep those of another waiting', async () => {
    const [first, second] = [await addHook(ledger), await addHook(ledger)];
    for (let n = 0; n < 5; n++) await testHook(ledger, first.id);
    await testHook(ledger, second.id);

    expect((await take(ledger, 4)).map(({ webhookId }) => webhookId)).toContain(second.id);
  });

  test('are lent to one sender for a minute, and then to another, as the same message', async () => {
    const { id } = await addHook(ledger, { kinds: ['webhook.test'] });
    await testHook(ledger, id);
    const [lost] = await take(ledger);
    expect(await take(ledger)).toEqual([]);
    await ledger.clock.advance(MINUTE - 1);
    expect(await take(ledger)).toEqual([]);
    await ledger.clock.advance(1);
    const [again] = await take(ledger);

    expect(again).toMatchObject({ messageId: lost?.messageId, attempt: 2, event: lost?.event });
    if (lost === undefined || again === undefined) throw new Error('Nothing was lent');
    expect(await tell(ledger, lost, OK)).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await tell(ledger, again, OK)).toEqual({ ok: true, state: 'delivered' });
    expect(await deliveries(ledger)).toMatchObject([{ state: 'delivered', status: 204, attempts: 2 }]);
  });

  test('are tried again later and later, twelve times, and then given up until somebody asks', async () => {
    const { id } = await addHook(ledger, { kinds: ['webhook.test'] });
    await testHook(ledger, id);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      const [lent] = await take(ledger);
      if (lent === undefined) throw new Error(`Attempt ${attempt} was not lent`);
      await tell(ledger, lent);
      const [row] = await ledger.sql<{ wait: number }>(
        `select extract(epoch from next_at - (select at from siso.test_clock))::float8 as wait from webhook_deliveries`,
      );
      waits.push(row?.wait ?? 0);
      await ledger.clock.advance(8 * HOUR);
    }
    for (const [at, least] of [60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600].entries()) {
      expect(waits[at]).toBeGreaterThanOrEqual(least);
      expect(waits[at]).toBeLessThanOrEqual(least * 1.25);
    }
    expect(await take(ledger)).toEqual([]);
    expect(await deliveries(ledger)).toMatchObject([{ state: 'dead', attempts: 12, error: 'it answered 500' }]);

    expect(await redeliver(ledger, id)).toEqual({ redelivered: 1 });
    const [lent] = await take(ledger);
    expect(lent).toMatchObject({ attempt: 1 });
    expect(await redeliver(ledger, lent?.id ?? '')).toEqual({ redelivered: 0 });
  });

  test('whose senders always die are given up too', async () => {
    const { id } = await addHook(ledger, { kinds: ['webhook.test'] });
    await testHook(ledger, id);
    for (let attempt = 1; attempt <= 12; attempt++) {
      expect(await take(ledger)).toHaveLength(1);
      await ledger.clock.advance(61 * SECOND);
    }
    expect(await take(ledger)).toEqual([]);
    expect(await deliveries(ledger)).toMatchObject([{ state: 'dead', error: expect.stringContaining('died') }]);
  });

  test('go after a week, those that were given up after a month', async () => {
    const { id } = await addHook(ledger, { kinds: ['webhook.test'] });
    await testHook(ledger, id);
    const [lent] = await take(ledger);
    if (lent !== undefined) await tell(ledger, lent, OK);
    await ledger.clock.advance(7 * DAY - 1);
    await take(ledger);
    expect(await deliveries(ledger)).toHaveLength(1);
    await ledger.clock.advance(1);
    await take(ledger);
    expect(await deliveries(ledger)).toEqual([]);
  });

  test('of tasks that are pruned go with them', async () => {
    await addHook(ledger, { kinds: ['task.*'] });
    for (let n = 0; n < 60; n++) await ledger.queued().then((taskId) => ledger.cancel(taskId));
    await take(ledger, 1);
    expect(await ledger.sql('select from webhook_deliveries')).toHaveLength(120);
    await ledger.clock.advance(500 * DAY);

    expect(await prune(ledger)).toMatchObject({ tasks: 60 });
    expect(await ledger.sql('select from webhook_deliveries')).toHaveLength(0);
    await testHook(ledger, (await ledger.call('siso_list_webhooks', { p_actor: 'ada' }))[0]?.id ?? '');
    expect(kindsOf(await take(ledger))).toEqual(['webhook.test']);
  });
});

describe('webhooks', () => {
  test('are for who may edit them, and unknown ones are named', async () => {
    await ledger.member('max', 'maintain');
    const hook = await addHook(ledger);
    const asMax = { p_request_id: crypto.randomUUID(), p_actor: 'max' };
    await expect(ledger.call('siso_list_webhooks', { p_actor: 'max' })).rejects.toMatchObject({ code: 'SI403' });
    await expect(ledger.call('siso_remove_webhook', { ...asMax, p_webhook_id: hook.id })).rejects.toMatchObject({
      code: 'SI403',
      message: expect.stringContaining('webhooks:edit'),
    });
    await ledger.member('max', 'write', ['webhooks:edit']);
    await expect(ledger.call('siso_remove_webhook', { ...asMax, p_webhook_id: hook.id })).resolves.toMatchObject(hook);
    for (const id of ['H-NONESUCH', 'D-999']) {
      await expect(redeliver(ledger, id)).rejects.toMatchObject({ code: 'SI404' });
    }
    await expect(testHook(ledger, hook.id)).rejects.toMatchObject({ code: 'SI404' });
  });

  test.each([
    'ftp://example.com',
    'https://',
    'https://ada:pass@example.com/',
    'https://example.com/a b',
    'example.com',
  ])('are not made for %s', async (url) => {
    await expect(addHook(ledger, { url })).rejects.toMatchObject({ code: 'SI400' });
  });

  test('show neither secret nor path to anybody but the sender, not in audit, feed or kept answers', async () => {
    const url = 'https://hooks.example.com/services/secret-path?key=secret-key';
    const hook = await addHook(ledger, { url });
    await testHook(ledger, hook.id);
    const asked = { p_request_id: crypto.randomUUID(), p_limit: 10 };
    const lent = await ledger.call('siso_take_deliveries', asked);
    expect(lent.deliveries[0]).toMatchObject({ url, secret: SECRET });
    expect(await ledger.call('siso_take_deliveries', asked)).toEqual(lent);

    const { webhooks, ...dump } = await ledger.dump();
    const feed = await ledger.call('siso_events', { p_after: 'start', p_limit: 500 });
    const told = JSON.stringify([dump, feed, hook, await deliveries(ledger)]);
    for (const word of [SECRET, 'secret-path', 'secret-key'])
      expect([word, told.includes(word)]).toEqual([word, false]);
    expect(hook.target).toBe('https://hooks.example.com');
    await ledger.call('siso_remove_webhook', { ...by('ada'), p_webhook_id: hook.id });
    expect((await ledger.audit()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['webhook.added', 'webhook.removed']),
    );
  });
});

let task: string | undefined;
async function anyTask(): Promise<string> {
  task ??= await ledger.queued();
  return task;
}
