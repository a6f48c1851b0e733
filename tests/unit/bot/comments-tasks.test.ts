import { describe, expect, test } from 'vitest';
import { renderCheck, renderFinished, renderThread, type Section } from '../../../bot/comments/index.ts';
import { ended, PULL_REQUEST, place, queued, RUN_URL, RUNNING, SHA, section, thread } from './comment-samples.ts';

const QUOTE = { p50Micros: 800_000, p90Micros: 1_600_000, alike: 23, capMicros: 5_000_000 };
const dear = queued({ state: 'pending_approval', budgetMicros: 5_000_000 });
const step = (name: string, state: Section['task']['state'], costMicros: number) => ({ name, state, costMicros });

/** What the comment of a thread says, by what it says it of; read them in `snapshots/`. */
const THREADS: [string, Section[]][] = [
  ['pending-cost', [section(dear, { quote: QUOTE, approval: { why: 'cost', by: 'write' } })]],
  [
    'pending-fork',
    [section(dear, { quote: { ...QUOTE, alike: 0 }, approval: { why: 'fork', by: 'maintain', sha: SHA } })],
  ],
  ['queued-position', [section(queued(), { explanation: place({ waitsFor: { reason: 'turn' }, aheadInFlow: 2 }) })]],
  [
    'queued-window',
    [
      section(queued(), {
        explanation: place({
          waitsFor: { reason: 'window_full', limit: 'development tokens/hour', used: 4_100, max: 5_000 },
          ...{ startsAt: '2026-03-01T14:04:01+00:00', promised: true },
        }),
      }),
    ],
  ],
  [
    'queued-budget',
    [
      section(queued(), {
        explanation: place({
          waitsFor: { reason: 'budget_used', limit: 'repo acme/web dollars/day', used: 9_500_000, max: 10_000_000 },
          startsAt: '2026-03-02T00:00:00+00:00',
        }),
      }),
    ],
  ],
  ['queued-paused', [section(queued(), { explanation: place({ waitsFor: { reason: 'paused' } }) })]],
  ['running', [section(RUNNING, { runUrl: RUN_URL })]],
  ['succeeded-pull-request', [section(PULL_REQUEST, { runUrl: RUN_URL })]],
  ['succeeded-unchanged', [section(ended('succeeded', { result: 'Nothing had to be done.' }))]],
  [
    'failed',
    [section(ended('failed', { error: 'npm ERR! missing script: test', costSource: 'estimated', attempt: 2 }))],
  ],
  ['budget-capped', [section(ended('budget_capped', { reason: 'hold_reached', costMicros: 2_000_000 }))]],
  ['cancelled', [section(ended('cancelled', { reason: 'cancelled', costSource: 'reported' }))]],
  ['dead', [section(ended('dead', { reason: 'crashed', attempt: 3, budgetMicros: null }))]],
  [
    'chain',
    [
      section(queued({ name: 'test: login', state: 'blocked' }), {
        explanation: place({ position: null, waitsFor: { reason: 'dependency' } }),
        chain: { id: 'C-11112222', steps: [step('fix', 'running', 420_000), step('test: login', 'blocked', 0)] },
      }),
    ],
  ],
  [
    'several',
    [section(PULL_REQUEST), section(ended('failed', { id: 'T-OLDER000', name: 'a <b> & @c' })), section(RUNNING)],
  ],
];

test.each(THREADS)('the comment of a thread: %s', async (name, sections) => {
  await expect(renderThread(thread(...sections))).toMatchFileSnapshot(`snapshots/${name}.md`);
});

test('a long thread keeps its newest task whole and says how many older ones are left out', () => {
  const result = `${'word '.repeat(12_000)}\n`;
  const sections = Array.from({ length: 200 }, (_, index) =>
    section(ended('succeeded', { id: `T-${String(index).padStart(8, '0')}`, result })),
  );

  const text = renderThread(thread(...sections));

  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/^<!-- siso [^\n]*\n\n### ✅ Succeeded[^\n]*\n\nTask `T-00000199`/);
  const shown = text.match(/<details><summary>✅ Succeeded: T-/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(0);
  expect(text).toContain(`${199 - shown} older tasks left out here`);
  expect(text).toMatch(/word…\n\n[\d,]+ more characters were cut\.\n\n<\/details>/);
});

test('what is to be typed can be copied as it stands', () => {
  for (const [, sections] of THREADS) {
    const commands = renderThread(thread(...sections)).match(/\/.?siso [^`\n]*/g) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toMatch(/^\/siso [\w .-]+$/);
  }
});

test('an approval for a fork names the commit that it binds, one for money does not', () => {
  const approval = { why: 'fork', by: 'maintain', sha: SHA } as const;

  expect(renderThread(thread(section(dear, { approval })))).toContain(`\n/siso approve T-7K3Q2M9P ${SHA}\n`);
  expect(renderThread(thread(section(dear, { approval: { ...approval, why: 'cost' } })))).not.toContain(SHA);
});

test('a rehearsal is labelled wherever a task is told of', () => {
  const one = section(PULL_REQUEST);
  const texts = [
    renderThread({ ...thread(one), rehearsal: true }),
    renderFinished(one, { rehearsal: true }),
    renderCheck(one, { rehearsal: true }).summary,
  ];
  for (const text of texts) expect(text).toContain('> **Rehearsal**');
});

test('links lead to https only', () => {
  const publication = { branch: 'b', pullRequestUrl: 'javascript:alert(1)' };
  const task = ended('succeeded', { publication });

  const text = renderThread(thread(section(task, { runUrl: 'http://x.test/', commandUrl: 'https://u:p@x.test/' })));

  expect(text).not.toMatch(/\]\(|javascript|x\.test/);
});

test('a finished task is told in a few lines', async () => {
  await expect(renderFinished(section(PULL_REQUEST))).toMatchFileSnapshot('snapshots/finished.md');
});

describe('a check of a pull request', () => {
  test.each([
    [queued({ state: 'pending_approval' }), 'queued', undefined, 'Needs approval'],
    [queued(), 'queued', undefined, 'Queued'],
    [RUNNING, 'in_progress', undefined, 'Running'],
    [ended('succeeded'), 'completed', 'success', 'Succeeded'],
    [ended('failed'), 'completed', 'failure', 'Failed: Claude Code ended without a result.'],
    [ended('dead', { reason: 'lease_lost' }), 'completed', 'failure', 'Given up: Nothing was heard of its run'],
    [ended('budget_capped', { reason: 'hold_reached' }), 'completed', 'failure', 'Stopped at its cap: It reached'],
    [ended('cancelled', { reason: 'cancelled' }), 'completed', 'cancelled', 'Cancelled: It was cancelled.'],
    [ended('failed', { reason: 'never_fits' }), 'completed', 'neutral', 'Refused: It is larger than a limit'],
  ] as const)('%#: state and title', (...[task, status, conclusion, title]) => {
    const check = renderCheck(section(task));

    expect(check).toMatchObject({ status, title: expect.stringContaining(title) });
    expect(check.conclusion).toBe(conclusion);
  });
});
