import { z } from 'zod';
import { AutomationError } from '../../domain/errors.ts';
import { keyHint } from './faults.ts';

/** Throws `config_invalid` for what is seen to be no secret key before it is sent anywhere. */
export function demandSecretKey(key: string, keyVariable: string): void {
  const wrong = whatIsWrong(key);
  if (wrong === undefined) return;
  throw new AutomationError('config_invalid', `${keyVariable} ${wrong}`, { hint: keyHint(keyVariable) });
}

function whatIsWrong(key: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(key)) return 'holds blanks or other characters that no key has';
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
