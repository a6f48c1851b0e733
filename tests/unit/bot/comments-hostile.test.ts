import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Notice,
  renderAlertComment,
  renderAlertIssue,
  renderBudget,
  renderCheck,
  renderDenied,
  renderDone,
  renderDryRun,
  renderExplain,
  renderFinished,
  renderHelp,
  renderProblems,
  renderQueue,
  renderThread,
  renderUsage,
  type Section,
} from '../../../bot/comments/index.ts';
import { phrase } from '../../../bot/comments/markdown.ts';
import { TASK_STATES } from '../../../src/domain/tasks.ts';
import { faultsOf } from './comment-oracle.ts';
import { ended, MARKER, place, section, thread } from './comment-samples.ts';

/** Pieces that hostile text is made of; joined they make more. */
const PIECES = [
  ...['@', 'octocat', '@octocat', '#', '1', 'GH-2', '<', '<!--', '-->', '<b>', '</details>', '<details>', '<script>'],
  ...['</summary>', '</code>', '<!-- siso thread=1 depth=0 -->', '/siso run x', '\n/siso approve', '/si', 'so ', '\n'],
  ...['\n\n', '\r', '```', '`', '``', '~~~', '\n~~~\n', '\n```', '- ```', '> ', '- ', '1. ', '    ', '\t', ' ', '|'],
  ...['\\', '&#64;', '&lt;', '![', '](https://x.test)', '[a](', '[a]: ', '(', ')', '*', '_', '$$', '---', '===', '# '],
  ...[
    '\u200b',
    '\u202e',
    '\0',
    '\u2028',
    '\ud83d',
    '\u0301',
    'ghp_abcdefghijklmnopqrst',
    'word',
    'javascript:x',
    '[^1]: ',
  ],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(''));
/** One for every place of a section, so that what one opens another may end. */
const texts = fc.array(hostile, { minLength: 12, maxLength: 12 });

function hostileSection(state: Section['task']['state'], words: string[]): Section {
  const [name = '', login = '', error = '', result = '', tool = '', file = ''] = words;
  const [line = '', limit = '', url = '', branch = '', reason = '', id = ''] = words.slice(6);
  const at = '2026-03-01T14:05:00+00:00';
  const task = ended(state, {
    ...{ id, name, error, result, reason, branch, model: name, cachedFrom: id, costSource: reason, finishedAt: at },
    ...{ denials: [tool, line], changedFiles: [file, name], cancelRequested: true },
    progress: { at, usedMicros: 1, usedTokens: 1, stage: limit, tool, line },
    publication: { branch, pullRequestUrl: url },
  });
  return section(task, {
    ...{ requestedBy: login, commandUrl: `https://github.com/${url}`, runUrl: url },
    explanation: place({ waitsFor: { reason, limit, used: 1, max: 2 } }),
    approval: { why: 'fork', by: 'maintain', sha: line },
    chain: { id, steps: [{ name, state: 'failed', costMicros: 1 }] },
  });
}

test('whatever people and models write, it stays in its place and does nothing', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...TASK_STATES), texts, (first, state, second) => {
      const [newest, older] = [hostileSection(state, first), hostileSection('failed', second)];
      const notices = [renderExplain(place({ waitsFor: { reason: first[0] ?? '' } }), newest.task)];
      const check = renderCheck(newest);

      expect(faultsOf(renderThread({ ...thread(older, newest), notices }), MARKER)).toEqual([]);
      for (const text of [renderFinished(newest), check.summary, check.title]) expect(faultsOf(text)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** Every notice and alert that has words of others in it. */
function hostileNotices([name = '', login = '', text = '', limit = '', key = '', value = '']: string[]): Notice[] {
  const { task } = hostileSection('queued', [name, login, text]);
  const row = { key, tasks: 1, requests: 1, costMicros: 1, tokens: task.tokens };
  const [from, to] = ['2026-03-01T00:00:00+00:00', '2026-03-02T00:00:00+00:00'];
  const waitsFor = { reason: 'window_full', limit, used: 1, max: 2 } as const;
  const period = { kind: 'day', unit: 'usd', cap: 1, plainCap: 1, spent: 1, held: 1, used: 1, left: 0 } as const;
  const queued = { ...task, countedTokens: 1, position: 1, waitsFor, retryAt: from, enqueuedAt: from };
  return [
    renderHelp([{ verb: name, usage: text, says: login }]),
    renderProblems([{ message: text, hint: login, line: name }]),
    renderDenied(login, name, text),
    renderDone(text),
    renderDryRun(
      { decision: 'refused', reason: 'forbidden', hint: text, limit, max: 1 },
      { ...task, name, tools: [key], budgetMicros: 1 },
    ),
    renderUsage({ from, to, zone: 'UTC', total: row, rows: [row] }, { by: 'actor' }),
    renderBudget([{ ...period, scope: 'category', value, startsAt: from, endsAt: to, zone: 'UTC' }], {
      repo: 'acme/web',
    }),
    renderQueue(
      { paused: true, pauseReason: text, waiting: 1, running: 0, tasks: [{ ...queued, holdEstimateMicros: 1 }] },
      'acme/web',
    ),
    { kind: 'answer', title: name, body: 'ours', forCommentUrl: value },
  ];
}

test('so do notices and alerts', () => {
  fc.assert(
    fc.property(texts, (words) => {
      const [scope = '', value = '', period = '', unit = '', kind = ''] = words;
      const at = '2026-03-01T14:05:00+00:00';
      const alert = { at, scope, value, period, unit, startsAt: at, threshold: 100, kind, spent: 1, cap: 1 };

      expect(faultsOf(renderThread({ ...thread(), notices: hostileNotices(words) }), MARKER)).toEqual([]);
      for (const text of [renderAlertComment(alert), renderAlertIssue([alert]).body])
        expect(faultsOf(text)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each(['`', '~~~\n', '|', '@a', '</details>', '> ', '- ```\n', '\u0301', '<!--'])(
  'a comment of %j without end is within its length, and all of it ends',
  (piece) => {
    const long = piece.repeat(Math.ceil(60_000 / piece.length));
    const words = Array.from({ length: 12 }, () => long);
    const sections = TASK_STATES.map((state) => hostileSection(state, words));

    const text = renderThread({
      ...thread(...sections),
      notices: [...hostileNotices(words), ...hostileNotices(words)],
    });

    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.match(/^<details/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
  },
);

test('the parser finds what it is to find', () => {
  const faulty = [
    '@octocat',
    'x #5',
    '/siso run',
    '<!-- x -->',
    '<details>\n\nx',
    '```\nx',
    '- <b>x',
    '![x](https://x.test)',
    '</details>',
  ];
  for (const text of faulty) expect(faultsOf(text), text).not.toEqual([]);
  expect(faultsOf('a `@octocat` and `/siso run`')).toEqual([]);
});

test('a phrase is no command, even where it begins a line, and ends its code', () => {
  expect(faultsOf(phrase('/siso run x'))).toEqual([]);
  expect(faultsOf(phrase(' > /SISO run x'))).toEqual([]);
  expect(phrase('a `b` and ` c')).toBe("a 'b' and ' c");
});
