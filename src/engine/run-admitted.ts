import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { buildPrompt, ClaudeCodeIntegration, type ClaudeProgress, type ClaudeResult } from '../claude/index.ts';
import type { Admitted } from '../contracts/ledger/admission.ts';
import type { Outcome, Settled } from '../contracts/ledger/life.ts';
import { AutomationError } from '../domain/errors.ts';
import type { UsageEntry } from '../domain/prices.ts';
import { redact } from '../domain/redact.ts';
import { endProcessesIn } from '../host/processes.ts';
import type { Meter } from '../meter/index.ts';
import { openWorkspace, type Workspace } from '../workspace/index.ts';
import { Heartbeat } from './heartbeat.ts';
import { interrupted } from './interrupted.ts';
import { keepChanges } from './keep-changes.ts';
import { outcomeOf } from './outcome.ts';
import { planSubmission, type TaskPlan } from './plan/plan-task.ts';
import type { RunDirectory } from './run-directory.ts';
import { RunLog } from './run-log.ts';
import type { RunPlace, RunRequest } from './run-request.ts';
import { Stops } from './stops.ts';

export interface AdmittedRun extends RunPlace, RunRequest {
  run: RunDirectory;
  admitted: Admitted;
  /** Called once the hold is settled or given back. */
  onEnded(): void;
}

export interface AdmittedFigures {
  outcome: Outcome;
  settled: Settled;
  changes: { insertions: number; deletions: number };
  warnings: string[];
}

interface Prepared {
  plan: TaskPlan;
  workspace: Workspace;
  claude: ClaudeCodeIntegration;
  meter: Meter;
}

/** Runs an admitted task to its settlement. A fault before the start gives the hold back; one after it settles what was used. */
export async function runAdmitted(options: AdmittedRun): Promise<AdmittedFigures> {
  const prepared = await prepare(options);
  const { task } = prepared.plan;
  const stops = new Stops(options.signal);
  const log = new RunLog();
  const startedAt = performance.now();
  let claude: ClaudeResult;
  try {
    claude = await runClaude(options, prepared, { stops, log });
  } catch (error) {
    await settle(options, await abandonedOutcome(prepared, error));
    throw error;
  } finally {
    stops.end();
  }
  await endProcessesIn(options.run.workspace);
  options.onEvent({ kind: 'settling' });
  const durationMs = Math.round(performance.now() - startedAt);
  const [usage, kept] = await all([
    prepared.meter.close(),
    keepChanges(prepared.workspace, {
      message: `${task.name}\n\nTask ${options.admitted.taskId}.`,
      shelter: join(options.dataDirectory, 'kept', options.admitted.taskId),
      directory: options.run.workspace,
    }),
    log.flush(options.store, options.admitted.hold.leaseToken),
  ]);
  const { files = [], insertions = 0, deletions = 0 } = kept.changes ?? {};
  const changedFiles = files.map((file) => file.path);
  const outcome = outcomeOf({ claude, usage, stop: stops.stop, durationMs, changedFiles, branch: kept.branch });
  const settled = await settle(options, outcome);
  return {
    outcome,
    settled,
    changes: { insertions, deletions },
    warnings: [...prepared.workspace.warnings, ...kept.warnings],
  };
}

/** Workspace, CLI and meter side by side; then the ledger is told that money may flow from now on. */
async function prepare(options: AdmittedRun): Promise<Prepared> {
  const { admitted, run, store, repository, signal, onEvent } = options;
  let meter: Meter | undefined;
  try {
    const plan = await currentPlan(options);
    const [workspace, binary, started] = await all([
      openWorkspace({ repository, directory: run.workspace, taskId: admitted.taskId.replace(/^T-/, '') }),
      options.locateClaude(),
      openMeter(options, plan.task.model).then((opened) => {
        meter = opened;
        return opened;
      }),
    ]);
    if (signal.aborted) throw interrupted();
    onEvent({ kind: 'workspace', path: workspace.path, warnings: workspace.warnings });
    const answer = await store.call('siso_start', lease(admitted));
    if (!answer.ok)
      throw new AutomationError('ledger_conflict', 'The hold expired before the run could start', {
        hint: 'Run it again.',
        retryable: true,
      });
    started.acknowledgeHeartbeat();
    return { plan, workspace, claude: new ClaudeCodeIntegration({ binary }), meter: started };
  } catch (error) {
    // What went wrong here counts; a hold that cannot be given back now is given back by the next start.
    await giveBack(options, { meter, error }).catch(() => undefined);
    throw error;
  }
}

/** The task as it stands: whoever retried it while it waited may have changed it. */
async function currentPlan({ store, taskId, plan }: AdmittedRun): Promise<TaskPlan> {
  if (taskId === undefined) return plan;
  return planSubmission(await store.call('siso_task_request', { p_task_id: taskId }));
}

/** Releases the hold. Where the ledger has seen the start although we did not, settles what the meter counted instead. */
async function giveBack(options: AdmittedRun, { meter, error }: { meter: Meter | undefined; error: unknown }) {
  const { store, admitted, onEnded } = options;
  const usage = await meter?.close();
  const released = await store.call('siso_release', { ...lease(admitted), p_reason: redact(messageOf(error)) });
  if (released.ok || released.reason === 'lease_lost') onEnded();
  else await settle(options, failedOutcome(usage?.entries ?? [], error));
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

async function runClaude(
  options: AdmittedRun,
  { plan, workspace, claude, meter }: Prepared,
  { stops, log }: { stops: Stops; log: RunLog },
): Promise<ClaudeResult> {
  const { store, admitted, run, onEvent } = options;
  const { task, policy, timeoutMs } = plan;
  const heartbeat = new Heartbeat({
    store,
    leaseToken: admitted.hold.leaseToken,
    meter,
    log,
    onStop: (stop) => stops.because(stop),
  });
  meter.onEvent((event) => {
    if (event.kind === 'usage') onEvent(event);
    if (event.kind === 'stopped' && event.reason === 'lease_lost') stops.because('lease_lost');
  });
  try {
    return await claude.run({
      prompt: buildPrompt({ task: task.prompt }),
      cwd: workspace.path,
      home: run.home,
      model: task.model,
      policy,
      budgetMicros: admitted.hold.amountMicros,
      timeoutMs,
      baseUrl: meter.baseUrl,
      agentKey: meter.agentKey,
      marker: run.record.marker,
      signal: stops.signal,
      onProgress: (progress) => {
        log.add(logLine(progress));
        onEvent({ kind: 'claude', progress });
      },
    });
  } finally {
    await heartbeat.end();
  }
}

async function abandonedOutcome({ meter }: Prepared, error: unknown): Promise<Outcome> {
  return failedOutcome((await meter.close()).entries, error);
}

function failedOutcome(entries: UsageEntry[], error: unknown): Outcome {
  const costSource = entries.some((entry) => entry.estimated) ? 'estimated' : 'metered';
  return { state: 'failed', reason: 'start_failed', error: redact(messageOf(error)), costSource, entries };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function settle({ store, admitted, onEnded }: AdmittedRun, outcome: Outcome): Promise<Settled> {
  const settled = await store.call('siso_settle', { ...lease(admitted), p_outcome: outcome });
  onEnded();
  return settled;
}

function lease({ hold }: Admitted): { p_request_id: string; p_lease_token: string } {
  return { p_request_id: randomUUID(), p_lease_token: hold.leaseToken };
}

function logLine(progress: ClaudeProgress): string {
  const { kind, ...details } = progress;
  const words = Object.values(details).filter((value) => typeof value !== 'boolean');
  return [kind, ...words].join(' ');
}
