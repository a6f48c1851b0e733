import { z } from 'zod';
import { AutomationError, ERROR_CODES, type ErrorCode } from '../domain/errors.ts';
import { HttpFault } from './fault.ts';

/** RFC 9457. `type` is always `about:blank`; scripts go by `code`. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  /** What happened. */
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  /** What to do next. */
  hint: z.string().optional(),
  /** The wrong field: `body.…`, `query.…`, `path.…` or a header. */
  field: z.string().optional(),
  /** The task that lives already and is in the way. */
  twin: z.string().optional(),
  requestId: z.string(),
});
type Problem = z.infer<typeof problemSchema>;

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** `said`: in place of the error's own words, which may name paths or addresses of this machine. */
interface Answer {
  status: number;
  said?: string;
  hint?: string;
}

const ANSWERS: Partial<Record<ErrorCode, Answer>> = {
  usage: { status: 400 },
  prompt_invalid: { status: 400 },
  not_found: { status: 404 },
  forbidden: { status: 403 },
  ledger_conflict: { status: 409 },
  workspace_invalid: {
    status: 409,
    said: 'The server has no repository that this task could work in',
    hint: 'Start siso serve in the repository; siso doctor there says what is wrong.',
  },
  store_unavailable: { status: 503, said: 'The ledger does not answer', hint: 'Try again in a while.' },
};

const RETRY_SECONDS = 5;

export interface Told {
  problem: Problem;
  headers: Record<string, string>;
}

/** What a caller is told of an error. Of what nobody expected it says only that it happened. */
export function problemOf(error: unknown, requestId: string): Told {
  const known = error instanceof AutomationError ? error : undefined;
  const answer: Answer | undefined =
    known instanceof HttpFault
      ? { status: known.status, said: known.message, ...(known.hint ? { hint: known.hint } : {}) }
      : known && ANSWERS[known.code];
  if (known === undefined || answer === undefined) return unexpected(requestId);
  const { status, said = withoutPaths(known.message), hint = known.hint && withoutPaths(known.hint) } = answer;
  const twin = status === 409 ? twinIn(known) : undefined;
  const field = known instanceof HttpFault ? known.field : undefined;
  const headers = known instanceof HttpFault ? known.headers : {};
  return {
    problem: {
      ...head(status),
      ...{ detail: said, code: known.code },
      ...(hint ? { hint } : {}),
      ...(field === undefined ? {} : { field }),
      ...(twin === undefined ? {} : { twin }),
      requestId,
    },
    headers: status === 503 ? { 'retry-after': `${RETRY_SECONDS}`, ...headers } : headers,
  };
}

function unexpected(requestId: string): Told {
  const detail = 'The server failed; its own output says how';
  return { problem: { ...head(500), detail, code: 'internal', requestId }, headers: {} };
}

function head(status: number): Pick<Problem, 'type' | 'title' | 'status'> {
  return { type: 'about:blank', title: TITLES[status] ?? 'Error', status };
}

/** The ledger names the twin in its sentence. */
function twinIn({ message }: AutomationError): string | undefined {
  const [, twin] = /^(T-[0-9A-Z]{1,26}) has the same key /.exec(message) ?? [];
  return twin;
}

/** Files are named, not where they are. */
function withoutPaths(text: string): string {
  return text.replace(/(^|[\s"'`(=])\/(?:[^\s"'`/]+\/)+/g, '$1');
}
