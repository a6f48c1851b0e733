import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { copyExample } from '../../src/workspace/index.ts';
import { CACHE_DIR, claudeBinary } from './claude.ts';
import { runComposite } from './composite/run-composite.ts';
import type { CompositeEnd, CompositeOptions, UsesCall } from './composite/types.ts';
import { type GitHubDouble, startGitHubDouble } from './github/double.ts';
import { type GitServer, startGitServer } from './github/git-server.ts';
import type { StoredRepository } from './github/state.ts';

const REPOSITORY = 'acme/web';

export interface JobUse extends Partial<Omit<CompositeOptions, 'actionFolder' | 'workspace' | 'runner'>> {
  event?: string;
  payload?: object;
  actor?: string;
}

/**
 * A job of GitHub Actions with a checkout of the example: the built action in a lone folder, a remote over HTTP, the GitHub
 * double, and nothing of this process's environment.
 */
export class ActionJob {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-action-')));
  readonly workspace = join(this.root, 'work', 'web');
  readonly temp = join(this.root, 'temp');
  readonly dataDirectory = join(this.root, 'data');
  readonly git: GitServer;
  readonly github: GitHubDouble;
  /** What GitHub has of the repository. */
  readonly repository: StoredRepository;
  readonly #action: string;

  constructor(parts: { git: GitServer; github: GitHubDouble; action: string }) {
    this.git = parts.git;
    this.github = parts.github;
    this.repository = parts.github.addRepository(REPOSITORY);
    this.repository.setRole('mona', 'write', 'write');
    this.#action = parts.action;
    for (const folder of [this.temp, join(this.root, 'home'), dirname(this.workspace)])
      mkdirSync(folder, { recursive: true });
  }

  /** Uses the action once, rehearsing unless told otherwise. */
  use(
    inputs: Record<string, string>,
    { event = 'workflow_dispatch', payload = {}, actor = 'mona', ...use }: JobUse = {},
  ): Promise<CompositeEnd> {
    return runComposite({
      actionFolder: this.#action,
      workspace: this.workspace,
      runner: { temp: this.temp, os: 'Linux', arch: 'X64' },
      machine: { HOME: join(this.root, 'home') },
      with: { 'data-dir': this.dataDirectory, ...inputs },
      uses: { 'actions/setup-node': skip, 'actions/cache/restore': skip, 'actions/cache/save': skip },
      ...use,
      env: { SISO_CACHE_DIR: CACHE_DIR, CI: 'true', ...use.env },
      github: {
        ...{
          event_name: event,
          event: payload,
          repository: REPOSITORY,
          actor,
          triggering_actor: actor,
          run_id: '4711',
          run_attempt: '1',
        },
        ...{
          ref: 'refs/heads/main',
          ref_name: 'main',
          ref_type: 'branch',
          workflow: 'tests',
          token: this.git.tokens.write,
        },
        ...{ api_url: this.github.apiUrl, server_url: this.git.url },
        ...use.github,
      },
    });
  }

  /** Makes a commit on the one that is checked out and pushes it to `ref`, such as a branch or `refs/pull/1/head`. Answers its id. */
  async push(ref: string, files: Record<string, string>): Promise<string> {
    const folder = mkdtempSync(join(this.root, 'pull-'));
    const url = `${this.git.url}/${REPOSITORY}.git`.replace('://', `://x-access-token:${this.git.tokens.write}@`);
    await cloneIn(folder, [url, '.']);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    commitAll(folder);
    await gitAway(folder, ['push', '--quiet', url, `HEAD:${ref}`]);
    return gitIn(folder, ['rev-parse', 'HEAD']).trim();
  }

  /** A bare clone of the remote. */
  async #look(): Promise<string> {
    const url = `${this.git.url}/${REPOSITORY}.git`.replace('://', `://x-access-token:${this.git.tokens.read}@`);
    const folder = mkdtempSync(join(this.root, 'look-'));
    await cloneIn(folder, ['--bare', url, '.']);
    return folder;
  }

  /** The commit before the last one of a branch of the remote. */
  async parentOf(branch: string): Promise<string> {
    const folder = await this.#look();
    const parent = gitIn(folder, ['rev-parse', `refs/heads/${branch}^`]).trim();
    rmSync(folder, { recursive: true });
    return parent;
  }

  /** Branches of the remote with the subject of their last commit. */
  async branches(): Promise<Record<string, string>> {
    const folder = await this.#look();
    const lines = gitIn(folder, ['for-each-ref', '--format=%(refname:short)\t%(contents:subject)', 'refs/heads']);
    rmSync(folder, { recursive: true });
    return Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map((line) => line.split('\t')),
    );
  }
}

const skip = async (_call: UsesCall) => 'skip' as const;

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** A job whose checkout is as actions/checkout makes one: one commit deep, without credentials. */
export async function aJob(files: Record<string, string> = {}): Promise<ActionJob> {
  await claudeBinary();
  const git = await startGitServer();
  const github = await startGitHubDouble({ git });
  const action = loneAction();
  const job = new ActionJob({ git, github, action });
  onTestFinished(async () => {
    await Promise.all([git.stop(), github.stop()]);
    for (const folder of [job.root, action]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const source = join(job.root, 'source');
  await copyExample(source);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, name)), { recursive: true });
    writeFileSync(join(source, name), text);
  }
  commitAll(source);
  await git.createRepository(REPOSITORY, source);
  const url = `${git.url}/${REPOSITORY}.git`.replace('://', `://x-access-token:${git.tokens.read}@`);
  await cloneIn(job.root, ['--depth=1', url, job.workspace]);
  gitIn(job.workspace, ['remote', 'set-url', 'origin', `${git.url}/${REPOSITORY}`]);
  return job;
}

/** The action as GitHub downloads it, with nothing installed beside it. */
function loneAction(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-lone-')));
  for (const name of ['action.yml', 'dist']) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  return folder;
}

function commitAll(folder: string): void {
  gitIn(folder, ['add', '--all']);
  const changed = gitIn(folder, ['status', '--porcelain']);
  if (changed !== '') gitIn(folder, ['commit', '--quiet', '-m', 'More files']);
}

function cloneIn(cwd: string, args: string[]): Promise<void> {
  return gitAway(cwd, ['clone', '--quiet', ...args]);
}

/** The server is in this very process, so nothing may wait here for git. */
async function gitAway(cwd: string, args: string[]): Promise<void> {
  await promisify(execFile)('git', args, { cwd, env: { PATH: process.env.PATH, HOME: cwd } });
}

export function gitIn(cwd: string, args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  return execFileSync('git', [...identity, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: cwd },
  });
}
