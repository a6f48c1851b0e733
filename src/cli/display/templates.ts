import Table from 'cli-table3';
import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';
import { exampleCommand, type Template, type TemplateInput } from '../../templates/index.ts';
import { colors } from './colors.ts';
import { columns, count, inline } from './format.ts';

const HEAD = ['Name', 'Category', 'Priority', 'Estimate', 'At most', 'What it does'];
const GAP = 2;
/** Below this the last column would be a word wide; whole lines are easier to read then. */
const NARROWEST = 24;

/** Templates as a table that fits `width` columns; `undefined`, for what is no terminal, cuts and wraps nothing. */
export function listText(templates: Template[], width: number | undefined): string {
  const rows = templates.map(cellsOf);
  const widths = HEAD.slice(0, -1).map(
    (head, at) => GAP + Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const left = (width ?? 0) - widths.reduce((sum, column) => sum + column, 0);
  const list =
    width === undefined
      ? table(rows, [])
      : left < NARROWEST
        ? rows.map(block).join('\n')
        : table(rows, [...widths, left]);
  const own = templates.some(({ origin }) => origin === 'repository')
    ? '\n* from task-prompts/ of this repository'
    : '';
  return `${list}\n${own}\nInputs, tools and text of one: siso templates show NAME`;
}

function cellsOf({ name, origin, category, priority, estimateTokens, maxCostMicros, description }: Template): string[] {
  return [
    origin === 'repository' ? `${name} *` : name,
    ...[category, priority],
    estimateTokens === undefined ? '-' : count(estimateTokens),
    maxCostMicros === undefined ? '-' : formatUsd(maxCostMicros),
    inline(description),
  ];
}

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`, `mid-mid`])
    .map((side) => [side, '']),
);

function table(rows: string[][], colWidths: number[]): string {
  const made = new Table({
    head: HEAD.map(colors.bold),
    ...{ colWidths, wordWrap: true, chars: NO_LINES },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  });
  made.push(...rows);
  return made.toString().replace(/ +$/gm, '');
}

/** One template on lines of its own, for narrow terminals. */
function block([name, category, priority, estimate, cost, description]: string[]): string {
  return `${colors.bold(name ?? '')}\n  ${category}, ${priority}, ${estimate} tokens, ${cost}\n  ${description}`;
}

/** Everything about one template. */
export function templateText(template: Template): string {
  const { title, description, inputs, body } = template;
  return [
    `${colors.bold(inline(title))}\n${inline(description)}`,
    columns(facts(template)),
    heading('Inputs'),
    inputs.length === 0 ? '  none' : inputs.map(inputText).join('\n'),
    heading('Prompt'),
    printable(body).replace(/^(?=.)/gm, '  '),
    heading('Run it'),
    `  ${inline(exampleCommand(template))}`,
  ].join('\n');
}

function heading(text: string): string {
  return `\n${colors.bold(text)}`;
}

function facts({ category, priority, environment, tools, ...template }: Template): [string, string][] {
  const { estimateTokens, maxCostMicros, source, origin } = template;
  const estimate = estimateTokens === undefined ? 'from history' : `${count(estimateTokens)} counted tokens`;
  return [
    ['category', category],
    ['priority', priority],
    ['environment', environment ?? 'as set'],
    ['estimate', estimate],
    ['at most', maxCostMicros === undefined ? 'as set' : formatUsd(maxCostMicros)],
    ['tools', tools === undefined ? 'those of the category' : inline(tools.join(', '))],
    ['from', `${inline(source)} (${origin === 'package' ? 'comes with siso' : 'your repository'})`],
  ];
}

function inputText(input: TemplateInput): string {
  const must = input.required ? 'required' : input.default ? `default ${input.default}` : 'optional';
  const checks = [input.type, must, ...checksOf(input)].map(inline).join(', ');
  return `  ${colors.bold(input.name)}  ${checks}\n    ${inline(input.description)}`;
}

function checksOf({ choices, pattern, min, max, multiline }: TemplateInput): string[] {
  return [
    ...(choices === undefined ? [] : [`one of ${choices.join(' | ')}`]),
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
    ...(multiline ? ['many lines'] : []),
  ];
}
