import { expect, test } from 'vitest';
import { HOOK_SECRET, send } from '../../support/bot-server.ts';
import { newKeyPair } from '../../support/github/app.ts';
import { aSiso } from '../../support/siso.ts';

test('while GitHub is away the API answers, and webhooks are told to come again', async () => {
  const siso = await aSiso();
  const env = {
    ...{ SISO_APP_ID: '7', SISO_APP_PRIVATE_KEY: newKeyPair().privateKey, SISO_WEBHOOK_SECRET: HOOK_SECRET },
    // Nobody listens there.
    GITHUB_API_URL: 'http://127.0.0.1:9',
  };
  const running = siso.start(['serve', '--rehearse', '--port', '0', '--no-worker'], { env });
  await running.said(/^Token: .*$/m);
  const [, url = ''] = /on (http:\S+)/.exec(running.printed) ?? [];
  const hook = await send({ url }, '{"action":"created"}');
  expect([hook.status, hook.headers.get('retry-after')]).toEqual([503, '10']);
  const statuses = await Promise.all(
    ['/healthz', '/readyz', '/api/readyz'].map(async (path) => (await fetch(url + path)).status),
  );
  expect(statuses).toEqual([200, 503, 200]);
  running.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});
