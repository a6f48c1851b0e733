import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AutomationError } from '../domain/errors.ts';

/** Git in one place. Input and output are bytes as latin1, so that any file name survives. */
export interface Git {
  /** Answers the output, or throws `workspace_invalid`. */
  run(args: string[], input?: string): Promise<string>;
  /** Answers also when git fails. Throws `workspace_invalid` only if there is no git. */
  ask(args: string[], input?: string): Promise<GitResult>;
}

export interface GitResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

interface Place {
  cwd: string;
  environment: Record<string, string>;
}

/** Whatever a repository configures, git starts no hook, no file monitor and no clean-up, and never looks into a submodule. */
const QUIET = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.bigFileThreshold=32m',
  'diff.ignoreSubmodules=all',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);
/** Not GIT_*: a hook or a parent git may have pointed them somewhere else. */
const INHERITED = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR'];
const LARGEST_OUTPUT_BYTES = 400 * 1024 ** 2;
const NO_CONFIGURATION = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_ATTR_NOSYSTEM: '1' };
/** We write references of a new repository as files, and so must git. */
const REFERENCES_AS_FILES = { GIT_DEFAULT_REF_FORMAT: 'files' };

/** Git as the user has it configured, in `cwd`. Changes nothing by itself: optional locks are off. */
export function userGit(cwd: string): Git {
  return gitIn({ cwd, environment: userEnvironment() });
}

/** Git that speaks to other machines, with the user's own credentials; no task ever gets this environment. */
export function fetchingGit(gitDirectory: string): Git {
  const ways = ['SSH_AUTH_SOCK', 'GIT_SSH_COMMAND', 'GIT_ASKPASS', 'SSH_ASKPASS', 'GIT_SSL_CAINFO'];
  const proxies = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
  const known = [...ways, ...proxies].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const environment = { ...userEnvironment(), ...Object.fromEntries(known), GIT_DIR: gitDirectory };
  return gitIn({ cwd: gitDirectory, environment });
}

/** Git with nobody's configuration, on a git directory of ours and a working tree. */
export function privateGit(gitDirectory: string, workTree: string): Git {
  return gitIn({ cwd: workTree, environment: privateEnvironment(gitDirectory, workTree) });
}

/**
 * Git that speaks to one remote: without a configuration, a credential or a home of anybody. `settings` are of its processes only
 * and on no command line, so that one may hold a token.
 */
export function remoteGit(
  gitDirectory: string,
  { settings, variables }: { settings: Setting[]; variables: Record<string, string> },
): Git {
  const { GIT_WORK_TREE: _tree, ...environment } = privateEnvironment(gitDirectory, gitDirectory);
  const counted = settings.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, name],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  // Without a HOME, curl would look for a .netrc where the system says that the user is at home.
  const own = { HOME: gitDirectory, GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(counted) };
  return gitIn({ cwd: gitDirectory, environment: { ...environment, ...variables, ...own } });
}

/** Name and value, as in git's configuration. */
export type Setting = readonly [string, string];

/** Git on the objects and references of the user's repository, whoever owns its folder. */
export function repositoryGit(gitDirectory: string): Git {
  return gitIn({ cwd: gitDirectory, environment: { ...userEnvironment(), GIT_DIR: gitDirectory } });
}

/** Sends the objects of `revisions` from a git directory of ours into the user's. */
export async function sendObjects(from: { gitDirectory: string; revisions: string[] }, to: string): Promise<void> {
  const [packing, unpacking] = [privateEnvironment(from.gitDirectory, from.gitDirectory), userEnvironment()];
  const pack = spawn('git', [...QUIET, 'pack-objects', '--revs', '--stdout', '-q'], { env: packing });
  const unpack = spawn('git', [...QUIET, 'unpack-objects', '-q'], { env: { ...unpacking, GIT_DIR: to } });
  const piped = [
    pipeline(Readable.from([`${from.revisions.join('\n')}\n`]), pack.stdin),
    pipeline(pack.stdout, unpack.stdin),
  ];
  // A pack says where it ends, and git may leave before its input is closed: the exit codes are what counts.
  for (const pipe of piped) pipe.catch(() => undefined);
  const ended = await Promise.allSettled([success(unpack, unpack.stderr), success(pack, pack.stderr)]);
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed === undefined) return;
  throw new AutomationError('workspace_invalid', 'The result could not be written into the repository.', {
    hint: `Check that ${to} is writable and that its disk has room.`,
    cause: failed.reason,
  });
}

async function success(child: ChildProcess, stderr: Readable): Promise<void> {
  const [complaint, [exitCode]] = await Promise.all([text(stderr), once(child, 'close')]);
  if (exitCode !== 0) throw new Error(complaint.trim());
}

function gitIn(place: Place): Git {
  const ask = async (args: string[], input = '') => start(place, { args, input });
  return {
    ask,
    async run(args, input) {
      const result = await ask(args, input);
      if (result.exitCode === 0) return result.stdout;
      throw new AutomationError('workspace_invalid', `git ${args[0]} failed: ${readable(result.stderr).trim()}`, {
        hint: 'Check the repository with `git status` and `git fsck`, then try again.',
      });
    },
  };
}

function start({ cwd, environment }: Place, { args, input }: { args: string[]; input: string }): Promise<GitResult> {
  const { promise, resolve, reject } = Promise.withResolvers<GitResult>();
  const options = { cwd, env: environment, encoding: 'latin1', maxBuffer: LARGEST_OUTPUT_BYTES } as const;
  const child = execFile('git', [...QUIET, ...args], options, (error, stdout, stderr) => {
    const exitCode = error === null ? 0 : error.code;
    if (typeof exitCode === 'number') resolve({ exitCode, stdout, stderr });
    else reject(notRun(error));
  });
  // A git that fails early leaves its input unread; its exit code is what counts.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input, 'latin1');
  return promise;
}

function notRun(cause: Error | null): AutomationError {
  return new AutomationError('workspace_invalid', `git could not be run: ${cause?.message}`, {
    hint: 'Install git 2.32 or newer and see that it is on PATH.',
    cause,
  });
}

function userEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/** No HOME: git would look there for ignore rules and attributes even without a global configuration. */
function privateEnvironment(gitDirectory: string, workTree: string): Record<string, string> {
  const { HOME: _home, XDG_CONFIG_HOME: _xdg, ...rest } = userEnvironment();
  return { ...rest, ...NO_CONFIGURATION, ...REFERENCES_AS_FILES, GIT_DIR: gitDirectory, GIT_WORK_TREE: workTree };
}

/** File names as people read them. */
export function readable(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The parts of git's NUL-separated output. */
export function records(output: string): string[] {
  return output.split('\0').filter((record) => record !== '');
}
