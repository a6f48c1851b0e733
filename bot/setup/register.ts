import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AutomationError } from '../../src/domain/errors.ts';
import { convertCode, type RegisteredApp } from './convert.ts';
import { apiUrlOf, appManifest, type GitHubPlace, registrationUrl } from './manifest.ts';
import { donePage, failedPage, formPage } from './page.ts';

export interface RegistrationOptions extends GitHubPlace {
  name?: string | undefined;
  /** Where GitHub will reach `siso serve`. */
  url: URL;
  /** Of the page on this machine; 0 for any that is free. */
  port: number;
  fetch: typeof globalThis.fetch;
  /** The page can be opened now. */
  onPage(url: string): void;
  /** Keeps what was handed out; only then the browser is told that it is done. */
  keep(app: RegisteredApp): Promise<void>;
}

const CODE = /^[\w-]{1,100}$/;

/**
 * Serves one page on the loopback, which sends the manifest to GitHub, and resolves once GitHub has sent the browser back and handed out
 * the app. The page's address and the state are random, so that neither another site nor another user gets an app of theirs in here.
 * Throws `usage` for a port that cannot be had, `github_failed` where the code is not taken.
 */
export async function registerApp(options: RegistrationOptions): Promise<RegisteredApp> {
  const registering = new Registering(options);
  const server = createServer((request, response) => {
    registering.handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new AutomationError('usage', `Port ${options.port} cannot be listened on`, {
      hint: 'Choose another with --port.',
      cause,
    });
  });
  try {
    const address = server.address();
    registering.open(typeof address === 'object' && address !== null ? address.port : options.port);
    return await registering.registered;
  } finally {
    server.close();
    server.closeIdleConnections();
  }
}

class Registering {
  readonly #options: RegistrationOptions;
  readonly #place = randomBytes(16).toString('base64url');
  readonly #state = randomBytes(32).toString('base64url');
  readonly #end = Promise.withResolvers<RegisteredApp>();
  #host = '';
  #isUsed = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  get registered(): Promise<RegisteredApp> {
    return this.#end.promise;
  }

  open(port: number): void {
    this.#host = `127.0.0.1:${port}`;
    this.#options.onPage(`http://${this.#host}/${this.#place}`);
  }

  async handle({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another name for this machine is a page of somebody else that looks in.
    const known = headers.host === this.#host && method === 'GET' && URL.canParse(url, `http://${this.#host}`);
    const { pathname, searchParams } = new URL(known ? url : '/', `http://${this.#host}`);
    if (pathname === `/${this.#place}`) return this.#say(response, 200, this.#form());
    if (pathname === '/callback') return this.#takeCode(searchParams, response);
    this.#say(response, 404, failedPage('There is nothing here. The terminal has the address.'));
  }

  #form(): string {
    const { webUrl, organization, name, url } = this.#options;
    const action = registrationUrl({ webUrl, organization });
    action.searchParams.set('state', this.#state);
    return formPage({ manifest: appManifest({ name, url, redirectUrl: `http://${this.#host}/callback` }), action });
  }

  async #takeCode(given: URLSearchParams, response: ServerResponse): Promise<void> {
    const [code, state] = [given.get('code') ?? '', given.get('state') ?? ''];
    if (!isSame(state, this.#state) || !CODE.test(code))
      return this.#say(response, 400, failedPage('This does not come from the registration that was begun here.'));
    if (this.#isUsed) return this.#say(response, 409, failedPage('That code was taken already.'));
    this.#isUsed = true;
    try {
      const { webUrl, fetch, keep } = this.#options;
      const app = await convertCode(code, { apiUrl: apiUrlOf(webUrl), fetch });
      await keep(app);
      this.#say(response, 200, donePage(app.slug));
      this.#end.resolve(app);
    } catch (error) {
      this.#say(
        response,
        502,
        failedPage('GitHub did not hand out the app, or it could not be kept. The terminal says why.'),
      );
      this.#end.reject(error);
    }
  }

  #say(response: ServerResponse, status: number, html: string): void {
    response.writeHead(status, {
      ...{ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', connection: 'close' },
      'content-security-policy': `default-src 'none'; form-action ${this.#options.webUrl.origin}; frame-ancestors 'none'; base-uri 'none'`,
      ...{ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
      'cross-origin-resource-policy': 'same-origin',
    });
    response.end(html);
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
