import { expect, test } from 'vitest';
import type { Job } from '../../../src/action/runner.ts';
import { demandRights, refuseForeignHead } from '../../../src/action/who-may.ts';
import type { Role } from '../../../src/github/index.ts';

const JOB: Job = {
  ...{
    workspace: '/w',
    temp: '/t',
    repository: 'acme/web',
    actor: 'mona',
    event: 'issues',
    payload: {},
    sha: 'a',
    refName: 'main',
  },
  ...{
    isBranch: true,
    baseRef: '',
    runId: '1',
    runAttempt: '1',
    serverUrl: 's',
    apiUrl: 'a',
    ownToken: true,
    home: '/h',
  },
};
const having = (role: Role) => () => Promise.resolve(role);

test.each(['admin', 'maintain', 'write'] as const)(
  'somebody with the role %s may start a task by an issue',
  async (role) => {
    await expect(demandRights(JOB, having(role))).resolves.toBeUndefined();
  },
);

test.each(['triage', 'read', 'none'] as const)(
  'somebody with the role %s may not: an issue must not drain a budget',
  async (role) => {
    await expect(demandRights(JOB, having(role))).rejects.toMatchObject({ code: 'forbidden' });
  },
);

test.each([
  'issue_comment',
  'pull_request_target',
  'pull_request_review',
  'discussion',
  'fork',
  'watch',
  'something_new',
])('the event %s asks for the role of its actor', async (event) => {
  await expect(demandRights({ ...JOB, event }, having('read'))).rejects.toMatchObject({ code: 'forbidden' });
});

test.each(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'])(
  'the event %s needs no look: only those cause it who may write',
  async (event) => {
    const never = () => Promise.reject(new Error('asked'));
    await expect(demandRights({ ...JOB, event }, never)).resolves.toBeUndefined();
  },
);

test('what follows the workflow of a fork is refused, what follows one of the repository itself is not', async () => {
  const after = (full_name: string, event?: string) => ({
    ...JOB,
    event: 'workflow_run',
    payload: { workflow_run: { head_repository: { full_name }, event } },
  });
  await expect(demandRights(after('mallory/web'), having('admin'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(demandRights(after('acme/web', 'push'), having('none'))).resolves.toBeUndefined();
  // Anybody can open an issue, and whatever follows it runs in the repository itself.
  for (const event of ['issues', 'workflow_run', undefined]) {
    await expect(demandRights(after('acme/web', event), having('read'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(demandRights(after('acme/web', event), having('write'))).resolves.toBeUndefined();
  }
  const unknown = { ...JOB, event: 'workflow_run', payload: {} };
  await expect(demandRights(unknown, having('admin'))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a role that cannot be found out counts as none', async () => {
  await expect(demandRights(JOB, () => Promise.reject(new Error('503')))).rejects.toMatchObject({ code: 'forbidden' });
});

test('an app is not asked for, whatever it may do', async () => {
  await expect(demandRights({ ...JOB, actor: 'dependabot[bot]' }, having('admin'))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

const pull = { number: 3, head: { sha: 'f'.repeat(40) }, base: { sha: 'b'.repeat(40) } };

test('pull_request_target is refused with a checkout of anything but a commit of the base', () => {
  const job = { ...JOB, event: 'pull_request_target', payload: { pull_request: pull } };
  for (const foreign of [pull.head.sha, 'c'.repeat(40)])
    expect(() => refuseForeignHead(job, foreign)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  const untold = { ...job, payload: {} };
  expect(() => refuseForeignHead(untold, pull.head.sha)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  expect(() => refuseForeignHead(job, pull.base.sha)).not.toThrow();
});
