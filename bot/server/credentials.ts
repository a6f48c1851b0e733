import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { AutomationError } from '../../src/domain/errors.ts';
import type { GitHubAppConfig } from '../index.ts';

/** What the bot needs of its GitHub App. */
export interface AppCredentials {
  app: GitHubAppConfig;
  webhookSecrets: string[];
}

export interface CredentialSources {
  env: NodeJS.ProcessEnv;
  /** A secret that was taken out of the environment at the start. */
  secretOf(name: 'SISO_APP_PRIVATE_KEY' | 'SISO_WEBHOOK_SECRET'): string | undefined;
  /** What `siso init --github` has kept; counts where no variable names an app. */
  file: string;
  /** Only this machine can reach the server. */
  isLoopback: boolean;
}

const LEAST_SECRET = 16;
const MOST_SECRETS = 5;
/** Of examples and defaults; each is known to everybody who would forge a webhook. */
const KNOWN_SECRETS = [
  ...['development', 'changeme', 'secret', 'test', 'password'],
  ...['webhooksecret', 'mysecret', 'mywebhooksecret', 'yourwebhooksecret'],
];
const SETUP = 'siso init --github makes an app and keeps what belongs here.';

/** Kept by `siso init --github`, readable for its user only. */
export const keptAppSchema = z.object({
  apiUrl: z.url(),
  appId: z.string(),
  clientId: z.string(),
  slug: z.string(),
  /** For signing in with the app. */
  clientSecret: z.string().optional(),
  privateKey: z.string(),
  webhookSecret: z.string(),
});
export type KeptApp = z.infer<typeof keptAppSchema>;

/**
 * The app of the variables, else the one that is kept; `undefined` where there is none. Throws `config_invalid` where something is missing,
 * and for a webhook secret that others may know: with NODE_ENV=development one is taken where only this machine reaches the server.
 */
export async function readCredentials(sources: CredentialSources): Promise<AppCredentials | undefined> {
  const { env } = sources;
  const appId = textOf(env, 'SISO_APP_ID') ?? textOf(env, 'SISO_APP_CLIENT_ID');
  const credentials = appId === undefined ? await ofFile(sources) : await ofVariables(appId, sources);
  if (credentials === undefined) return undefined;
  const allowsAny = env.NODE_ENV === 'development' && sources.isLoopback;
  if (!allowsAny) for (const secret of credentials.webhookSecrets) demandSecret(secret);
  const alerts = textOf(env, 'SISO_ALERTS_REPOSITORY');
  if (alerts !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(alerts))
    throw wrong('SISO_ALERTS_REPOSITORY is no repository', 'Give it as owner/name.');
  return { ...credentials, app: { ...credentials.app, ...(alerts === undefined ? {} : { alerts }) } };
}

async function ofVariables(appId: string, { env, secretOf }: CredentialSources): Promise<AppCredentials> {
  if (!/^\d{1,15}$|^[A-Za-z0-9._-]{8,60}$/.test(appId))
    throw wrong('SISO_APP_ID is no id of a GitHub App', 'It is the number, or the client id, on the page of the app.');
  const file = textOf(env, 'SISO_APP_PRIVATE_KEY_FILE');
  const written = secretOf('SISO_APP_PRIVATE_KEY') || (file === undefined ? undefined : await readKey(file));
  if (written === undefined)
    throw wrong(
      'There is no private key of the GitHub App',
      `Set SISO_APP_PRIVATE_KEY or SISO_APP_PRIVATE_KEY_FILE. ${SETUP}`,
    );
  const apiUrl = textOf(env, 'GITHUB_API_URL') ?? 'https://api.github.com';
  return {
    app: { apiUrl, appId, privateKey: pemOf(written) },
    webhookSecrets: secretsIn(secretOf('SISO_WEBHOOK_SECRET') ?? ''),
  };
}

async function ofFile({ file, secretOf, env }: CredentialSources): Promise<AppCredentials | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw wrong(`${file} cannot be read`, 'Check its permissions.', cause);
  });
  const changed = secretOf('SISO_WEBHOOK_SECRET');
  const isHalf = Boolean(secretOf('SISO_APP_PRIVATE_KEY') || textOf(env, 'SISO_APP_PRIVATE_KEY_FILE'));
  if (isHalf || (text === undefined && changed))
    throw wrong('There is no id of the GitHub App that the secrets are of', `Set SISO_APP_ID. ${SETUP}`);
  if (text === undefined) return undefined;
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0)
    throw wrong(
      `${file} can be read by others`,
      'Run chmod 600 on it; if others had access to this machine, make a new key on GitHub.',
    );
  const { data } = keptAppSchema.safeParse(parsed(text));
  if (data === undefined) throw wrong(`${file} does not hold a GitHub App`, `Delete it. ${SETUP}`);
  const { apiUrl, appId, privateKey, webhookSecret } = data;
  return { app: { apiUrl, appId, privateKey }, webhookSecrets: changed ? secretsIn(changed) : [webhookSecret] };
}

function secretsIn(text: string): string[] {
  const secrets = text.split(',').map((secret) => secret.trim());
  const given = secrets.filter((secret) => secret !== '');
  if (given.length === 0)
    throw wrong('There is no webhook secret', `Set SISO_WEBHOOK_SECRET as it is in the app. ${SETUP}`);
  if (given.length > MOST_SECRETS) throw wrong('There are too many webhook secrets', `Give at most ${MOST_SECRETS}.`);
  return given;
}

/** Whoever knows it gives the bot commands in anybody's name. */
function demandSecret(secret: string): void {
  const isKnown = KNOWN_SECRETS.includes(secret.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const isOne = new Set(secret).size < 4;
  if (secret.length >= LEAST_SECRET && !isKnown && !isOne) return;
  const what = isKnown ? 'one that everybody knows' : isOne ? 'easily guessed' : `shorter than ${LEAST_SECRET} signs`;
  throw wrong(
    `The webhook secret is ${what}`,
    "Set SISO_WEBHOOK_SECRET, and the app's, to the output of `openssl rand -hex 32`.",
  );
}

/** As it is in a file, in one line with `\n`, or as base64 of it. Whether it is a key is seen where it is used. */
function pemOf(written: string): string {
  const text = written.includes('-----BEGIN') ? written : Buffer.from(written, 'base64').toString('utf8');
  return text.replaceAll('\\n', '\n').trim();
}

async function readKey(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrong(
      `SISO_APP_PRIVATE_KEY_FILE cannot be read`,
      'Name the .pem file that GitHub made, readable for this user.',
      cause,
    );
  });
}

function textOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(message: string, hint: string, cause?: unknown): AutomationError {
  return new AutomationError('config_invalid', message, { hint, cause });
}
