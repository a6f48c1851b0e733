import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../../src/store/index.ts';
import { type GitHubDouble, startGitHubDouble } from '../../tests/support/github/double.ts';
import { commentPayload } from '../../tests/support/github/hooks.ts';
import type { StoredRepository } from '../../tests/support/github/state.ts';

const SISO = fileURLToPath(new URL('../../build/cli/main.js', import.meta.url));
const SECRET = 'of this benchmark and nothing else';
const THREADS = 50;
const MONA = { login: 'mona', type: 'User' } as const;

export interface Prepared {
  /** What the ledger knows it by. */
  key: string;
  /** Sends it; answers the status. */
  send(): Promise<number>;
}

/** The built `siso serve` with an embedded ledger and an app, in a process of its own, and the double of GitHub in this one. */
export class ServedBot {
  readonly #folder: string;
  readonly #github: GitHubDouble;
  readonly #repository: StoredRepository;
  readonly #child: ChildProcess;
  readonly url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  private constructor(parts: {
    folder: string;
    github: GitHubDouble;
    repository: StoredRepository;
    child: ChildProcess;
    url: URL;
  }) {
    this.#folder = parts.folder;
    this.#github = parts.github;
    this.#repository = parts.repository;
    this.#child = parts.child;
    this.url = parts.url;
  }

  static async start(): Promise<ServedBot> {
    const folder = await mkdtemp(join(tmpdir(), 'siso-bench-bot-'));
    await mkdir(join(folder, 'home'));
    const github = await startGitHubDouble();
    const app = github.addApp({});
    app.install('acme');
    const repository = github.addRepository('acme/web', { workflows: { 'siso-task.yml': ['task_id'] } });
    repository.setRole(MONA.login, 'write', 'write');
    for (let at = 0; at < THREADS; at += 1) repository.addIssue();
    const child = spawn(process.execPath, [SISO, 'serve', '--rehearse', '--no-worker', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, HOME: join(folder, 'home'), SISO_DATA_DIR: join(folder, 'data') },
        ...{ SISO_APP_ID: String(app.id), SISO_APP_PRIVATE_KEY: app.privateKey, SISO_WEBHOOK_SECRET: SECRET },
        GITHUB_API_URL: github.apiUrl,
      },
    });
    return new ServedBot({ folder, github, repository, child, url: await addressOf(child) });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** A comment of somebody who may write, ready to be sent: what GitHub has to do is not measured. */
  comment(at: number, body: string): Prepared {
    const issue = this.#repository.issues[at % THREADS];
    if (issue === undefined) throw new Error('There is no such issue');
    const comment = this.#repository.addComment(issue.number, body, MONA);
    const payload = commentPayload(this.#github, this.#repository.name, { comment: comment.id, action: 'created' });
    const text = JSON.stringify(payload);
    const signature = createHmac('sha256', SECRET).update(text).digest('hex');
    const headers = {
      ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      ...{ 'x-github-event': 'issue_comment', 'x-github-delivery': randomUUID() },
      'x-hub-signature-256': `sha256=${signature}`,
    };
    const key = `comment/${this.#repository.id}/${comment.id}/created`;
    return { key, send: () => this.#post(headers, text) };
  }

  async #post(headers: Record<string, string | number>, body: string): Promise<number> {
    const url = new URL('/api/github/webhooks', this.url);
    const sent = request(url, { method: 'POST', agent: this.#agent, headers }).end(body);
    const [answer] = await once(sent, 'response');
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode;
  }

  /** The ledger that the server has open, through its door. */
  async withStore<Answer>(use: (store: Store) => Promise<Answer>): Promise<Answer> {
    const store = await openStore({ directory: join(this.#folder, 'data'), rehearsal: true });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  /** MiB that the server takes at most while `work` is done, beyond what it took before. */
  async growth(work: () => Promise<void>): Promise<number> {
    await writeFile(`/proc/${this.pid}/clear_refs`, '5');
    const before = await this.#memory('VmRSS');
    await work();
    return Math.max(0, (await this.#memory('VmHWM')) - before);
  }

  async #memory(field: string): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
    await this.#github.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function addressOf(child: ChildProcess): Promise<URL> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += chunk;
    const [, url] = /on (http:\S+)/.exec(printed) ?? [];
    if (url === undefined || !printed.includes('Token: ')) continue;
    return new URL(url);
  }
  throw new Error('siso serve ended before it listened; was it built?');
}
