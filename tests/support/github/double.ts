// A double of GitHub for tests. It is not GitHub: it knows the few operations of the project, and refuses what GitHub's
// own description of them (tests/fixtures/github) does not have, requests and answers alike.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Operation, operationAt } from './contract.ts';
import { type Fault, Faults, suffer } from './faults.ts';
import { GIT_TOKENS, type GitServer } from './git-server.ts';
import { type Done, OPERATIONS } from './operations.ts';
import { ALL_PERMISSIONS, demandPermission, type Permissions, READING } from './permissions.ts';
import { notFound, Refusal } from './refusal.ts';
import { type Json, objectOf } from './schema.ts';
import { ACTIONS, type Account, type RepositorySeed, StoredRepository } from './state.ts';

export interface DoubleOptions {
  /** Where the repositories are; its branches are those that pull requests may name. */
  git?: GitServer;
  /** `/api/v3` makes it a GitHub Enterprise Server. Default: none. */
  prefix?: string;
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

interface TokenHolder {
  permissions: Permissions;
  account: Account;
}

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
  readonly repositories = new Map<string, StoredRepository>();
  readonly listener: RequestListener = (request, response) => void this.#serve(request, response);
  readonly #options: DoubleOptions;
  readonly #server = createServer(this.listener);
  #port = 0;
  readonly #holders = new Map<string, TokenHolder>();

  constructor(options: DoubleOptions = {}) {
    this.#options = options;
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
    const repository = new StoredRepository(name, seed, git && ((of, branch) => git.hasBranch(of, branch)));
    this.repositories.set(name, repository);
    return repository;
  }

  /** From now on `token` is accepted, as one of `account`. */
  addToken(token: string, permissions: Permissions, account: Account = ACTIONS): void {
    this.#holders.set(token, { permissions, account });
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
    const fault = this.faults.take(method);
    if (fault !== undefined && suffer(fault, request, response)) return;
    this.#answer({ request, response, recorded, url, fault });
  }

  #answer(exchange: Exchange): void {
    const { response, request, fault } = exchange;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('x-github-request-id', `DOUBLE:${this.requests.length}`);
    try {
      const { status, body } = this.#carryOut(exchange);
      if (fault?.kind === 'done and cut') request.socket.destroy();
      else if (fault?.kind === 'half an answer') half(response, status, JSON.stringify(body));
      else response.writeHead(status).end(body === undefined ? undefined : JSON.stringify(body));
    } catch (error) {
      const { status, body, headers } = error instanceof Refusal ? error : this.#problem(501, String(error));
      response.writeHead(status, headers).end(JSON.stringify(body));
    }
  }

  #carryOut({ recorded, url, response, request }: Exchange): { status: number; body: Json | undefined } {
    const { prefix = '' } = this.#options;
    const { method, body } = recorded;
    if (request.headers['user-agent'] === undefined) throw this.#problem(403, 'Request forbidden: no User-Agent');
    const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : undefined;
    const operation = path === undefined ? undefined : operationAt(method, path);
    const carryOut = operation && OPERATIONS[operation.id];
    if (operation === undefined || carryOut === undefined)
      throw this.#problem(501, `${method} ${url.pathname} is not among the operations of tests/fixtures/github`);
    const { permissions, account } = this.#holderOf(request);
    const wrong = operation.wrongWith(url.searchParams, body);
    if (wrong !== undefined) throw this.#problem(422, `Invalid request.\n\n${wrong}`);
    const { owner, repo } = operation.params;
    const repository = this.repositories.get(`${owner}/${repo}`);
    if (repository === undefined) throw notFound();
    demandPermission(operation.id, permissions);
    const urls = { apiUrl: this.apiUrl, serverUrl: this.serverUrl };
    const call = { repository, permissions, actor: account, query: url.searchParams, body: objectOf(body), ...urls };
    const done = carryOut({ ...call, operation: operation.id, params: operation.params });
    return { status: done.status, body: this.#paged(operation, done, { url, response }) };
  }

  /** A list is answered by the page, with links to the others. */
  #paged(operation: Operation, { status, known }: Done, { url, response }: Pick<Exchange, 'url' | 'response'>) {
    if (!Array.isArray(known)) return operation.answer(status, known);
    const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 30)];
    if (size > 100) throw this.#problem(422, 'per_page is at most 100');
    const last = Math.ceil(known.length / size);
    const link = (to: number, relation: string): string => {
      const target = new URL(url.pathname + url.search, this.apiUrl);
      target.searchParams.set('page', String(to));
      return `<${target.href}>; rel="${relation}"`;
    };
    if (page < last) response.setHeader('link', [link(page + 1, 'next'), link(last, 'last')].join(', '));
    return operation.answer(status, known.slice((page - 1) * size, page * size));
  }

  #holderOf({ headers }: IncomingMessage): TokenHolder {
    const [, token = ''] = /^(?:token|bearer) (\S+)$/i.exec(headers.authorization ?? '') ?? [];
    const holder = this.#holders.get(token);
    if (holder === undefined) throw new Refusal(401, token === '' ? 'Requires authentication' : 'Bad credentials');
    return holder;
  }

  #problem(status: number, what: string): Refusal {
    this.problems.push(what);
    return new Refusal(status, what);
  }
}

/** Listens on a free port; call `stop` at the test's end. */
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

function half(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
