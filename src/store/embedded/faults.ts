import { z } from 'zod';
import { AutomationError } from '../../domain/errors.ts';
import { ledgerFault } from '../sql-faults.ts';
import { LedgerLost } from './link.ts';

export function damaged(folder: string, detail: string, cause?: unknown): AutomationError {
  return new AutomationError('ledger_damaged', `The ledger in ${folder} is damaged: ${detail}`, {
    hint: 'Nothing was deleted. Restore the folder from a backup, or move it aside to start a new ledger.',
    cause,
  });
}

/** What it means that Postgres did not start, from what it said on the way. */
export function startFault(folder: string, { log, cause }: { log: string[]; cause: unknown }): AutomationError {
  const fatal = log.find((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): */, '');
  const detail = fatal ?? messageOf(cause);
  if (!/no space left|permission denied|read-only file system|too many open files/i.test(log.join('\n') + detail)) {
    return damaged(folder, detail, cause);
  }
  return new AutomationError('store_unavailable', `The ledger in ${folder} cannot be opened: ${detail}`, {
    hint: 'Free the disk or correct the permissions, then try again.',
    cause,
  });
}

const sqlErrorSchema = z.object({
  code: z.string(),
  severity: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});

/** Whether Postgres can no longer be used after this error: it panicked, trapped, or tried to exit. */
export function isFinal(error: unknown): boolean {
  const sql = sqlErrorSchema.safeParse(error).data;
  if (sql !== undefined) return sql.severity === 'PANIC' || sql.severity === 'FATAL';
  return !(error instanceof Error) || error.name === 'RuntimeError';
}

/** Data or index corrupted, a file of a table missing. */
const DAMAGE_CODES = new Set(['XX001', 'XX002', '58P01']);

/** What a failed query means to the caller. */
export function queryFault(folder: string, cause: unknown): AutomationError | LedgerLost {
  if (cause instanceof LedgerLost || cause instanceof AutomationError) return cause;
  if (isFinal(cause)) {
    return new AutomationError('store_unavailable', `The ledger stopped: ${messageOf(cause)}`, {
      hint: 'Look for a full disk, then try again.',
      cause,
      retryable: true,
    });
  }
  const sql = sqlErrorSchema.safeParse(cause).data;
  if (sql !== undefined && DAMAGE_CODES.has(sql.code)) return damaged(folder, sql.message, cause);
  const raised = sql === undefined ? undefined : ledgerFault({ ...sql, cause });
  return raised ?? new AutomationError('internal', messageOf(cause), { hint: REPORT, cause });
}

const REPORT = 'Report this, with the output of `siso doctor`.';

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
