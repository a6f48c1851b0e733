import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { AutomationError } from '../domain/errors.ts';
import type { ProxyRule } from '../domain/proxy.ts';
import { redact } from '../domain/redact.ts';
import { CLAUDE_VERSION, type ClaudeRelease } from './releases.ts';

/** What npm needs of our environment: its own settings, the way to the network, and no secret of ours. */
const FOR_NPM =
  /^(PATH|HOME|TMPDIR|TEMP|TMP|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|npm_config_\w+|(HTTPS?|NO|ALL)_PROXY)$/i;

export interface DownloadNetwork extends ProxyRule {
  /** PEM file of certificate authorities that are trusted beside the usual ones. */
  caFile?: string | undefined;
}

const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** Puts the binary of a release into `folder`: npm fetches the tarball, its integrity is checked, no script runs. */
export async function downloadRelease(
  folder: string,
  { release, network }: { release: ClaudeRelease; network: DownloadNetwork },
): Promise<void> {
  const specifier = `${release.packageName}@${CLAUDE_VERSION}`;
  const options = ['--pack-destination', folder, '--ignore-scripts', '--loglevel=error'];
  await tool('npm', ['pack', specifier, ...options], { cwd: folder, env: environmentOfNpm(network) });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new AutomationError('cli_missing', `npm packed nothing for ${specifier}`);
  const path = join(folder, tarball);
  await checkIntegrity(path, release);
  // `m`: the time of extraction, so that a look at size and time notices another file in its place.
  const member = `package/${release.binaryName}`;
  const { PATH } = process.env;
  await tool('tar', ['-xmzf', tarball, '--strip-components=1', member], { cwd: folder, env: { PATH } });
  await chmod(join(folder, release.binaryName), 0o755);
  await rm(path);
}

/** Throws `cli_integrity` unless the tarball is the pinned one. */
export async function checkIntegrity(path: string, release: ClaudeRelease): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` === release.integrity) return;
  throw new AutomationError(
    'cli_integrity',
    `${release.packageName}@${CLAUDE_VERSION} is not the tarball this release pins`,
    {
      hint: 'Check the npm registry or mirror that npm is set to use.',
    },
  );
}

/** The names that npm and Node document. */
function environmentOfNpm({ httpsProxy, noProxy, caFile }: DownloadNetwork): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => FOR_NPM.test(name))),
    ...(httpsProxy === undefined ? {} : { HTTPS_PROXY: httpsProxy }),
    ...(noProxy === undefined ? {} : { NO_PROXY: noProxy }),
    ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile }),
  };
}

async function tool(
  program: string,
  args: string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  const ended = await execa(program, args, { cwd, env, extendEnv: false, reject: false, timeout: DOWNLOAD_TIMEOUT_MS });
  if (!ended.failed) return;
  const [message, hint] =
    ended.code === 'ENOENT'
      ? [
          `${program} is not installed`,
          `Install ${program}, or give a Claude Code ${CLAUDE_VERSION} with --claude-path.`,
        ]
      : [`Claude Code could not be installed: ${program} failed`, failureHint(ended.stderr)];
  throw new AutomationError('cli_missing', message, { hint, cause: ended, retryable: ended.code !== 'ENOENT' });
}

function failureHint(stderr: string): string {
  const said = redact(stderr).trim().split('\n').slice(0, 3).join(' ').slice(0, 300);
  const words = said === '' ? '' : ` It said: ${said}`;
  return `Check the network and npm's registry, or give a Claude Code ${CLAUDE_VERSION} with --claude-path.${words}`;
}
