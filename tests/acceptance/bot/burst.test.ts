/** Many comments at once: none is lost, and GitHub's limits for what is made are kept, by a clock that is moved and never waited for. */
import { expect, test } from 'vitest';
import { aBot, MONA, REPOSITORY } from '../../support/bot.ts';
import { commentPayload } from '../../support/github/hooks.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
const THREADS = 120;
const COMMENTS = 240;
const MINUTE = 60;

test('a burst of comments is answered in every thread; new comments are three seconds apart', async () => {
  const world = await aBot(postgres());
  const issues = Array.from({ length: THREADS }, () => world.repository.addIssue());
  const made: number[] = [];
  const { addComment } = world.repository;
  world.repository.addComment = (...args) => {
    if (args[2]?.login === world.app.login) made.push(Date.now() + world.passedMs);
    return addComment.apply(world.repository, args);
  };
  for (let n = 0; n < COMMENTS; n += 1) {
    const { id } = world.repository.addComment(
      issues[n % THREADS]?.number ?? 0,
      `/siso status ${n}`.slice(0, 12),
      MONA,
    );
    await world.hear('issue_comment', commentPayload(world.github, REPOSITORY, { comment: id, action: 'created' }));
  }

  for (let round = 0; round < 60 && made.length < THREADS; round += 1) {
    await world.bot.settle();
    await world.pass(MINUTE);
  }

  expect(issues.map((issue) => world.said(issue).length)).toEqual(issues.map(() => 1));
  // How long the first was under way does not count.
  const slack = 5_000;
  expect((made.at(-1) ?? 0) - (made[0] ?? 0)).toBeGreaterThanOrEqual((THREADS - 1) * 3_000 - slack);
  const within = (ms: number) =>
    Math.max(...made.map((at) => made.filter((other) => other >= at && other < at + ms).length));
  expect(within(60_000)).toBeLessThanOrEqual(80);
  expect(within(3_600_000)).toBeLessThanOrEqual(500);
  expect(world.github.problems).toEqual([]);
});
