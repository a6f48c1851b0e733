import { describe, expect, test } from 'vitest';
import { chooseDue, matrixOf, type Situation } from '../../../scripts/maintenance/choose-due.ts';
import { boardText, type Report, type Result, readBoard } from '../../../scripts/maintenance/dashboard.ts';
import { readTasks } from '../../../scripts/maintenance/tasks.ts';

const TASKS = readTasks(`
tasks:
  - { key: packages, title: Update packages, template: dependency-update, every-days: 7, budget-usd: '2.00' }
  - { key: docs, title: Check docs, prompt: Check the docs, every-days: 14, budget-usd: '1.00' }
`);
const PULL = 'https://github.com/acme/web/pull/12';
const DONE: Result = { status: 'succeeded', reason: 'completed', 'cost-usd': '0.42', 'pull-request': PULL };

function report(changes: Partial<Report>): Report {
  const fresh = { board: new Map(), planned: [], results: new Map(), today: '2026-11-25', runUrl: 'https://run' };
  return { tasks: TASKS, ...fresh, ...changes };
}

/** The dashboard after a run on `day` of which `result` came for the packages. */
function boardAfter(result: Result | undefined, { day = '2026-11-25', before = '' } = {}): string {
  const results = new Map(result === undefined ? [] : [['packages', result]]);
  return boardText(report({ board: readBoard(before), planned: ['packages'], results, today: day }));
}

function due(situation: Partial<Situation>): string[] {
  const all = { board: new Map(), open: [], today: '2026-11-25', left: undefined, ...situation };
  return chooseDue(TASKS, all).due.map(({ key }) => key);
}

describe('what is due', () => {
  test('is all of it at first, and then what was done so many days ago', () => {
    const board = readBoard(boardAfter(DONE, { day: '2026-11-18' }));

    expect(due({})).toEqual(['packages', 'docs']);
    expect(due({ board, today: '2026-11-24' })).toEqual(['docs']);
    expect(due({ board, today: '2026-11-25' })).toEqual(['packages', 'docs']);
  });

  test('is not what still has an open pull request, unless somebody ticks it', () => {
    const body = boardAfter(DONE, { day: '2026-11-01' });

    expect(due({ board: readBoard(body), open: [PULL] })).toEqual(['docs']);
    expect(due({ board: readBoard(body.replace('[ ] **Update', '[x] **Update')), open: [PULL] })).toEqual([
      'packages',
      'docs',
    ]);
  });

  test('is no more than the budget bears, ticked lines first', () => {
    const ticked = readBoard(boardText(report({})).replace('[ ] **Check', '[X] **Check'));

    expect(due({ left: 2_000_000 })).toEqual(['packages']);
    expect(due({ left: 2_000_000, board: ticked })).toEqual(['docs']);
    expect(due({ left: 0 })).toEqual([]);
  });

  test('is a matrix of texts, which says every field', () => {
    const [packages] = matrixOf(TASKS);

    expect(packages).toMatchObject({ key: 'packages', prompt: '', template: 'dependency-update', timeout: '' });
    expect(JSON.stringify(matrixOf([]))).toBe('[]');
  });
});

describe('the dashboard', () => {
  test('says what came of a run, and keeps the other lines as they were', () => {
    const before = boardText(report({})).replace('[ ] **Check', '[x] **Check');

    const lines = boardAfter(DONE, { before }).split('\n');

    expect(lines).toContain(
      `- [ ] **Update packages**: succeeded on 2026-11-25 for $0.42, ${PULL} <!-- siso:maintenance:packages -->`,
    );
    expect(lines).toContain('- [x] **Check docs**: not run yet <!-- siso:maintenance:docs -->');
  });

  test('keeps the day of the last run when one is not started, however often', () => {
    const no: Result = { status: 'deferred', reason: 'global_budget', 'cost-usd': '', 'pull-request': '' };
    let body = boardAfter(DONE, { day: '2026-11-10' });
    for (const result of [no, undefined, no]) body = boardAfter(result, { day: '2026-11-24', before: body });

    expect(body).toContain(`not started (global budget); last: succeeded on 2026-11-10 for $0.42, ${PULL} <!--`);
    expect(due({ board: readBoard(body), today: '2026-11-16' })).toEqual(['docs']);
    expect(due({ board: readBoard(body), today: '2026-11-17' })).toContain('packages');
  });

  test('takes only its own lines, whatever else somebody writes into the issue', () => {
    const body = `${boardText(report({}))}\n- [x] **Other**: on 2026-01-01 <!-- siso:maintenance:../x -->\n- [x] Check docs`;

    expect([...readBoard(body).keys()]).toEqual(['packages', 'docs']);
    expect([...readBoard(body.replaceAll('\n', '\r\n')).values()].map(({ ticked }) => ticked)).toEqual([false, false]);
  });
});

test.each([
  [
    'two tasks of one key',
    "[{ key: a, title: A, prompt: x, every-days: 1, budget-usd: '1' }, { key: a, title: B, prompt: x, every-days: 1, budget-usd: '1' }]",
    /same key/,
  ],
  ['neither prompt nor template', "[{ key: a, title: A, every-days: 1, budget-usd: '1' }]", /prompt or a template/],
  ['a budget that is none', '[{ key: a, title: A, prompt: x, every-days: 1, budget-usd: cheap }]', /such as "1\.50"/],
  ['a field that is none', "[{ key: a, title: A, prompt: x, every-days: 1, budget-usd: '1', evry: 2 }]", /evry/],
])('a list with %s is refused with the reason', (_, tasks, reason) => {
  expect(() => readTasks(`tasks: ${tasks}`)).toThrow(reason);
});
