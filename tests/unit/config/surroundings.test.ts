/** Other providers, names that mean nothing, the way to the network. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadNetwork, refuseOtherProviders, unknownVariables } from '../../../src/config/index.ts';
import { parseProxy, proxyFor, proxyName } from '../../../src/domain/proxy.ts';
import { redact } from '../../../src/domain/redact.ts';
import { anAuthority } from '../../support/certificates.ts';
import { aFolder, write } from '../workspace/support.ts';

describe('another provider', () => {
  const wish = { apiKey: undefined, rehearsal: false, env: {} };

  test.each([
    'CLAUDE_CODE_USE_BEDROCK',
    'CLAUDE_CODE_USE_VERTEX',
    'CLAUDE_CODE_USE_FOUNDRY',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'ANTHROPIC_AUTH_TOKEN',
  ])('of %s is refused only without a key and outside a rehearsal', (name) => {
    const env = { [name]: '1' };
    const refused = expect.objectContaining({
      code: 'provider_unsupported',
      message: expect.stringContaining(name),
      hint: expect.stringMatching(/ANTHROPIC_API_KEY.*--rehearse/),
    });
    expect(() => refuseOtherProviders({ ...wish, env })).toThrow(refused);
    expect(() => refuseOtherProviders({ ...wish, taken: [name] })).toThrow(refused);
    expect(() => refuseOtherProviders({ ...wish, env, rehearsal: true })).not.toThrow();
    expect(() => refuseOtherProviders({ ...wish, env, apiKey: 'k' })).not.toThrow();
  });

  test.each(['', ' ', '0', 'false', 'No'])('is not asked for by "%s"', (value) => {
    expect(() => refuseOtherProviders({ ...wish, env: { CLAUDE_CODE_USE_VERTEX: value } })).not.toThrow();
  });
});

test('variables that begin like ours and mean nothing are named with the one that was meant', () => {
  const env = {
    SISO_BUGDET: '1',
    SISO_LINGER: '0',
    SISO_DEBUG: '1',
    SISO_RUN_MARKER: 'x',
    PATH: '/bin',
    SISO_QQQQQQQQ: '',
  };
  expect(unknownVariables(env)).toEqual([
    { name: 'SISO_BUGDET', meant: 'SISO_BUDGET' },
    { name: 'SISO_QQQQQQQQ', meant: undefined },
  ]);
});

describe('certificate authorities', () => {
  test('are read from a PEM file with one or more of them, and whatever else', async () => {
    const [one, two] = [anAuthority('One'), anAuthority('Two')];
    const folder = aFolder();
    write(folder, { 'ca.pem': `# Ours\n${one.certificate}\nand\n${two.certificate}` });
    const { certificates } = await loadNetwork({ caFile: join(folder, 'ca.pem') });
    expect(certificates).toEqual([one.certificate, two.certificate]);
  });

  test.each([
    { file: 'none.pem', says: /cannot be read/ },
    { file: 'empty.pem', says: /holds no certificate/ },
    { file: 'damaged.pem', says: /holds a damaged certificate/ },
  ])('of $file are told with the file and the variable', async ({ file, says }) => {
    const folder = aFolder();
    write(folder, {
      'empty.pem': 'nothing',
      'damaged.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    });
    const path = join(folder, file);
    await expect(loadNetwork({ caFile: path })).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringMatching(says),
      hint: expect.stringContaining('SISO_CA_FILE'),
    });
    await expect(loadNetwork({ caFile: path })).rejects.toThrow(path);
  });

  test('are not needed', async () => {
    expect(await loadNetwork({})).toEqual({});
  });
});

describe('the address of a proxy', () => {
  test.each([
    ['http://proxy.example:3128', 'proxy.example:3128'],
    ['proxy.example:3128', 'proxy.example:3128'],
    ['http://ada:s3cret@proxy.example', 'proxy.example:80'],
    ['https://ada:s3cret@proxy.example', 'proxy.example:443'],
    ['http://[::1]:3128', '[::1]:3128'],
  ])('%s is shown as %s', (text, name) => {
    const parsed = parseProxy(text);
    expect('value' in parsed && proxyName(parsed.value)).toBe(name);
  });

  test('loses its password in whatever is written down', () => {
    expect(redact('npm: connect http://ada:s3cret@proxy.example:3128/ failed, https://x:p@ss@h')).toBe(
      'npm: connect http://[redacted]@proxy.example:3128/ failed, https://[redacted]@h',
    );
    expect(redact('https://example.com:8443/@scope and mailto:a@b')).toBe(
      'https://example.com:8443/@scope and mailto:a@b',
    );
  });
});

test.each([
  { url: 'https://api.example.com', noProxy: undefined, proxied: true },
  { url: 'https://api.example.com', noProxy: '', proxied: true },
  { url: 'https://api.example.com', noProxy: 'example.com', proxied: false },
  { url: 'https://api.example.com', noProxy: '.example.com', proxied: false },
  { url: 'https://api.example.com', noProxy: '*.EXAMPLE.com', proxied: false },
  { url: 'https://api.example.com', noProxy: 'other, api.example.com', proxied: false },
  { url: 'https://api.example.com', noProxy: 'other api.example.com:443', proxied: false },
  { url: 'https://api.example.com', noProxy: 'api.example.com:8443', proxied: true },
  { url: 'https://api.example.com:8443', noProxy: 'api.example.com:8443', proxied: false },
  { url: 'https://notexample.com', noProxy: 'example.com', proxied: true },
  { url: 'https://example.com.evil.test', noProxy: 'example.com', proxied: true },
  { url: 'https://api.example.com', noProxy: '*', proxied: false },
  { url: 'https://127.0.0.1:8443', noProxy: undefined, proxied: false },
  { url: 'https://localhost', noProxy: undefined, proxied: false },
  { url: 'https://[::1]:8443', noProxy: undefined, proxied: false },
  { url: 'http://127.0.0.1:1234', noProxy: undefined, proxied: false },
])('with NO_PROXY $noProxy, $url is reached through a proxy: $proxied', ({ url, noProxy, proxied }) => {
  const rule = { httpsProxy: 'http://proxy.example:3128', noProxy };
  expect(proxyFor(new URL(url), rule)).toBe(proxied ? rule.httpsProxy : undefined);
  expect(proxyFor(new URL(url), { noProxy })).toBeUndefined();
});
