/** What can go wrong, as codes that scripts may rely on. Expected outcomes (deferred, refused) are values, not errors. */
export const ERROR_CODES = [
  'usage',
  'config_invalid',
  'prompt_invalid',
  'key_missing',
  'provider_unsupported',
  'cli_missing',
  'cli_version',
  'cli_integrity',
  'workspace_invalid',
  'isolation_unavailable',
  'store_unavailable',
  'ledger_damaged',
  'ledger_newer',
  'ledger_conflict',
  'meter_failed',
  'github_failed',
  'scenario_invalid',
  'not_found',
  'forbidden',
  'interrupted',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface AutomationErrorOptions {
  /** What to do next, one sentence. */
  hint?: string;
  cause?: unknown;
  /** Whether the same call may succeed when tried again. */
  retryable?: boolean;
}

/** The one class this project throws. `message` says what happened, `hint` what to do next. */
export class AutomationError extends Error {
  override readonly name = 'AutomationError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, { hint, cause, retryable = false }: AutomationErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
  }
}
