import { inspect } from 'node:util';
import type { FaultReport, RunReport } from '../contracts/run-report.ts';
import { AutomationError, type ErrorCode } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { redact } from '../domain/redact.ts';
import { noteColors as colors } from './display/colors.ts';
import { printJson } from './display/json.ts';

/** Exit codes, documented in the README: scripts rely on them. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, deferred: 4, ledger: 5, interrupted: 130 } as const;

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  store_unavailable: EXIT.ledger,
  ledger_damaged: EXIT.ledger,
  ledger_newer: EXIT.ledger,
  ledger_conflict: EXIT.ledger,
  forbidden: EXIT.refused,
  interrupted: EXIT.interrupted,
  internal: EXIT.failed,
  meter_failed: EXIT.failed,
  github_failed: EXIT.failed,
};

export function exitCodeOf(error: unknown): number {
  return error instanceof AutomationError ? (BY_CODE[error.code] ?? EXIT.usage) : EXIT.failed;
}

export function exitCodeOfReport({ status, reason }: RunReport): number {
  if (status === 'cancelled' && reason === 'interrupted') return EXIT.interrupted;
  if (status === 'succeeded' || status === 'queued') return EXIT.done;
  if (status === 'refused') return EXIT.refused;
  return status === 'deferred' ? EXIT.deferred : EXIT.failed;
}

/** What happened and what to do next, on standard error; with `json` also as the one document on standard output. */
export function endWithFailure(error: unknown, { code, json }: { code: number; json: boolean }): number {
  printFailure(error);
  if (json) printJson(faultReport(error, code));
  return code;
}

export function faultReport(error: unknown, exitCode: number): FaultReport {
  const { code, hint } = error instanceof AutomationError ? error : { code: 'internal' as const, hint: undefined };
  const message = error instanceof Error ? error.message : String(error);
  return { error: { code, message, hint: hint ?? null }, exitCode };
}

function printFailure(error: unknown): void {
  const message = printable(error instanceof Error ? error.message : String(error));
  console.error(`${colors.red('✗')} ${message.replace(/[.\s]*$/, '')}.`);
  if (error instanceof AutomationError) {
    if (error.hint) console.error(`  ${printable(error.hint)}`);
  } else {
    console.error('  This is a fault in siso. Please report it with the text above.');
  }
  if (process.env.SISO_DEBUG && error instanceof Error) console.error(printable(redact(inspect(error))));
}
