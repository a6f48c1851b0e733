import { expect, test } from 'vitest';
import type { StepContext } from '../../../src/action/context.ts';
import type { EndState } from '../../../src/action/state.ts';
import { summaryOf } from '../../../src/action/summary.ts';
import type { RunReport } from '../../../src/contracts/run-report.ts';
import { HOSTILE } from '../cli/samples.ts';

const REPORT: RunReport = {
  ...{
    taskId: 'T-12345678',
    decision: 'admitted',
    reason: 'completed',
    status: 'succeeded',
    error: null,
    result: 'Done.',
  },
  ...{
    limit: null,
    limitUsed: null,
    limitMax: null,
    hint: null,
    retryAt: null,
    costMicros: 31_000,
    costSource: 'metered',
  },
  ...{ reportedCostMicros: 31_000, requests: 2, turns: 2, durationMs: 1_500, sessionId: null, repository: 'web' },
  tokens: { input: 10, output: 1_200, cacheRead: 5, cacheWrite5m: 3, cacheWrite1h: 4, counted: 1_210 },
  hold: { amountMicros: 500_000, tokens: 20_000, bufferTokens: 0 },
  budget: { dailyLeftMicros: 1, monthlyLeftMicros: 1, dailyLeftTokens: null },
  limits: { minuteLeftTokens: 7, hourLeftTokens: null, dayLeftTokens: null },
  ...{ changedFiles: [], insertions: 0, deletions: 0, branch: null, denials: [], warnings: [], rehearsal: false },
};

function summary(
  report: Partial<RunReport>,
  { inputs = {}, ...end }: Partial<EndState> & { inputs?: object } = {},
): string {
  const context = { inputs } as unknown as StepContext;
  const parts = { fault: undefined, published: { notes: [] }, reach: undefined };
  return summaryOf(context, { ...parts, end: { report: { ...REPORT, ...report }, ...end } });
}

test('cost and tokens are told by kind', () => {
  const costs = { input: 30, output: 18_000, cacheRead: 2, cacheWrite: 26, webSearch: 20_000 };

  const text = summary({}, { costs });

  expect(text).toContain('| Cost | $0.031 (metered) of $0.50 |');
  expect(text).toContain('| Output | 1,200 tokens: $0.018 |');
  expect(text).toContain('| Cache written | 7 tokens: $0.000026 |');
  expect(text).toContain('| Web searches | $0.02 |');
  expect(text).toContain('Tokens left of the category: 7 in the minute.');
});

test('denied tools are named with what allows them', () => {
  expect(summary({ denials: ['Bash(rm -rf /)'] })).toContain(
    'Denied tools: `Bash(rm -rf /)`. Allow what the task needs',
  );
});

test('the end of the log is there only when it was asked for', () => {
  expect(summary({}, { log: 'the secret plan' })).not.toContain('the secret plan');
  expect(summary({}, { log: 'the secret plan', inputs: { includeLog: true } })).toContain('the secret plan');
});

test('whatever the agent says and names, it leaves its place in the summary nowhere', () => {
  const nasty = `${HOSTILE}\n</details>\n<!-- x -->\n# Heading @octocat #12 \`\`\``;

  const text = summary(
    { result: nasty, error: nasty, changedFiles: [nasty], denials: [nasty], warnings: [nasty] },
    { log: nasty, inputs: { includeLog: true } },
  );

  expect(text.match(/<\/?details>/g)?.length).toBe(6);
  expect(text).not.toMatch(/<!--|@octocat\b(?!\u200b)/);
  for (const hidden of ['\u202e', '\u001b']) expect(text).not.toContain(hidden);
});
