/** What people write and what they read, on a real ledger over PostgREST and the strict double of GitHub. */
import { beforeEach, expect, test } from 'vitest';
import { aBot, type BotWorld, REPOSITORY } from '../../support/bot.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let world: BotWorld;
beforeEach(async () => {
  world = await aBot(postgres());
});

const MARIA = { login: 'maria', type: 'User' } as const;
const ADA = { login: 'ada', type: 'User' } as const;
const idIn = (text = '') => /T-[0-9A-Z]{8}/.exec(text)?.[0] ?? 'T-NONE0000';

test('a command becomes a task that is dispatched with nothing but its id, and one comment follows it', async () => {
  const issue = world.repository.addIssue({ title: 'Login fails', body: 'On Safari.' });

  const comment = await world.say(issue, '/siso fix --priority high --budget 2 login fails on Safari');

  const [task] = await world.tasks();
  expect(task).toMatchObject({ actor: 'mona', priority: 'high', template: 'fix', repo: REPOSITORY, state: 'running' });
  expect(world.repository.dispatches).toMatchObject([
    { workflow: 'siso-task.yml', ref: 'main', inputs: { task_id: task?.id } },
  ]);
  expect(world.reactionsTo(comment)).toEqual(['eyes', 'rocket']);
  const [said, ...more] = world.said(issue);
  expect(more).toEqual([]);
  expect(said).toContain(task?.id);
  const { prompt, budgetMicros } = await world.project.service.call('siso_task_request', { p_task_id: task?.id ?? '' });
  expect(prompt).toContain('login fails on Safari');
  expect(prompt).toContain('On Safari.');
  expect(budgetMicros).toBe(2_000_000);
  expect(world.faults).toEqual([]);
});

test('the same delivery twice, a second hook for the same comment, and a restart make one task and one comment', async () => {
  const issue = world.repository.addIssue();
  const comment = await world.say(issue, '/siso run say hello');

  await world.tell(comment.id, 'created');
  await world.start();
  await world.tell(comment.id, 'created');

  expect(await world.tasks()).toHaveLength(1);
  expect(world.said(issue)).toHaveLength(1);
  expect(world.repository.dispatches).toHaveLength(1);
});

test('an edited comment is not read, and its writer is told so', async () => {
  const issue = world.repository.addIssue();
  const comment = world.repository.addComment(issue.number, '/siso run say hello', { login: 'mona', type: 'User' });

  await world.tell(comment.id, 'edited');

  expect(await world.tasks()).toEqual([]);
  expect(world.reactionsTo(comment)).toEqual(['confused']);
  expect(world.said(issue)[0]).toContain('Edits are not read');
});

test('the bot itself, other apps, and whoever has no role are not heard', async () => {
  const issue = world.repository.addIssue();

  const own = await world.say(issue, '/siso run a', { login: world.app.login, type: 'Bot' });
  const other = await world.say(issue, '/siso run b', { login: 'other[bot]', type: 'Bot' });
  const stranger = await world.say(issue, '/siso run c', { login: 'stranger', type: 'User' });

  expect(await world.tasks()).toEqual([]);
  expect([own, other, stranger].map((each) => world.reactionsTo(each))).toEqual([[], [], ['confused']]);
  expect(issue.comments).toHaveLength(3);
});

test('a role that may not is told which one may', async () => {
  const issue = world.repository.addIssue();

  const comment = await world.say(issue, '/siso run say hello', { login: 'theo', type: 'User' });

  expect(await world.tasks()).toEqual([]);
  expect(world.reactionsTo(comment)).toContain('confused');
  expect(world.said(issue)[0]).toMatch(/triage.*write/s);
});

test('a role that cannot be found out is none: nothing runs, and the comment is tried again later', async () => {
  const issue = world.repository.addIssue();
  world.github.faults.next({ kind: 500, method: 'GET', times: 20 });

  const comment = await world.say(issue, '/siso run say hello');

  expect(await world.tasks()).toEqual([]);
  expect(world.reactionsTo(comment)).toEqual([]);
  world.github.faults.clear();
  await world.pass(60);
  await world.bot.settle();
  expect(await world.tasks()).toHaveLength(1);
});

test('what may cost much waits for an approval with a quote, and then for its turn', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run --budget 9 rewrite everything');
  const [task] = await world.tasks();
  expect(task?.state).toBe('pending_approval');
  expect(world.said(issue)[0]).toContain(`/siso approve ${task?.id}`);

  await world.say(issue, `/siso approve ${task?.id}`, MARIA);

  expect((await world.tasks())[0]?.state).toBe('running');
  expect(world.repository.dispatches).toHaveLength(1);
});

test('a deleted command takes what waits for its approval with it', async () => {
  const issue = world.repository.addIssue();
  const comment = await world.say(issue, '/siso run --budget 9 rewrite everything');

  await world.tell(comment.id, 'deleted');

  expect((await world.tasks())[0]).toMatchObject({ state: 'cancelled' });
});

test('cancel, retry, status, queue, usage, budget, limits, explain, help and version are answered in the thread', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso run say hello');
  const id = idIn(world.said(issue)[0]);
  const asked: [string, RegExp][] = [
    [`/siso cancel ${id}`, /told to stop|cancelled/],
    ['/siso status', /slots? in use/],
    ['/siso queue', /Queue|queue/],
    ['/siso usage', /[Uu]sage/],
    ['/siso budget', /Budgets/],
    ['/siso limits', /Limits/],
    [`/siso explain ${id}`, /Why/],
    ['/siso help', /approve/],
    ['/siso version', /siso \d+\.\d+\.\d+/],
  ];

  for (const [text, answer] of asked) {
    await world.pass(15);
    await world.say(issue, text);
    expect(world.said(issue)[0], text).toMatch(answer);
  }

  expect(world.said(issue)).toHaveLength(1);
});

test('pause stops what would start, and only where it was paused it is resumed', async () => {
  const issue = world.repository.addIssue();
  await world.say(issue, '/siso pause the provider is down', MARIA);

  await world.say(issue, '/siso run say hello');

  expect((await world.tasks())[0]?.state).toBe('queued');
  await world.pass(15);
  await world.say(issue, '/siso resume', MARIA);
  expect((await world.tasks())[0]?.state).toBe('running');
});

test('a grant is for the budget of the repository, by its admin, and of no other', async () => {
  const { service } = world.project;
  const p_changes = { dailyMicros: 1_000_000, monthlyMicros: null, dailyTokens: null };
  const request = { p_request_id: crypto.randomUUID(), p_actor: 'ada' };
  await service.call('siso_set_budget', { ...request, p_scope: 'repo', p_value: REPOSITORY, p_changes });
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso grant 5 --for 24h --reason "the release is due"', MARIA);
  expect(world.said(issue)[0]).toMatch(/not allowed/);
  await world.pass(15);
  await world.say(issue, '/siso grant 5 --for 24h --reason "the release is due"', ADA);

  const { budgets } = await service.call('siso_status', {});
  expect(budgets.find(({ scope, unit, kind }) => scope === 'repo' && unit === 'usd' && kind === 'day')?.cap).toBe(
    6_000_000,
  );
});

test('a task of another repository is not there for anybody here', async () => {
  const { service } = world.project;
  const other = await service.call('siso_list_tasks', { p_filter: {}, p_limit: 1, p_after: null });
  expect(other.tasks).toEqual([]);
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso cancel T-ABCD1234', ADA);

  expect(world.said(issue)[0]).toMatch(/no task T-ABCD1234/i);
});

test('a wrong configuration is told, and nothing runs until it is right', async () => {
  world.repository.files.set('.github/siso.yml', 'bot: { maxBuget: 3 }');
  const issue = world.repository.addIssue();

  await world.say(issue, '/siso run say hello');

  expect(await world.tasks()).toEqual([]);
  expect(world.said(issue)[0]).toMatch(/no field .*maxBuget.*maxBudget/);
});

test('the money of a thread within an hour is bounded, whatever is asked for', async () => {
  const issue = world.repository.addIssue();
  for (let n = 0; n < 4; n += 1) await world.say(issue, `/siso run --budget 5 piece ${n}`);

  await world.say(issue, '/siso run --budget 5 one more');

  expect(await world.tasks()).toHaveLength(4);
  await world.pass(15);
  await world.bot.settle();
  expect(world.said(issue)[0]).toMatch(/within an hour/);
});
