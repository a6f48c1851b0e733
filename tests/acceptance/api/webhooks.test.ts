import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Receiver, SECRET } from '../../support/receiver.ts';
import { aSiso, BUILT_SISO, type Siso } from '../../support/siso.ts';
import { clientOf, served } from './support.ts';

/** A command beside the server, with its exit code. */
async function cli(place: Siso, args: string[], code = 0) {
  const end = await place.run(['webhooks', ...args, '--rehearse', '--json'], { command: BUILT_SISO });
  expect([args, end.code, end.stderr]).toEqual([args, code, expect.any(String)]);
  return JSON.parse(end.stdout);
}

test('siso serve delivers what happens to who was added on the command line', async () => {
  const place = await aSiso();
  const receiver = await new Receiver().open();
  onTestFinished(() => receiver.close());
  const file = join(place.root, 'secret');
  writeFileSync(file, `${SECRET}\n`);
  const made = await cli(place, [
    ...['add', receiver.url, '--kinds', 'task.queued,task.cancelled', '--secret-file', file, '--allow-private'],
  ]);
  expect(made).toMatchObject({
    id: expect.stringMatching(/^H-/),
    kinds: ['task.queued', 'task.cancelled'],
    secret: null,
  });
  // Nobody serves yet: the command itself sends.
  expect(await cli(place, ['test', made.id])).toMatchObject({ state: 'delivered', kind: 'webhook.test', status: 204 });

  const server = await served(place);
  const api = await clientOf(server);
  const { taskId } = await api('submitTask', {}, { prompt: 'Fix it' });
  await receiver.has(2);
  await api('cancelTask', { id: taskId });
  await receiver.has(3);
  expect(receiver.received.map(({ json }) => [json.type, json.data.subject])).toEqual([
    ...[
      ['webhook.test', made.id],
      ['task.queued', taskId],
      ['task.cancelled', taskId],
    ],
  ]);

  receiver.answer = (response) => void response.writeHead(500).end();
  const failed = await cli(place, ['test', made.id.toLowerCase().replace('h-', '')], 1);
  expect(failed).toMatchObject({ state: 'pending', attempts: 1, status: 500, error: 'it answered 500' });
  expect(await cli(place, ['deliveries', made.id, '--state', 'pending'])).toMatchObject({
    deliveries: [{ id: failed.id }],
  });
  receiver.answer = (response) => void response.writeHead(200).end();
  expect(await cli(place, ['redeliver', failed.id])).toEqual({ redelivered: 1 });
  await receiver.has(5);
  expect(receiver.received[4]?.id).toBe(receiver.received[3]?.id);

  expect((await cli(place, [])).webhooks).toMatchObject([{ id: made.id, target: `http://127.0.0.1:${receiver.port}` }]);
  await cli(place, ['remove', made.id]);
  expect(await cli(place, ['list'])).toEqual({ webhooks: [] });
  server.siso.kill('SIGTERM');
  expect((await server.siso.ended).code).toBe(0);
});

test.each([
  [['add', 'http://hooks.example.com/'], 'must be https'],
  [['add', 'https://169.254.169.254/'], '--allow-private'],
  [['add', 'https://hooks.example.com/', '--kinds', 'task.faild'], 'Did you mean task.failed?'],
  [['add', 'https://hooks.example.com/', '--secret-file', '/nonesuch'], 'cannot be read'],
  [['remove', 'H-NONESUCH'], 'siso webhooks list'],
  [['deliveries', '--state', 'lost'], 'pending'],
  [['lst'], 'webhooks'],
])('webhooks %j is refused with a sentence', async (args, words) => {
  const place = await aSiso();
  const end = await place.run(['webhooks', ...args, '--rehearse'], { command: BUILT_SISO });
  expect([end.code, end.stderr]).toEqual([2, expect.stringContaining(words)]);
});
