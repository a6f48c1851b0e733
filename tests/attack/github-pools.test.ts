/** A runner has a key of its repository and may be anybody there; what only the bot says is not believed of it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { RUNNER_KEY_HEADER } from '../../src/domain/runner-key.ts';
import { APPROVAL, commented, dispatch } from '../support/bot-ledger.ts';
import { small, TASK } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { aRunnerKey, aRunnerProjectOfThisTest } from '../support/runners.ts';

const postgres = postgresOfThisFile();

async function aRunner() {
  const project = await aRunnerProjectOfThisTest(postgres());
  const { key } = await aRunnerKey(project.service);
  /** Past the contract, which would drop what it does not know. */
  const ask = async (name: string, args: object): Promise<unknown> => {
    const answer = await fetch(`${project.postgrest.url}/rpc/${name}`, {
      method: 'POST',
      headers: { [RUNNER_KEY_HEADER]: key, 'content-type': 'application/json' },
      body: JSON.stringify({ p_request_id: randomUUID(), ...args }),
    });
    return answer.json();
  };
  const claim = (p_filter: object) =>
    ask('siso_claim', { p_worker: { id: 'w', host: 'h', version: '1', slots: 1 }, p_filter, p_limit: 10 });
  return { project, ask, claim };
}

test('a runner key names neither pool nor role nor approval', async () => {
  const { project, ask } = await aRunner();
  const words = { pool: 'workflow', githubRole: 'admin', approval: APPROVAL };
  const p_task = { ...TASK, ...small({}), repo: 'acme/web', ...words };
  expect(await ask('siso_submit', { p_task })).toMatchObject({ decision: 'queued' });
  for (const name of ['siso_submit', 'siso_admit']) {
    expect(await ask(name, { p_task: { ...p_task, priority: 'urgent' } })).toMatchObject({ reason: 'forbidden' });
  }

  const client = await project.database.connect();
  const { rows } = await client.query('select pool, state, request from automation_tasks');
  expect(rows).toMatchObject([{ pool: '', state: 'queued' }]);
  expect(Object.keys(rows[0].request)).not.toEqual(expect.arrayContaining(['githubRole']));
});

test('a runner key claims of its repository what waits in no pool, and from comments only where it asks for that', async () => {
  const { project, claim } = await aRunner();
  const other = { repoId: 2, repo: 'acme/api', number: 1, isPull: false, installationId: null };
  await commented(project.service, {});
  await commented(project.service, {}, { pool: 'comments', thread: other });
  const own = await commented(project.service, {}, { pool: 'comments' });

  for (const filter of [{}, { pool: 'workflow' }]) expect(await claim(filter)).toMatchObject({ claimed: [] });
  expect(await claim({ pool: 'comments' })).toMatchObject({ claimed: [{ taskId: own }] });
  expect((await dispatch(project.service)).claimed).toHaveLength(1);
});
