/** What a request comes to: what was asked for, else the template, else the settings, else the default. */
import { describe, expect, test } from 'vitest';
import type { Submission } from '../../../../src/contracts/ledger/tasks.ts';
import { planRetry, planSubmission, planTask, submissionOf } from '../../../../src/engine/plan/plan-task.ts';
import type { TaskAsk, TaskDefaults, TemplateDefaults } from '../../../../src/engine/plan/task-ask.ts';

interface Sources {
  ask?: TaskAsk;
  template?: TemplateDefaults;
  settings?: TaskDefaults;
}

function planOf({ ask = {}, template, settings = {} }: Sources) {
  const text = { text: 'Do it.', name: 'it', template: 'fix-bugs', defaults: template };
  return planTask({ ask, text, defaults: settings, actor: 'ada', repo: 'acme/shop' });
}

describe('of several sources the nearest to the person counts', () => {
  const ASK = { category: 'testing', priority: 'urgent', environment: 'staging' } as const;
  const TEMPLATE = { category: 'analysis', priority: 'high', environment: 'production' } as const;
  const SETTINGS = { category: 'maintenance', priority: 'low', environment: 'staging' } as const;

  test.each<{ what: string; sources: Sources; words: object }>([
    { what: 'all three', sources: { ask: ASK, template: TEMPLATE, settings: SETTINGS }, words: ASK },
    { what: 'template and settings', sources: { template: TEMPLATE, settings: SETTINGS }, words: TEMPLATE },
    { what: 'settings alone', sources: { settings: SETTINGS }, words: SETTINGS },
    {
      what: 'nobody',
      sources: {},
      words: { category: 'development', priority: 'medium', environment: 'development' },
    },
  ])('category, priority, environment of $what', ({ sources, words }) => {
    expect(planOf(sources).task).toMatchObject(words);
  });

  test.each<{ what: string; sources: Sources; rules: string[] }>([
    {
      what: 'all three',
      sources: { ask: { allow: ['ReadFile'] }, template: { tools: ['Edit'] }, settings: { allow: ['Grep'] } },
      rules: ['Read'],
    },
    {
      what: 'template and settings',
      sources: { template: { tools: ['Edit'] }, settings: { allow: ['Grep'] } },
      rules: ['Edit'],
    },
    { what: 'settings alone', sources: { settings: { allow: ['Grep'] } }, rules: ['Grep'] },
  ])('tools of $what', ({ sources, rules }) => expect(planOf(sources).rules).toEqual(rules));

  test('model, time, labels and reason', () => {
    const settings = { model: 'haiku', timeoutMs: 1_000, labels: { team: 'web', site: 'a' } };
    expect(planOf({ settings })).toMatchObject({ task: { model: 'claude-haiku-5-5' }, timeoutMs: 1_000 });
    const asked = planOf({
      settings,
      ask: { model: 'opus', timeoutMs: 2_000, labels: { team: 'ops' }, reason: 'why' },
    });
    expect(asked).toMatchObject({
      task: { model: 'claude-opus-5-5', labels: { team: 'ops', site: 'a' }, reason: 'why' },
      timeoutMs: 2_000,
    });
  });
});

describe('amounts', () => {
  test.each<{ what: string; sources: Sources; amounts: object }>([
    {
      what: 'the budget asked for counts as it is',
      sources: { ask: { budgetMicros: 9 }, template: { maxCostMicros: 5 }, settings: { budgetMicros: 3 } },
      amounts: { budgetMicros: 9, templateMaxMicros: 5 },
    },
    {
      what: 'a template lowers what the settings allow any run',
      sources: { template: { maxCostMicros: 2 }, settings: { budgetMicros: 3 } },
      amounts: { budgetMicros: 2 },
    },
    {
      what: 'a template never raises it',
      sources: { template: { maxCostMicros: 5 }, settings: { budgetMicros: 3 } },
      amounts: { budgetMicros: 3 },
    },
    {
      what: 'a template alone is a guess that history may correct',
      sources: { template: { maxCostMicros: 5 } },
      amounts: { budgetMicros: undefined, templateMaxMicros: 5 },
    },
    {
      what: 'the estimate of the template comes before the one of the settings',
      sources: { template: { estimateTokens: 700 }, settings: { perOperationTokens: 900 } },
      amounts: { estimateTokens: 700, tokenHold: 900 },
    },
    {
      what: 'nothing is said where nobody says anything',
      sources: {},
      amounts: { budgetMicros: undefined, estimateTokens: undefined, tokenHold: undefined },
    },
  ])('$what', ({ sources, amounts }) => expect(planOf(sources).task).toMatchObject(amounts));
});

describe('a tool that cannot be had', () => {
  test('is left out when the template names it, with the reason', () => {
    const { policy, rules } = planOf({ template: { tools: ['Read', 'Edit'], environment: 'production' } });
    expect(rules).toEqual(['Read']);
    expect(policy.dropped).toEqual([{ tool: 'Edit', why: 'needs the DEV tier, and production stops at SAFE' }]);
  });

  test.each<{ who: string; sources: Sources; hint: RegExp }>([
    { who: 'the person', sources: { ask: { allow: ['Bush'] } }, hint: /--allow/ },
    { who: 'the settings', sources: { settings: { allow: ['Bush'] } }, hint: /permissions\.allow/ },
  ])('is an error when $who names it', ({ sources, hint }) => {
    const wrong = expect.objectContaining({ code: 'usage', hint: expect.stringMatching(hint) });
    expect(() => planOf(sources)).toThrow(wrong);
  });
});

test('a name is one line of at most 80 characters', () => {
  const text = { text: 'x', name: `${'ä'.repeat(100)}\nmore` };
  expect(planTask({ ask: {}, text, defaults: {}, actor: 'ada' }).task.name).toBe('ä'.repeat(80));
});

describe('a stored task', () => {
  const stored = (sources: Sources = {}): Submission => submissionOf(planOf(sources), '/home/ada/shop');

  test.each<{ what: string; sources: Sources }>([
    { what: 'default tools', sources: {} },
    {
      what: 'the tools of a template',
      sources: { template: { tools: ['Read', 'Bash(rm:*)'], environment: 'staging' } },
    },
    { what: 'tools asked for', sources: { ask: { allow: ['MultiEdit', 'Bash(npm test:*)', 'Edit(/.github/**)'] } } },
    { what: 'no tools', sources: { ask: { category: 'deployment', environment: 'production' } } },
  ])('with $what comes to the same again', ({ sources }) => {
    const plan = planOf(sources);
    const again = planSubmission(submissionOf(plan, '/home/ada/shop'));
    expect(again.task).toEqual(plan.task);
    expect(again.rules).toEqual(plan.rules);
    expect({ ...again.policy, dropped: [] }).toEqual({ ...plan.policy, dropped: [] });
    expect(again.timeoutMs).toBe(plan.timeoutMs);
  });

  test('keeps what a retry does not change', () => {
    const { plan, overrides } = planRetry(stored({ ask: { budgetMicros: 5, timeoutMs: 9 } }), { allow: ['ReadFile'] });
    expect(overrides).toEqual({ allow: ['Read'], tools: ['Read'] });
    expect(plan).toMatchObject({ task: { budgetMicros: 5, prompt: 'Do it.', repo: 'acme/shop' }, timeoutMs: 9 });
  });

  test('is retried with another model under its canonical name, and with what else is asked for', () => {
    const changes = { model: 'opus', priority: 'high', budgetMicros: 7, estimateTokens: 8, timeoutMs: 9 } as const;
    expect(planRetry(stored(), changes).overrides).toMatchObject({ ...changes, model: 'claude-opus-5-5' });
  });

  test('is not retried with tools that its environment does not give', () => {
    const production = stored({ ask: { environment: 'production' } });
    expect(() => planRetry(production, { allow: ['Edit'] })).toThrow(/Edit needs the DEV tier/);
    const emergency = planRetry(production, { allow: ['Edit'], priority: 'urgent', reason: 'The site is down.' });
    expect(emergency.plan.policy.tier).toBe('ADMIN');
  });
});
