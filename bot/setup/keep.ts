import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AutomationError } from '../../src/domain/errors.ts';
import type { KeptApp } from '../server/credentials.ts';
import type { RegisteredApp } from './convert.ts';

/** Keeps an app where `siso serve` looks for it, readable for this user only, and never over another one. Throws `config_invalid`. */
export async function keepApp(file: string, app: RegisteredApp, apiUrl: string): Promise<void> {
  const { appId, clientId, clientSecret, slug, privateKey, webhookSecret } = app;
  const kept: KeptApp = { apiUrl, appId, clientId, clientSecret, slug, privateKey, webhookSecret };
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new AutomationError('config_invalid', `The app ${slug} is registered, but cannot be kept in ${file}`, {
      hint: 'Delete it on GitHub, make the folder writable, and run siso init --github again.',
      cause,
    });
  }
}
