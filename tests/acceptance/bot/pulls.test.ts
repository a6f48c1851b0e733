/** Pull requests: heads, forks, approvals that name a commit, and check runs. */
import { beforeEach, expect, test } from 'vitest';
import { aBot, type BotWorld, REPOSITORY } from '../../support/bot.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let world: BotWorld;
beforeEach(async () => {
  world = await aBot(postgres());
});

const MARIA = { login: 'maria', type: 'User' } as const;
const [HEAD, LATER] = ['a'.repeat(40), 'b'.repeat(40)];

/** A pull request of `headRepository`, whose head is at `HEAD`. */
function aPull(headRepository: string) {
  const issue = world.repository.addIssue({ title: 'Faster login' });
  issue.pull = {
    ...{ head: 'faster', base: 'main', draft: false, headSha: HEAD, headRepository },
    diff: 'diff --git a/login.js b/login.js\n+fast',
  };
  return issue;
}

const requestOf = (p_task_id = '') => world.project.service.call('siso_task_request', { p_task_id });

test('a task on a pull request is for its head, is told its changes, and its result goes into its branch', async () => {
  const pull = aPull(REPOSITORY);

  await world.say(pull, '/siso review');

  const [task] = await world.tasks();
  const { commit, targetBranch, prompt } = await requestOf(task?.id);
  expect({ commit, targetBranch }).toEqual({ commit: HEAD, targetBranch: 'faster' });
  expect(prompt).toContain('+fast');
  expect(world.repository.checkRuns).toMatchObject([{ name: `siso ${task?.id}`, headSha: HEAD }]);
});

test('changes of a fork run only after a maintainer approved the commit that is the head', async () => {
  const pull = aPull('eve/web');
  await world.say(pull, '/siso test the login');
  const [task] = await world.tasks();
  expect(task?.state).toBe('pending_approval');

  await world.say(pull, `/siso approve ${task?.id} ${HEAD.slice(0, 12)}`);
  expect((await world.tasks())[0]?.state).toBe('pending_approval');
  await world.say(pull, `/siso approve ${task?.id}`, MARIA);
  expect((await world.tasks())[0]?.state).toBe('pending_approval');
  await world.say(pull, `/siso approve ${task?.id} ${LATER.slice(0, 12)}`, MARIA);
  expect((await world.tasks())[0]?.state).toBe('pending_approval');
  await world.say(pull, `/siso approve ${task?.id} ${HEAD.slice(0, 12)}`, MARIA);

  expect((await world.tasks())[0]?.state).toBe('running');
  expect((await requestOf(task?.id)).targetBranch).toBeUndefined();
});

test('an approval does not count once the head has moved', async () => {
  const pull = aPull('eve/web');
  await world.say(pull, '/siso test the login');
  const [task] = await world.tasks();
  if (pull.pull) pull.pull.headSha = LATER;

  await world.say(pull, `/siso approve ${task?.id} ${HEAD.slice(0, 12)}`, MARIA);

  expect((await world.tasks())[0]?.state).toBe('pending_approval');
  await world.pass(15);
  await world.bot.settle();
  expect(world.said(pull)[0]).toMatch(/moved on/);
});

test('a head that moves after the approval changes nothing of what runs', async () => {
  const pull = aPull('eve/web');
  await world.say(pull, '/siso test the login');
  const [task] = await world.tasks();
  await world.say(pull, '/siso pause', MARIA);
  await world.say(pull, `/siso approve ${task?.id} ${HEAD.slice(0, 12)}`, MARIA);
  if (pull.pull) Object.assign(pull.pull, { headSha: LATER, diff: '+evil' });

  await world.say(pull, '/siso resume', MARIA);

  const { commit, prompt, untrusted } = await requestOf(task?.id);
  expect((await world.tasks())[0]?.state).toBe('running');
  expect({ commit, untrusted }).toEqual({ commit: HEAD, untrusted: true });
  expect(prompt).not.toContain('+evil');
});

test('changes of a fork never run on a worker of one’s own', async () => {
  world.repository.files.set('.github/siso.yml', 'bot: { dispatch: worker }');
  const pull = aPull('eve/web');

  await world.say(pull, '/siso test the login');

  expect(await world.tasks()).toEqual([]);
  expect(world.said(pull)[0]).toMatch(/fork/);
  // Said where its author looks as well, and not as a fault of the change.
  expect(world.repository.checkRuns).toMatchObject([{ headSha: HEAD, conclusion: 'neutral' }]);
});
