import { expect, onTestFinished, test } from 'vitest';
import { HOOK_SECRET, send, signature } from '../support/bot-server.ts';
import { startGitHubDouble } from '../support/github/double.ts';
import { commentPayload } from '../support/github/hooks.ts';
import { aSiso, type RunningSiso, type StartOptions } from '../support/siso.ts';

/** `siso serve` with an app that a double of GitHub knows, and the address of its webhooks. */
async function servedWithApp() {
  const [siso, github] = [await aSiso(), await startGitHubDouble()];
  onTestFinished(() => github.stop());
  const app = github.addApp({});
  app.install('acme');
  const repository = github.addRepository('acme/web');
  repository.setRole('mona', 'write', 'write');
  const env = {
    ...{ SISO_APP_ID: String(app.id), SISO_APP_PRIVATE_KEY: app.privateKey.replaceAll('\n', '\\n') },
    ...{ SISO_WEBHOOK_SECRET: HOOK_SECRET, GITHUB_API_URL: github.apiUrl, SISO_DEBUG: '1' },
  };
  const serve = (more: Record<string, string> = {}): RunningSiso => {
    const options: StartOptions = { env: { ...env, ...more } };
    return siso.start(['serve', '--rehearse', '--port', '0', '--no-worker'], options);
  };
  return { siso, github, app, repository, serve };
}

test('the real server keeps its secrets to itself and prints nothing of what it is sent, refused or taken', async () => {
  const { siso, github, app, repository, serve } = await servedWithApp();
  const running = serve();
  await running.said(/^Token: .*$/m);
  const [, url = ''] = /on (http:\S+)/.exec(running.printed) ?? [];
  expect(running.printed).toContain('/api/github/webhooks');

  const issue = repository.addIssue({ title: 'Login fails' });
  const comment = repository.addComment(issue.number, '/siso help canary-body', { login: 'mona', type: 'User' });
  const payload = commentPayload(github, repository.name, { comment: comment.id, action: 'created' });
  const body = JSON.stringify(payload);
  const statuses = [
    await send({ url }, body, { 'x-hub-signature-256': signature('canary-body') }),
    await send({ url }, '{"canary-body', { authorization: 'Bearer canary-token', cookie: 'canary-cookie=1' }),
    await send({ url }, body),
    await send({ url }, body),
    await fetch(`${url}/readyz`),
    // A name by which nobody may ask the API says nothing about the webhooks.
    await fetch(`${url}/api/status`, { headers: { host: 'siso.example.com' } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 400, 202, 202, 200, 401]);
  // It was stored, once: the ledger knows it.
  const item = { key: keyOf(payload, comment.id), deliveryId: 'again', event: 'comment.created', payload: {} };
  const again = await siso.withStore((store) => store.call('siso_github_receive', { p_item: item }));
  expect(again).toEqual({ stored: false });

  running.kill('SIGTERM');
  const { stdout, stderr } = await running.ended;
  const [key = ''] = app.privateKey.split('\n').slice(1);
  for (const secret of [HOOK_SECRET, key, 'PRIVATE KEY', 'canary', signature(body)])
    expect(stdout + stderr).not.toContain(secret);
});

function keyOf({ repository }: Record<string, unknown>, comment: number): string {
  return `comment/${Object(repository).id}/${comment}/created`;
}

test('the real server does not start with a webhook secret that others know, or with an app that GitHub does not', async () => {
  const { serve } = await servedWithApp();
  const [short, stranger] = [serve({ SISO_WEBHOOK_SECRET: 'development' }), serve({ SISO_APP_ID: '99' })];
  expect(await short.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('everybody knows') });
  const { code, stdout, stderr } = await stranger.ended;
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/Check the app's id and its private key/);
  expect(stderr).not.toContain(HOOK_SECRET);
});
