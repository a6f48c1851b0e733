import { expect, test } from 'vitest';
import {
  type Notice,
  renderAlertComment,
  renderAlertIssue,
  renderBudget,
  renderDenied,
  renderDone,
  renderDryRun,
  renderExplain,
  renderHelp,
  renderLimits,
  renderProblems,
  renderQueue,
  renderStatus,
  renderThread,
  renderUsage,
} from '../../../bot/comments/index.ts';
import type { Queue } from '../../../src/contracts/ledger/queue.ts';
import type { BudgetStatus, LedgerStatus, LimitStatus } from '../../../src/contracts/ledger/reports.ts';
import type { TaskSummary } from '../../../src/contracts/ledger/tasks.ts';
import { MARKER, place, queued, RUNNING } from './comment-samples.ts';

const summaryOf = ({ id, name, repo }: { id: string; name: string; repo: string }): TaskSummary => ({
  ...{ ...queued({ id, name, repo }), countedTokens: 0 },
});
const ours = summaryOf({ id: 'T-OURS0000', name: 'ours', repo: 'acme/web' });
const theirs = summaryOf({ id: 'T-THEIRS00', name: 'their secret', repo: 'acme/secret' });

const queue: Queue = {
  ...{ paused: true, pauseReason: 'release day', waiting: 2, running: 1 },
  tasks: [theirs, ours].map((task, index) => ({
    ...task,
    ...{ position: index + 1, waitsFor: { reason: 'paused' }, retryAt: null, holdEstimateMicros: null },
    enqueuedAt: '2026-03-01T14:00:00+00:00',
  })),
};

const budget = (scope: string, value: string): BudgetStatus => ({
  ...{ scope, value, kind: 'day', unit: 'usd', cap: 10_000_000, plainCap: 10_000_000, spent: 6_000_000 },
  ...{ held: 800_000, used: 0, left: 3_200_000, startsAt: '2026-03-01T00:00:00+00:00' },
  ...{ endsAt: '2026-03-02T00:00:00+00:00', zone: 'UTC' },
});
const budgets = [
  budget('global', ''),
  budget('repo', 'acme/web'),
  budget('repo', 'acme/secret'),
  budget('org', 'acme'),
  budget('actor', 'somebody'),
];

const window = { used: 4_100, limit: 5_000, left: 900 };
const limit = (repo: string | null): LimitStatus => ({
  ...{ category: 'development', repo, environment: 'development', requests: { minute: window } },
  tokens: { minute: window, hour: window, day: { used: 4_100, limit: null, left: null } },
  timeToReset: { minute: 58, hour: 3_600, day: 87_120 },
});
const limits = [limit(null), limit('acme/web'), limit('acme/secret')];

const status: LedgerStatus = {
  ...{ now: '2026-03-01T14:00:00+00:00', rehearsal: false, paused: false, running: 1, maxConcurrent: 3 },
  ...{ providerGateUntil: '2026-03-01T14:04:30+00:00', limits, budgets },
};

const sums = (counted: number) => ({ ...RUNNING.tokens, counted });
const row = (key: string, costMicros: number) => ({ key, tasks: 2, requests: 9, costMicros, tokens: sums(8_000) });
const usage = {
  ...{ from: '2026-03-01T00:00:00+00:00', to: '2026-03-02T00:00:00+00:00', zone: 'UTC' },
  ...{ total: row('total', 6_000_000), rows: [row('testing', 1_000_000), row('development', 5_000_000)] },
};

const view = { repo: 'acme/web' };
const request = { ...queued(), budgetMicros: 2_000_000 };
const full = { reason: 'window_full', limit: 'development tokens/hour', used: 4_100, max: 5_000 } as const;
const hold = { amountMicros: 500_000, tokens: 20_000, estimateTokens: 10_000, bufferTokens: 0 };
const verbs = [
  { verb: 'fix', usage: '/siso fix [--budget 2] PROMPT', says: 'Finds the cause and repairs it.' },
  { verb: 'status', usage: '/siso status', says: 'What runs, and what is left.' },
];

/** Read them in `snapshots/`. */
const NOTICES: [string, Notice][] = [
  ['help', renderHelp(verbs)],
  [
    'problems',
    renderProblems([{ line: '/siso fxi it', message: 'There is no verb `fxi`.', hint: 'Did you mean `fix`?' }]),
  ],
  ['denied', renderDenied('octocat', 'read', 'write')],
  ['denied-unknown', renderDenied('octocat', undefined, 'write')],
  ['done', renderDone('The queue is paused; what runs goes on. Let it go on with `/siso resume`.')],
  ['status', renderStatus(status, { ...view, tasks: [ours, theirs] })],
  ['queue', renderQueue(queue, 'acme/web')],
  ['usage', renderUsage(usage, { by: 'category' })],
  ['budget', renderBudget(budgets, view)],
  ['limits', renderLimits(limits, view)],
  ['explain', renderExplain(place({ waitsFor: full, startsAt: '2026-03-01T14:04:00+00:00' }), queued())],
  [
    'dry-run',
    renderDryRun({ decision: 'deferred', ...full, retryAt: '2026-03-01T14:04:00+00:00', promised: true }, request),
  ],
];

test.each(NOTICES)('a notice above the tasks: %s', async (name, notice) => {
  const forCommentUrl = 'https://github.com/acme/web/issues/5#issuecomment-99';
  const text = renderThread({
    marker: MARKER,
    sections: [],
    notices: [{ ...notice, forCommentUrl }],
    rehearsal: false,
  });

  await expect(text).toMatchFileSnapshot(`snapshots/notice-${name}.md`);
});

test('readers of a repository see nothing of others', () => {
  for (const [name, { title, body }] of NOTICES) {
    expect(`${title}${body}`, name).not.toMatch(/secret|THEIRS|somebody/);
  }
});

test('a dry run says what would be held, and why a task would be refused', () => {
  expect(
    renderDryRun(
      { decision: 'admitted', reason: 'ok', hold: { ...hold, countCacheWrites: false, prices: [] } },
      request,
    ).body,
  ).toContain('| Would hold | $0.50 and 20,000 tokens |');
  const refused = { decision: 'refused', reason: 'forbidden', hint: 'Ask an admin of this ledger.' } as const;
  expect(renderDryRun(refused, request).body).toContain('Whoever asked for it may not. Ask an admin of this ledger.');
});

test('the newest notices stay and the number of those left out is said', () => {
  const notices = Array.from({ length: 30 }, (_, index) => renderDone(`${'x'.repeat(1_500)} end of ${index}`));

  const text = renderThread({ marker: MARKER, sections: [], notices, rehearsal: false });

  expect(text.length).toBeLessThan(16_000);
  expect(text.indexOf('end of 29')).toBeLessThan(text.indexOf('end of 28'));
  expect(text).not.toContain('end of 3\n');
  expect(text).toMatch(/\d\d older answers left out here\.$/);
});

const alert = (threshold: number, startsAt = '2026-03-01T00:00:00+00:00') => ({
  ...{ at: '2026-03-01T14:05:00+00:00', scope: 'repo', value: 'acme/web', period: 'day', unit: 'usd', startsAt },
  ...{ threshold, kind: 'spent', spent: threshold * 100_000, cap: 10_000_000 },
});

test('alerts share an issue, a section for each budget and period, the newest first', async () => {
  const alerts = [
    alert(75),
    alert(100),
    alert(75, '2026-02-28T00:00:00+00:00'),
    { ...alert(90), scope: 'global', value: '' },
  ];

  const { title, body } = renderAlertIssue(alerts);

  await expect(`# ${title}\n\n${body}\n\n---\n\n${renderAlertComment(alert(100))}`).toMatchFileSnapshot(
    'snapshots/alerts.md',
  );
});
