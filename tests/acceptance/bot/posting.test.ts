/** The one comment of a thread, whatever GitHub does. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { aBot, type BotWorld, MONA, REPOSITORY } from '../../support/bot.ts';
import { commentPayload } from '../../support/github/hooks.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let world: BotWorld;
beforeEach(async () => {
  world = await aBot(postgres());
});

const settled = async (seconds = 15) => {
  await world.pass(seconds);
  await world.bot.settle();
};

test('a comment whose making was answered by nothing is found again, and not made twice', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 'done and cut', method: 'POST', path: /\/issues\/\d+\/comments$/ });

  await world.say(issue, '/siso run say hello');
  await settled(60);
  await world.start();
  await settled(600);

  expect(world.said(issue)).toHaveLength(1);
  expect(world.said(issue)[0]).toMatch(/T-[0-9A-Z]{8}/);
});

test('what a rate limit refuses is said when it is over', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 'secondary limit', method: 'POST', path: /comments$/, times: 10, retryAfter: 600 });
  await world.say(issue, '/siso run say hello');
  expect(world.said(issue)).toEqual([]);
  world.github.faults.clear();

  await settled(300);
  expect(world.said(issue)).toEqual([]);
  await settled(400);

  expect(world.said(issue)).toHaveLength(1);
});

test('what GitHub fails to do is tried again later and later', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 502, method: 'POST', path: /comments$/, times: 8 });
  await world.say(issue, '/siso run say hello');
  world.github.faults.clear();

  await settled(30);

  expect(world.said(issue)).toHaveLength(1);
});

test('a comment that somebody deleted is made anew', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  const own = issue.comments.find(({ user }) => user.login === world.app.login);
  world.repository.removeComment(own?.id ?? 0);

  await world.pass(15);
  await world.say(issue, '/siso status');
  await settled();

  expect(world.said(issue)).toHaveLength(1);
});

test('a locked issue is left alone, and heard again when somebody writes there', async () => {
  const issue = world.repository.addIssue();
  issue.locked = true;
  await world.say(issue, '/siso run say hello');
  const requests = world.github.requests.length;
  await settled(3_600);
  expect(world.github.requests.length).toBe(requests);
  issue.locked = false;

  await world.say(issue, '/siso status');

  expect(world.said(issue)).toHaveLength(1);
});

test('a repository that was transferred keeps its thread and its tasks', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  world.github.transfer(world.repository, 'acme/moved');

  await world.pass(15);
  await world.project.service.call('siso_github_refresh', { p_request_id: randomUUID() });
  await world.bot.settle();

  expect(world.said(issue)).toHaveLength(1);

  const [task] = await world.tasks();
  const comment = world.repository.addComment(issue.number, `/siso cancel ${task?.id}`, MONA);
  const payload = commentPayload(world.github, 'acme/moved', { comment: comment.id, action: 'created' });
  await world.hear('issue_comment', payload);
  await world.bot.settle();

  expect(await world.project.service.call('siso_get_task', { p_task_id: task?.id ?? '' })).toMatchObject({
    ...{ repo: 'acme/moved', cancelRequested: true },
  });
});

test('edits of one comment are at least ten seconds apart, and the last one says all', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run one');
  const edits = () => world.github.requests.filter(({ method, status }) => method === 'PATCH' && status === 200).length;
  const before = edits();

  for (const n of [2, 3, 4]) await world.say(issue, `/siso run number ${n}`);
  expect(edits()).toBe(before);
  await settled();

  expect(edits()).toBe(before + 1);
  for (const { id } of await world.tasks()) expect(world.said(issue)[0]).toContain(id);
});

test('a comment that would say the same again is not edited', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso pause', { login: 'maria', type: 'User' });
  await world.pass(15);
  await world.say(issue, '/siso run say hello');
  await settled();
  const edits = () => world.github.requests.filter(({ method }) => method === 'PATCH').length;
  const before = edits();

  for (let n = 0; n < 3; n += 1) {
    await world.project.service.call('siso_github_refresh', { p_request_id: randomUUID() });
    await settled();
  }

  expect(edits()).toBe(before);
});

test('a comment is not lost in an outage of a day', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 503, times: 100_000 });
  await world.say(issue, '/siso run say hello');
  for (let n = 0; n < 12; n += 1) await settled(2 * 3_600);
  world.github.faults.clear();

  await settled(3_600);
  await settled();

  expect(await world.tasks()).toHaveLength(1);
  expect(world.said(issue)).toHaveLength(1);
});

test('a task that took more than ten minutes ends with a comment of its own, once', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  const [task] = await world.tasks();
  await world.pass(11 * 60);

  await world.project.service.call('siso_cancel', {
    ...{ p_request_id: randomUUID(), p_actor: 'ada', p_task_id: task?.id ?? '' },
  });
  world.repository.finishRun(world.repository.dispatches[0]?.runId ?? 0, 'cancelled');
  await world.tellRunEnded(world.repository.dispatches[0]?.runId ?? 0);
  await settled();
  await settled();

  expect(world.said(issue)).toHaveLength(2);
  expect(world.said(issue)[1]).toContain(task?.id);
});

test('thresholds of a budget are said once a period in one issue', async () => {
  const { service } = world.project;
  const p_changes = { dailyMicros: 1_000_000, monthlyMicros: null, dailyTokens: null };
  await service.call('siso_set_budget', {
    ...{ p_request_id: randomUUID(), p_actor: 'ada', p_scope: 'global', p_value: '' },
    p_changes: { dailyTokens: null },
  });
  await service.call('siso_set_budget', {
    ...{ p_request_id: randomUUID(), p_actor: 'ada', p_scope: 'repo', p_value: REPOSITORY, p_changes },
  });
  const use = (micros: number) =>
    service.call('siso_record_usage', {
      ...{ p_request_id: randomUUID(), p_actor: 'ada' },
      // $0.008 for a thousand
      p_usage: { service: 'claude-code', tokens: micros / 8, repo: REPOSITORY },
    });

  await use(800_000);
  await world.bot.settle();
  await use(150_000);
  await world.bot.settle();
  await world.start();
  await world.bot.settle();

  const [issue, ...more] = world.repository.issues;
  expect(more).toEqual([]);
  expect(issue?.labels).toEqual(['siso-budget']);
  expect(issue?.comments.map(({ body }) => /\d+ %/.exec(body)?.[0])).toEqual(['75 %', '90 %']);
});

test('a run that was lost is ended at once when GitHub says that it is over', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  const runId = world.repository.dispatches[0]?.runId ?? 0;
  const [task] = await world.tasks();
  world.repository.finishRun(runId, 'failure');

  await world.tellRunEnded(runId);

  // Nothing had started, so nothing was spent: it is tried again, by another run.
  expect(await world.project.service.call('siso_get_task', { p_task_id: task?.id ?? '' })).toMatchObject({
    costMicros: 0,
  });
  await world.bot.settle();
  expect(world.repository.dispatches).toHaveLength(2);
});

test('a workflow that is not there ends the task with what to do', async () => {
  delete world.repository.workflows['siso-task.yml'];
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso run say hello');
  await settled();

  expect((await world.tasks())[0]).toMatchObject({ state: 'failed', reason: 'start_failed' });
  expect(world.said(issue)[0]).toMatch(/siso-task\.yml/);
});
