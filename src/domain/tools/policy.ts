import type { Category, Environment } from '../tasks.ts';
import { CATEGORY_TOOLS, COMMAND_GUARDS, ENVIRONMENT_TIER, TIERS, type Tier } from './catalogue.ts';
import { type Grant, judgeRule, type Refusal, WORKFLOW_FILES } from './grant.ts';
import { splitRules } from './rule.ts';

/** What a run may do, ready for the command line of the CLI. */
export interface ToolPolicy {
  tier: Tier;
  /** `--tools`: base names, the real restriction. */
  tools: string[];
  /** `--allowedTools`: what runs without asking. */
  allowed: string[];
  /** `--disallowedTools`: what never runs. Wins over `allowed`. */
  denied: string[];
  /** Default tools that this environment does not get. */
  dropped: { tool: string; why: string }[];
}

export interface ToolRequest {
  category: Category;
  environment: Environment;
  /** An urgent task of an admin with a reason: production then gets every tier. */
  emergency: boolean;
  /** Rules asked for, as lists or one by one; the defaults when absent. */
  tools?: string | readonly string[] | undefined;
  /** What a task has when nothing is asked for, such as a template's tools; the category's own list when absent. */
  defaults?: readonly string[] | undefined;
}

export interface GrantedTools {
  policy: ToolPolicy;
  /** The rules that were granted, under their current names: asked for again, they come to the same policy. */
  rules: string[];
}

/**
 * The tools of a task. Defaults are cut to the environment's tier; a rule asked for that cannot be had is a problem,
 * one sentence each.
 */
export function toolPolicy(request: ToolRequest): GrantedTools | { problems: string[] } {
  const { category, environment, emergency, tools, defaults = CATEGORY_TOOLS[category] } = request;
  const tier = emergency && environment === 'production' ? 'ADMIN' : ENVIRONMENT_TIER[environment];
  const texts = [tools ?? defaults].flat().flatMap(splitRules);
  const judged = texts.map(judgeRule).map((rule) => withinTier(rule, { tier, environment }));
  const refused = judged.flatMap((rule) => (isGrant(rule) ? [] : [rule]));
  if (tools !== undefined && refused.length > 0) {
    return { problems: refused.map(({ rule, problem }) => `${rule} ${problem}`) };
  }
  const dropped = refused.map(({ rule, problem }) => ({ tool: rule, why: problem }));
  const granted = judged.filter(isGrant);
  return { policy: { tier, ...combine(granted), dropped }, rules: unique(granted.map(({ rule }) => rule)) };
}

function isGrant(judged: Grant | Refusal): judged is Grant {
  return !('problem' in judged);
}

function withinTier(
  judged: Grant | Refusal,
  { tier, environment }: { tier: Tier; environment: Environment },
): Grant | Refusal {
  if (!isGrant(judged) || TIERS.indexOf(judged.tier) <= TIERS.indexOf(tier)) return judged;
  return { rule: judged.rule, problem: `needs the ${judged.tier} tier, and ${environment} stops at ${tier}` };
}

function combine(grants: Grant[]): Pick<ToolPolicy, 'tools' | 'allowed' | 'denied'> {
  const tools = unique(grants.flatMap((grant) => grant.tools));
  const allowed = unique(grants.flatMap((grant) => grant.allow));
  const lifted = new Set(grants.flatMap((grant) => grant.lifts));
  const denied = tools.includes('Edit') && !lifted.has(WORKFLOW_FILES) ? ['Edit(/.github/**)'] : [];
  const guards = [...COMMAND_GUARDS].filter(([name]) => !lifted.has(name)).flatMap(([, rules]) => rules);
  return { tools, allowed, denied: tools.includes('Bash') ? [...denied, ...guards] : denied };
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
