import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { sisoApp } from '../../bot/app.ts';
import { type Bot, startBot } from '../../bot/index.ts';
import { Guard, openProbot } from '../../bot/server/index.ts';
import type { GitHubDouble } from './github/double.ts';
import { startGitHubDouble } from './github/double.ts';
import { commentPayload, runPayload } from './github/hooks.ts';
import type { StoredComment, StoredIssue, StoredRepository } from './github/state.ts';
import type { RealPostgres } from './real-postgres.ts';
import { aRunnerProjectOfThisTest, type RunnerProject } from './runners.ts';

export const REPOSITORY = 'acme/web';
export const MONA = { login: 'mona', type: 'User' } as const;

/** A bot on a real ledger, the double of GitHub, and people who write there. */
export class BotWorld {
  readonly project: RunnerProject;
  readonly github: GitHubDouble;
  readonly repository: StoredRepository;
  readonly app: ReturnType<GitHubDouble['addApp']>;
  readonly faults: unknown[] = [];
  #bot: Bot | undefined;
  #deliveries = 0;
  #passedMs = 0;

  constructor({
    project,
    github,
    repository,
  }: { project: RunnerProject; github: GitHubDouble; repository: StoredRepository }) {
    this.project = project;
    this.github = github;
    this.repository = repository;
    this.app = github.addApp({});
    this.app.install('acme');
    for (const [login, role] of [
      ['mona', 'write'],
      ['maria', 'maintain'],
      ['ada', 'admin'],
      ['theo', 'triage'],
    ] as const)
      repository.setRole(login, role, role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role);
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error('The bot was not started');
    return this.#bot;
  }

  /** Another process in the place of the one that was there. */
  async start(): Promise<Bot> {
    await this.#bot?.stop();
    this.#bot = await startBot({
      store: this.project.service,
      app: {
        apiUrl: this.github.apiUrl,
        appId: String(this.app.id),
        privateKey: this.app.privateKey,
        alerts: REPOSITORY,
      },
      rehearsal: true,
      onFault: (error) => this.faults.push(error),
      // Only what a test asks for is done, and nobody waits for real.
      pace: {
        everyMs: 3_600_000,
        wait: async (ms) => {
          this.#passedMs += ms;
        },
        now: () => new Date(Date.now() + this.#passedMs),
      },
    });
    return this.#bot;
  }

  /** Somebody comments, GitHub tells the bot, and everything that follows at once has been done. */
  async say(issue: StoredIssue, body: string, user: StoredComment['user'] = MONA): Promise<StoredComment> {
    const comment = this.repository.addComment(issue.number, body, user);
    await this.tell(comment.id, 'created');
    return comment;
  }

  async tell(commentId: number, action: 'created' | 'edited' | 'deleted'): Promise<void> {
    await this.hear('issue_comment', commentPayload(this.github, REPOSITORY, { comment: commentId, action }));
    await this.bot.settle();
  }

  async tellRunEnded(runId: number): Promise<void> {
    await this.hear('workflow_run', runPayload(this.github, REPOSITORY, runId));
    await this.bot.settle();
  }

  /** A webhook as it came in, each with an id of its own. */
  hear(event: string, payload: unknown): Promise<string> {
    this.#deliveries += 1;
    return this.bot.receive({ id: `delivery-${this.#deliveries}`, event, payload });
  }

  /** Where webhooks of the app may be sent to, as `siso serve` takes them. */
  async listen(): Promise<{ url: string; secret: string }> {
    const secret = randomBytes(16).toString('hex');
    const receive = await openProbot(sisoApp({ receive: (delivery) => this.bot.receive(delivery) }));
    const guard = new Guard({ secrets: [secret], receive, onFault: (error) => this.faults.push(error) });
    const server = createServer((request, response) => guard.handle(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.closeAllConnections());
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`, secret };
  }

  /** What the bot wrote in a thread. */
  said({ number }: StoredIssue): string[] {
    const issue = this.repository.issues.find((each) => each.number === number);
    return (issue?.comments ?? []).filter(({ user }) => user.login === this.app.login).map(({ body }) => body);
  }

  /** Of the bot to a comment, in their order. */
  reactionsTo({ reactions }: StoredComment): string[] {
    return reactions.map(({ content }) => content);
  }

  /** Of the bot's clock, milliseconds since its beginning. */
  get passedMs(): number {
    return this.#passedMs;
  }

  /** For the ledger and the bot. */
  async pass(seconds: number): Promise<void> {
    this.#passedMs += seconds * 1_000;
    const client = await this.project.database.connect();
    await client.query(`update siso.test_clock set at = at + make_interval(secs => ${Number(seconds)})`);
  }

  async tasks() {
    const page = await this.project.service.call('siso_list_tasks', { p_filter: {}, p_limit: 100, p_after: null });
    return page.tasks.toReversed();
  }
}

/** A bot that has just been started. Ended when the test is over. */
export async function aBot(postgres: RealPostgres, { github }: { github?: GitHubDouble } = {}): Promise<BotWorld> {
  const project = await aRunnerProjectOfThisTest(postgres, { rehearsal: true, defaultRole: 'none' });
  const client = await project.database.connect();
  await client.query('create table siso.test_clock as select siso.now() as at');
  const double = github ?? (await startGitHubDouble());
  if (github === undefined) onTestFinished(() => double.stop());
  const repository =
    double.repositories.get(REPOSITORY) ??
    double.addRepository(REPOSITORY, { workflows: { 'siso-task.yml': ['task_id'] } });
  const world = new BotWorld({ project, github: double, repository });
  await world.start();
  onTestFinished(() => world.bot.stop());
  return world;
}
