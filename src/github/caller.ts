import { Octokit } from '@octokit/rest';
import type { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { statusOf } from './facts.ts';
import { type Asked, type Connection, githubFault, strangeAnswer } from './faults.ts';
import { type Fetch, steadyFetch } from './transport.ts';

export interface GitHubOptions {
  /** `GITHUB_API_URL`: https://api.github.com, or https://HOST/api/v3 of a GitHub Enterprise Server. */
  apiUrl: string;
  /** Or what is asked for one before each request; `refused` is one that GitHub no longer took. */
  token: string | ((refused?: string) => Promise<string>);
  /** Another way than Node's own: through a proxy, or with further certificate authorities. */
  fetch?: Fetch;
  /** Of one attempt. Default: 10 s. */
  timeoutMs?: number;
  /** Longest wait that a rate limit may cost. Default: 90 s. */
  longestWaitMs?: number;
  /** Waits between attempts; tests give their own. */
  wait?: (ms: number) => Promise<void>;
}

type Repository = { owner: string; repo: string };
type Request = (octokit: Octokit['rest'], repository: Repository) => Promise<Answer>;

interface Answer {
  data: unknown;
  status: number;
  headers: { link?: string | undefined };
}

const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 90_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Asks GitHub, reads its answers and turns what fails into sentences. */
export class Caller {
  readonly #open: (token: string) => Octokit;
  readonly #token: GitHubOptions['token'];
  readonly #connection: Omit<Connection, 'token'>;
  #opened: { token: string; octokit: Octokit } | undefined;

  constructor({ apiUrl, token, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, ...pace }: GitHubOptions) {
    const url = addressOf(apiUrl);
    this.#token = typeof token === 'string' ? checkedToken(token) : token;
    this.#connection = { host: url.host, timeoutMs, holder: typeof token === 'string' ? 'job' : 'app' };
    const { longestWaitMs = LONGEST_WAIT_MS, wait = waitFor } = pace;
    const request = { fetch: steadyFetch(fetch, { timeoutMs, longestWaitMs, wait }), log: SILENT };
    const baseUrl = url.href.replace(/\/+$/, '');
    const options = { baseUrl, userAgent: 'siso-automation', request, log: SILENT };
    this.#open = (auth) => new Octokit({ auth, ...options });
  }

  /** The answer as `schema` reads it. Throws `forbidden`, `not_found` or `github_failed`. */
  async ask<T>(asked: Asked, schema: z.ZodType<T>, request: Request): Promise<T> {
    return (await this.askPage(asked, schema, request)).data;
  }

  /** With GitHub's header `link`, which says how a list goes on. */
  async askPage<T>(asked: Asked, schema: z.ZodType<T>, request: Request): Promise<{ data: T; link: string }> {
    const { status, data: said, headers } = await this.#send(asked, request);
    const { data, error } = status < 300 ? schema.safeParse(said) : schema.safeParse(undefined);
    if (error === undefined) return { data, link: headers.link ?? '' };
    const cause = new Error(`status ${status}: ${error.message.slice(0, 500)}`);
    throw strangeAnswer(asked, { ...this.#connection, token: '' }, cause);
  }

  async #send(asked: Asked, request: Request, refused?: string): Promise<Answer> {
    const names = asked.repository === undefined ? { owner: '', repo: '' } : namesOf(asked.repository);
    const token = await this.#nextToken(refused);
    try {
      return await request(this.#octokit(token).rest, names);
    } catch (error) {
      const fault = githubFault(error, asked, { ...this.#connection, token });
      // Tokens of an installation can end before their time. Nothing was done, so it is asked once more with a new one.
      const isOver = statusOf(fault) === 401 && typeof this.#token !== 'string' && refused === undefined;
      if (isOver) return this.#send(asked, request, token);
      throw fault;
    }
  }

  async #nextToken(refused: string | undefined): Promise<string> {
    return typeof this.#token === 'string' ? this.#token : checkedToken(await this.#token(refused));
  }

  #octokit(token: string): Octokit {
    if (this.#opened?.token !== token) this.#opened = { token, octokit: this.#open(token) };
    return this.#opened.octokit;
  }
}

function namesOf(repository: string): Repository {
  const [, owner, repo] = /^([\w-]+)\/((?!\.\.?$)[\w.-]+)$/.exec(repository) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new AutomationError('usage', `${JSON.stringify(repository.slice(0, 100))} names no repository`, {
    hint: 'Give it as owner/name.',
  });
}

function addressOf(apiUrl: string): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return url;
  throw new AutomationError('config_invalid', 'The address of the GitHub API must be https, or http on this machine', {
    hint: 'Give GITHUB_API_URL an address such as https://api.github.com or https://HOST/api/v3.',
  });
}

/** A line break within it would show up in the error of `fetch`, with all of the token. */
function checkedToken(token: string): string {
  if (/^[\x21-\x7e]{8,}$/.test(token)) return token;
  throw new AutomationError('usage', 'The token for GitHub is empty, or holds what no token has in it', {
    hint: 'Leave `github-token` at its default, or store the token as a secret without spaces and line breaks.',
  });
}

function waitFor(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
