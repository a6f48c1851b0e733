/** What the bot did not hear, or did not live to do. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { itemOf } from '../../../bot/intake/item.ts';
import { aBot, type BotWorld, MONA, REPOSITORY } from '../../support/bot.ts';
import { commentPayload } from '../../support/github/hooks.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let world: BotWorld;
beforeEach(async () => {
  world = await aBot(postgres());
});

test('what was stored before the bot died is worked on by the next one', async () => {
  const issue = world.repository.addIssue();
  const comment = world.repository.addComment(issue.number, '/siso run say hello', MONA);
  const payload = commentPayload(world.github, REPOSITORY, { comment: comment.id, action: 'created' });
  await world.project.service.call('siso_github_receive', { p_item: itemLike(payload) });

  await world.start();
  await world.bot.settle();

  expect(await world.tasks()).toHaveLength(1);
});

/** As the intake stores it; the same key however it was heard. */
function itemLike(payload: unknown) {
  const item = itemOf({ id: randomUUID(), event: 'issue_comment', payload }, () => true);
  if (item === undefined) throw new Error('The example is no comment');
  return item;
}

test('one that died in the middle of a comment does the rest, and nothing twice', async () => {
  const issue = world.repository.addIssue();
  // The second command is not carried out: GitHub fails while its thread is read.
  world.github.faults.next({ kind: 500, method: 'GET', path: /\/comments$/, times: 40 });
  const comment = world.repository.addComment(issue.number, '/siso status\n/siso run say hello', MONA);
  await world.tell(comment.id, 'created');
  expect(await world.tasks()).toEqual([]);
  world.github.faults.clear();

  await world.start();
  await world.pass(120);
  await world.bot.settle();
  await world.pass(15);
  await world.bot.settle();

  expect(await world.tasks()).toHaveLength(1);
  expect(world.said(issue)).toHaveLength(1);
  expect(world.said(issue)[0]?.match(/slots? in use/g)).toHaveLength(1);
});

test('a webhook that GitHub could not deliver is asked for and sent anew, once', async () => {
  const issue = world.repository.addIssue();
  const comment = world.repository.addComment(issue.number, '/siso run say hello', MONA);
  const payload = commentPayload(world.github, REPOSITORY, { comment: comment.id, action: 'created' });
  // Nobody listens yet.
  await world.app.send('issue_comment', payload);
  world.app.hook = await world.listen();

  await world.bot.reconcile();
  await world.app.settled();
  await world.bot.reconcile();
  await world.app.settled();
  await world.bot.settle();

  expect(world.app.deliveries.map(({ status }) => status)).toEqual([0, 202]);
  expect(await world.tasks()).toHaveLength(1);
});

test('a run whose end nobody heard of is found out, and its task does not wait for its lease', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  world.repository.finishRun(world.repository.dispatches[0]?.runId ?? 0, 'failure');

  await world.bot.reconcile();
  await world.bot.settle();

  expect(world.repository.dispatches).toHaveLength(2);
});
