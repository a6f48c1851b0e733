// A double of GitHub for tests. It is not GitHub: it knows the few operations of the project, and refuses what GitHub's
// own description of them (tests/fixtures/github) does not have, requests and answers alike.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { StoredApp } from './app.ts';
import { type Operation, operationAt } from './contract.ts';
import { type Fault, Faults, half, suffer } from './faults.ts';
import { GIT_TOKENS, type GitServer } from './git-server.ts';
import { type Holder, Holders, mayReach } from './holders.ts';
import { APP_OPERATIONS, type Done, OPERATIONS } from './operations.ts';
import { paged } from './paging.ts';
import { ALL_PERMISSIONS, demandPermission, type Permissions, READING } from './permissions.ts';
import { notFound, Refusal } from './refusal.ts';
import { Repositories } from './repositories.ts';
import { type Json, type JsonObject, objectOf } from './schema.ts';
import { type Hook, sendWebhook } from './send.ts';
import { ACTIONS, type Account, type RepositorySeed, StoredRepository } from './state.ts';

export interface DoubleOptions {
  /** Where the repositories are; its branches are those that pull requests may name. */
  git?: GitServer;
  /** `/api/v3` makes it a GitHub Enterprise Server. Default: none. */
  prefix?: string;
  /** An Enterprise Server up to 3.19 does not tell the run that a dispatch started. */
  isOld?: boolean;
  now?: () => Date;
}

/** A request as it came and what it got; 0 where the connection was cut. */
export interface Recorded {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Json | undefined;
  headers: IncomingMessage['headers'];
  status: number;
}

interface Answer {
  status: number;
  text: string | undefined;
  /** Of another kind than JSON. */
  type: string | undefined;
}

const FIRST_REPOSITORY = 7_001;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  recorded: Recorded;
  url: URL;
  fault: Required<Fault> | undefined;
}

/** The server's `listener` may also be put behind TLS. */
export class GitHubDouble {
  /** The job's own token with all permissions, and one that only reads; those of the git server too. */
  readonly tokens = GIT_TOKENS;
  readonly requests: Recorded[] = [];
  /** What GitHub would not have taken, or the double cannot do. Must be empty at a test's end. */
  readonly problems: string[] = [];
  readonly faults = new Faults();
  readonly repositories = new Repositories();
  readonly listener: RequestListener = (request, response) => void this.#serve(request, response);
  readonly now: () => Date;
  readonly #options: DoubleOptions;
  readonly #server = createServer(this.listener);
  #port = 0;
  readonly #holders = new Holders();

  constructor(options: DoubleOptions = {}) {
    this.#options = options;
    this.now = options.now ?? (() => new Date());
    this.addToken(GIT_TOKENS.write, ALL_PERMISSIONS);
    this.addToken(GIT_TOKENS.read, READING);
  }

  async open(): Promise<this> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}${this.#options.prefix ?? ''}`;
  }

  /** `GITHUB_SERVER_URL`: where git and links lead. */
  get serverUrl(): string {
    return this.#options.git?.url ?? new URL(this.apiUrl).origin;
  }

  addRepository(name: string, seed: RepositorySeed = {}): StoredRepository {
    const { git } = this.#options;
    const id = FIRST_REPOSITORY + this.repositories.size;
    const repository: StoredRepository = new StoredRepository(name, seed, {
      ...{ id, now: this.now },
      git: git && ((args) => git.read(repository.name, args)),
    });
    this.repositories.set(name, repository);
    return repository;
  }

  /** To another owner or name. Whoever asks for it by the old one is sent on. */
  transfer(repository: StoredRepository, name: string): void {
    this.repositories.transfer(repository, name);
  }

  get apps(): readonly StoredApp[] {
    return this.#holders.apps;
  }

  /** An app that is installed nowhere yet. */
  addApp({ id = 500 + this.#holders.apps.length, slug = 'siso-bot' }: { id?: number; slug?: string } = {}): StoredApp {
    const app = new StoredApp({ id, slug, now: this.now });
    this.#holders.apps.push(app);
    return app;
  }

  /** A webhook of a repository; one of an app is sent by `StoredApp.send`. */
  deliver(hook: Hook, event: string, payload: JsonObject): Promise<Response> {
    return sendWebhook(hook, { event, payload });
  }

  /** From now on `token` is accepted, as one of `account`. */
  addToken(token: string, permissions: Permissions, account: Account = ACTIONS): void {
    this.#holders.add(token, { permissions, account });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://double.invalid');
    const sent = await text(request).catch(() => '');
    const query = Object.fromEntries(url.searchParams);
    const recorded: Recorded = { method, path: url.pathname, query, body: parsed(sent), headers, status: 0 };
    this.requests.push(recorded);
    response.on('finish', () => {
      recorded.status = response.statusCode;
    });
    const fault = this.faults.take(method, url.pathname);
    if (fault !== undefined && suffer(fault, request, response)) return;
    this.#answer({ request, response, recorded, url, fault });
  }

  #answer(exchange: Exchange): void {
    const { response, request, fault } = exchange;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('x-github-request-id', `DOUBLE:${this.requests.length}`);
    try {
      const { status, text: body = '', type } = this.#carryOut(exchange);
      if (type !== undefined) response.setHeader('content-type', type);
      if (fault?.kind === 'done and cut') request.socket.destroy();
      else if (fault?.kind === 'half an answer') half(response, status, body);
      else response.writeHead(status).end(body);
    } catch (error) {
      const { status, body, headers } = error instanceof Refusal ? error : this.#problem(501, String(error));
      response.writeHead(status, headers).end(JSON.stringify(body));
    }
  }

  #carryOut(exchange: Exchange): Answer {
    const { recorded, url, request } = exchange;
    if (request.headers['user-agent'] === undefined) throw this.#problem(403, 'Request forbidden: no User-Agent');
    const path = this.#pathOf(url);
    const operation = path === undefined ? undefined : operationAt(recorded.method, path);
    if (operation === undefined || !(operation.id in OPERATIONS || operation.id in APP_OPERATIONS))
      throw this.#problem(
        501,
        `${recorded.method} ${url.pathname} is not among the operations of tests/fixtures/github`,
      );
    const who = operation.id in APP_OPERATIONS ? this.#holders.appOf(request) : this.#holders.of(request);
    const wrong = operation.wrongWith(url.searchParams, recorded.body);
    if (wrong !== undefined) throw this.#problem(422, `Invalid request.\n\n${wrong}`);
    const done =
      who instanceof StoredApp ? this.#ofApp(exchange, operation, who) : this.#ofHolder(exchange, operation, who);
    if (done.text !== undefined) return { status: done.status, text: done.text.body, type: done.text.type };
    const { known, link } = paged(done, new URL(url.pathname + url.search, this.apiUrl));
    if (link !== undefined) exchange.response.setHeader('link', link);
    const described = operation.answer(done.status, known);
    const body = done.differs === undefined ? described : done.differs(objectOf(described));
    return { status: done.status, text: body === undefined ? body : JSON.stringify(body), type: undefined };
  }

  #ofHolder(exchange: Exchange, operation: Operation, holder: Holder): Done {
    const repository = this.#repositoryOf(operation, exchange, holder);
    if (repository === undefined) throw notFound();
    demandPermission(operation.id, holder.permissions);
    const { permissions, account: actor } = holder;
    const call = { ...this.#asked(exchange, operation), repository, permissions, actor };
    const done = OPERATIONS[operation.id]?.({ ...call, isOld: this.#options.isOld ?? false });
    if (done === undefined) throw notFound();
    return done;
  }

  #ofApp(exchange: Exchange, operation: Operation, app: StoredApp): Done {
    const repository = this.#repositoryOf(operation, exchange, undefined);
    const done = APP_OPERATIONS[operation.id]?.({ ...this.#asked(exchange, operation), app, repository });
    if (done === undefined) throw notFound();
    return done;
  }

  #asked({ recorded, url, request }: Exchange, { id: operation, params }: Operation) {
    const urls = { apiUrl: this.apiUrl, serverUrl: this.serverUrl };
    const accept = request.headers.accept ?? '';
    return { operation, params, query: url.searchParams, body: objectOf(recorded.body), accept, ...urls };
  }

  #repositoryOf({ params }: Operation, { recorded, url }: Exchange, holder?: Holder): StoredRepository | undefined {
    const { owner, repo } = params;
    if (owner === undefined || repo === undefined) return undefined;
    const path = `${this.#pathOf(url)}${url.search}`;
    const place = { apiUrl: this.apiUrl, method: recorded.method, path };
    return this.repositories.at(`${owner}/${repo}`, place, (found) => holder === undefined || mayReach(holder, found));
  }

  /** Behind the prefix of the API. */
  #pathOf({ pathname }: URL): string | undefined {
    const { prefix = '' } = this.#options;
    return pathname.startsWith(`${prefix}/`) ? this.repositories.named(pathname.slice(prefix.length)) : undefined;
  }

  #problem(status: number, what: string): Refusal {
    this.problems.push(what);
    return new Refusal(status, what);
  }
}

/** On a free port; call `stop` at the test's end. */
export function startGitHubDouble(options: DoubleOptions = {}): Promise<GitHubDouble> {
  return new GitHubDouble(options).open();
}

function parsed(sent: string): Json | undefined {
  if (sent === '') return undefined;
  try {
    return JSON.parse(sent);
  } catch {
    return sent;
  }
}
