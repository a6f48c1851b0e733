import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';
import { exampleCommand, type Template, type TemplateInput } from '../../templates/index.ts';
import { colors } from './colors.ts';
import { columns, count, inline } from './format.ts';
import { pad, textWidth, wrap } from './width.ts';

const HEAD = ['Name', 'Category', 'Priority', 'Estimate', 'At most', 'What it does'];
const ON_THE_RIGHT = [3, 4];
const GAP = 2;
/** Below this the last column would be a word wide; whole lines are easier to read then. */
const NARROWEST = 24;

/** Templates as a table that fits `width` columns; `undefined`, for what is no terminal, cuts and wraps nothing. */
export function listText(templates: Template[], width: number | undefined): string {
  const rows = templates.map(cellsOf);
  const widths = HEAD.slice(0, -1).map((head, at) =>
    Math.max(head.length, ...rows.map((row) => textWidth(row[at] ?? ''))),
  );
  const margin = widths.reduce((sum, column) => sum + column + GAP, 0);
  const left = width === undefined ? undefined : width - margin;
  const list =
    left !== undefined && left < NARROWEST
      ? rows.map(block)
      : [HEAD, ...rows].map((row, at) => line(row, { widths, left, paint: at === 0 ? colors.bold : (text) => text }));
  const own = templates.some(({ origin }) => origin === 'repository')
    ? '\n* from task-prompts/ of this repository'
    : '';
  return `${list.join('\n')}\n${own}\nInputs, tools and text of one: siso templates show NAME`;
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

interface Layout {
  widths: number[];
  /** Cells for the last column; `undefined` does not wrap it. */
  left: number | undefined;
  paint(text: string): string;
}

/** One row; what its last cell says goes on below itself. */
function line(row: string[], { widths, left, paint }: Layout): string {
  const cells = widths.map((cells, at) => pad(row[at] ?? '', cells, ON_THE_RIGHT.includes(at) ? 'right' : 'left'));
  const said = row.at(-1) ?? '';
  const [first = '', ...more] = left === undefined ? [said] : wrap(said, left);
  const margin = ' '.repeat(widths.reduce((sum, cells) => sum + cells + GAP, 0));
  return [paint([...cells, first].join(' '.repeat(GAP))), ...more.map((text) => margin + text)].join('\n');
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
