import { AutomationError } from '../domain/errors.ts';
import { isRunnerKey, RUNNER_KEY_VARIABLE } from '../domain/runner-key.ts';
import { secretOf } from '../host/secrets.ts';

/** The ledger of a Supabase project and what opens it. */
export interface SharedLedger {
  url: string;
  key: string;
  keyVariable: string;
  /** Of a runner; `key` is then the publishable one. */
  runnerKey?: string;
}

const SECRET_KEYS = ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY'] as const;
const PUBLISHABLE_KEYS = ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_ANON_KEY'] as const;

interface KeySource {
  /** Instead of the environment of this process. */
  env?: NodeJS.ProcessEnv | undefined;
}

/**
 * The shared ledger that was configured; `undefined` where none was, or a rehearsal has no keys to ask it with.
 * Where a runner key is set it decides: a secret key beside it is not used. Throws `config_invalid` for a key that is missing.
 */
export function sharedLedger(
  url: string | undefined,
  { env, rehearsal }: KeySource & { rehearsal: boolean },
): SharedLedger | undefined {
  if (url === undefined) return undefined;
  const found = keysFor(url, { env });
  if (!(found instanceof AutomationError)) return found;
  if (rehearsal) return undefined;
  throw found;
}

/** The runner key of this process, for a ledger of whichever kind. Throws `config_invalid` for what is none. */
export function runnerKey({ env }: KeySource): string | undefined {
  const key = variable(RUNNER_KEY_VARIABLE, env);
  if (key === undefined || isRunnerKey(key)) return key;
  throw new AutomationError('config_invalid', `${RUNNER_KEY_VARIABLE} does not hold a runner key`, {
    hint: 'A runner key is siso_rk_ and 43 characters, as `siso keys create` shows it once.',
  });
}

function keysFor(url: string, source: KeySource): SharedLedger | AutomationError {
  const ofRunner = runnerKey(source);
  const publishable = firstOf(PUBLISHABLE_KEYS, source);
  if (ofRunner !== undefined) {
    if (publishable !== undefined) return { url, ...publishable, runnerKey: ofRunner };
    return new AutomationError(
      'config_invalid',
      `${RUNNER_KEY_VARIABLE} is set, and SUPABASE_PUBLISHABLE_KEY is missing`,
      {
        hint: 'Set it to the publishable or anon key of the project: a runner sends both, and never uses a secret key.',
      },
    );
  }
  const secret = firstOf(SECRET_KEYS, source);
  if (secret !== undefined) return { url, ...secret };
  if (publishable !== undefined)
    return new AutomationError(
      'config_invalid',
      `${publishable.keyVariable} is set, and ${RUNNER_KEY_VARIABLE} is missing`,
      {
        hint: 'Set it to a key of this repository; an admin makes one with `siso keys create`. Without runners, set SUPABASE_SECRET_KEY.',
      },
    );
  return new AutomationError('config_invalid', `The ledger on ${url} was asked for, and there is no key for it`, {
    hint: 'Set SUPABASE_SECRET_KEY to the secret key of the project, or unset SUPABASE_URL and SUPABASE_PROJECT_ID to use the embedded ledger.',
  });
}

function firstOf(names: readonly string[], { env }: KeySource): { key: string; keyVariable: string } | undefined {
  for (const keyVariable of names) {
    const key = variable(keyVariable, env);
    if (key !== undefined) return { key, keyVariable };
  }
  return undefined;
}

function variable(name: string, env: NodeJS.ProcessEnv | undefined): string | undefined {
  return env === undefined ? secretOf(name) : env[name]?.trim() || undefined;
}
