import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { apiUrlOf, appManifest, filledInUrl, registrationUrl } from '../../../bot/setup/index.ts';
import { newKeyPair } from '../../support/github/app.ts';
import { Siso } from '../../support/siso.ts';

const PEM = newKeyPair().privateKey;
const SECRETS = { client_secret: 'canary-client', webhook_secret: 'canary-webhook-secret', pem: PEM };
const APP = { id: 4_711, slug: 'siso-acme', client_id: 'Iv1.4711', html_url: 'http://github.example/apps/siso-acme' };

/** GitHub as far as a registration goes: it takes the form, sends the browser back, and hands out the app for the code, once. */
class Registrar {
  readonly codes = new Set<string>();
  readonly #server = createServer((incoming, response) => {
    void this.#answer(incoming).then(({ status, headers = {}, body = '' }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });

  async open(): Promise<this> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    onTestFinished(async () => {
      this.#server.closeAllConnections();
      await new Promise((closed) => this.#server.close(closed));
    });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(incoming: IncomingMessage): Promise<{ status: number; headers?: object; body?: string }> {
    const { pathname, searchParams } = new URL(incoming.url ?? '', this.url);
    const body = await text(incoming);
    if (incoming.method !== 'POST') return { status: 404 };
    if (pathname === '/organizations/acme/settings/apps/new') {
      const manifest = JSON.parse(new URLSearchParams(body).get('manifest') ?? '');
      const back = new URL(manifest.redirect_url);
      const code = `code-${this.codes.size}`;
      this.codes.add(code);
      back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
      return { status: 302, headers: { location: back.href } };
    }
    const [, code = ''] = /^\/api\/v3\/app-manifests\/([^/]+)\/conversions$/.exec(pathname) ?? [];
    if (!this.codes.delete(code)) return { status: 404, body: JSON.stringify({ message: 'Not Found' }) };
    return { status: 201, body: JSON.stringify({ ...APP, ...SECRETS }) };
  }
}

/** Without a ledger: nothing here needs one. */
function aPlace(): Siso {
  const siso = new Siso();
  onTestFinished(() => rmSync(siso.root, { recursive: true, force: true }));
  mkdirSync(siso.environment.HOME);
  return siso;
}

/** A repository in which `siso init --github` has begun. */
async function begun(siso: Siso, github: Registrar) {
  const folder = join(siso.root, 'web');
  mkdirSync(folder);
  execFileSync('git', ['init', '--quiet', folder]);
  const words = ['--url', 'https://siso.example.com', '--organization', 'acme', '--github-url', github.url];
  const running = siso.start(['init', '--github', ...words], { cwd: folder });
  await running.said(/^ {2}http:\/\/127\.0\.0\.1:\d+\/\S+$/m);
  const [, page = ''] = /^ {2}(http:\/\/127\.0\.0\.1:\S+)$/m.exec(running.printed) ?? [];
  return { running, page, folder };
}

/** What a browser sends when the button is pressed. */
async function press(page: string) {
  const answer = await fetch(page);
  const html = unescaped(await answer.text());
  const [, action = ''] = /action="([^"]+)"/.exec(html) ?? [];
  const [, manifest = ''] = /name="manifest" value="(.*)">/.exec(html) ?? [];
  const sent = await fetch(action, { method: 'POST', body: new URLSearchParams({ manifest }), redirect: 'manual' });
  return { answer, html, manifest: JSON.parse(manifest), back: new URL(sent.headers.get('location') ?? '') };
}

const unescaped = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

test('an app is registered with a press of a button, kept for its user alone, and no secret is shown', async () => {
  const [siso, github] = [aPlace(), await new Registrar().open()];
  const { running, page, folder } = await begun(siso, github);
  const { answer, html, manifest, back } = await press(page);
  expect(html).not.toMatch(/<script| on\w+=/);
  expect(answer.headers.get('content-security-policy')).toBe(
    `default-src 'none'; form-action ${github.url}; frame-ancestors 'none'; base-uri 'none'`,
  );
  expect(manifest).toEqual(
    appManifest({ url: new URL('https://siso.example.com'), redirectUrl: `${back.origin}/callback` }),
  );

  const done = await fetch(back);
  expect([done.status, await done.text()]).toEqual([
    200,
    expect.stringContaining('<strong>siso-acme</strong> is registered'),
  ]);
  const { code, stdout, stderr } = await running.ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /siso-acme \(id 4711\) is registered[\s\S]*apps\/siso-acme\/installations\/new[\s\S]*SISO_RUNNER_KEY/,
  );
  for (const secret of ['canary', 'PRIVATE KEY']) expect(stdout).not.toContain(secret);

  const file = join(siso.dataDirectory, 'github-app.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    ...{ apiUrl: `${github.url}/api/v3`, appId: '4711', privateKey: PEM, webhookSecret: SECRETS.webhook_secret },
  });
  expect(readFileSync(join(folder, '.github/workflows/siso-task.yml'), 'utf8')).toContain('task_id');
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('.siso/\n');

  const again = await siso.run(['init', '--github', '--url', 'https://siso.example.com'], { cwd: folder });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('There is a GitHub App already')]);
});

test('no other site and no other user gets an app of theirs in: address, state, host and code must be right', async () => {
  const [siso, github] = [aPlace(), await new Registrar().open()];
  const { running, page } = await begun(siso, github);
  const { origin } = new URL(page);
  github.codes.add('theirs');
  const statuses = {
    root: (await fetch(origin)).status,
    'a guessed page': (await fetch(`${origin}/${'A'.repeat(22)}`)).status,
    'another method': (await fetch(page, { method: 'POST' })).status,
    'no state': (await fetch(`${origin}/callback?code=theirs`)).status,
    'another state': (await fetch(`${origin}/callback?code=theirs&state=${'A'.repeat(43)}`)).status,
    'another host': await statusFor(page, 'rebound.example'),
  };
  expect(statuses).toEqual({
    ...{
      root: 404,
      'a guessed page': 404,
      'another method': 404,
      'no state': 400,
      'another state': 400,
      'another host': 404,
    },
  });
  expect(github.codes).toContain('theirs');

  const { back } = await press(page);
  const wrong = new URL(back);
  wrong.searchParams.set('code', '../../app');
  expect((await fetch(wrong)).status).toBe(400);
  // GitHub has forgotten the code: said, and nothing is kept.
  github.codes.clear();
  expect((await fetch(back)).status).toBe(502);
  const { code, stderr } = await running.ended;
  expect([code, stderr]).toEqual([1, expect.stringContaining('GitHub did not hand out the app (404)')]);
  expect(() => statSync(join(siso.dataDirectory, 'github-app.json'))).toThrow();
});

async function statusFor(page: string, host: string): Promise<number | undefined> {
  const asked = request(page, { headers: { host } }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  return answer.statusCode;
}

test('--print gives the manifest and a link that has all of it, and does nothing', async () => {
  const siso = aPlace();
  const { code, stdout } = await siso.run([
    'init',
    '--github',
    '--print',
    '--url',
    'https://siso.example.com',
    '--name',
    'My siso',
  ]);
  expect(code).toBe(0);
  const manifest = JSON.parse(stdout.slice(0, stdout.indexOf('\n}\n') + 3));
  expect(manifest).toEqual(appManifest({ name: 'My siso', url: new URL('https://siso.example.com') }));
  const [link = ''] = /https:\/\/github\.com\/settings\/apps\/new\?\S+/.exec(stdout) ?? [];
  const fields = new URL(link).searchParams;
  expect(fields.get('webhook_url')).toBe(manifest.hook_attributes.url);
  expect(fields.getAll('events[]')).toEqual(manifest.default_events);
  for (const [name, level] of Object.entries(manifest.default_permissions)) expect(fields.get(name)).toBe(level);
});

test('the app asks for what the bot uses and no more, in private, at the right GitHub', () => {
  const manifest = appManifest({ url: new URL('https://siso.example.com/') });
  expect(manifest).toMatchObject({
    ...{ public: false, name: 'siso siso.example.com', url: 'https://siso.example.com' },
    hook_attributes: { url: 'https://siso.example.com/api/github/webhooks', active: true },
    default_events: ['issue_comment', 'workflow_run'],
    default_permissions: {
      ...{
        actions: 'write',
        checks: 'write',
        contents: 'write',
        issues: 'write',
        metadata: 'read',
        pull_requests: 'write',
      },
    },
  });
  expect(Object.keys(manifest.default_permissions)).toHaveLength(6);
  const long = appManifest({ url: new URL(`https://${'a'.repeat(60)}.example`) });
  expect(long.name.length).toBeLessThanOrEqual(34);

  const place = { webUrl: new URL('https://github.acme.example'), organization: 'acme' };
  expect(registrationUrl(place).href).toBe('https://github.acme.example/organizations/acme/settings/apps/new');
  expect(filledInUrl(place, manifest).href).toContain(
    'https://github.acme.example/organizations/acme/settings/apps/new?',
  );
  for (const organization of ['', '../x', 'a b', '-a', 'a'.repeat(40)])
    expect(() => registrationUrl({ ...place, organization })).toThrow(/no name of an organization/);
  expect(
    ['https://github.com', 'https://acme.ghe.com', 'https://github.acme.example'].map((at) => apiUrlOf(new URL(at))),
  ).toEqual([...['https://api.github.com', 'https://api.acme.ghe.com', 'https://github.acme.example/api/v3']]);
});

test('an address that GitHub could not reach in safety, or none, is refused before anything is begun', async () => {
  const siso = aPlace();
  for (const words of [[], ['--url', 'https://me:pw@siso.example.com']]) {
    const { code, stderr } = await siso.run(['init', '--github', ...words]);
    expect([words, code]).toEqual([words, 2]);
    expect(stderr).not.toContain('pw@');
  }
});
