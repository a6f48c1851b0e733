import { randomUUID } from 'node:crypto';
import type { Submitted } from '../../contracts/ledger/tasks.ts';
import type { RunReport } from '../../contracts/run-report.ts';
import { livingWorkers, type PreparedRun, reportOfNo, runTask, submissionOf } from '../../engine/index.ts';
import { leaveToWorkers } from './beside.ts';
import type { RunOptions } from './options.ts';
import { type CommandLine, prepare } from './prepare.ts';
import { printReport, withModelHint } from './print.ts';
import type { Queued } from './queued.ts';
import { inSession, type Session, withMeter } from './session.ts';

/** `siso submit`: stores the task and says its id; runs it here once it is admitted, where no worker does. Answers the exit code. */
export async function submit(line: CommandLine): Promise<number> {
  return withMeter(async (meter) => {
    const { options, secrets } = line;
    const { context, prepared } = await prepare(line);
    const { isExample } = prepared;
    return inSession(
      { options, context, secrets, meter },
      (session) => submitIn(session, prepared, options),
      (report) => printReport(report, { json: options.json === true, isExample }),
    );
  });
}

async function submitIn(session: Session, prepared: PreparedRun, options: RunOptions): Promise<RunReport> {
  const { plan, repository } = prepared;
  const answer = await session.store.call('siso_submit', {
    p_request_id: randomUUID(),
    p_task: submissionOf(plan, repository.root),
  });
  return runQueued(session, answer, { prepared, options, said: 'Queued' });
}

/** Leaves what the ledger has put into its queue to a worker, or runs it here where there is none. */
export async function runQueued(session: Session, answer: Submitted, queued: Queued): Promise<RunReport> {
  const { store, display, signal, context, place } = session;
  const { prepared, options, said } = queued;
  const { plan, repository, upstream } = prepared;
  const { model } = plan.task;
  if (answer.decision === 'refused') {
    const status = await store.call('siso_status', {});
    return withModelHint(store, reportOfNo(answer, { task: plan.task, repository, warnings: [], status }), model);
  }
  const { taskId } = answer;
  display.print(`${said} ${taskId}.`);
  if (answer.decision === 'cached' || (await livingWorkers(store)).length > 0)
    return leaveToWorkers(session, taskId, queued);
  const waitMs = options.wait ?? context.settings.waitMs ?? 0;
  const onEvent = display.show.bind(display);
  return runTask(place(upstream), { taskId, plan, repository, waitMs, signal, onEvent });
}
