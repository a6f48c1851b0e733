import type { VerbGroup } from '../../src/contracts/bot-config.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { canonicalModel } from '../../src/domain/models.ts';
import { formatUsd } from '../../src/domain/money.ts';
import type { BotConfig } from '../config/defaults.ts';
import type { CommandOptions, Verb } from '../grammar/index.ts';

const GROUPS: ReadonlyMap<Verb, VerbGroup> = new Map<Verb, VerbGroup>([
  ...(['run', 'fix', 'test', 'review', 'docs', 'refactor', 'deploy', 'analyze', 'plan', 'chain'] as const).map(
    (verb): [Verb, VerbGroup] => [verb, 'run'],
  ),
  ...(['status', 'queue', 'usage', 'budget', 'limits', 'explain', 'help', 'version'] as const).map(
    (verb): [Verb, VerbGroup] => [verb, 'read'],
  ),
  ['cancel', 'control'],
  ['retry', 'control'],
  ['approve', 'approve'],
  ['deny', 'approve'],
  ['pause', 'pause'],
  ['resume', 'pause'],
  ['grant', 'grant'],
]);

const ROLES = ['triage', 'write', 'maintain', 'admin'] as const;

export function groupOf(verb: Verb): VerbGroup {
  const group = GROUPS.get(verb);
  if (group === undefined) throw new Error(`The verb ${verb} has no group`);
  return group;
}

/** Whether somebody with `role` may use a verb. A role that nobody knows, or that could not be found out, may use none. */
export function maySay(role: string, verb: Verb, config: BotConfig): boolean {
  const known = ROLES.find((each) => each === role);
  return known !== undefined && config.verbs[known].has(groupOf(verb));
}

/** The least role that may use a verb; `undefined` where nobody may. */
export function leastRole(verb: Verb, config: BotConfig): string | undefined {
  return ROLES.find((role) => config.verbs[role].has(groupOf(verb)));
}

/** Throws `usage` for what the repository's configuration does not let anybody ask for. */
export function demandAllowed(options: CommandOptions, config: BotConfig): void {
  const { model, category, environment, budgetMicros } = options;
  const models = config.models?.map(canonicalModel);
  if (model !== undefined) demandListed('model', canonicalModel(model), models);
  if (category !== undefined) demandListed('category', category, config.categories);
  if (environment !== undefined) demandListed('environment', environment, config.environments);
  if (budgetMicros !== undefined && budgetMicros > config.maxBudgetMicros)
    throw new AutomationError('usage', `A task may cost ${formatUsd(config.maxBudgetMicros)} here at most`, {
      hint: 'Ask for less, or raise `bot.maxBudget` in .github/siso.yml.',
    });
}

export function demandListed(what: string, value: string, listed: readonly string[] | undefined): void {
  if (listed === undefined || listed.includes(value)) return;
  throw new AutomationError('usage', `The ${what} ${value} is not among those of this repository`, {
    hint: `There are: ${listed.join(', ')} (.github/siso.yml).`,
  });
}
