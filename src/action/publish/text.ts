import type { RunReport } from '../../contracts/run-report.ts';
import { formatUsd } from '../../domain/money.ts';
import { neutralise } from '../../domain/neutral-text.ts';
import type { StepContext } from '../context.ts';
import { runUrl } from '../runner.ts';

const MOST_TEXT = 40_000;

/** What is told of a task, whether the run or the ledger says it. */
type Told = Pick<
  RunReport,
  'taskId' | 'result' | 'costMicros' | 'costSource' | 'changedFiles' | 'insertions' | 'deletions' | 'rehearsal'
>;

/** Title and body of the pull request of a task. */
export function pullRequestText({ job, inputs }: StepContext, told: Told): { title: string; body: string } {
  const name = inputs.template ?? firstLine(inputs.prompt ?? inputs.promptFile ?? `task ${told.taskId}`);
  const size = `${told.changedFiles.length} changed files, +${told.insertions} −${told.deletions}`;
  return {
    title: neutralise(`SISO: ${name}`, 200),
    body: [
      ...(told.result === null ? [] : [neutralise(told.result, MOST_TEXT)]),
      '---',
      `Task ${told.taskId}: ${formatUsd(told.costMicros)} (${told.costSource}), ${size}. [Log](${runUrl(job)})`,
      ...(told.rehearsal ? ['**Rehearsal**: a scripted upstream answered; no model has thought of this.'] : []),
    ].join('\n\n'),
  };
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, 100).join('');
}
