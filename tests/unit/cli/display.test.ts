import { stripVTControlCharacters } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { printJson } from '../../../src/cli/display/json.ts';
import { decisionLine, summary } from '../../../src/cli/display/summary.ts';
import type { RunReport } from '../../../src/contracts/run-report.ts';

const HOSTILE = 'a\u001b[2J\u009b1m\u202e\n::error::b ##[error]c';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*::|##\[/m;

const REFUSED: RunReport = {
  ...{ taskId: null, decision: 'refused', reason: 'never_fits', limit: HOSTILE, limitUsed: 1, limitMax: 1 },
  ...{ hint: HOSTILE, retryAt: null, status: 'refused', error: null, result: null, costMicros: 0 },
  ...{ costSource: 'metered', reportedCostMicros: null, requests: 0, turns: 0, durationMs: 0, sessionId: null },
  tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, counted: 0 },
  ...{ hold: null, changedFiles: [], insertions: 0, deletions: 0, branch: HOSTILE, repository: 'r', denials: [] },
  budget: { dailyLeftMicros: null, monthlyLeftMicros: null, dailyLeftTokens: null },
  limits: { minuteLeftTokens: null, hourLeftTokens: null, dayLeftTokens: null },
  ...{ warnings: [HOSTILE], rehearsal: true },
};

describe('what others wrote steers neither the terminal nor a runner', () => {
  test.each<{ what: string; text: string }>([
    { what: 'a refusal', text: summary(REFUSED) },
    { what: 'a deferral', text: summary({ ...REFUSED, decision: 'deferred', status: 'deferred' }) },
    { what: 'a run', text: summary({ ...REFUSED, decision: 'admitted', status: 'failed', error: HOSTILE }) },
    { what: 'a wait', text: decisionLine({ reason: 'budget_used', limit: HOSTILE }, { willWait: true }) },
  ])('in the text of $what', ({ text }) => expect(stripColours(text)).not.toMatch(STEERING));

  test('in a JSON document, which says the same', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    printJson({ text: `${HOSTILE}\u{e0001}` });
    const printed = String(log.mock.calls[0]?.[0]);
    expect(printed).not.toMatch(STEERING);
    expect(JSON.parse(printed)).toEqual({ text: `${HOSTILE}\u{e0001}` });
  });
});

/** Colours of ours; there are none without a terminal. */
function stripColours(text: string): string {
  return process.stdout.isTTY ? stripVTControlCharacters(text) : text;
}
