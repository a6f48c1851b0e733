import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import type { Network } from '../../contracts/meter.ts';
import { AutomationError } from '../../domain/errors.ts';
import { proxyFor } from '../../domain/proxy.ts';
import { type Git, remoteGit, type Setting } from '../git.ts';
import { complaintOf, type Refusal, refusalOf } from './refusal.ts';

export interface RemoteOptions {
  /** https, without credentials; http only on this machine. */
  remoteUrl: string;
  /** Of a GitHub App, or a workflow's own. */
  token: string;
  network?: Network | undefined;
}

/** What a remote said: that it did what was asked, or why not. */
export type Answer = { done: true; output: string } | { done: false; output: string; refusal: Refusal };

/** One repository on another machine. */
export interface Remote {
  /** Answers also when the remote refuses. Throws `workspace_invalid` only if there is no git. */
  ask(args: string[]): Promise<Answer>;
  url: string;
}

/** Makes the way to a remote for a git directory of ours. Throws `config_invalid`, `key_missing`. */
export async function openRemote(
  { remoteUrl, token, network = {} }: RemoteOptions,
  gitDirectory: string,
): Promise<Remote> {
  const url = addressOf(remoteUrl);
  const secret = token.trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) throw noToken();
  const basic = Buffer.from(`x-access-token:${secret}`).toString('base64');
  const proxy = proxyFor(url, network);
  const settings: Setting[] = [
    ...GUARDS,
    [`protocol.${url.protocol.slice(0, -1)}.allow`, 'always'],
    // The empty one takes away those of a checkout that kept its credentials: two are refused.
    [`http.${url.href}.extraHeader`, ''],
    [`http.${url.href}.extraHeader`, `Authorization: Basic ${basic}`],
    ...(await authorities(network, gitDirectory)),
  ];
  const git = remoteGit(gitDirectory, { settings, variables: proxy === undefined ? {} : { https_proxy: proxy } });
  const secrets = [secret, basic, encodeURIComponent(secret), ...(proxy === undefined ? [] : [proxy])];
  return { url: url.href, ask: (args) => answered(git, { args, secrets, url }) };
}

const GUARDS: Setting[] = [
  ['protocol.allow', 'never'],
  // The token is for this address and no other; a stalled connection ends after a minute.
  ['http.followRedirects', 'false'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
  ['credential.helper', ''],
  ['core.askPass', ''],
  // Otherwise git starts another one in the repository that lends the objects, with its configuration.
  ['core.alternateRefsCommand', ':'],
  // A remote that went on since the checkout is asked what it has, instead of being sent all files anew.
  ['push.negotiate', 'true'],
];

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function addressOf(remoteUrl: string): URL {
  const url = URL.canParse(remoteUrl) ? new URL(remoteUrl) : undefined;
  const encrypted = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url && encrypted && [url.username, url.password, url.search, url.hash].every((part) => part === '')) return url;
  throw new AutomationError('config_invalid', 'The address to push to is not that of a repository', {
    hint: 'Give one such as https://github.com/owner/name.git, without a name or password in it.',
  });
}

function noToken(): AutomationError {
  return new AutomationError('key_missing', 'There is no token to push with', {
    hint: 'Give the step a `github-token`: the one of a GitHub App, or secrets.GITHUB_TOKEN with `contents: write`.',
  });
}

/** Git's setting replaces the usual authorities, so the file has them all. */
async function authorities({ certificates = [] }: Network, gitDirectory: string): Promise<Setting[]> {
  if (certificates.length === 0) return [];
  const file = join(gitDirectory, 'authorities.pem');
  const all = [...getCACertificates('default'), ...getCACertificates('system'), ...certificates];
  await writeFile(file, `${[...new Set(all)].join('\n')}\n`);
  return [['http.sslCAInfo', file]];
}

async function answered(
  git: Git,
  { args, secrets, url }: { args: string[]; secrets: string[]; url: URL },
): Promise<Answer> {
  const { exitCode, stdout, stderr } = await git.ask(args);
  if (exitCode === 0) return { done: true, output: stdout };
  const complaint = complaintOf(`${stderr}\n${stdout}`, secrets);
  return { done: false, output: stdout, refusal: refusalOf(complaint, url) };
}
