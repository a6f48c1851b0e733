/** From a comment to its result: signed webhook, ledger, dispatch, the built Action's mode `task` with the real Claude Code, result comment. */
import { expect, test } from 'vitest';
import { aJob } from '../../support/action-job.ts';
import { aBot, MONA, REPOSITORY } from '../../support/bot.ts';
import { commentPayload, runPayload } from '../../support/github/hooks.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aRunnerKey } from '../../support/runners.ts';

const postgres = postgresOfThisFile();

test('a comment leads to a repaired project, a pull request, and a comment with cost, tokens and result', async () => {
  const job = await aJob();
  job.repository.workflows['siso-task.yml'] = ['task_id'];
  const world = await aBot(postgres(), { github: job.github });
  const { key } = await aRunnerKey(world.project.service);
  const issue = world.repository.addIssue({ title: 'Tests fail', body: 'The average is wrong.' });

  world.app.hook = await world.listen();
  const comment = world.repository.addComment(issue.number, '/siso fix --budget 0.90 the average is wrong', MONA);
  const told = await world.app.send(
    'issue_comment',
    commentPayload(world.github, REPOSITORY, { comment: comment.id, action: 'created' }),
  );
  await world.bot.settle();

  expect(told.status).toBe(202);
  const [dispatch] = world.repository.dispatches;
  const taskId = String(dispatch?.inputs.task_id);
  expect(world.said(issue)[0]).toMatch(/Running|running|Dispatched|dispatched/);

  const env = {
    SUPABASE_URL: world.project.gateway.url,
    SUPABASE_PUBLISHABLE_KEY: world.project.postgrest.anonKey,
    SISO_RUNNER_KEY: key,
  };
  const end = await job.use(
    { mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' },
    { env, github: { run_id: String(dispatch?.runId) } },
  );
  world.repository.finishRun(dispatch?.runId ?? 0, 'success');
  await world.pass(15);
  await world.app.send('workflow_run', runPayload(world.github, REPOSITORY, dispatch?.runId ?? 0));
  await world.bot.settle();

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'task-id': taskId });
  const [said, ...more] = world.said(issue);
  expect(more).toEqual([]);
  expect(said).toContain(`$${end.outputs['cost-usd']}`.slice(0, 5));
  expect(said).toMatch(/of \$0\.90.*measured/s);
  expect(said).toContain(`Pull request #${end.outputs['pull-request']?.split('/').at(-1)}`);
  expect(said).toContain(`/siso retry ${taskId}`);
  expect(world.reactionsTo(comment)).toEqual(['eyes', 'rocket', '+1']);
  expect(await world.project.service.call('siso_get_task', { p_task_id: taskId })).toMatchObject({
    ...{ state: 'succeeded', costSource: 'metered' },
    publication: { pullRequestNumber: expect.any(Number) },
  });
  expect(world.github.problems).toEqual([]);
  expect(world.faults).toEqual([]);
});
