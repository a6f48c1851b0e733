import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCredentials } from '../../../bot/server/index.ts';

const PEM = generateKeyPairSync('rsa', {
  modulusLength: 1_024,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey.trim();
const SECRET = '0123456789abcdef0123';
const KEPT = {
  ...{ apiUrl: 'https://github.example/api/v3', appId: '7', clientId: 'Iv1.7', slug: 'siso' },
  ...{ privateKey: PEM, webhookSecret: SECRET },
};

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siso-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a start with these variables would have. */
function read(variables: Record<string, string>, place: { isLoopback?: boolean; file?: string } = {}) {
  const { SISO_APP_PRIVATE_KEY, SISO_WEBHOOK_SECRET, ...env } = variables;
  const taken: Record<string, string | undefined> = { SISO_APP_PRIVATE_KEY, SISO_WEBHOOK_SECRET };
  return readCredentials({
    ...{ env, secretOf: (name: string) => taken[name], isLoopback: true, file: join(tmpdir(), 'no such app.json') },
    ...place,
  });
}

const APP = { SISO_APP_ID: '7', SISO_APP_PRIVATE_KEY: PEM, SISO_WEBHOOK_SECRET: SECRET };

test('a key is taken as it is, in one line, as base64 or from a file, and secrets one or two', async () => {
  const file = join(aFolder(), 'key.pem');
  writeFileSync(file, `${PEM}\n`);
  const app = { apiUrl: 'https://api.github.com', appId: '7', privateKey: PEM };
  const written = [PEM, PEM.replaceAll('\n', '\\n'), Buffer.from(PEM).toString('base64')];
  for (const key of written)
    expect(await read({ ...APP, SISO_APP_PRIVATE_KEY: key })).toEqual({ app, webhookSecrets: [SECRET] });
  const { SISO_APP_PRIVATE_KEY: _, ...rest } = APP;
  expect(await read({ ...rest, SISO_APP_PRIVATE_KEY_FILE: file })).toEqual({ app, webhookSecrets: [SECRET] });
  const more = { GITHUB_API_URL: KEPT.apiUrl, SISO_ALERTS_REPOSITORY: 'acme/ops', SISO_APP_ID: 'Iv23liAbCdEf' };
  expect(await read({ ...APP, ...more, SISO_WEBHOOK_SECRET: `${SECRET}, ${SECRET}2` })).toEqual({
    app: { ...app, apiUrl: KEPT.apiUrl, appId: 'Iv23liAbCdEf', alerts: 'acme/ops' },
    webhookSecrets: [SECRET, `${SECRET}2`],
  });
});

test('what is missing, weak or known to everybody stops the start, and no message repeats a secret', async () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ SISO_WEBHOOK_SECRET: '' }, /no webhook secret/],
    [{ SISO_WEBHOOK_SECRET: ' , ' }, /no webhook secret/],
    [{ SISO_WEBHOOK_SECRET: 'too-short-by-1!' }, /shorter than 16/],
    [{ SISO_WEBHOOK_SECRET: `${SECRET},short-one` }, /shorter than 16/],
    [{ SISO_WEBHOOK_SECRET: 'development' }, /everybody knows/],
    [{ SISO_WEBHOOK_SECRET: 'my-webhook-secret' }, /everybody knows/],
    [{ SISO_WEBHOOK_SECRET: 'x'.repeat(40) }, /easily guessed/],
    [{ SISO_APP_PRIVATE_KEY: '' }, /no private key/],
    [{ SISO_APP_ID: 'my app' }, /no id of a GitHub App/],
    [{ SISO_ALERTS_REPOSITORY: 'ops' }, /no repository/],
    [{ SISO_APP_PRIVATE_KEY: '', SISO_APP_PRIVATE_KEY_FILE: '/no/such/file' }, /cannot be read/],
  ];
  for (const [variables, message] of wrong) {
    const error = await read({ ...APP, ...variables }).then(
      () => undefined,
      (fault: unknown) => fault,
    );
    expect([variables, error]).toEqual([variables, expect.objectContaining({ code: 'config_invalid' })]);
    const { message: said, hint } = Object(error);
    expect(said).toMatch(message);
    expect(hint).toMatch(/\.$/);
    for (const secret of ['too-short', 'short-one', 'xxxx', SECRET, PEM]) expect(said + hint).not.toContain(secret);
  }
});

test('a short secret is taken in development, and only where nobody else reaches the server', async () => {
  const development = { ...APP, SISO_WEBHOOK_SECRET: 'development', NODE_ENV: 'development' };
  expect((await read(development))?.webhookSecrets).toEqual(['development']);
  await expect(read(development, { isLoopback: false })).rejects.toThrow(/everybody knows/);
  await expect(read({ ...development, SISO_WEBHOOK_SECRET: '' })).rejects.toThrow(/no webhook secret/);
});

test('without variables the app that was kept counts, if only its user can read it; without one there is none', async () => {
  expect(await read({})).toBeUndefined();
  const file = join(aFolder(), 'github-app.json');
  writeFileSync(file, JSON.stringify(KEPT), { mode: 0o600 });
  expect(await read({}, { file })).toEqual({
    app: { apiUrl: KEPT.apiUrl, appId: '7', privateKey: PEM },
    webhookSecrets: [SECRET],
  });
  expect((await read(APP, { file }))?.app.apiUrl).toBe('https://api.github.com');
  chmodSync(file, 0o644);
  await expect(read({}, { file })).rejects.toThrow(/can be read by others/);
  chmodSync(file, 0o600);
  writeFileSync(file, '{');
  await expect(read({}, { file })).rejects.toThrow(/does not hold a GitHub App/);
});
