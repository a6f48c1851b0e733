/** What each command shows, at every width, of data that wants to break it. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { auditText } from '../../../src/cli/display/audit.ts';
import { budgetChangeText, budgetText, grantText } from '../../../src/cli/display/budget.ts';
import { initText } from '../../../src/cli/display/init.ts';
import { limitChangeText, limitsText, presetText } from '../../../src/cli/display/limits.ts';
import { priceChangeText, pricesText } from '../../../src/cli/display/prices.ts';
import type { Screen } from '../../../src/cli/display/screen.ts';
import { statusText } from '../../../src/cli/display/status.ts';
import { taskText } from '../../../src/cli/display/task.ts';
import { tasksText } from '../../../src/cli/display/tasks.ts';
import { usageText } from '../../../src/cli/display/usage.ts';
import { textWidth } from '../../../src/cli/display/width.ts';
import { BUDGETS, ENTRIES, HOSTILE, LIMITS, PERIOD, RECORD, STATUS, SUMMARIES, USAGE } from './samples.ts';
import { aScreen } from './screen.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*::|##\[/m;

const PRICE = {
  ...{ id: 7, model: HOSTILE, inputNanos: 2_000, outputNanos: 10_000, write5mNanos: 2_500, write1hNanos: 4_000 },
  ...{ readNanos: 200, longPromptTokens: 200_000, longPromptFactor: 2, webSearchNanos: 1 },
};
const [limitRow] = LIMITS.limits;
const [budgetRow] = BUDGETS.budgets;
if (limitRow === undefined || budgetRow === undefined) throw new Error('The samples are empty');
const change = { before: null, after: limitRow.configured };
const grant = { grantId: 1, expiresAt: PERIOD.endsAt, scope: 'repo', value: HOSTILE, unit: 'usd', amount: 5 } as const;

const SCREENS: Record<string, (screen: Screen) => string> = {
  tasks: (screen) => tasksText({ tasks: SUMMARIES, next: HOSTILE }, screen),
  task: (screen) => taskText(RECORD, { screen, logs: false }),
  'task --logs': (screen) => taskText(RECORD, { screen, logs: true }),
  status: (screen) => statusText(STATUS, screen),
  usage: (screen) => usageText(USAGE, screen),
  limits: (screen) => limitsText(LIMITS, screen),
  'limits set': (screen) => limitChangeText(change, screen),
  'limits preset': (screen) => presetText({ preset: 'team', changes: [change] }, screen),
  budget: (screen) => budgetText(BUDGETS, screen),
  'budget set': (screen) => budgetChangeText({ before: null, after: budgetRow.configured }, screen),
  grant: (screen) => grantText({ ...grant, reason: HOSTILE }, screen),
  prices: (screen) => pricesText({ prices: [PRICE] }, screen),
  'prices add': (screen) => priceChangeText({ before: { ...PRICE, readNanos: 1 }, after: PRICE }, screen),
  audit: (screen) => auditText({ entries: ENTRIES, next: 7 }, screen),
  init: (screen) =>
    initText(
      { folder: `/${HOSTILE}`, dryRun: false, files: [{ path: HOSTILE, action: 'created', text: HOSTILE }] },
      screen,
    ),
};

describe.each(Object.keys(SCREENS))('siso %s', (name) => {
  const shown = (screen: Screen) => SCREENS[name]?.(screen) ?? '';

  test.each([40, 60, 80, 120, 200])('never wraps at %i columns, with colours or without', (width) => {
    for (const coloured of [false, true]) {
      const lines = shown(aScreen({ width, coloured })).split('\n');
      expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
    }
  });

  test.each([40, 80, undefined])('is steered by nothing that others wrote, at %s columns', (width) => {
    expect(shown(aScreen({ width }))).not.toMatch(STEERING);
    expect(stripVTControlCharacters(shown(aScreen({ width, coloured: true })))).not.toMatch(STEERING);
  });
});

test('what one looks for stays at 40 columns: which task, and how it ended', () => {
  const lines = tasksText({ tasks: SUMMARIES, next: null }, aScreen({ width: 40 })).split('\n');
  expect(lines.filter((line) => /^T-7K3Q0000 {2}\S (running|failed|at its hold)/.test(line))).toHaveLength(3);
});

test('where no terminal cuts it, everything is there: whole names, labels, full times', () => {
  const text = tasksText({ tasks: SUMMARIES, next: null }, aScreen({ width: undefined }));
  expect(text).toContain('verylongword'.repeat(20));
  expect(text).toContain('2026-11-23 23:59:30');
  expect(text).not.toContain('…');
});

test('times are of the zone of whoever reads, and another day is named', () => {
  const text = taskText(RECORD, { screen: aScreen({ width: 200 }), logs: false });
  expect(text).toContain('Timeline (Europe/Berlin)');
  expect(text).toMatch(/^ {2}2026-11-23 23:59:30 +admitted: amount \$2\.00, tokens 20,000$/m);
  expect(text).toMatch(/^ {2}12:00:00 +\+12 h 0 min /m);
});

test('the log ends with its last 20 lines, and --logs shows all', () => {
  const [short, whole] = [false, true].map((logs) =>
    taskText({ ...RECORD, logs: 'a line\n'.repeat(30), result: null }, { screen: aScreen({ width: 80 }), logs }),
  );
  expect(short?.match(/a line/g)).toHaveLength(20);
  expect(short).toContain('last 20 of 30 lines; all of them with --logs');
  expect(whole?.match(/a line/g)).toHaveLength(30);
});
