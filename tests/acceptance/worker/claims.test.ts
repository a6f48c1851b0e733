/** Workers that die between the claim and the start of what they claimed. */
import { expect, test } from 'vitest';
import { recoverRuns } from '../../../src/engine/recover.ts';
import { RunDirectory } from '../../../src/engine/run-directory.ts';
import { Claims } from '../../../src/engine/worker/claims.ts';
import { WORKER } from '../../support/queue.ts';
import { submitted, taskIn } from '../../support/worker.ts';
import { aWorkplace } from '../../support/workplace.ts';

async function twoWaiting() {
  const workplace = await aWorkplace();
  const { store, example } = workplace;
  const ids = [await submitted(store, example), await submitted(store, { ...example, category: 'testing' })];
  const states = () => Promise.all(ids.map(async (id) => (await taskIn(store, id)).state));
  return { ...workplace, ids, states };
}

test('one that died before it heard what it got gives all of it back', async () => {
  const { store, folder, ids, states } = await twoWaiting();
  const note = await RunDirectory.create(folder);
  const asked = { p_request_id: note.record.requestId, p_worker: WORKER, p_filter: {}, p_limit: 2 };
  await store.call('siso_claim', asked);
  expect(await states()).toEqual(['running', 'running']);
  note.leave();

  const recovered = await recoverRuns(store, folder);

  expect(recovered.map(({ taskId }) => taskId).sort()).toEqual([...ids].sort());
  expect(await states()).toEqual(['queued', 'queued']);
  expect(await taskIn(store, ids[0] ?? '')).toMatchObject({ attempt: 0, reason: 'released' });
  expect(await recoverRuns(store, folder)).toEqual([]);
});

test('one that died before anything had started gives each task back once; what is alive is left alone', async () => {
  const { store, folder, states } = await twoWaiting();
  const claims = new Claims({ store, dataDirectory: folder, worker: WORKER, filter: {} });
  const { taken } = await claims.take(5);
  expect(taken).toHaveLength(2);
  expect(await recoverRuns(store, folder)).toEqual([]);
  taken[0]?.run.leave();
  expect(await recoverRuns(store, folder)).toHaveLength(1);
  expect((await states()).sort()).toEqual(['queued', 'running']);
  taken[1]?.run.leave();
  expect(await recoverRuns(store, folder)).toHaveLength(1);
  await claims.close();
  expect(await states()).toEqual(['queued', 'queued']);
});

test('a claim whose answer was lost is asked for again under the same id, and takes nothing twice', async () => {
  const { store, folder, states } = await twoWaiting();
  let lost = 1;
  const flaky: typeof store = {
    ...store,
    call: async (name, args) => {
      const answer = await store.call(name, args);
      if (name === 'siso_claim' && lost-- > 0) throw new Error('The connection broke');
      return answer;
    },
  };
  const claims = new Claims({ store: flaky, dataDirectory: folder, worker: WORKER, filter: {} });
  await expect(claims.take(1)).rejects.toThrow('The connection broke');
  const { taken } = await claims.take(5);

  expect(taken).toHaveLength(1);
  expect((await states()).sort()).toEqual(['queued', 'running']);
  for (const task of taken) await claims.giveBack(task, 'The worker was stopped.');
  await claims.close();
  expect(await states()).toEqual(['queued', 'queued']);
});
