import type { StatusDocument, UsageDocument } from '../../../src/contracts/documents/reports.ts';
import type { BudgetDocument, LimitsDocument } from '../../../src/contracts/documents/settings.ts';
import type { AuditEntry, BudgetConfig, LimitConfig } from '../../../src/contracts/ledger/records.ts';
import type { BudgetStatus, LimitStatus, TaskRecord } from '../../../src/contracts/ledger/reports.ts';
import type { TaskSummary } from '../../../src/contracts/ledger/tasks.ts';
import { TASK_STATES } from '../../../src/domain/tasks.ts';

/** Documents whose every text is as bad as it can be, and long. */

export const HOSTILE = `日本語 🚀👍🏽 a\u001b[2J\u009b1m\u202e\n::error::b ##[error]c ${'verylongword'.repeat(20)} ::set-output::x`;

const NOW = '2026-11-24T11:00:00+00:00';
const EARLIER = '2026-11-23T22:59:30+00:00';
const SUMS = { input: 1, output: 2_000_000, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5, counted: 2_000_001 };

export const SUMMARIES: TaskSummary[] = TASK_STATES.map((state) => ({
  ...{ id: 'T-7K3Q0000', name: HOSTILE, actor: HOSTILE, category: 'maintenance', priority: 'urgent' },
  ...{ environment: 'production', state, reason: HOSTILE, model: HOSTILE, template: HOSTILE, repo: HOSTILE },
  ...{ labels: { [HOSTILE]: HOSTILE }, attempt: 2, holdMicros: 1_234_567_000_001, costMicros: 999_999_999_999 },
  ...{ costSource: 'estimated', countedTokens: 1_234_567_890, durationMs: 86_399_000, createdAt: EARLIER },
  ...{ startedAt: EARLIER, finishedAt: NOW },
}));

export const RECORD: TaskRecord = {
  ...{ id: 'T-7K3Q0000', name: HOSTILE, actor: HOSTILE, category: 'maintenance', priority: 'urgent' },
  ...{ environment: 'production', state: 'failed', reason: HOSTILE, error: HOSTILE, model: HOSTILE, tools: [HOSTILE] },
  ...{ template: HOSTILE, repo: HOSTILE, org: HOSTILE, labels: { [HOSTILE]: HOSTILE }, attempt: 2 },
  ...{ budgetMicros: 3_000_000, holdMicros: 2_000_000, costMicros: 1_500_000, costSource: 'metered', tokens: SUMS },
  ...{ reportedCostMicros: 1_400_000, turns: 3, durationMs: 65_000, sessionId: HOSTILE, branch: HOSTILE },
  ...{ changedFiles: [HOSTILE, HOSTILE], denials: [HOSTILE], cancelRequested: true, result: HOSTILE },
  ...{ logs: `${HOSTILE}\n`.repeat(30), createdAt: EARLIER, startedAt: EARLIER, publication: null, finishedAt: NOW },
  ...{
    progress: { at: NOW, usedMicros: 1, usedTokens: 1, stage: HOSTILE, tool: HOSTILE, line: HOSTILE },
    readyAt: NOW,
  },
  ...{ errors: [{ at: NOW, reason: HOSTILE, error: HOSTILE }], enqueuedAt: EARLIER, dedupeKey: HOSTILE },
  ...{ cachedFrom: HOSTILE },
  events: [
    { at: EARLIER, event: 'admitted', details: { amountMicros: 2_000_000, tokens: 20_000, nested: {} } },
    { at: NOW, event: HOSTILE, details: { [HOSTILE]: HOSTILE, durationMs: 65_000, waiting: true } },
  ],
};

export const PERIOD: BudgetStatus = {
  ...{ scope: 'global', value: '', kind: 'day', unit: 'usd', cap: 50_000_000, plainCap: 50_000_000, spent: 0, held: 0 },
  ...{ used: 0, left: 50_000_000, startsAt: EARLIER, endsAt: '2026-11-25T00:00:00+00:00', zone: 'UTC' },
};

const CONFIGURED: BudgetConfig = {
  ...{ scope: 'label', value: HOSTILE, dailyMicros: 1, monthlyMicros: 1, dailyTokens: 1, bufferTokens: 1 },
  ...{ thresholds: [75, 90], zone: HOSTILE, updatedAt: NOW },
  grants: [
    { id: 1, unit: 'usd', amount: 5_000_000, startsAt: EARLIER, expiresAt: NOW, actor: HOSTILE, reason: HOSTILE },
  ],
};
const HOSTILE_PERIOD: BudgetStatus = { ...PERIOD, scope: 'label', value: HOSTILE, zone: HOSTILE, spent: 60_000_000 };

export const BUDGETS: BudgetDocument = { now: NOW, budgets: [{ configured: CONFIGURED, periods: [HOSTILE_PERIOD] }] };

const window = { used: 1_999_999_999, limit: 2_000_000_000, left: 1 };
const LIMIT: LimitStatus = {
  ...{ category: 'maintenance', repo: HOSTILE, environment: 'development', requests: { minute: window } },
  tokens: { minute: window, hour: window, day: { used: 1, limit: null, left: null } },
  timeToReset: { minute: 58, hour: 3_600, day: 87_120 },
};
const LIMIT_CONFIG: LimitConfig = {
  ...{ category: 'maintenance', repo: HOSTILE, tokensPerMinute: 1, tokensPerHour: 2_000_000_000, tokensPerDay: null },
  ...{ requestsPerMinute: 2, maxConcurrent: 1, maxHoldMicros: 5_000_000, updatedAt: NOW },
};
export const LIMITS: LimitsDocument = { now: NOW, limits: [{ configured: LIMIT_CONFIG, now: LIMIT }] };

export const STATUS: StatusDocument = {
  ...{ now: NOW, rehearsal: true, paused: false, providerGateUntil: null, running: 3, maxConcurrent: 3 },
  ...{ limits: [LIMIT], budgets: [PERIOD, HOSTILE_PERIOD], health: { state: 'budget_stop', until: NOW } },
  ...{ tasks: [...SUMMARIES, ...SUMMARIES], moreTasks: true },
  progress: [
    {
      taskId: 'T-7K3Q0000',
      at: NOW,
      stage: 'running',
      turns: 3,
      tool: HOSTILE,
      line: HOSTILE,
      usedMicros: 12_345,
      usedTokens: 6_789,
    },
  ],
  alerts: [{ limit: HOSTILE, unit: 'usd', used: 60_000_000, max: 50_000_000, percent: 120 }],
};

const USED = { key: HOSTILE, tasks: 3, requests: 1_000, costMicros: 12_345_678_900, tokens: SUMS };
export const USAGE: UsageDocument = {
  ...{ from: EARLIER, to: NOW, zone: HOSTILE, total: USED, rows: [USED, USED], by: 'category' },
  days: Array.from({ length: 400 }, (_, day) => ({ day: `2026-11-${day}`, costMicros: day, countedTokens: day })),
  ended: TASK_STATES.map((state) => ({ state, tasks: 1_000 })),
};

export const ENTRIES: AuditEntry[] = [
  {
    ...{ id: 1_234_567, at: EARLIER, actor: HOSTILE, action: HOSTILE, subject: HOSTILE, reason: HOSTILE },
    ...{ before: { zone: HOSTILE, daily_micros: 1 }, after: { zone: 'UTC', daily_micros: null, list: [HOSTILE] } },
    details: { [HOSTILE]: HOSTILE },
  },
];
