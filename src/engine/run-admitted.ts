import { join } from 'node:path';
import { ClaudeCodeIntegration } from '../claude/index.ts';
import type { Outcome, Settled } from '../contracts/ledger/life.ts';
import { AutomationError } from '../domain/errors.ts';
import { endProcessesIn } from '../host/processes.ts';
import type { Meter } from '../meter/index.ts';
import { openWorkspace } from '../workspace/index.ts';
import type { AdmittedRun, PreparedParts } from './admitted-run.ts';
import { AgentPlace } from './agent-place.ts';
import { type AgentEnd, runAgent } from './agent-run.ts';
import { Heartbeat } from './heartbeat.ts';
import { interrupted } from './interrupted.ts';
import { type KeptWork, keepChanges, keepResult } from './keep-changes.ts';
import { outcomeOf } from './outcome.ts';
import { planSubmission, type TaskPlan } from './plan/plan-task.ts';
import { retryAdvice } from './retry-advice.ts';
import { RunLog } from './run-log.ts';
import { RunProgress } from './run-progress.ts';
import { faultOutcome, giveBack, lease, settle } from './settle-run.ts';
import { Stops } from './stops.ts';

export interface AdmittedFigures {
  outcome: Outcome;
  settled: Settled;
  changes: { insertions: number; deletions: number };
  /** Of the branch that has the changes. */
  commit: string | undefined;
  warnings: string[];
}

const PROGRESS_MS = 2_000;

/** What accompanies a run from its start to its settlement. */
interface Company {
  stops: Stops;
  log: RunLog;
  heartbeat: Heartbeat;
  meter: Meter;
}

/** Runs an admitted task to its settlement. A fault before the start gives the hold back; one after it settles what was used. */
export async function runAdmitted(given: AdmittedRun): Promise<AdmittedFigures> {
  const progress = new RunProgress();
  const onEvent: AdmittedRun['onEvent'] = (event) => {
    progress.note(event);
    given.onEvent(event);
  };
  const options = { ...given, onEvent };
  const prepared = await prepare(options);
  const company = accompany(options, prepared, progress);
  const startedAt = performance.now();
  try {
    const end = await runAgent(options, prepared, company).catch((error: unknown) => abandon(options, company, error));
    company.stops.end();
    await endProcessesIn(prepared.place.workspace);
    await prepared.place.takeBack();
    onEvent({ kind: 'settling' });
    const durationMs = Math.round(performance.now() - startedAt);
    return await conclude(options, prepared, { ...company, ...end, durationMs });
  } finally {
    company.stops.end();
    await company.heartbeat.end();
    await prepared.place.isolation.close();
  }
}

/** Workspace, CLI and meter side by side; then the ledger is told that money may flow from now on. */
async function prepare(options: AdmittedRun): Promise<PreparedParts> {
  const { admitted, run, store, repository, signal, onEvent } = options;
  let meter: Meter | undefined;
  let place: AgentPlace | undefined;
  try {
    const plan = await currentPlan(options);
    place = await AgentPlace.open(run, await options.openIsolation?.(plan));
    const [workspace, binary, started] = await all([
      openWorkspace({ repository, directory: place.workspace, taskId: admitted.taskId.replace(/^T-/, '') }),
      options.locateClaude(),
      openMeter(options, plan.task.model).then((opened) => {
        meter = opened;
        return opened;
      }),
    ]);
    if (signal.aborted) throw interrupted();
    await place.give(workspace.path, repository.objects);
    const claude = new ClaudeCodeIntegration({ binary: await place.isolation.lend(binary) });
    onEvent({ kind: 'workspace', path: workspace.path, warnings: workspace.warnings });
    const answer = await store.call('siso_start', lease(admitted));
    if (!answer.ok)
      throw new AutomationError('ledger_conflict', 'The hold expired before the run could start', {
        hint: 'Run it again.',
        retryable: true,
      });
    started.acknowledgeHeartbeat();
    return { place, plan, workspace, claude, meter: started };
  } catch (error) {
    // What went wrong here counts; a hold that cannot be given back now is given back by the next start.
    await giveBack(options, { meter, error }).catch(() => undefined);
    await place?.isolation.close().catch(() => undefined);
    throw error;
  }
}

/** The task as it stands: whoever retried it while it waited may have changed it. */
async function currentPlan({ store, taskId, plan }: AdmittedRun): Promise<TaskPlan> {
  if (taskId === undefined) return plan;
  return planSubmission(await store.call('siso_task_request', { p_task_id: taskId }));
}

/** Like `Promise.all`, but fails only when every part has ended, so that nothing is still being made while we clean up. */
async function all<A, B, C>(parts: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

function openMeter({ admitted, run, upstream, meter }: AdmittedRun, model: string): Promise<Meter> {
  const { amountMicros, tokens, prices, countCacheWrites } = admitted.hold;
  return meter.start({
    upstream,
    hold: { amountMicros, tokens, prices, countCacheWrites },
    models: [model],
    journalPath: run.journal,
    runMarker: run.record.marker,
  });
}

function accompany(options: AdmittedRun, { meter }: PreparedParts, progress: RunProgress): Company {
  const { store, admitted, signal, progressMs = PROGRESS_MS, onEvent } = options;
  const [stops, log] = [new Stops(signal), new RunLog()];
  const { leaseToken } = admitted.hold;
  const onStop: Stops['because'] = (stop) => stops.because(stop);
  const heartbeat = new Heartbeat({ store, leaseToken, meter, log, progress, progressMs, onStop });
  meter.onEvent((event) => {
    if (event.kind === 'usage') onEvent(event);
    if (event.kind === 'stopped' && event.reason === 'lease_lost') stops.because('lease_lost');
  });
  return { stops, log, heartbeat, meter };
}

/** Settles a run that a fault of ours has ended, and throws that. */
async function abandon(options: AdmittedRun, { meter, heartbeat }: Company, error: unknown): Promise<never> {
  await heartbeat.end();
  const { entries } = await meter.close();
  await settle(options, faultOutcome(options, { entries, error }));
  throw error;
}

type Ended = Company & AgentEnd & { durationMs: number };

/** Keeps the work of a run that has ended, if it is still ours, and settles it. */
async function conclude(options: AdmittedRun, prepared: PreparedParts, ended: Ended): Promise<AdmittedFigures> {
  const { claude, unprepared, stops, log, heartbeat, durationMs } = ended;
  const [usage, kept] = await Promise.all([prepared.meter.close(), keep(options, prepared, ended)]);
  await log.flush(options.store, options.admitted.hold.leaseToken);
  await heartbeat.end();
  const { files = [], insertions = 0, deletions = 0 } = kept.changes ?? {};
  const { stop } = stops;
  const advice = unprepared && stop === undefined ? ({ class: 'none' } as const) : retryAdvice({ claude, usage, stop });
  const outcome = outcomeOf({
    ...{ claude, usage, stop, durationMs, branch: kept.branch },
    changedFiles: files.map((file) => file.path),
    retry: options.ofQueue ? advice : undefined,
  });
  const settled = await settle(options, outcome);
  return {
    outcome,
    settled,
    changes: { insertions, deletions },
    commit: kept.commit,
    warnings: [...prepared.workspace.warnings, ...kept.warnings],
  };
}

/** Where others may have the task by now, nothing is kept unless the ledger has just said that it is ours. */
async function keep(options: AdmittedRun, { place, plan, workspace }: PreparedParts, ended: Ended): Promise<KeptWork> {
  const { admitted, dataDirectory, store } = options;
  const { stops, heartbeat, log } = ended;
  const shared = options.ofQueue || options.taskId !== undefined;
  if (shared && (stops.stop === 'lease_lost' || !(await heartbeat.confirm()))) {
    stops.because('lease_lost');
    return { warnings: ['The lease was lost, so its changes were not kept.'] };
  }
  const kept = await keepChanges(workspace, {
    message: `${plan.task.name}\n\nTask ${admitted.taskId}.`,
    shelter: join(dataDirectory, 'kept', admitted.taskId),
    directory: place.workspace,
    taskId: admitted.taskId,
    publication: options.publication,
  });
  if (options.ofQueue) await keepResult(kept, { store, admitted, log, folder: join(dataDirectory, 'results') });
  return kept;
}
