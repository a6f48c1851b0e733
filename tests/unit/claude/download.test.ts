/** npm itself, through a proxy and with an authority of one's own, to a registry of the test. */
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { downloadRelease } from '../../../src/claude/download.ts';
import { CLAUDE_VERSION, claudeRelease } from '../../../src/claude/releases.ts';
import { anAuthority } from '../../support/certificates.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';
import { aFolder, write } from '../workspace/support.ts';

const authority = anAuthority();

/** A registry that has a tarball of the right name. It is `api.test` through a proxy. */
async function aRegistry(): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const { packageName: name } = claudeRelease();
  const port: number = await anHttpsServer(authority.server, (request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('.tgz')) return void response.end('not the tarball');
    const tarball = `https://${request.headers.host}/claude.tgz`;
    const version = { name, version: CLAUDE_VERSION, dist: { tarball } };
    const versions = { [CLAUDE_VERSION]: version };
    response.end(JSON.stringify({ name, 'dist-tags': { latest: CLAUDE_VERSION }, versions }));
  });
  const home = aFolder();
  vi.stubEnv('HOME', home);
  for (const name of Object.keys(process.env))
    if (/^npm_config_|_proxy$|^NODE_EXTRA_CA_CERTS$/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('npm_config_registry', `https://api.test:${port}/`);
  vi.stubEnv('npm_config_cache', join(home, 'cache'));
  vi.stubEnv('npm_config_fetch_retries', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  return { port, asked };
}

test('npm goes through the proxy and trusts the authority; what is not the pinned tarball is refused', async () => {
  const [registry, proxy, folder] = [await aRegistry(), await aProxy(), aFolder()];
  write(folder, { 'ca.pem': authority.certificate });
  const httpsProxy = proxy.url.replace('://', '://ada:s3cret@');
  const network = { httpsProxy, caFile: join(folder, 'ca.pem') };

  const downloading = downloadRelease(aFolder(), { release: claudeRelease(), network });

  await expect(downloading).rejects.toMatchObject({ code: 'cli_integrity' });
  expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set([`api.test:${registry.port}`]));
  expect(proxy.asked[0]?.authorization).toBe(`Basic ${Buffer.from('ada:s3cret').toString('base64')}`);
  expect(registry.asked.at(-1)).toMatch(/claude\.tgz$/);
});

test('without the authority it fails, and says why without the password of the proxy', async () => {
  const [registry, proxy] = [await aRegistry(), await aProxy()];
  const network = { httpsProxy: proxy.url.replace('://', '://ada:s3cret@') };

  const fault = await downloadRelease(aFolder(), { release: claudeRelease(), network }).catch(
    (error: unknown) => error,
  );

  expect(fault).toMatchObject({ code: 'cli_missing', hint: expect.stringMatching(/certificate|self.signed/i) });
  expect(fault).toHaveProperty('hint', expect.not.stringContaining('s3cret'));
  expect(registry.asked).toEqual([]);
});
