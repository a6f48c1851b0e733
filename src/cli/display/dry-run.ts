import type { DryRun } from '../../contracts/dry-run.ts';
import { formatUsd } from '../../domain/money.ts';
import { colors } from './colors.ts';
import { columns, count, inline, span } from './format.ts';
import { budgetsLeft, decisionLine, limitsLeft, refusalLine } from './summary.ts';

/** `siso run --dry-run` for a person. */
export function dryRunText(document: DryRun): string {
  const { warnings, rehearsal } = document;
  const label = rehearsal ? ` ${colors.cyan('[rehearsal]')}` : '';
  return [
    `${verdictLine(document)}${label}`,
    '',
    columns([...taskRows(document), ...toolRows(document), ...amountRows(document)]),
    '',
    `  ${document.argv.map(shellWord).join(' ')}`,
    ...warnings.map((warning) => `  ${colors.yellow('!')} ${inline(warning)}`),
    '',
    '  This was a dry run: nothing was booked.',
  ].join('\n');
}

function verdictLine(document: DryRun): string {
  if (document.decision === 'admitted') return `${colors.green('✓')} It would be admitted now.`;
  if (document.decision === 'refused') return refusalLine(document);
  return decisionLine({ ...document, used: document.limitUsed, max: document.limitMax }, { willWait: false });
}

function taskRows(document: DryRun): [string, string][] {
  const { name, template, inputs, category, priority, environment, model, labels, timeoutMs, repository } = document;
  const pairs = (record: Record<string, string>) =>
    Object.entries(record)
      .map(([key, value]) => inline(`${key}=${value}`))
      .join(', ');
  return [
    ['Task', inline(name)],
    ...(template === null
      ? []
      : [['Template', inline(`${template} ${pairs(inputs)}`.trim())] satisfies [string, string]]),
    ['As', `${category}, ${priority}, in ${environment}`],
    ['Model', inline(model)],
    ...(Object.keys(labels).length === 0 ? [] : [['Labels', pairs(labels)] satisfies [string, string]]),
    ['Longest', span(timeoutMs)],
    ['Repository', inline(repository)],
  ];
}

function toolRows({ tools: { tier, tools, allowed, denied, dropped } }: DryRun): [string, string][] {
  const list = (rules: string[]) => rules.map(inline).join(', ') || 'none';
  return [
    ['Tools', `${list(tools)} (tier ${tier})`],
    ['Allowed', list(allowed)],
    ['Denied', list(denied)],
    ...dropped.map(({ tool, why }): [string, string] => ['Left out', inline(`${tool} ${why}`)]),
  ];
}

function amountRows(document: DryRun): [string, string][] {
  const { hold } = document;
  const buffer = hold && hold.bufferTokens > 0 ? `, ${count(hold.bufferTokens)} of them from the emergency buffer` : '';
  return [
    ...(hold === null
      ? []
      : ([
          ['Hold', `${formatUsd(hold.amountMicros)} and ${count(hold.tokens)} tokens${buffer}`],
          ['Estimate', `${count(hold.estimateTokens)} tokens`],
        ] satisfies [string, string][])),
    ['Budget left', budgetsLeft(document.budget)],
    ['Limits left', limitsLeft(document.limits)],
  ];
}

/** A word as a POSIX shell reads it. */
function shellWord(word: string): string {
  const text = inline(word);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
