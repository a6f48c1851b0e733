import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { commentPayload, installationPayload, runPayload } from '../../support/github/hooks.ts';
import { aWorld, REPOSITORY } from './support.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A server that takes webhooks. */
async function aListener() {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: await text(request) });
    response.writeHead(202).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { heard, hook: { url: `http://127.0.0.1:${port}/`, secret: randomUUID() } };
}

test('a comment is told as GitHub tells it: created, edited with what it was, deleted', async () => {
  const { double, repository } = await aWorld();
  const app = double.addApp();
  const { id: installation } = app.install('octo');
  const mona = { login: 'mona', type: 'User' } as const;
  repository.addIssue({ pull: { head: 'x', base: 'main', draft: false } });
  const { id } = repository.addComment(1, '/siso fix', mona);

  const made = commentPayload(double, REPOSITORY, { comment: id, action: 'created' });
  expect(made).toMatchObject({
    action: 'created',
    comment: { id, body: '/siso fix', user: { login: 'mona', type: 'User' } },
    issue: { number: 1, pull_request: { html_url: `${double.serverUrl}/${REPOSITORY}/pull/1` } },
    repository: { id: repository.id, full_name: REPOSITORY, owner: { login: 'octo' } },
    sender: { login: 'mona' },
    installation: { id: installation },
  });
  expect(made).not.toHaveProperty('changes');
  // What GitHub's example has beyond that is there too, and none of its names.
  expect(made).toHaveProperty('comment.node_id');
  expect(JSON.stringify(made)).not.toContain('Hello-World');
  repository.editComment(id, '/siso test');
  const edit = { comment: id, action: 'edited', from: '/siso fix' } as const;
  const edited = commentPayload(double, REPOSITORY, edit);
  expect(edited).toMatchObject({ comment: { body: '/siso test' }, changes: { body: { from: '/siso fix' } } });
  repository.removeComment(id);
  const ada = { login: 'ada', type: 'User' } as const;
  const removed = commentPayload(double, REPOSITORY, { comment: id, action: 'deleted', sender: ada });
  expect(removed).toMatchObject({
    action: 'deleted',
    comment: { id, user: { login: 'mona' } },
    sender: { login: 'ada' },
  });
});

test('an issue is told from a pull request, and without an app no installation is named', async () => {
  const { double, repository } = await aWorld();
  repository.addIssue();
  const payload = commentPayload(double, REPOSITORY, {
    comment: repository.addComment(1, 'text').id,
    action: 'created',
  });

  expect(payload).not.toHaveProperty('issue.pull_request');
  expect(payload).not.toHaveProperty('installation');
});

test('a run that ended and an installation are told with what is stored', async () => {
  const { double, repository, github } = await aWorld({ workflows: { 'siso-task.yml': ['task_id'] } });
  const app = double.addApp();
  const { id } = app.install('octo');
  const actor = { login: app.login, type: 'Bot' } as const;
  const run = repository.startRun({ workflow: 'siso-task.yml', ref: 'main', inputs: {}, actor });
  repository.finishRun(run.id, 'failure');

  expect(runPayload(double, REPOSITORY, run.id)).toMatchObject({
    action: 'completed',
    workflow_run: {
      id: run.id,
      status: 'completed',
      conclusion: 'failure',
      run_attempt: 1,
      event: 'workflow_dispatch',
    },
    repository: { full_name: await github.defaultBranch(REPOSITORY).then(() => REPOSITORY) },
    installation: { id },
  });
  expect(installationPayload(app, id, 'suspend')).toMatchObject({
    action: 'suspend',
    installation: { id, app_slug: app.slug, account: { login: 'octo' } },
  });
});

test('a webhook comes signed and with an id of its own; sent again by the app it keeps that', async () => {
  const { double } = await aWorld();
  const { heard, hook } = await aListener();
  const payload = { action: 'created', text: 'ä' };
  expect((await double.deliver(hook, 'issue_comment', payload)).status).toBe(202);
  const app = double.addApp();
  const missed = await app.send('ping', payload);
  app.hook = hook;
  app.redeliver(missed.id);
  await app.settled();

  const [direct, again] = heard;
  const signature = createHmac('sha256', hook.secret)
    .update(direct?.body ?? '')
    .digest('hex');
  expect(direct?.headers).toMatchObject({
    'x-github-event': 'issue_comment',
    'x-hub-signature-256': `sha256=${signature}`,
  });
  expect(direct?.headers['x-github-delivery']).toMatch(UUID);
  expect(JSON.parse(direct?.body ?? '')).toEqual(payload);
  expect([missed.status, app.deliveries.at(-1)?.status]).toEqual([0, 202]);
  expect(again?.headers).toMatchObject({
    'x-github-delivery': missed.guid,
    'x-github-hook-installation-target-id': '500',
  });
});
