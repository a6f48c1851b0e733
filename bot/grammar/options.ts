import { CATEGORIES, ENVIRONMENTS, PRIORITIES } from '../../src/domain/tasks.ts';
import type { Parsed } from '../../src/domain/values.ts';
import type { CommandOptions } from './types.ts';
import {
  readBranch,
  readBudget,
  readCategory,
  readEnvironment,
  readModel,
  readPriority,
  readReason,
  readTemplateName,
  readTime,
} from './values.ts';

/** The one table of options: what each means, what it takes, and how its value is read. */

export interface OptionRule {
  /** As typed, without the dashes. */
  name: string;
  /** What stands behind it in help; '' for one without a value. */
  value: string;
  /** One sentence. */
  says: string;
  /** The option with the value that was read, or a sentence that says what would be right. `text` is '' for one without a value. */
  read(text: string): Parsed<CommandOptions>;
}

function read<Value>(parsed: Parsed<Value>, named: (value: Value) => CommandOptions): Parsed<CommandOptions> {
  return 'value' in parsed ? { value: named(parsed.value) } : parsed;
}

export const OPTIONS = [
  {
    ...{ name: 'priority', value: PRIORITIES.join('|'), says: 'How soon it has its turn; also p0 to p3.' },
    read: (text) => read(readPriority(text), (priority) => ({ priority })),
  },
  {
    ...{ name: 'category', value: CATEGORIES.join('|'), says: 'Whose limits and tools hold.' },
    read: (text) => read(readCategory(text), (category) => ({ category })),
  },
  {
    ...{ name: 'environment', value: ENVIRONMENTS.join('|'), says: 'How much the tools may do.' },
    read: (text) => read(readEnvironment(text), (environment) => ({ environment })),
  },
  {
    ...{ name: 'template', value: 'NAME', says: 'A prompt that is kept in `task-prompts/`, before what you write.' },
    read: (text) => read(readTemplateName(text), (template) => ({ template })),
  },
  {
    ...{ name: 'budget', value: 'DOLLARS', says: 'The most that it may cost, such as 2.50.' },
    read: (text) => read(readBudget(text), (budgetMicros) => ({ budgetMicros })),
  },
  {
    ...{ name: 'model', value: 'NAME', says: 'The model that does it, such as sonnet.' },
    read: (text) => read(readModel(text), (model) => ({ model })),
  },
  {
    ...{ name: 'branch', value: 'NAME', says: 'The branch that the pull request is for.' },
    read: (text) => read(readBranch(text), (branch) => ({ branch })),
  },
  {
    ...{ name: 'timeout', value: 'TIME', says: 'How long it may run, such as 15m.' },
    read: (text) => read(readTime(text, 1), (timeoutMs) => ({ timeoutMs })),
  },
  {
    ...{ name: 'wait', value: 'TIME', says: 'How long it may wait for its turn before it is given up, such as 2h.' },
    read: (text) => read(readTime(text, 30), (waitMs) => ({ waitMs })),
  },
  {
    ...{ name: 'no-cache', value: '', says: 'Runs even if the same was asked before.' },
    read: () => ({ value: { noCache: true } }),
  },
  {
    ...{ name: 'dry-run', value: '', says: 'Says what would happen and what it would cost; runs nothing.' },
    read: () => ({ value: { dryRun: true } }),
  },
  {
    ...{ name: 'reason', value: '"TEXT"', says: 'Why, for the audit.' },
    read: (text) => read(readReason(text), (reason) => ({ reason })),
  },
  {
    ...{ name: 'for', value: 'TIME', says: 'How long a grant holds, such as 24h or 7d.' },
    read: (text) => read(readTime(text, 31), (forMs) => ({ for: forMs })),
  },
] as const satisfies readonly OptionRule[];

export type OptionName = (typeof OPTIONS)[number]['name'];

/** A Map, so that `constructor` is no option. */
export const OPTION_BY_NAME: ReadonlyMap<string, OptionRule & { name: OptionName }> = new Map(
  OPTIONS.map((option) => [option.name, option]),
);

/** `--budget DOLLARS`. */
export function optionUsage({ name, value }: Pick<OptionRule, 'name' | 'value'>): string {
  return value === '' ? `--${name}` : `--${name} ${value}`;
}
