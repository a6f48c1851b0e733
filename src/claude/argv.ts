import { formatUsd, type Micros } from '../domain/money.ts';
import type { ToolPolicy } from '../domain/tools/policy.ts';

export interface ClaudeArguments {
  model: string;
  policy: ToolPolicy;
  /** The hold: the CLI's own budget is the second line behind the meter. More than zero. */
  budgetMicros: Micros;
  maxTurns?: number | undefined;
}

/** The command line of one run; the prompt comes on stdin, because several flags swallow what follows them. */
export function claudeArguments({ model, policy, budgetMicros, maxTurns }: ClaudeArguments): string[] {
  return [
    ...['-p', '--output-format', 'stream-json', '--verbose', '--model', model],
    // Nothing of the checkout or of the person's own settings: hooks, MCP servers, variables, memory.
    ...['--setting-sources', '', '--strict-mcp-config', '--disable-slash-commands', '--no-session-persistence'],
    ...['--permission-mode', 'dontAsk', '--tools', policy.tools.join(',')],
    ...list('--allowedTools', policy.allowed),
    ...list('--disallowedTools', policy.denied),
    ...['--max-budget-usd', formatUsd(budgetMicros).slice(1)],
    // 0 would mean unlimited.
    ...(maxTurns === undefined ? [] : ['--max-turns', String(Math.max(1, maxTurns))]),
  ];
}

function list(flag: string, rules: string[]): string[] {
  return rules.length === 0 ? [] : [flag, ...rules];
}
