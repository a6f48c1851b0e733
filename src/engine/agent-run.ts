import { buildPrompt, type ClaudeProgress, type ClaudeResult, runPrepare } from '../claude/index.ts';
import type { AdmittedRun, PreparedParts } from './admitted-run.ts';
import type { RunLog } from './run-log.ts';
import type { Stops } from './stops.ts';

export interface AgentEnd {
  claude: ClaudeResult;
  /** The task's own command failed, so Claude Code was not started. */
  unprepared: boolean;
}

/** Runs the task's `prepare` command where there is one, then Claude Code. */
export async function runAgent(
  options: AdmittedRun,
  prepared: PreparedParts,
  { stops, log }: { stops: Stops; log: RunLog },
): Promise<AgentEnd> {
  const failure = await prepare(options, prepared, { stops, log });
  if (failure !== undefined) return { claude: notStarted(failure), unprepared: true };
  const { admitted, run, onEvent } = options;
  const { place, plan, workspace, claude, meter } = prepared;
  const result = await claude.run({
    prompt: buildPrompt({ task: plan.task.prompt }),
    cwd: workspace.path,
    home: place.home,
    isolation: place.isolation,
    model: plan.task.model,
    policy: plan.policy,
    budgetMicros: admitted.hold.amountMicros,
    timeoutMs: plan.timeoutMs,
    baseUrl: meter.baseUrl,
    agentKey: meter.agentKey,
    marker: run.record.marker,
    signal: stops.signal,
    onProgress: (progress) => {
      log.add(logLine(progress));
      onEvent({ kind: 'claude', progress });
    },
  });
  return { claude: result, unprepared: false };
}

async function prepare(
  { run, onEvent }: AdmittedRun,
  { place, plan, workspace }: PreparedParts,
  { stops, log }: { stops: Stops; log: RunLog },
): Promise<string | undefined> {
  if (plan.prepare === undefined) return undefined;
  log.add(`prepare ${plan.prepare}`);
  const { ok, error } = await runPrepare({
    command: plan.prepare,
    cwd: workspace.path,
    home: place.home,
    isolation: place.isolation,
    marker: run.record.marker,
    timeoutMs: plan.timeoutMs,
    signal: stops.signal,
    onLine: (line) => {
      log.add(`prepare: ${line}`);
      onEvent({ kind: 'prepare', line });
    },
  });
  return ok ? undefined : error;
}

function notStarted(error: string): ClaudeResult {
  return { ok: false, reason: 'start_failed', text: '', error, turns: 0, reportedCostMicros: 0, denials: [] };
}

function logLine(progress: ClaudeProgress): string {
  const { kind, ...details } = progress;
  const words = Object.values(details).filter((value) => typeof value !== 'boolean');
  return [kind, ...words].join(' ');
}
