import { Octokit } from '@octokit/rest';
import type { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { type Asked, type Connection, githubFault, strangeAnswer } from './faults.ts';
import { type Fetch, steadyFetch } from './transport.ts';

export interface GitHubOptions {
  /** `GITHUB_API_URL`: https://api.github.com, or https://HOST/api/v3 of a GitHub Enterprise Server. */
  apiUrl: string;
  token: string;
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
type Request = (octokit: Octokit['rest'], repository: Repository) => Promise<{ data: unknown; status: number }>;

const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 90_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Asks GitHub, reads its answers and turns what fails into sentences. */
export class Caller {
  readonly #octokit: Octokit;
  readonly #connection: Connection;

  constructor({ apiUrl, token, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, ...pace }: GitHubOptions) {
    const url = addressOf(apiUrl);
    this.#connection = { host: url.host, timeoutMs, token: checkedToken(token) };
    const { longestWaitMs = LONGEST_WAIT_MS, wait = waitFor } = pace;
    const request = { fetch: steadyFetch(fetch, { timeoutMs, longestWaitMs, wait }), log: SILENT };
    const baseUrl = url.href.replace(/\/+$/, '');
    this.#octokit = new Octokit({ auth: token, baseUrl, userAgent: 'siso-automation', request, log: SILENT });
  }

  /** The answer as `schema` reads it. Throws `forbidden`, `not_found` or `github_failed`. */
  async ask<T>(asked: Asked, schema: z.ZodType<T>, request: Request): Promise<T> {
    const [owner = '', repo = ''] = namesOf(asked.repository);
    const answer = await request(this.#octokit.rest, { owner, repo }).catch((error: unknown) => {
      throw githubFault(error, asked, this.#connection);
    });
    const { data, error } = answer.status < 300 ? schema.safeParse(answer.data) : schema.safeParse(undefined);
    if (error === undefined) return data;
    throw strangeAnswer(asked, this.#connection, new Error(`status ${answer.status}: ${error.message.slice(0, 500)}`));
  }
}

function namesOf(repository: string): string[] {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return repository.split('/');
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
