import type { ClaudeResultMessage } from '../contracts/claude-stream.ts';
import type { Micros } from '../domain/money.ts';
import type { EndReason } from '../domain/reasons.ts';
import { oneLine, toolDetail } from './text.ts';

/** How a run of the CLI ended. */
export interface ClaudeResult {
  ok: boolean;
  reason: EndReason;
  /** The final answer, or the last thing said when there is none. */
  text: string;
  /** Why it is not ok, one line. */
  error?: string;
  /** HTTP status of the API error that ended it. The meter's own refusal is 402. */
  apiStatus?: number;
  turns: number;
  sessionId?: string;
  /** The CLI's own figure; the meter's is the one that counts. */
  reportedCostMicros: Micros;
  /** What the tool policy refused, one line each. */
  denials: string[];
}

/** Why we stopped the process ourselves. `lingered`: it had answered and would not go. */
export type StopCause = 'timed_out' | 'interrupted' | 'lingered';

export interface RunEnd {
  exitCode: number | undefined;
  signal: string | undefined;
  stopped: StopCause | undefined;
  /** The last `result` of the stream. */
  result: ClaudeResultMessage | undefined;
  /** Whether the stream began, that is, the CLI accepted its arguments. */
  began: boolean;
  /** The last text of the main agent, for ends that carry none. */
  lastText: string;
  stderr: string;
}

/** Success is an exit of 0 and a result that says so; the CLI reports failures as subtype `success` and interruptions as exit 0. */
export function claudeResult(end: RunEnd): ClaudeResult {
  const { result, lastText } = end;
  const failure = failureOf(end);
  return {
    ok: failure === undefined,
    reason: failure?.reason ?? 'completed',
    text: (result?.is_error ? undefined : result?.result) ?? lastText,
    ...(failure ? { error: oneLine(failure.error, 500) } : {}),
    ...(result?.api_error_status == null ? {} : { apiStatus: result.api_error_status }),
    turns: result?.num_turns ?? 0,
    ...(result?.session_id === undefined ? {} : { sessionId: result.session_id }),
    reportedCostMicros: Math.round((result?.total_cost_usd ?? 0) * 1_000_000),
    denials: (result?.permission_denials ?? []).map(denial),
  };
}

function failureOf(end: RunEnd): { reason: EndReason; error: string } | undefined {
  const { result, stopped } = end;
  if (result && (result.is_error || result.subtype !== 'success')) {
    const error = result.errors.join('; ') || result.result || `Claude Code ended with ${result.subtype}`;
    return { reason: failureReason(result), error };
  }
  // The work is done when the answer is there, whatever made us end the process afterwards.
  if (result && (end.exitCode === 0 || stopped !== undefined)) return undefined;
  if (stopped === 'timed_out') return { reason: 'timed_out', error: 'The time limit was reached' };
  if (stopped === 'interrupted') return { reason: 'interrupted', error: 'Stopped on request' };
  return withoutSuccess(end);
}

const SUBTYPE_REASONS = new Map<string, EndReason>([
  ['error_max_turns', 'max_turns'],
  ['error_max_budget_usd', 'hold_reached'],
]);
const TERMINAL_REASONS = new Map<string, EndReason>([
  ['api_error', 'api_failed'],
  ['prompt_too_long', 'api_failed'],
  ['image_error', 'api_failed'],
  ['model_error', 'api_failed'],
  ['aborted_streaming', 'interrupted'],
  ['aborted_tools', 'interrupted'],
]);

function failureReason(result: ClaudeResultMessage): EndReason {
  const named = SUBTYPE_REASONS.get(result.subtype) ?? TERMINAL_REASONS.get(result.terminal_reason ?? '');
  return named ?? (result.api_error_status == null ? 'agent_failed' : 'api_failed');
}

/** It ended by itself and said nothing that counts as an end. */
function withoutSuccess(end: RunEnd): { reason: EndReason; error: string } {
  const { exitCode, signal, began } = end;
  const error = end.stderr.trim() || `Claude Code ended without saying why (${signal ?? `exit code ${exitCode}`})`;
  // 128 + SIGHUP, SIGINT, SIGTERM, and 0 without a result: somebody else asked it to stop.
  const asked = [0, 129, 130, 143].includes(exitCode ?? -1) || ['SIGHUP', 'SIGINT', 'SIGTERM'].includes(signal ?? '');
  if (asked) return { reason: 'interrupted', error };
  return { reason: began ? 'crashed' : 'start_failed', error };
}

function denial({ tool_name: tool, tool_input: input }: ClaudeResultMessage['permission_denials'][number]): string {
  const detail = toolDetail(input);
  return detail === '' ? oneLine(tool) : `${oneLine(tool)}: ${detail}`;
}
