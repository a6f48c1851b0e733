import { formatUsd } from '../../domain/money.ts';
import { neutralise } from '../../domain/neutral-text.ts';
import type { StepContext } from '../context.ts';
import { runUrl } from '../runner.ts';

const MOST_TEXT = 40_000;

/** What is told of a task, whether the run or the ledger says it. */
export interface Told {
  taskId: string;
  /** As the ledger calls it. */
  name?: string | undefined;
  result: string | null;
  /** `undefined` where nobody knows. */
  costMicros: number | undefined;
  /** `undefined` where the workflow has passed it on. */
  costSource: string | undefined;
  rehearsal: boolean;
  size: { files: number; insertions: number; deletions: number };
}

/** Title and body of the pull request of a task. */
export function pullRequestText(context: StepContext, told: Told): { title: string; body: string } {
  const { files, insertions, deletions } = told.size;
  const figures = [...costOf(told), `${files} changed ${files === 1 ? 'file' : 'files'}, +${insertions} −${deletions}`];
  return {
    title: neutralise(`SISO: ${nameOf(context, told)}`, 200),
    body: [
      ...(told.result === null ? [] : [neutralise(told.result, MOST_TEXT)]),
      '---',
      `Task ${told.taskId}: ${figures.join(', ')}. [Log](${runUrl(context.job)})`,
      ...(told.rehearsal ? ['**Rehearsal**: a scripted upstream answered; no model has thought of this.'] : []),
    ].join('\n\n'),
  };
}

function costOf({ costMicros, costSource }: Told): string[] {
  if (costMicros === undefined) return [];
  return [`${formatUsd(costMicros)}${costSource === undefined ? '' : ` (${costSource})`}`];
}

/** What the workflow calls it comes first: it is what its people know. */
function nameOf({ inputs }: StepContext, { taskId, name }: Told): string {
  return inputs.template ?? firstLine(inputs.prompt ?? inputs.promptFile ?? name ?? `task ${taskId}`);
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, 100).join('');
}
