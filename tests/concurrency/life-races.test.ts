import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Settled } from '../../src/contracts/ledger/life.ts';
import { imbalances } from '../support/books.ts';
import { type Crowd, crowdOf, WAYS } from '../support/crowd.ts';
import { HOUR, SECOND, usage } from '../support/ledger.ts';
import { small } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const ROUNDS = 6;
const postgres = postgresOfThisFile();

let crowd: Crowd;
afterEach(async () => {
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});

describe.each(WAYS)('over %s, ten at the same thing at once', (way) => {
  beforeEach(async () => {
    crowd = await crowdOf(10, { way, postgres: postgres() });
  });

  test('a hold that all of them settle is booked once, and all hear the same', async () => {
    const { ledger, atOnce } = crowd;
    for (let round = 0; round < ROUNDS; round++) {
      const { hold, taskId } = await ledger.running();

      const answers = await atOnce((one, index) => one.settle(hold, usage({ tokens: 60 + index })));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const entries = await ledger.sql('select cost_micros from token_usage_history where task_id = $1', [taskId]);
      expect(entries).toEqual([{ cost_micros: costOf(answers[0]) }]);
    }
  });

  test('a settlement at the moment of the expiry: the truth is booked, and the hold ends once', async () => {
    const { ledger, atOnce } = crowd;
    for (let round = 0; round < ROUNDS; round++) {
      const { hold, taskId } = await ledger.running();
      await ledger.clock.advance(90 * SECOND);

      const answers = await atOnce(async (one, index) =>
        index % 2 === round % 2 ? one.settle(hold, usage({ tokens: 60 })) : one.expire(),
      );

      const settled = answers.filter((answer) => typeof answer === 'object');
      const expired = answers.filter((answer) => typeof answer === 'number').reduce((sum, count) => sum + count, 0);
      const booked = expired === 1 ? 'late' : 'settled';
      expect(settled).toEqual(Array.from({ length: 5 }, () => expect.objectContaining({ ok: true, booked })));
      expect(await ledger.task(taskId)).toMatchObject({
        costMicros: 120,
        state: expired === 1 ? 'failed' : 'succeeded',
      });
      await ledger.clock.advance(HOUR);
    }
  });

  test('a request that all of them repeat makes one task', async () => {
    const { ledger, atOnce } = crowd;
    for (let round = 1; round <= ROUNDS; round++) {
      const id = randomUUID();

      const answers = await atOnce((one) => one.ask(small({}), id));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await ledger.sql('select count(*) as tasks from automation_tasks')).toEqual([{ tasks: round }]);
    }
  });

  test('a waiting task that all of them admit runs once', async () => {
    const { ledger, atOnce } = crowd;
    for (let round = 0; round < ROUNDS; round++) {
      const taskId = await ledger.queued();

      const outcomes = await atOnce((one) => one.admitQueued(taskId).then(({ decision }) => decision, refusal));

      expect(outcomes.sort()).toEqual(['admitted', ...Array.from({ length: 9 }, () => 'ledger_conflict')]);
      expect(await ledger.task(taskId)).toMatchObject({ state: 'running', attempt: 1 });
    }
  });
});

const costOf = (answer: Settled | undefined) => (answer?.ok === true ? answer.costMicros : undefined);
const refusal = (error: { code: string }) => error.code;
