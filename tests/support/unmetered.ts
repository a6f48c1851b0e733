import type { Hold } from '../../src/contracts/ledger/admission.ts';
import type { Outcome } from '../../src/contracts/ledger/life.ts';
import type { TestLedger } from './ledger.ts';
import { lease } from './ledger-arguments.ts';

export const UNMETERED: Outcome = { state: 'succeeded', reason: 'completed', costSource: 'reported', entries: [] };

/** How a run ends that nobody counted; at most somebody says what it cost. */
export const unmetered = (reportedCostMicros?: number): Outcome =>
  reportedCostMicros === undefined ? UNMETERED : { ...UNMETERED, reportedCostMicros };

export const settleUnmetered = (ledger: TestLedger, hold: Hold, p_outcome: Outcome = UNMETERED) =>
  ledger.call('siso_settle', { ...lease(hold), p_outcome });

/** Past every check of ours. */
export const raw = (ledger: TestLedger, name: string, args: Record<string, unknown>) => {
  const places = Object.keys(args).map((key, at) => `${key} => $${at + 1}`);
  return ledger.sql(`select ${name}(${places.join(', ')}) as answer`, Object.values(args));
};

/** What the budgets of the day, of the month and of tokens have spent, and what all three hold. */
export async function booked(ledger: TestLedger): Promise<{ spent: number[]; held: number }> {
  const budgets = [ledger.budget('day', 'usd'), ledger.budget('month', 'usd'), ledger.budget('day', 'tokens')];
  const found = await Promise.all(budgets);
  return { spent: found.map(({ spent }) => spent), held: found.reduce((sum, { held }) => sum + held, 0) };
}

/** Entries in their order; `others` are their tokens and searches by kind. */
export const entriesOf = (ledger: TestLedger) =>
  ledger.sql(`select kind, source, requests::int, counted_tokens::int as counted, cost_micros::int as micros,
    (input_tokens + output_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + web_searches)::int as others
    from token_usage_history order by id`);

/** Tokens that count in the minute, hour and day of development, and its requests. */
export async function windows(ledger: TestLedger): Promise<(number | undefined)[]> {
  const limit = (await ledger.status()).limits.find(({ category }) => category === 'development');
  return [...Object.values(limit?.tokens ?? {}), limit?.requests.minute].map((window) => window?.used);
}
