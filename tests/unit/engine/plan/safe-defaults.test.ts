/** What a task may do when nobody says: every category, priority and environment (governance: safe defaults). */
import { describe, expect, test } from 'vitest';
import { CATEGORIES, type Category, ENVIRONMENTS, type Environment, PRIORITIES } from '../../../../src/domain/tasks.ts';
import { planTask } from '../../../../src/engine/plan/plan-task.ts';
import type { TaskAsk } from '../../../../src/engine/plan/task-ask.ts';

/** Rules granted, tools of the CLI, and rules that run without asking. */
interface Granted {
  rules: string[];
  tools: string[];
  allowed: string[];
}

const NOTHING: Granted = { rules: [], tools: [], allowed: [] };
const READING: Granted = { rules: ['Read'], tools: ['Read'], allowed: [] };
const EDITING = ['Read', 'Edit', 'Write', 'Bash'];

const EXPECTED: Record<Category, Record<Environment, Granted>> = {
  development: {
    development: {
      rules: ['Read', 'Edit', 'Bash(git:*)', 'Bash(npm:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(git:*)', 'Bash(npm:*)'],
    },
    staging: {
      rules: ['Read', 'Edit', 'Bash(git:*)', 'Bash(npm:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(git:*)', 'Bash(npm:*)'],
    },
    production: READING,
  },
  testing: {
    development: {
      rules: ['Read', 'Edit', 'Bash(npm test:*)', 'Bash(jest:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(npm test:*)', 'Bash(jest:*)'],
    },
    staging: {
      rules: ['Read', 'Edit', 'Bash(npm test:*)', 'Bash(jest:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(npm test:*)', 'Bash(jest:*)'],
    },
    production: READING,
  },
  deployment: {
    development: {
      rules: ['Bash(docker:*)', 'Bash(git:*)'],
      tools: ['Bash'],
      allowed: ['Bash(docker:*)', 'Bash(git:*)'],
    },
    staging: { rules: ['Bash(git:*)'], tools: ['Bash'], allowed: ['Bash(git:*)'] },
    production: NOTHING,
  },
  analysis: {
    development: { rules: ['Read', 'WebFetch'], tools: ['Read', 'WebFetch'], allowed: ['WebFetch'] },
    staging: { rules: ['Read', 'WebFetch'], tools: ['Read', 'WebFetch'], allowed: ['WebFetch'] },
    production: READING,
  },
  maintenance: {
    development: {
      rules: ['Read', 'Edit', 'Bash(npm:*)', 'Bash(rm:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(npm:*)', 'Bash(rm:*)'],
    },
    staging: {
      rules: ['Read', 'Edit', 'Bash(npm:*)'],
      tools: EDITING,
      allowed: ['Edit(/**)', 'Bash(npm:*)'],
    },
    production: READING,
  },
};

const TIERS = { development: 'ADMIN', staging: 'DEV', production: 'SAFE' } as const;

const ALL = CATEGORIES.flatMap((category) =>
  ENVIRONMENTS.flatMap((environment) => PRIORITIES.map((priority) => ({ category, environment, priority }))),
);

function planOf(ask: TaskAsk) {
  return planTask({ ask, text: { text: 'Do it.', name: 'it' }, defaults: {}, actor: 'ada' });
}

function granted(ask: TaskAsk): Granted {
  const { policy, rules } = planOf(ask);
  return { rules, tools: policy.tools, allowed: policy.allowed };
}

test('there are sixty of them', () => expect(ALL).toHaveLength(60));

describe.each(ALL)('$category in $environment, $priority', ({ category, environment, priority }) => {
  const ask = { category, environment, priority };

  test('has the tools of its category, cut to the tier of its environment', () => {
    expect(granted(ask)).toEqual(EXPECTED[category][environment]);
    expect(planOf(ask)).toMatchObject({
      task: { category, environment, priority, model: 'claude-sonnet-5-5' },
      policy: { tier: TIERS[environment] },
      timeoutMs: 30 * 60_000,
    });
  });

  test('neither pushes, nor changes workflows, nor removes what was not named', () => {
    const { tools, allowed, denied } = planOf(ask).policy;
    if (tools.includes('Bash')) expect(denied).toContain('Bash(git push:*)');
    if (tools.includes('Edit')) expect(denied).toContain('Edit(/.github/**)');
    const mayRemove = allowed.includes('Bash(rm:*)');
    expect(mayRemove).toBe(category === 'maintenance' && environment === 'development');
    if (tools.includes('Bash')) expect(denied.includes('Bash(rm:*)')).toBe(!mayRemove);
  });

  test('says of each default tool that is left out why', () => {
    const { policy } = planOf(ask);
    expect(policy.dropped.every(({ why }) => /^needs (the \w+ tier, and|an MCP server)/.test(why))).toBe(true);
  });

  test('gets with a reason what it gets without one, except when it is urgent in production', () => {
    const { policy } = planOf({ ...ask, reason: 'The site is down.' });
    const isEmergency = priority === 'urgent' && environment === 'production';
    expect(policy.tier).toBe(isEmergency ? 'ADMIN' : TIERS[environment]);
    const expected = isEmergency ? EXPECTED[category].development : EXPECTED[category][environment];
    expect(granted({ ...ask, reason: 'The site is down.' })).toEqual(expected);
  });
});
