import { randomUUID } from 'node:crypto';
import type { RunReport } from '../../contracts/run-report.ts';
import { chooseRepository, chooseUpstream, planRetry } from '../../engine/index.ts';
import { readContext } from '../context.ts';
import type { Secrets } from '../frame.ts';
import type { TaskOptions } from './options.ts';
import { printReport } from './print.ts';
import { inSession, type Session, withMeter } from './session.ts';
import { runQueued } from './submit.ts';

export interface RetryLine {
  taskId: string;
  options: TaskOptions;
  secrets: Secrets;
}

/** `siso retry`: runs a task that is over once more, or starts one that waits, with what is changed. Answers the exit code. */
export async function retry(line: RetryLine): Promise<number> {
  return withMeter(async (meter) => {
    const { options, secrets } = line;
    const context = await readContext(options.workspace);
    return inSession(
      { options, context, secrets, meter },
      (session) => retryIn(session, line),
      (report) => printReport(report, { json: options.json === true, isExample: false }),
    );
  });
}

async function retryIn(session: Session, { taskId, options, secrets }: RetryLine): Promise<RunReport> {
  const { store, context } = session;
  const submission = await store.call('siso_task_request', { p_task_id: taskId });
  const { priority, allow, model, reason, rehearse } = options;
  const amounts = { budgetMicros: options.budget, estimateTokens: options.estimate, timeoutMs: options.timeout };
  const { plan, overrides } = planRetry(submission, { priority, allow, model, reason, ...amounts });
  const choice = { rehearse, apiKey: secrets.apiKey, env: process.env, taken: secrets.taken };
  const upstream = await chooseUpstream(choice, context.settings);
  const { repository } = await chooseRepository({
    rehearsal: rehearse !== undefined,
    workspace: options.workspace ?? submission.workspace,
    found: undefined,
    dataDirectory: context.dataDirectory,
  });
  const answer = await store.call('siso_retry', {
    p_request_id: randomUUID(),
    p_actor: context.actor,
    p_task_id: taskId,
    p_overrides: overrides,
  });
  return runQueued(session, answer, { prepared: { plan, repository, upstream }, options, said: 'Queued again:' });
}
