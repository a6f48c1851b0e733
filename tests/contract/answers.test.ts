/** One walk through every function of the contract, on a new ledger of each path: the answers are the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEDGER_FUNCTIONS, type LedgerFunction } from '../../src/contracts/ledger/functions.ts';
import { pathsOver } from '../support/paths.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { type Answers, walk } from './walk.ts';

const answers = new Map<string, Answers>();
const paths = pathsOver(postgresOfThisFile());
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  for (const [path, open] of paths) {
    const { store, end } = await open();
    ends.push(end);
    answers.set(path, await walk(store));
  }
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
});

const NAMES = Object.keys(LEDGER_FUNCTIONS) as LedgerFunction[];
const [[reference] = ['']] = paths;

test.each(paths)('every function of the contract is called over %s', (path) => {
  expect([...(answers.get(path)?.keys() ?? [])].sort()).toEqual(NAMES.toSorted());
});

test.each(paths.slice(1).flatMap(([path]) => NAMES.map((name) => [path, name] as const)))(
  '%s gives the answer of the folder to %s, down to the type of each value',
  (path, name) => {
    expect(same(answers.get(path)?.get(name))).toEqual(same(answers.get(reference)?.get(name)));
  },
);

/** A JSON value without what no two ledgers have in common: what was drawn, and when it was. */
function same(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(same);
  if (typeof value === 'string') return DRAWN.find(([, pattern]) => pattern.test(value))?.[0] ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, one]) => [key, key === 'timeToReset' ? typesOf(one) : same(one)]);
  return Object.fromEntries(fields);
}

const DRAWN: [string, RegExp][] = [
  ['a uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['a task', /^T-[0-9A-Z]+$/],
  ['another id', /^[A-Z]-[0-9A-Z]{8}$/],
  ['a webhook', /^H-[0-9A-Z]+$/],
  ['a message', /^msg_[0-9a-f]{32}$/],
  ['a place in the list', /^\d+\.T-[0-9A-Z]+$/],
  ['a moment', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?([+-]\d\d:\d\d|Z)$/],
  ['a day', /^\d{4}-\d\d-\d\d$/],
];

const typesOf = (counts: unknown) => Object.entries(Object(counts)).map(([key, count]) => [key, typeof count]);
