import { formatUsd } from '../../domain/money.ts';
import { neutralise } from '../../domain/neutral-text.ts';
import type { StepContext } from '../context.ts';
import { withGitHub } from '../github.ts';
import { annotate, saidOf } from '../job-log.ts';
import { momentOf } from '../moment.ts';
import { runUrl } from '../runner.ts';
import type { EndState, Published } from '../state.ts';

interface Ended {
  end: EndState;
  published: Published;
}

const MOST_TEXT = 20_000;

/** One comment a thread and workflow, written anew each time. What goes wrong is a warning: the task is done. */
export async function commentEnd(context: StepContext, ended: Ended): Promise<void> {
  const { inputs, job } = context;
  const issue = typeof inputs.comment === 'number' ? inputs.comment : inputs.comment ? issueOf(context) : undefined;
  if (inputs.comment === true && issue === undefined)
    annotate('warning', 'There is no issue or pull request in this event to comment on.', 'Give `comment` its number.');
  if (issue === undefined || ended.end.report === undefined) return;
  try {
    const marker = markerOf(context);
    const body = `${marker}\n${textOf(context, ended)}`;
    await withGitHub(context, async (github) => {
      const earlier = await github.findComment(
        job.repository,
        issue,
        (comment) => comment.isBot && comment.body.startsWith(marker),
      );
      if (earlier === undefined) await github.createComment(job.repository, issue, body);
      else await github.updateComment(job.repository, earlier.id, body);
    });
  } catch (error) {
    annotate('warning', `The comment could not be written: ${saidOf(error)}`);
  }
}

function issueOf({ job }: StepContext): number | undefined {
  return job.payload.issue?.number ?? job.payload.pull_request?.number;
}

/** Holds nothing but a name. */
function markerOf({ env }: StepContext): string {
  const workflow = (env.GITHUB_WORKFLOW ?? '').replace(/[^\w.-]+/g, '-').slice(0, 80);
  return `<!-- siso:action:${workflow} -->`;
}

function textOf({ job }: StepContext, { end, published }: Ended): string {
  const { report } = end;
  if (report === undefined) return '';
  const cost = `${formatUsd(report.costMicros)} (${report.costSource})`;
  const state = report.status.replaceAll('_', ' ');
  return [
    `**${report.taskId ?? 'Task'}: ${state}**${report.decision === 'admitted' ? `, ${cost}` : ''} · [log](${runUrl(job)})`,
    ...(report.retryAt === null ? [] : [`It would start at ${momentOf(report.retryAt)}.`]),
    ...(published.pullRequest === undefined ? [] : [`Pull request: ${published.pullRequest}`]),
    ...(report.result === null ? [] : [neutralise(report.result, MOST_TEXT)]),
    ...(report.error === null ? [] : [neutralise(report.error, MOST_TEXT)]),
    ...published.notes.map((note) => `> ${neutralise(note, 500)}`),
  ].join('\n\n');
}
