import { nearest } from '../nearest.ts';
import { bashScope } from './bash.ts';
import { LEGACY_NAMES, type Tier, TOOL_TIERS } from './catalogue.ts';
import { formatRule, parseRule, type ToolRule } from './rule.ts';

/** What one rule opens, in the words of the CLI. */
export interface Grant {
  /** The rule under its current name. */
  rule: string;
  tier: Tier;
  /** Base names for `--tools`. */
  tools: string[];
  /** Rules for `--allowedTools`; empty where the CLI allows it anyway, inside the project. */
  allow: string[];
  /** Guards that are not set because this rule names what they would deny. */
  lifts: string[];
}
export interface Refusal {
  rule: string;
  /** Reads on after the rule: "`rule` needs …". */
  problem: string;
}

/** Guard key of a rule that opens `.github/`. */
export const WORKFLOW_FILES = '.github';

/** Reads and judges one rule: legacy names mapped, file rules bound to the project. */
export function judgeRule(text: string): Grant | Refusal {
  const rule = parseRule(text);
  if (!rule) return { rule: text, problem: 'is not of the form Name or Name(scope)' };
  if (/^mcp_/i.test(rule.tool))
    return { rule: mcpName(rule.tool), problem: 'needs an MCP server, and none is configured' };
  const current = { ...rule, tool: LEGACY_NAMES.get(rule.tool) ?? rule.tool };
  const tier = TOOL_TIERS.get(current.tool);
  if (!tier) return { rule: text, problem: unknownName(rule.tool) };
  return judgeKnown(current, tier);
}

function judgeKnown(rule: ToolRule, tier: Tier): Grant | Refusal {
  switch (rule.tool) {
    case 'Bash':
      return judgeBash(rule);
    case 'Edit':
    case 'Write':
    case 'NotebookEdit':
      return judgeEdit(rule);
    case 'Read':
      return judgeRead(rule);
    default:
      return judgePlain(rule, tier);
  }
}

function judgeBash(rule: ToolRule): Grant | Refusal {
  const scope = bashScope(rule.scope);
  if ('problem' in scope) return { rule: formatRule(rule), problem: `cannot be judged: ${scope.problem}` };
  const text = scope.kind === 'any' ? 'Bash' : formatRule(rule);
  const allow = scope.kind === 'reading' ? [] : [text];
  return { rule: text, tier: scope.tier, tools: ['Bash'], allow, lifts: scope.names };
}

/** The CLI knows one right to change files, written `Edit(path)`; `Write(path)` it ignores, and a bare name means the whole disk. */
function judgeEdit(rule: ToolRule): Grant | Refusal {
  const path = projectPath(rule.scope ?? '/**');
  if (path === undefined)
    return { rule: formatRule(rule), problem: 'leaves the project: give a path below it, such as /src/**' };
  const workflows = /^\/?\.github(\/|$)/i.test(path);
  return {
    rule: formatRule(rule),
    tier: workflows ? 'ADMIN' : 'DEV',
    tools: ['Read', 'Edit', 'Write', ...(rule.tool === 'NotebookEdit' ? ['NotebookEdit'] : [])],
    allow: [`Edit(${path})`],
    lifts: workflows ? [WORKFLOW_FILES] : [],
  };
}

/** Reading inside the project needs no rule; a bare `Read` rule would open the whole disk. */
function judgeRead(rule: ToolRule): Grant | Refusal {
  const whole = rule.scope === undefined || /^(\.?\/)?\*\*$/.test(rule.scope);
  if (!whole)
    return {
      rule: formatRule(rule),
      problem: 'cannot be narrowed to a path: write Read, which stays inside the project',
    };
  return { rule: 'Read', tier: 'SAFE', tools: ['Read'], allow: [], lifts: [] };
}

function judgePlain(rule: ToolRule, tier: Tier): Grant | Refusal {
  const scoped = rule.tool === 'WebFetch' && /^domain:[\w.*-]+$/.test(rule.scope ?? '');
  if (rule.scope !== undefined && !scoped)
    return { rule: formatRule(rule), problem: `takes no such scope: write ${rule.tool}` };
  const allow = tier === 'SAFE' ? [] : [formatRule(rule)];
  return { rule: formatRule(rule), tier, tools: [rule.tool], allow, lifts: [] };
}

function projectPath(scope: string): string | undefined {
  const path = scope.replace(/^\.\//, '');
  const leaves = path.startsWith('//') || path.startsWith('~') || path.includes('\\') || path.split('/').includes('..');
  return leaves ? undefined : path;
}

/** `mcp_supabase_execute_sql` of the specification is `mcp__supabase__execute_sql` today. */
function mcpName(name: string): string {
  return name.replace(/^mcp_([A-Za-z0-9-]+)_(?!_)/i, 'mcp__$1__');
}

function unknownName(name: string): string {
  const guess = nearest(name, [...TOOL_TIERS.keys(), ...LEGACY_NAMES.keys()]);
  const meant = guess && (LEGACY_NAMES.get(guess) ?? guess);
  return `is not a tool a run can have. ${meant ? `Did you mean ${meant}?` : `There are ${[...TOOL_TIERS.keys()].join(', ')}.`}`;
}
