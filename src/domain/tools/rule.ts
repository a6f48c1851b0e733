/** A permission rule as the CLI writes it: `Edit`, `Bash(git log:*)`, `mcp__server__tool`. */
export interface ToolRule {
  tool: string;
  /** What stands in the parentheses; absent for the bare name. */
  scope?: string;
}

/** Splits a list at commas and blanks that are outside parentheses. An open parenthesis runs to the end. */
export function splitRules(list: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let rule = '';
  for (const char of list) {
    if (depth === 0 && /[\s,]/.test(char)) {
      if (rule !== '') rules.push(rule);
      rule = '';
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')') depth = Math.max(0, depth - 1);
    rule += char;
  }
  return rule === '' ? rules : [...rules, rule];
}

/** Reads one rule; `undefined` when it is not of the form `Name` or `Name(scope)`. */
export function parseRule(text: string): ToolRule | undefined {
  const match = /^([A-Za-z][\w-]*)(?:\(([^\r\n]*)\))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, tool = '', scope] = match;
  if (scope === undefined) return { tool };
  return balanced(scope) && scope.trim() !== '' ? { tool, scope: scope.trim() } : undefined;
}

export function formatRule({ tool, scope }: ToolRule): string {
  return scope === undefined ? tool : `${tool}(${scope})`;
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
