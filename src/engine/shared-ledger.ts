import { AutomationError } from '../domain/errors.ts';
import { secretOf } from '../host/secrets.ts';

/** The ledger of a Supabase project and what opens it. */
export interface SharedLedger {
  url: string;
  key: string;
  keyVariable: string;
}

const KEY_VARIABLES = ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY'] as const;

/**
 * The shared ledger that was configured; `undefined` where none was, or a rehearsal has no key to ask it with.
 * The key comes from `env`, else from the environment of this process. Throws `config_invalid` when it is missing.
 */
export function sharedLedger(
  url: string | undefined,
  { env, rehearsal }: { env?: NodeJS.ProcessEnv | undefined; rehearsal: boolean },
): SharedLedger | undefined {
  if (url === undefined) return undefined;
  for (const keyVariable of KEY_VARIABLES) {
    const key = env === undefined ? secretOf(keyVariable) : env[keyVariable]?.trim();
    if (key) return { url, key, keyVariable };
  }
  if (rehearsal) return undefined;
  throw new AutomationError('config_invalid', `The ledger on ${url} was asked for, and there is no key for it`, {
    hint: 'Set SUPABASE_SECRET_KEY to the secret key of the project, or unset SUPABASE_URL and SUPABASE_PROJECT_ID to use the embedded ledger.',
  });
}
