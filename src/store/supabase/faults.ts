import { AutomationError } from '../../domain/errors.ts';
import { RUNNER_KEY_VARIABLE } from '../../domain/runner-key.ts';
import { packageFile } from '../../host/package.ts';
import { ledgerFault } from '../sql-faults.ts';

/** What supabase-js answers beside data. `status` 0: no answer came; then `details` has the cause. */
export interface FailedReply {
  status: number;
  error: { message?: string; code?: string; hint?: string | null; details?: string | null };
}

/** Where the ledger is and with what it was asked. */
export interface LedgerAddress {
  url: string;
  key: string;
  /** Variable that the key is from. */
  keyVariable: string;
  /** Of a runner, for which `key` is the publishable one. */
  runnerKey?: string | undefined;
}

/** Limits, overload, gateways and the errors that Cloudflare has for a server it cannot reach. */
const PASSING_STATUS = new Set([408, 429, 502, 503, 504, 520, 521, 522, 523, 524, 544]);

/** Connection, resources, serialization, deadlock, lock timeout, cancelled, shutting down. */
const PASSING_SQL = /^(08|53)|^(40001|40P01|55P03|57014|57P01|57P02|57P03)$/;

const REFUSED_KEY = new Set(['PGRST301', 'PGRST302', 'PGRST303', '42501']);
/** No such schema, function, table or path. */
const MISSING = new Set(['PGRST106', 'PGRST125', 'PGRST202', 'PGRST205', '42883', '42P01', '3F000']);

/** Status of a project that Supabase has paused. */
const PAUSED = 540;

/** What a failed call means. `retryable`: the same call may succeed later. */
export function replyFault(reply: FailedReply, address: LedgerAddress): AutomationError {
  const { status, error } = reply;
  const code = error.code ?? '';
  const message = hidden(error.message ?? '', address);
  // A copy: the answer of a strange server may hold what it was sent.
  const cause = new Error(`${status} ${code} ${message}`.trim());
  const raised = ledgerFault({ code, message, hint: error.hint, cause });
  if (raised !== undefined) return raised;
  if (status === 0) return unreachable(address, { detail: detailOf(reply, address), cause });
  if (code === '42501' && address.runnerKey !== undefined) return notForRunners({ detail: message, cause });
  if (REFUSED_KEY.has(code) || status === 401 || status === 403) return refusedKey(address, { detail: message, cause });
  if (MISSING.has(code) || status === 404) return missing(address, { detail: message, cause });
  if (PASSING_STATUS.has(status) || PASSING_SQL.test(code) || isPostgresGone(reply))
    return busy(address, { detail: `status ${status}`, cause });
  return strange(address, { detail: said(status, { code, message }), cause });
}

/** PostgREST blames the caller, without a code or a word, when Postgres died in the middle of the call. */
function isPostgresGone({ status, error: { code, message } }: FailedReply): boolean {
  return status === 400 && code === '' && message === '';
}

interface Told {
  detail: string;
  cause: Error;
}

function unreachable({ url }: LedgerAddress, { detail, cause }: Told): AutomationError {
  return new AutomationError('store_unavailable', `The ledger on ${url} cannot be reached: ${detail}`, {
    hint: 'Check SUPABASE_URL and the network, then run `siso doctor`.',
    cause,
    retryable: true,
  });
}

function busy({ url }: LedgerAddress, { detail, cause }: Told): AutomationError {
  return new AutomationError('store_unavailable', `The ledger on ${url} cannot answer now (${detail})`, {
    hint: 'Try again in a while; if it lasts, look at the state of the project in the dashboard of Supabase.',
    cause,
    retryable: true,
  });
}

function refusedKey({ url, keyVariable, runnerKey }: LedgerAddress, { detail, cause }: Told): AutomationError {
  const message = `${url} refuses the key in ${keyVariable}: ${sentence(detail || 'no reason was given')}`;
  const hint = runnerKey === undefined ? keyHint(keyVariable) : publishableHint(keyVariable);
  return new AutomationError('config_invalid', message, { hint, cause });
}

function notForRunners({ detail, cause }: Told): AutomationError {
  return new AutomationError('forbidden', `A runner key may not do this: ${sentence(detail)}`, {
    hint: `Runners only run tasks: unset ${RUNNER_KEY_VARIABLE} and use the secret key for everything else.`,
    cause,
  });
}

function missing({ url }: LedgerAddress, { detail, cause }: Told): AutomationError {
  return new AutomationError('config_invalid', `${url} has no ledger of this version of siso: ${sentence(detail)}`, {
    hint: pushHint(url),
    cause,
  });
}

function strange({ url }: LedgerAddress, { detail, cause }: Told): AutomationError {
  if (cause.message.startsWith(`${PAUSED}`)) {
    return new AutomationError('store_unavailable', `The project at ${url} is paused`, {
      hint: 'Restore it in the dashboard of Supabase.',
      cause,
    });
  }
  return new AutomationError('internal', `The ledger on ${url} failed: ${detail}`, {
    hint: 'Check that SUPABASE_URL names a Supabase project; else report this, with the output of `siso doctor`.',
    cause,
  });
}

/** What applies the migrations of this version to a project. */
export function pushHint(url: string): string {
  const [, project = '<its Postgres URL>'] = /^https:\/\/([a-z0-9-]+)\.supabase\.co$/.exec(url) ?? [];
  return `Apply the migrations that come with siso: npx supabase db push --workdir "${packageFile()}" --remote="${project}"`;
}

export function keyHint(keyVariable: string): string {
  return `Set ${keyVariable} to the secret key of the project (sb_secret_…) or its service_role key, never to a publishable or anon key.`;
}

export function publishableHint(keyVariable: string): string {
  return `Set ${keyVariable} to the publishable key of the project (sb_publishable_…) or its anon key, never to a secret one.`;
}

/** The words of a network failure: supabase-js keeps its cause as text. */
function detailOf({ error: { message = '', details } }: FailedReply, address: LedgerAddress): string {
  if (message.startsWith('TimeoutError')) return 'no answer in time';
  const cause = /^Caused by: (?:\w+: )?(.*)$/m.exec(details ?? '')?.[1];
  return hidden(cause || message, address);
}

function said(status: number, { code, message }: { code: string; message: string }): string {
  return `status ${status}${code ? `, ${code}` : ''}, ${sentence(message) || 'without a word'}`;
}

/** Strange servers send pages. */
function sentence(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return (line.length > 200 ? `${line.slice(0, 199)}…` : line).replace(/\.$/, '');
}

function hidden(text: string, { key, runnerKey }: LedgerAddress): string {
  const plain = text.replaceAll(key, '…');
  return runnerKey === undefined ? plain : plain.replaceAll(runnerKey, '…');
}
