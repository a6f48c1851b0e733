import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { secretOf } from '../../host/secrets.ts';

export const TOKEN_VARIABLE = 'SISO_API_TOKEN';
const TOKEN = /^[\x21-\x7e]{16,512}$/;

export interface ApiToken {
  token: string;
  /** Where it is kept; `undefined` for one of the operator. */
  file: string | undefined;
}

/** The operator's own token. Throws `usage` for one that is none. */
export function operatorToken(): string | undefined {
  const token = secretOf(TOKEN_VARIABLE);
  if (token === undefined || TOKEN.test(token)) return token;
  throw new AutomationError('usage', `${TOKEN_VARIABLE} is no token`, {
    hint: 'Give at least 16 letters, digits and signs without blanks, such as the output of `openssl rand -hex 32`.',
  });
}

/** The operator's token, else the one that is kept in `directory`, made at the first time: readable for this user only. */
export async function apiToken(directory: string): Promise<ApiToken> {
  const token = operatorToken();
  if (token !== undefined) return { token, file: undefined };
  const file = join(directory, 'api-token');
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  if (TOKEN.test(kept)) {
    await chmod(file, 0o600);
    return { token: kept, file };
  }
  const made = randomBytes(32).toString('base64url');
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(file, `${made}\n`, { mode: 0o600 });
    await chmod(file, 0o600);
  } catch (cause) {
    throw new AutomationError('store_unavailable', `The token of the API cannot be kept in ${file}`, {
      hint: `Make the folder writable, or set ${TOKEN_VARIABLE}.`,
      cause,
    });
  }
  return { token: made, file };
}
