import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { redact } from '../domain/redact.ts';
import { withFacts } from './facts.ts';
import { type Holder, hintsFor } from './hints.ts';
import { isRateLimit, limitedForMs } from './transport.ts';

/** What was asked of GitHub, in words that an error can use. */
export interface Asked {
  /** `create a pull request`. */
  to: string;
  /** `owner/name`; none for what is asked about the app itself. */
  repository?: string;
  /** As a workflow's `permissions:` names it: `pull-requests: write`. */
  needs: string;
}

/** Of the connection, for the words of an error. */
export interface Connection {
  host: string;
  timeoutMs: number;
  token: string;
  holder: Holder;
}

const SETTING = 'Allow GitHub Actions to create and approve pull requests';
const PASSING = 'Look at https://www.githubstatus.com, then run it again.';

const saidSchema = z.object({
  message: z.string(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string() }), z.object({ field: z.string(), code: z.string() })]))
    .optional()
    .catch(undefined),
});

/** An error of octokit that has an answer in it; one without is a broken connection. */
const answeredSchema = z.object({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.coerce.string()), data: z.unknown() }),
});

interface Refusal extends Asked {
  holder: Holder;
  status: number;
  headers: Headers;
  /** GitHub's own words, printable and without the token. */
  said: string;
  cause: Error;
}

/** What a failed call means, as an error that holds neither the token nor the request. */
export function githubFault(error: unknown, asked: Asked, connection: Connection): AutomationError {
  if (error instanceof AutomationError) return error;
  const answered = answeredSchema.safeParse(error).data;
  if (answered === undefined) return unanswered(error, asked, connection);
  const { status, response } = answered;
  const said = hidden(wordsOf(response.data), connection);
  const headers = new Headers(response.headers);
  // A copy: what octokit throws has the request and all of the answer in it.
  const cause = new Error(`${status} ${said}`.trim());
  return withFacts(refused({ ...asked, holder: connection.holder, status, headers, said, cause }), {
    status,
    ...(isRateLimit({ status, headers }, said) ? { retryAt: Date.now() + limitedForMs(headers) } : {}),
    ...(isLockedThread(status, said) ? { isLocked: true } : {}),
  });
}

/** An answer that is not what GitHub documents: of a proxy's own page, for instance. */
export function strangeAnswer(asked: Asked, { host }: Connection, cause: Error): AutomationError {
  return new AutomationError('github_failed', `${host} answered the attempt to ${inWords(asked)} as GitHub does not`, {
    hint: 'Check that the API address (GITHUB_API_URL) is that of a GitHub, and what the proxy answers.',
    cause,
  });
}

function inWords({ to, repository }: Asked): string {
  return repository === undefined ? to : `${to} in ${repository}`;
}

/** A 403 like that of a missing permission. */
function isLockedThread(status: number, said: string): boolean {
  return status === 403 && /\bis locked\b/i.test(said);
}

function refused(refusal: Refusal): AutomationError {
  const { status, headers, said, cause } = refusal;
  const [what, hints] = [inWords(refusal), hintsFor(refusal.holder)];
  if (isRateLimit({ status, headers }, said)) return limited(refusal);
  if (status === 401)
    return new AutomationError('forbidden', 'GitHub does not accept the token', { hint: hints.token, cause });
  if (status === 403) return notAllowed(refusal);
  if (status === 404 || status === 410)
    return new AutomationError('not_found', `GitHub found nothing there in the attempt to ${what}`, {
      hint: hints.nothing(refusal.needs),
      cause,
    });
  if (status >= 500)
    return new AutomationError('github_failed', `GitHub failed to ${what}: status ${status}`, {
      hint: PASSING,
      cause,
      retryable: true,
    });
  return new AutomationError('github_failed', `GitHub refused to ${what}: ${said || `status ${status}`}`, {
    hint: 'Change what GitHub names, then run it again.',
    cause,
  });
}

function limited(refusal: Refusal): AutomationError {
  const { headers, holder, cause } = refusal;
  const until = new Date(Date.now() + limitedForMs(headers)).toISOString().slice(11, 16);
  return new AutomationError('github_failed', `GitHub's rate limit stopped the attempt to ${inWords(refusal)}`, {
    hint: `Run it again after ${until} UTC.${hintsFor(holder).limit}`,
    cause,
    retryable: true,
  });
}

function notAllowed(refusal: Refusal): AutomationError {
  const { status, headers, said, repository, needs, cause } = refusal;
  if (isLockedThread(status, said))
    return new AutomationError('forbidden', `A locked conversation stopped the attempt to ${inWords(refusal)}`, {
      hint: 'Unlock it on GitHub, or ask in another one.',
      cause,
    });
  if (/not permitted to create or approve pull requests/i.test(said))
    return new AutomationError('forbidden', `GitHub Actions may not create pull requests in ${repository}`, {
      hint: `Switch on "${SETTING}" (Settings, Actions, General; in the organization first), or give \`github-token\` the token of a GitHub App.`,
      cause,
    });
  const permission = acceptedPermission(headers) ?? needs;
  return new AutomationError('forbidden', `The token may not ${inWords(refusal)}: ${said || 'status 403'}`, {
    hint: hintsFor(refusal.holder).permission(permission),
    cause,
  });
}

/** `issues=write; pull_requests=write` names alternatives; the first will do. */
function acceptedPermission(headers: Headers): string | undefined {
  const [, name, level] = /^\s*([a-z_]+)=([a-z]+)/.exec(headers.get('x-accepted-github-permissions') ?? '') ?? [];
  return name === undefined ? undefined : `${name.replaceAll('_', '-')}: ${level}`;
}

function unanswered(error: unknown, asked: Asked, connection: Connection): AutomationError {
  const cause = innermost(error);
  const isTimeout = cause.name === 'TimeoutError';
  const why = hidden(cause.message, connection);
  const what = isTimeout ? `did not answer within ${connection.timeoutMs / 1_000} s` : `was not reached (${why})`;
  const message = `GitHub at ${connection.host} ${what} in the attempt to ${inWords(asked)}`;
  return new AutomationError('github_failed', message, {
    hint: `Check the network, HTTPS_PROXY and the certificate authorities. ${PASSING}`,
    cause: new Error(why),
    retryable: true,
  });
}

function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

function wordsOf(data: unknown): string {
  const { data: said } = saidSchema.safeParse(data);
  if (said === undefined) return '';
  const details = (said.errors ?? []).map((each) => {
    if (typeof each === 'string') return each;
    return 'message' in each ? each.message : `${each.field} ${each.code}`;
  });
  return [said.message, ...details].join(': ');
}

function hidden(text: string, { token }: Connection): string {
  return redact(printable(text), [token]).replace(/\s+/g, ' ').slice(0, 500).trim();
}
