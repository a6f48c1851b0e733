import { z } from 'zod';
import { analyticsSchema, costBreakdownSchema } from '../../contracts/api/reports.ts';
import { USAGE_DIMENSIONS } from '../../contracts/documents/reports.ts';
import { usageSummarySchema } from '../../contracts/ledger/reports.ts';
import { type UsageRange, usageRangeSchema } from '../../contracts/library.ts';
import { instantSchema } from '../../contracts/words.ts';
import { instantsOf, readAnalytics, readCostBreakdown } from '../../engine/index.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { named } from '../schemas.ts';

const tag = 'Usage';
const RANGES = usageRangeSchema.options[0];

/** A range in a word, or from and to. */
const rangeQuery = z.strictObject({
  range: RANGES.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});

const getUsage = {
  method: 'get',
  path: '/api/usage',
  id: 'getUsage',
  tag,
  summary: 'What was used and what it cost in a range (default: 7d), by whom or what',
  query: rangeQuery.extend({ by: z.enum(USAGE_DIMENSIONS).default('category') }),
  answer: named('Usage', usageSummarySchema),
} as const;

const getCostBreakdown = {
  method: 'get',
  path: '/api/usage/breakdown',
  id: 'getCostBreakdown',
  tag,
  summary: 'Where the money of a range (default: month) went: category, model, service, day',
  query: rangeQuery,
  answer: named('CostBreakdown', costBreakdownSchema),
} as const;

const getAnalytics = {
  method: 'get',
  path: '/api/analytics',
  id: 'getAnalytics',
  tag,
  summary: 'Success rates, run times, cost and days of a range (default: 7d), and efficiency',
  query: rangeQuery,
  answer: named('Analytics', analyticsSchema),
} as const;

export const usageRoutes: RouteModule = (api, { store }) => {
  operation(api, getUsage, async ({ query: { by, ...query } }) => {
    const instants = await instantsOf(store, rangeOf(query, '7d'));
    return store.call('siso_usage_summary', { ...instants, p_by: by });
  });
  operation(api, getCostBreakdown, ({ query }) => readCostBreakdown(store, rangeOf(query, 'month')));
  operation(api, getAnalytics, ({ query }) => readAnalytics(store, rangeOf(query, '7d')));
};

function rangeOf({ range, from, to }: z.output<typeof rangeQuery>, standard: UsageRange): UsageRange {
  if (from === undefined && to === undefined) return range ?? standard;
  if (from === undefined || to === undefined) throw wrong(from === undefined ? 'query.from' : 'query.to', 'is missing');
  if (range !== undefined) throw wrong('query.range', 'is one range too many');
  if (Date.parse(from) >= Date.parse(to)) throw wrong('query.to', 'is not after from');
  return { from, to };
}

function wrong(field: string, problem: string): HttpFault {
  return new HttpFault('usage', `${field} ${problem}`, {
    ...{ status: 400, field, hint: 'Give range, or both from and to.' },
  });
}
