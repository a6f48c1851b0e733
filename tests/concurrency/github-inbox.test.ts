import { afterEach, describe, expect, test } from 'vitest';
import { imbalances } from '../support/books.ts';
import { APPROVAL, commented, decide, dispatch, lend, notice, receive, take } from '../support/bot-ledger.ts';
import { type Crowd, crowdOf, WAYS, type Way } from '../support/crowd.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let crowd: Crowd;
const crowded = async (people: number, way: Way = 'Postgres') => {
  crowd = await crowdOf(people, { way, postgres: postgres() });
  return crowd;
};
afterEach(async () => {
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});
/** All of them, each once. */
const each = <Thing>(given: Thing[][], count: number) => {
  expect(given.flat()).toHaveLength(count);
  expect(new Set(given.flat()).size).toBe(count);
};

test.each(WAYS)('twenty who hear of the same through %s store it once', async (way) => {
  const { atOnce, ledger } = await crowded(20, way);
  const answers = await atOnce((one, n) => receive(one, { deliveryId: `d-${n}` }));

  expect(answers.filter(({ stored }) => stored)).toHaveLength(1);
  expect(await take(ledger)).toHaveLength(1);
});

describe('many at once', () => {
  test('are lent each item once, while others are heard', async () => {
    const { atOnce, ledger } = await crowded(20);
    for (let n = 0; n < 40; n++) await receive(ledger, { key: `early-${n}` });
    const given = await atOnce(async (one, n) => {
      await receive(one, { key: `late-${n}` });
      return [...(await take(one, 3)), ...(await take(one, 3))].map(({ id }) => id);
    });

    each([...given, (await take(ledger, 50)).map(({ id }) => id)], 60);
  });

  test('are lent each thread once, while more happens in them', async () => {
    const { atOnce, ledger } = await crowded(20);
    for (let number = 1; number <= 30; number++) await notice(ledger, 'Done', { number });
    const given = await atOnce(async (one, n) => {
      await notice(one, 'Again', { number: n + 1 });
      return (await lend(one, 2)).map(({ id }) => id);
    });

    each([...given, (await lend(ledger, 20)).map(({ id }) => id)], 30);
  });

  test('make one thread, and dispatch each task once', async () => {
    const { atOnce, ledger } = await crowded(20);
    await atOnce((one) => commented(one, {}, { hourMicros: 1_000_000_000 }));
    expect(await lend(ledger)).toMatchObject([{ tasks: { length: 20 } }]);

    each(await atOnce(async (one) => (await dispatch(one, 2)).claimed.map(({ taskId }) => taskId)), 20);
  });

  test('decide once', async () => {
    const { atOnce, ledger } = await crowded(20);
    const id = await commented(ledger, {}, { approval: APPROVAL });
    const decisions = await atOnce((one, n) => decide(one, id, { approve: n % 2 === 0 }).catch(({ code }) => code));

    expect(decisions.filter((answer) => typeof answer === 'object')).toHaveLength(1);
  });

  test('spend of a thread no more than it may within an hour', async () => {
    const { atOnce, ledger } = await crowded(20);
    await atOnce((one) => commented(one, {}, { hourMicros: 500_000 }).catch(() => null));
    expect(await ledger.sql('select count(*)::int from automation_tasks')).toEqual([{ count: 5 }]);
  });
});
