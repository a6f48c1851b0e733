import { AutomationError, type ErrorCode } from '../domain/errors.ts';

const OUR_CODES: Record<string, ErrorCode> = {
  SI400: 'usage',
  // a runner key that is missing or does not count
  SI401: 'config_invalid',
  SI403: 'forbidden',
  SI404: 'not_found',
  SI409: 'ledger_conflict',
};

interface SqlFault {
  /** SQLSTATE. */
  code: string;
  message: string;
  hint?: string | null | undefined;
  cause?: unknown;
}

/** What an error means that our own SQL functions raise; `undefined` for every other one. */
export function ledgerFault({ code, message, hint, cause }: SqlFault): AutomationError | undefined {
  const known = Object.hasOwn(OUR_CODES, code) ? OUR_CODES[code] : undefined;
  if (known === undefined) return undefined;
  return new AutomationError(known, message, { cause, ...(hint ? { hint } : {}) });
}
