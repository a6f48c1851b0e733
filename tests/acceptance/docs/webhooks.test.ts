import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { EVENT_KINDS, USUAL_KINDS } from '../../../src/domain/events.ts';
import { newWebhookSecret } from '../../../src/engine/webhooks/new-webhook.ts';
import { sendDelivery } from '../../../src/engine/webhooks/send.ts';

const text = readFileSync('docs/webhooks.md', 'utf8');

test('the receiver of docs/webhooks.md takes what is signed, and nothing else', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(text) ?? [];
  const secret = newWebhookSecret();
  const port = await freePort();
  const env = { ...process.env, SISO_WEBHOOK_SECRET: secret, PORT: `${port}` };
  const receiver = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    ...{ env, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  onTestFinished(() => void receiver.kill('SIGKILL'));
  let printed = '';
  receiver.stdout?.on('data', (chunk) => (printed += chunk));
  while (!printed.includes('ready')) await once(receiver.stdout as NodeJS.EventEmitter, 'data');
  const event = { at: '2026-03-01T10:00:00Z', kind: 'task.failed', subject: 'T-7K3Q0000', data: {} };
  const delivery = {
    ...{ id: 'D-1', token: crypto.randomUUID(), webhookId: 'H-1', messageId: 'msg_1', attempt: 1, event, secret },
    ...{ url: `http://127.0.0.1:${port}/`, format: 'standard' as const, allowPrivate: true },
  };

  for (let time = 0; time < 2; time++)
    expect(await sendDelivery(delivery, { network: {} })).toMatchObject({ ok: true });
  const forged = { ...delivery, secret: newWebhookSecret() };
  expect(await sendDelivery(forged, { network: {} })).toMatchObject({ ok: false, status: 401 });
  expect(printed.split('\n').filter((line) => line === 'task.failed T-7K3Q0000')).toHaveLength(1);
});

test('docs/webhooks.md names every kind, and those that are usual in bold', () => {
  const [, table = ''] = /## Kinds([\s\S]*?)\n## /.exec(text) ?? [];
  const words = (pattern: RegExp) => new Set([...table.matchAll(pattern)].map(([, word = '']) => word));
  const named = (kind: string, all: Set<string>) => all.has(kind) || all.has(kind.replace('task.', ''));

  expect(EVENT_KINDS.filter((kind) => !named(kind, words(/`([^`]+)`/g)))).toEqual([]);
  expect(EVENT_KINDS.filter((kind) => named(kind, words(/\*\*`([^`]+)`\*\*/g))).sort()).toEqual(
    [...USUAL_KINDS].sort(),
  );
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
