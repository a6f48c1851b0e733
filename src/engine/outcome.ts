import type { ClaudeResult } from '../claude/index.ts';
import type { Outcome, RetryAdvice } from '../contracts/ledger/life.ts';
import type { MeterUsage } from '../contracts/meter.ts';
import { redact } from '../domain/redact.ts';

/** Why we stopped a run ourselves. `returned`: a worker that ends gives its task back to the queue. */
export type RunStop = 'interrupted' | 'cancelled' | 'lease_lost' | 'returned';

type Verdict = Pick<Outcome, 'state' | 'reason' | 'error'>;

/** What an attempt came to: our own stop first, then what Claude says, then why the meter refused. */
function verdictOf(claude: ClaudeResult, usage: MeterUsage, stop: RunStop | undefined): Verdict {
  if (stop === 'lease_lost')
    return {
      state: 'failed',
      reason: stop,
      error: 'The ledger could not be reached for too long, so the run was stopped.',
    };
  if (stop === 'returned') return { state: 'failed', reason: 'interrupted', error: 'Its worker was stopped.' };
  if (stop !== undefined) return { state: 'cancelled', reason: stop, error: 'Stopped on request.' };
  if (claude.ok) return { state: 'succeeded', reason: 'completed' };
  const capped = usage.stopped?.reason;
  if (capped === 'hold_reached' || capped === 'token_hold_reached')
    return { state: 'budget_capped', reason: capped, error: usage.stopped?.message };
  if (claude.reason === 'hold_reached') return { state: 'budget_capped', reason: claude.reason, error: claude.error };
  return { state: 'failed', reason: claude.reason, error: claude.error };
}

export interface AttemptEnd {
  claude: ClaudeResult;
  usage: MeterUsage;
  stop: RunStop | undefined;
  durationMs: number;
  changedFiles: string[];
  branch: string | undefined;
  /** Of a run that the queue may try again. */
  retry?: RetryAdvice | undefined;
}

/** The settlement of an attempt. The meter's figures are booked; the CLI's own stands beside them. */
export function outcomeOf({ claude, usage, stop, durationMs, changedFiles, branch, retry }: AttemptEnd): Outcome {
  const { state, reason, error } = verdictOf(claude, usage, stop);
  return {
    state,
    reason,
    ...(error === undefined ? {} : { error: redact(error) }),
    costSource: usage.entries.some((entry) => entry.estimated) ? 'estimated' : 'metered',
    entries: usage.entries,
    reportedCostMicros: claude.reportedCostMicros,
    turns: claude.turns,
    durationMs,
    ...(claude.sessionId === undefined ? {} : { sessionId: claude.sessionId }),
    ...(claude.text === '' ? {} : { result: redact(claude.text) }),
    ...(branch === undefined ? {} : { branch }),
    ...(retry === undefined ? {} : { retry }),
    changedFiles,
    denials: claude.denials.map((denial) => redact(denial)),
  };
}
