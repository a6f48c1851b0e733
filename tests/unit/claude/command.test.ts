import { expect, test } from 'vitest';
import { claudeArguments } from '../../../src/claude/argv.ts';
import { agentEnvironment } from '../../../src/claude/environment.ts';
import { formatUsd, parseUsd } from '../../../src/domain/money.ts';
import { policyFor } from '../../support/claude-run.ts';

const AGENT = {
  cwd: '/data/tree/project',
  home: '/private',
  baseUrl: 'http://127.0.0.1:1',
  agentKey: 'throw-away',
  model: 'claude-opus-5-5',
  marker: 'm1',
};

function optionOf(flag: string, args: string[]): string | undefined {
  return args[args.indexOf(flag) + 1];
}

test('of our environment the agent gets locale, paths and terminal, and no more', () => {
  const ours = { PATH: '/bin', LANG: 'C', LC_ALL: 'C', TERM: 'dumb', TMPDIR: '/tmp', TZ: 'UTC', HOME: '/root' };
  const secrets = {
    ANTHROPIC_API_KEY: 'real',
    GITHUB_TOKEN: 't',
    INPUT_KEY: 'i',
    HTTPS_PROXY: 'p',
    NODE_OPTIONS: 'o',
    XPATH: 'x',
    LC_: 'y',
  };
  const environment = agentEnvironment(AGENT, { ...ours, ...secrets });
  expect(environment).toMatchObject({
    PATH: '/bin',
    LC_ALL: 'C',
    HOME: '/private',
    ANTHROPIC_API_KEY: 'throw-away',
    SISO_RUN_MARKER: 'm1',
  });
  const names = Object.keys(environment).filter(
    (name) => !/^(ANTHROPIC|CLAUDE_CODE|CLAUDE_BYTE|DISABLE|API)_/.test(name),
  );
  expect(names.sort()).toEqual([
    'GIT_CEILING_DIRECTORIES',
    'HOME',
    'LANG',
    'LC_ALL',
    'PATH',
    'SISO_RUN_MARKER',
    'TERM',
    'TMPDIR',
    'TZ',
  ]);
});

test('side calls and sub-agents are told to stay on the model of the task', () => {
  const { CLAUDE_CODE_SUBAGENT_MODEL, ANTHROPIC_SMALL_FAST_MODEL } = agentEnvironment(AGENT, {});
  expect([CLAUDE_CODE_SUBAGENT_MODEL, ANTHROPIC_SMALL_FAST_MODEL]).toEqual(['claude-opus-5-5', 'claude-opus-5-5']);
});

test.each([1, 431, 500_000, 12_345_678, 2_000_000_000])(
  'a hold of %d micro-dollars is given to the CLI exactly',
  (budgetMicros) => {
    const args = claudeArguments({ model: 'm', policy: policyFor('Read'), budgetMicros });
    const value = optionOf('--max-budget-usd', args) ?? '';
    expect(value).toMatch(/^\d+\.\d+$/);
    expect(parseUsd(value)).toBe(budgetMicros);
    expect(formatUsd(budgetMicros)).toBe(`$${value}`);
  },
);

test('every rule is an argument of its own, and an empty list is no flag', () => {
  const args = claudeArguments({ model: 'm', policy: policyFor('Edit,Bash(npm test:*)'), budgetMicros: 1 });
  expect(args).toEqual(expect.arrayContaining(['Edit(/**)', 'Bash(npm test:*)', 'Edit(/.github/**)']));
  expect(optionOf('--tools', args)).toBe('Read,Edit,Write,Bash');

  const none = claudeArguments({ model: 'm', policy: policyFor(''), budgetMicros: 1 });
  expect(optionOf('--tools', none)).toBe('');
  expect(none).not.toContain('--allowedTools');
});

test('no turn limit is no flag, and none is ever given as 0, which the CLI reads as unlimited', () => {
  const base = { model: 'm', policy: policyFor('Read'), budgetMicros: 1 };
  expect(claudeArguments(base)).not.toContain('--max-turns');
  expect(optionOf('--max-turns', claudeArguments({ ...base, maxTurns: 0 }))).toBe('1');
});
