import { z } from 'zod';
import { AutomationError } from '../../domain/errors.ts';
import { keyHint, publishableHint } from './faults.ts';

/** Throws `config_invalid` for what is seen to be no secret key before it is sent anywhere. */
export function demandSecretKey(key: string, keyVariable: string): void {
  const wrong = whatIsWrong(key);
  if (wrong === undefined) return;
  throw new AutomationError('config_invalid', `${keyVariable} ${wrong}`, { hint: keyHint(keyVariable) });
}

/** What a runner sends beside its own key. Throws `config_invalid` for a secret one: a runner must not have it. */
export function demandPublishableKey(key: string, keyVariable: string): void {
  const role = roleOf(key);
  const wrong = /^[\x21-\x7e]+$/.test(key)
    ? key.startsWith('sb_secret_') || (role !== undefined && role !== 'anon')
      ? 'holds a secret key, which no runner may have'
      : undefined
    : BLANKS;
  if (wrong === undefined) return;
  throw new AutomationError('config_invalid', `${keyVariable} ${wrong}`, { hint: publishableHint(keyVariable) });
}

const BLANKS = 'holds blanks or other characters that no key has';

function whatIsWrong(key: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(key)) return BLANKS;
  if (key.startsWith('sb_publishable_')) return 'holds a publishable key, which may not use the ledger';
  const role = roleOf(key);
  if (role === 'anon' || role === 'authenticated')
    return `holds a key of the role ${role}, which may not use the ledger`;
  return undefined;
}

const claimsSchema = z.object({ role: z.string() });

/** The role in a key of the older kind, a JWT. */
function roleOf(key: string): string | undefined {
  const [, payload, signature] = key.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    return claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data?.role;
  } catch {
    return undefined;
  }
}
