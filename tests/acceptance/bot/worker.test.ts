/** Comment tasks on a machine of one's own: a worker set apart for them, with a runner key and nothing more. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TASK } from '../../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aRunnerKey, aRunnerProjectOfThisTest, type RunnerProject } from '../../support/runners.ts';
import { aSiso } from '../../support/siso.ts';
import { taskWhen } from '../../support/worker.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const postgres = postgresOfThisFile();

/** As the bot leaves it in the queue where `.github/siso.yml` says `dispatch: worker`. */
async function commented({ service }: RunnerProject): Promise<string> {
  const thread = { repoId: 1, repo: 'acme/web', number: 7, isPull: false, installationId: 3 };
  const answer = await service.call('siso_github_submit', {
    p_request_id: randomUUID(),
    p_task: { ...TASK, actor: 'mona', prompt: 'Make the tests pass.', budgetMicros: 900_000, tokenHold: 30_000 },
    p_origin: {
      ...{
        thread,
        role: 'write',
        pool: 'comments',
        author: 'mona',
        commentId: 5,
        commentUrl: 'https://github.com/acme/web',
      },
      ...{ isFork: false, depth: 0, hourMicros: 10_000_000 },
    },
  });
  if (answer.decision !== 'queued') throw new Error(JSON.stringify(answer));
  return answer.taskId;
}

test('a worker for comments runs their tasks with a runner key, and one without the word leaves them', async () => {
  const project = await aRunnerProjectOfThisTest(postgres(), { rehearsal: true });
  const siso = await aSiso();
  const taskId = await commented(project);
  const { key } = await aRunnerKey(project.service);
  const env = {
    ...{ SUPABASE_URL: project.gateway.url, SUPABASE_PUBLISHABLE_KEY: project.postgrest.anonKey },
    SISO_RUNNER_KEY: key,
  };
  const options = { env };
  const args = ['worker', '--rehearse=fix-bug', '--repo', `acme/web=${aRepository()}`];
  const stateOf = async () => (await project.service.call('siso_get_task', { p_task_id: taskId })).state;

  await siso.run([...args, '--once'], options);
  expect(await stateOf()).toBe('queued');
  const worker = siso.start([...args, '--comments'], options);
  // On a busy machine an attempt may fail in passing, and is made again.
  const task = await taskWhen(project.service, taskId, ({ finishedAt }) => finishedAt !== null);
  worker.kill('SIGTERM');

  expect(task.state).toBe('succeeded');
  expect((await worker.ended).code).toBe(0);
});

test('without a runner key there is no worker for comments', async () => {
  const project = await aRunnerProjectOfThisTest(postgres(), { rehearsal: true });
  const siso = await aSiso();
  const env = { SUPABASE_URL: project.gateway.url, SUPABASE_SECRET_KEY: project.postgrest.serviceKey };

  const refused = await siso.run(['worker', '--comments', '--once', '--rehearse=fix-bug'], { env });

  expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/needs a runner key.*siso keys create/s) });
});
