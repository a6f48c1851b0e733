import { AutomationError, type AutomationErrorOptions, type ErrorCode } from '../domain/errors.ts';

interface HttpFaultOptions extends AutomationErrorOptions {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 503;
  /** Where the wrong value is, such as `body.budgetUsd`. */
  field?: string | undefined;
  headers?: Record<string, string>;
}

/** A fault that has a status of its own; every other one gets that of its code. */
export class HttpFault extends AutomationError {
  readonly status: HttpFaultOptions['status'];
  readonly field: string | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, options: HttpFaultOptions) {
    super(code, message, options);
    this.status = options.status;
    this.field = options.field;
    this.headers = options.headers ?? {};
  }
}
