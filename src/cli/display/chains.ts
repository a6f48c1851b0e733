import type { ChainPlanDocument } from '../../contracts/documents/chains.ts';
import type { StepRecord, Workflow, WorkflowPage, WorkflowRow } from '../../contracts/ledger/workflows.ts';
import { inline, money, plural } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, fields, paragraph, table } from './table.ts';
import { age, moment } from './times.ts';
import { paintState, stateText } from './words.ts';

/** `siso chain show`: the chain and its steps, each below all that it needs. */
export function chainText(chain: Workflow, screen: Screen): string {
  const { id, name, actor, createdAt, finishedAt, onFailure, steps } = chain;
  return [
    fields(
      [
        ['Chain', `${id}  ${inline(name)}`],
        ['State', chainState(chain)],
        ['Cost', costText(chain)],
        ['On failure', onFailure.replaceAll('_', ' ')],
        ['Made', `${moment(createdAt, screen)} by ${inline(actor)}`],
        ['Ended', finishedAt === null ? undefined : moment(finishedAt, screen)],
      ],
      screen,
    ),
    '',
    table(stepColumns(), steps, screen),
    ...steps.flatMap((step) => errorLines(step, screen)),
  ].join('\n');
}

function stepColumns(): Column<StepRecord>[] {
  return [
    { title: 'STEP', text: ({ key }) => key, rank: 0, least: 8 },
    {
      title: 'STATE',
      text: (step) => (step.skipped && step.state === 'cancelled' ? '■ skipped' : stateText(step.state)),
      rank: 1,
      paint: (text, { state }, screen) => paintState(text, state, screen),
    },
    { title: 'NEEDS', text: ({ needs }) => needs.join(', '), rank: 2, least: 8 },
    { title: 'TASK', text: ({ taskId }) => taskId, rank: 3 },
    { title: 'COST', text: ({ costMicros }) => money(costMicros), rank: 4, align: 'right' },
    { title: 'BRANCH', text: ({ branch }) => branch ?? '', rank: 5, least: 10 },
  ];
}

function errorLines({ key, error, skipped }: StepRecord, screen: Screen): string[] {
  if (error === null || skipped) return [];
  return ['', ...paragraph(`${key}: ${inline(error)}`, screen)];
}

function chainState({ state, stopping }: WorkflowRow): string {
  const word = state.replaceAll('_', ' ');
  return state === 'running' && stopping !== null ? `stopping, then ${stopping.replaceAll('_', ' ')}` : word;
}

function costText({ costMicros, heldMicros, budgetMicros }: WorkflowRow): string {
  const held = heldMicros === 0 ? '' : `, ${money(heldMicros)} held`;
  return `${money(costMicros)}${budgetMicros === null ? '' : ` of ${money(budgetMicros)}`}${held}`;
}

/** `siso chain run`. */
export function createdChainText(chain: Workflow, screen: Screen): string {
  const { id, steps } = chain;
  const next = `Whoever works on this ledger runs it: siso serve, or siso worker. See it with: siso chain show ${id}`;
  return [
    `Queued ${id} with ${plural(steps.length, 'step')}.`,
    '',
    table(stepColumns(), steps, screen),
    '',
    ...paragraph(next, screen),
  ].join('\n');
}

/** `siso chain list`. */
export function chainsText({ chains, next }: WorkflowPage, screen: Screen): string {
  if (chains.length === 0) return 'There is no chain here: make one with siso chain run FILE.';
  const more = next === null ? [] : ['', `More: siso chain list --after ${next}`];
  return [table(chainColumns(screen), chains, screen), ...more].join('\n');
}

function chainColumns(screen: Screen): Column<WorkflowRow>[] {
  return [
    { title: 'CHAIN', text: ({ id }) => id, rank: 0 },
    { title: 'STATE', text: chainState, rank: 1 },
    { title: 'STEPS', text: stepCounts, rank: 3, align: 'right' },
    { title: 'COST', text: costText, rank: 4 },
    { title: 'NAME', text: ({ name }) => name, rank: 2, least: 12 },
    { title: 'MADE', text: ({ createdAt }) => `${age(createdAt, screen)} ago`, rank: 5 },
    { title: 'BY', text: ({ actor }) => actor, rank: 6, least: 6 },
  ];
}

function stepCounts({ counts }: WorkflowRow): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${counts.succeeded ?? 0} of ${all}`;
}

/** `siso chain cancel`. */
export function cancelledChainText(
  { changed, workflow }: { changed: boolean; workflow: Workflow },
  screen: Screen,
): string {
  const running = workflow.steps.filter(({ state }) => state === 'running').length;
  const stops =
    running === 0 ? '' : ` ${plural(running, 'step')} that ${running === 1 ? 'runs is' : 'run are'} told to stop.`;
  if (!changed) return `Nothing changed: ${workflow.id} is ${chainState(workflow)}.`;
  return paragraph(`${workflow.id} is cancelled: nothing more of it starts.${stops}`, screen).join('\n');
}

/** `siso chain run --dry-run`. */
export function chainPlanText({ name, steps, checks, budgetMicros }: ChainPlanDocument, screen: Screen): string {
  const rows = steps.map((step, n) => ({ ...step, check: checks[n] }));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { title: 'STEP', text: ({ key }) => key, rank: 0, least: 8 },
    { title: 'NEEDS', text: ({ needs }) => needs.join(', '), rank: 2, least: 8 },
    { title: 'NOW', text: ({ check }) => check?.decision ?? '', rank: 1 },
    { title: 'MODEL', text: ({ task }) => task.model, rank: 4, least: 8 },
    {
      title: 'AT MOST',
      text: ({ task }) => (task.budgetMicros === undefined ? '' : money(task.budgetMicros)),
      rank: 3,
      align: 'right',
    },
    { title: 'TOOLS', text: ({ task }) => task.tools.join(', '), rank: 5, least: 8 },
  ];
  const cap = budgetMicros === undefined ? '' : ` All steps together cost ${money(budgetMicros)} at most.`;
  const hints = checks.flatMap(({ step, hint }) => (hint === undefined ? [] : [`${step}: ${inline(hint)}`]));
  return [
    `${inline(name)}: ${plural(steps.length, 'step')}.${cap}`,
    '',
    table(columns, rows, screen),
    '',
    ...[...hints, 'This was a dry run: nothing was stored.'].flatMap((line) => paragraph(line, screen)),
  ].join('\n');
}
