import { expect, test } from 'vitest';
import { quietFor } from '../../../bot/config/quiet.ts';
import { readRepositoryConfig } from '../../../bot/config/read.ts';

/** Files on default branches, by repository. */
const files = (byRepository: Record<string, string>) => async (repository: string, path: string) => {
  expect(path).toBe('.github/siso.yml');
  return byRepository[repository];
};
const read = (byRepository: Record<string, string>) => readRepositoryConfig('acme/app', files(byRepository));

test('without a file the defaults hold: reading for triage, running for write', async () => {
  const { bot } = await read({});

  expect([...bot.verbs.triage]).toEqual(['read']);
  expect(bot.verbs.write.has('run') && !bot.verbs.write.has('pause') && bot.verbs.admin.has('grant')).toBe(true);
  expect(bot).toMatchObject({ maxBudgetMicros: 25_000_000, approveAboveMicros: 5_000_000, dispatch: 'workflow' });
});

test('fields beside `bot` are those of every run', async () => {
  const { settings, bot } = await read({
    'acme/app': 'category: maintenance\nbudget: "1.50"\nbot: { maxBudget: 3, hourlyBudget: "7.50" }',
  });

  expect(settings).toMatchObject({ category: 'maintenance', budgetMicros: 1_500_000 });
  expect(bot).toMatchObject({ maxBudgetMicros: 3_000_000, hourlyMicros: 7_500_000 });
});

test('the file of the organisation may set anything, and that of a repository only tightens it', async () => {
  const { bot } = await read({
    'acme/.github': `bot:
  maxBudget: 50
  approveAbove: 10
  models: [sonnet, haiku]
  verbs: { triage: [], write: [run, control] }`,
    'acme/app': `extends: acme/.github
bot:
  maxBudget: 100
  approveAbove: 2
  models: [opus, haiku]
  verbs: { triage: [read], write: [read, run, approve] }
  dispatch: worker`,
  });

  expect(bot).toMatchObject({ maxBudgetMicros: 50_000_000, approveAboveMicros: 2_000_000, models: ['haiku'] });
  expect([...bot.verbs.triage]).toEqual([]);
  expect(bot.verbs.write).toEqual(new Set(['run']));
  // Where strangers' words may run is for the wider file to open.
  expect(bot.dispatch).toBe('workflow');
});

test('quiet hours of both files hold', async () => {
  const { bot } = await read({
    'acme/.github': 'bot: { quietHours: { from: "22:00", to: "06:00" } }',
    'acme/app': 'extends: acme/.github\nbot: { quietHours: { from: "12:00", to: "13:00" } }',
  });

  expect(bot.quietHours).toHaveLength(2);
});

test.each([
  ['bot:\n  maxBuget: 3', /acme\/app.*maxBuget|maxBuget.*maxBudget/],
  ['bot: { maxBudget: -1 }', /bot\.maxBudget/],
  ['bot: { verbs: { owner: [run] } }', /owner/],
  ['bot: { quietHours: { from: 22, to: "06:00" } }', /quietHours\.from/],
  ['bot: { verbs: { triage: [run] } }', /triage/],
  ['extends: acme', /extends/],
  ['extends: umbrella/.github', /somebody else/],
  ['budgte: 1', /budgte/],
  ['bot: [', /YAML/],
])('%j is an error that names file and field', async (text, named) => {
  await expect(read({ 'acme/app': text })).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringMatching(named),
    hint: expect.any(String),
  });
});

test('a file that extends itself, or one that is not there, is an error', async () => {
  await expect(read({ 'acme/app': 'extends: acme/app' })).rejects.toMatchObject({
    message: expect.stringContaining('itself'),
  });
  await expect(read({ 'acme/app': 'extends: acme/.github' })).rejects.toMatchObject({
    message: expect.stringContaining('has none'),
  });
});

test.each([
  ['2026-03-01T21:59:00Z', 0],
  ['2026-03-01T22:00:00Z', 8 * 60],
  ['2026-03-02T05:30:30Z', 29.5],
  ['2026-03-02T06:00:00Z', 0],
])('at %s quiet hours from 22:00 to 06:00 last another %d minutes', (at, minutes) => {
  expect(quietFor(new Date(at), [{ from: '22:00', to: '06:00', zone: 'UTC' }])).toBe(minutes * 60_000);
});

test('quiet hours are those of their zone, and one may follow on another', () => {
  const hours = [
    { from: '22:00', to: '06:00', zone: 'Asia/Kolkata' },
    { from: '06:00', to: '07:00', zone: 'Asia/Kolkata' },
  ];

  expect(quietFor(new Date('2026-03-01T23:30:00Z'), hours)).toBe(2 * 60 * 60_000);
  expect(quietFor(new Date('2026-03-01T22:00:00Z'), [])).toBe(0);
});
