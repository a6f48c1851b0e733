import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { deliverSome } from '../../src/engine/webhooks/sender.ts';
import { type Crowd, crowdOf } from '../support/crowd.ts';
import { addHook, deliveries, redeliver, testHook } from '../support/hooks.ts';
import { HOUR, SECOND } from '../support/ledger.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { Receiver } from '../support/receiver.ts';
import { until } from '../support/siso.ts';

const postgres = postgresOfThisFile();

let crowd: Crowd;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await new Receiver().open();
});
afterEach(async () => {
  await receiver.close();
  await crowd.end();
});

const WAY = { network: {} };
const SENDER = fileURLToPath(new URL('../support/webhook-sender.ts', import.meta.url));

/** A process of its own that sends. */
function aSender() {
  const child = spawn(process.execPath, [SENDER, crowd.database.url], { stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('senders', () => {
  test('many at once deliver each event once an attempt, while others write', async () => {
    crowd = await crowdOf(12, { way: 'Postgres', postgres: postgres() });
    await addHook(crowd.ledger, { url: receiver.url, kinds: ['task.queued'] });
    const ids = await crowd.atOnce(async (one, n) => {
      if (n >= 8) {
        for (let round = 0; round < 12; round++) await deliverSome(one, WAY);
        return [];
      }
      const own: string[] = [];
      for (let round = 0; round < 5; round++) own.push(await one.queued());
      return own;
    });
    while ((await deliverSome(crowd.ledger, WAY)) > 0);

    expect(receiver.received.map(({ json }) => json.data.subject).sort()).toEqual(ids.flat().sort());
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(40);
    expect(
      (await deliveries(crowd.ledger)).every(({ state, attempts }) => state === 'delivered' && attempts === 1),
    ).toBe(true);
  });

  test('one that is killed between sending and telling is followed by one that repeats the same message', async () => {
    crowd = await crowdOf(1, { way: 'Postgres', postgres: postgres() });
    const { id } = await addHook(crowd.ledger, { url: receiver.url, kinds: ['webhook.test'] });
    await testHook(crowd.ledger, id);
    receiver.answer = () => undefined;
    const first = aSender();
    await receiver.has(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await deliverSome(crowd.ledger, WAY)).toBe(0);
    await crowd.ledger.clock.advance(60 * SECOND);
    const second = aSender();
    await receiver.has(2);

    const [lost, again] = receiver.received;
    expect(again).toMatchObject({ id: lost?.id, body: lost?.body });
    await until(async () => (await deliveries(crowd.ledger))[0]?.state === 'delivered');
    expect(await deliveries(crowd.ledger)).toMatchObject([{ attempts: 2, status: 204 }]);
    second.kill('SIGKILL');
    await once(second, 'exit');
  });

  test('repeat what failed until it arrives, and what was given up when somebody asks', async () => {
    crowd = await crowdOf(1, { way: 'Postgres', postgres: postgres() });
    const { id } = await addHook(crowd.ledger, { url: receiver.url, kinds: ['webhook.test'] });
    await testHook(crowd.ledger, id);
    receiver.answer = (response) => void response.writeHead(500).end();
    for (let attempt = 0; attempt < 14; attempt++) {
      await deliverSome(crowd.ledger, WAY);
      await crowd.ledger.clock.advance(8 * HOUR);
    }
    expect(await deliveries(crowd.ledger)).toMatchObject([{ state: 'dead', attempts: 12, status: 500 }]);
    expect(receiver.received).toHaveLength(12);

    await redeliver(crowd.ledger, id);
    await deliverSome(crowd.ledger, WAY);
    receiver.answer = (response) => void response.writeHead(204).end();
    await crowd.ledger.clock.advance(8 * HOUR);
    await deliverSome(crowd.ledger, WAY);
    expect(await deliveries(crowd.ledger)).toMatchObject([
      { state: 'delivered', attempts: 2, status: 204, error: null },
    ]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });
});
