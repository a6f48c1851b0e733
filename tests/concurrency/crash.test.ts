import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Admitted, Verdict } from '../../src/contracts/ledger/admission.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { imbalances } from '../support/books.ts';
import { type Crowd, crowdOf } from '../support/crowd.ts';
import { type TestLedger, usage } from '../support/ledger.ts';
import { small } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

/** What one client was told, and the request it had no answer to when Postgres died. */
interface Diary {
  admitted: Admitted[];
  settled: string[];
  open?: string;
}

test('Postgres killed under load: what was acknowledged is there, the books balance, and what is repeated happens once', async () => {
  const crowd = await crowdOf(10, { way: 'Postgres', postgres: postgres() });
  await crowd.ledger.setBudget({ dailyTokens: null, dailyMicros: null, monthlyMicros: null });
  for (let round = 0; round < 3; round++) {
    const underWay = Promise.withResolvers<void>();
    let answers = 0;
    const load = crowd.atOnce((one) =>
      keepBusy(one, () => {
        answers += 1;
        if (answers === 60) underWay.resolve();
      }),
    );
    await underWay.promise;
    await postgres().kill();
    const diaries = await load;
    await postgres().restart();

    await crowd.reconnect();
    expect(await imbalances(crowd.ledger)).toEqual([]);
    const known = await crowd.ledger.sql<{ id: string; state: string }>('select id, state from automation_tasks');
    const states = new Map(known.map(({ id, state }) => [id, state]));
    for (const { admitted, settled } of diaries) {
      expect(admitted.filter(({ taskId }) => !states.has(taskId))).toEqual([]);
      expect(settled.filter((taskId) => states.get(taskId) !== 'succeeded')).toEqual([]);
    }
    await repeatOpen(crowd, { diaries, known: new Set(states.keys()) });
    expect(await imbalances(crowd.ledger)).toEqual([]);
  }
  await crowd.end();
});

/** Admits, and settles every other task, until there is no Postgres. */
async function keepBusy(ledger: TestLedger, answered: () => void): Promise<Diary> {
  const diary: Diary = { admitted: [], settled: [] };
  for (;;) {
    try {
      diary.open = randomUUID();
      const verdict = await ledger.ask(small({}), diary.open);
      delete diary.open;
      answered();
      const admitted = demandAdmitted(verdict);
      diary.admitted.push(admitted);
      if (diary.admitted.length % 2 === 0) continue;
      await ledger.start(admitted.hold);
      await ledger.settle(admitted.hold, usage({ tokens: 60 }));
      diary.settled.push(admitted.taskId);
    } catch (error) {
      if (!(error instanceof AutomationError && error.code === 'store_unavailable')) throw error;
      return diary;
    }
  }
}

/** Each request without an answer, asked twice more: it makes one task, or had made it already. */
async function repeatOpen(crowd: Crowd, { diaries, known }: { diaries: Diary[]; known: Set<string> }): Promise<void> {
  const told = new Set(diaries.flatMap(({ admitted }) => admitted.map(({ taskId }) => taskId)));
  const repeated = await crowd.atOnce(async (one, index) => {
    const id = diaries[index]?.open;
    if (id === undefined) return [];
    return [demandAdmitted(await one.ask(small({}), id)), demandAdmitted(await one.ask(small({}), id))];
  });
  for (const [first, again] of repeated) expect(again).toEqual(first);
  const ids = repeated.flatMap(([first]) => (first === undefined ? [] : [first.taskId]));
  expect(ids.filter((id) => told.has(id))).toEqual([]);
  const [row] = await crowd.ledger.sql<{ tasks: number }>('select count(*) as tasks from automation_tasks');
  expect(row?.tasks).toBe(known.size + ids.filter((id) => !known.has(id)).length);
}

function demandAdmitted(verdict: Verdict): Admitted {
  if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
  return verdict;
}
