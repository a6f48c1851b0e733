// Git over HTTP as GitHub serves it to a workflow, from bare repositories in a temporary folder. It is not GitHub: `git http-backend` does the work.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface GitServer {
  /** `http://127.0.0.1:PORT`; a repository is at `URL/owner/name` and `URL/owner/name.git`. */
  url: string;
  /** Makes `owner/name`, with all branches of the repository in the folder `from`. Answers the bare repository's folder. */
  createRepository(name: string, from?: string): Promise<string>;
  /** For Basic authentication as `x-access-token:TOKEN`. `read` may fetch and not push. */
  tokens: { write: string; read: string };
  /** Whether `owner/name` exists and has `branch`. */
  hasBranch(name: string, branch: string): boolean;
  /** What git says when it is asked something there, such as `['show', 'main:README.md']`; `undefined` when it fails. */
  read(name: string, args: string[]): string | undefined;
  /** From now on every push to `name` is refused as a protected branch refuses it. */
  refusePushes(name: string, message: string): void;
  stop(): Promise<void>;
}

export const GIT_TOKENS = { write: 'ghs_writesTheTestRepositories0001', read: 'ghs_readsTheTestRepositories00002' };

const REPOSITORY =
  /^\/([\w.-]+\/[\w.-]+?)(?:\.git)?(\/(?:info\/refs|HEAD|git-upload-pack|git-receive-pack|objects\/.+))$/;

/** Nothing of the machine's own settings, and no token of the test, reaches the server's git. */
const SETTINGS = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
};

/** Listens on a free port. Call `stop` at the test's end. */
export async function startGitServer({ tokens = GIT_TOKENS } = {}): Promise<GitServer> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-git-server-')));
  const folderOf = (name: string) => join(root, `${name}.git`);
  const server = createServer((request, response) => serve({ root, tokens, request, response }));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    tokens,
    createRepository: async (name, from) => create(folderOf(name), from),
    hasBranch: (name, branch) =>
      read(folderOf(name), ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]) !== undefined,
    read: (name, args) => read(folderOf(name), args),
    refusePushes: (name, message) => refuse(folderOf(name), message),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function create(folder: string, from?: string): string {
  mkdirSync(dirname(folder), { recursive: true });
  git(['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  git(['-C', folder, 'config', 'http.receivepack', 'true']);
  if (from === undefined) return folder;
  git(['-C', from, 'push', '--quiet', folder, 'refs/heads/*:refs/heads/*']);
  const head = git(['-C', from, 'rev-parse', '--symbolic-full-name', 'HEAD']);
  if (head.startsWith('refs/heads/')) git(['-C', folder, 'symbolic-ref', 'HEAD', head]);
  return folder;
}

function read(folder: string, args: string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      env: SETTINGS,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    return undefined;
  }
}

function git(args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', env: SETTINGS, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

function refuse(folder: string, message: string): void {
  const hook = join(folder, 'hooks', 'pre-receive');
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(join(folder, 'refusal'), `${message}\n`);
  writeFileSync(hook, '#!/bin/sh\ncat "$GIT_DIR/refusal" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
}

interface Exchange {
  root: string;
  tokens: GitServer['tokens'];
  request: IncomingMessage;
  response: ServerResponse;
}

function serve(exchange: Exchange): void {
  const { request, response, tokens } = exchange;
  const url = new URL(request.url ?? '/', 'http://git.invalid');
  const [, name, rest] = REPOSITORY.exec(url.pathname) ?? [];
  const token = tokenOf(request);
  const isPush = rest === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  if (token !== tokens.write && token !== tokens.read) {
    response.setHeader('www-authenticate', 'Basic realm="GitHub"');
    answer(response, 401, 'Invalid username or token.');
  } else if (name === undefined || rest === undefined || name.includes('..')) answer(response, 404, 'Not Found.');
  else if (isPush && token !== tokens.write) answer(response, 403, 'Write access to repository not granted.');
  else backend(exchange, `/${name}.git${rest}`, url.search.slice(1));
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const [, encoded = ''] = /^basic\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return /^x-access-token:(.+)$/.exec(Buffer.from(encoded, 'base64').toString())?.[1];
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}

/** One run of the CGI program, RFC 3875. */
function backend({ root, request, response }: Exchange, path: string, query: string): void {
  const { headers } = request;
  const child = spawn('git', ['http-backend'], {
    env: {
      ...SETTINGS,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      REMOTE_USER: 'x-access-token',
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', () => answer(response, 500, 'git http-backend does not start'));
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  response.on('close', () => child.kill());
  let head = Buffer.alloc(0);
  const readHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    child.stdout.off('data', readHead);
    response.writeHead(...statusAndHeaders(head.subarray(0, end).toString('latin1')));
    response.write(head.subarray(end + 4));
    child.stdout.pipe(response);
  };
  child.stdout.on('data', readHead);
  child.on('close', () => {
    if (!response.headersSent) answer(response, 500, 'git http-backend said nothing');
    else response.end();
  });
}

function statusAndHeaders(head: string): [number, Record<string, string>] {
  const fields = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const { status = '200', ...headers } = Object.fromEntries(fields);
  return [Number.parseInt(status, 10), headers];
}
