import type { ClaudeResult } from '../claude/index.ts';
import type { RetryAdvice } from '../contracts/ledger/life.ts';
import type { MeterUsage } from '../contracts/meter.ts';
import { AutomationError, type ErrorCode } from '../domain/errors.ts';
import type { RunStop } from './outcome.ts';

const NONE: RetryAdvice = { class: 'none' };
const TRANSIENT: RetryAdvice = { class: 'transient' };

export interface Failure {
  claude: ClaudeResult;
  usage: MeterUsage;
  stop: RunStop | undefined;
}

/** Whether the queue shall try a run again that has ended like this. */
export function retryAdvice({ claude, usage, stop }: Failure): RetryAdvice {
  if (stop === 'returned') return { class: 'shutdown' };
  if (stop !== undefined || claude.ok || usage.stopped !== null) return NONE;
  if (claude.reason === 'crashed' || claude.reason === 'start_failed' || claude.reason === 'interrupted')
    return TRANSIENT;
  if (claude.reason !== 'api_failed') return NONE;
  const { apiStatus } = claude;
  if (apiStatus === 429 || apiStatus === 529) return provider(usage.provider?.retryAfterSeconds);
  // Without a status the connection broke, or the prompt did not fit, which no waiting mends.
  const passes =
    apiStatus === undefined ? !/too long/i.test(claude.error ?? '') : apiStatus >= 500 || apiStatus === 408;
  return passes ? TRANSIENT : NONE;
}

function provider(seconds: number | undefined): RetryAdvice {
  return seconds === undefined ? { class: 'provider' } : { class: 'provider', afterSeconds: Math.min(seconds, 21_600) };
}

/** Faults of this machine or of the way to something; another time, or another worker, may do better. */
const PASSING: readonly ErrorCode[] = [
  'workspace_invalid',
  'cli_missing',
  'cli_version',
  'cli_integrity',
  'meter_failed',
  'store_unavailable',
];

/** The same for a fault of ours before or around Claude Code. */
export function adviceForFault(error: unknown): RetryAdvice {
  if (!(error instanceof AutomationError)) return TRANSIENT;
  return error.retryable || PASSING.includes(error.code) ? TRANSIENT : NONE;
}
