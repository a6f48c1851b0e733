import { AutomationError } from '../src/domain/errors.ts';
import type {
  BotGitHub,
  CheckRunState,
  GitHubApp,
  Identified,
  NewCheckRun,
  Numbered,
  Pacer,
  PullRequest,
  Reaction,
  ThreadComment,
  WorkflowRun,
} from '../src/github/bot.ts';

export type { GitHubApp };

/** Roles that were asked for lately, by repository and login. */
export type RoleMemory = Map<string, { role: string; until: number }>;

export interface RepositoryParts {
  repository: string;
  client: BotGitHub;
  installationId: number;
  pacer: Pacer;
  roles: RoleMemory;
  now(): Date;
  /** GitHub found something not to be there: the app may have been installed anew, or the repository be another's now. */
  onMissing(): void;
}

/** GitHub changes a role at once; a minute is how long whoever lost theirs is still heard. */
const ROLE_MS = 60_000;
const MOST_ROLES = 10_000;

/** One repository as the bot sees it. What makes something is paced, so that GitHub takes the bot for no flood. */
export class RepositoryGitHub {
  readonly #parts: RepositoryParts;

  constructor(parts: RepositoryParts) {
    this.#parts = parts;
  }

  /** The role of somebody, at most a minute old; `none` where GitHub knows none. Throws what keeps it from being found out. */
  async roleOf(login: string): Promise<string> {
    const { roles, now, repository } = this.#parts;
    const key = `${repository.toLowerCase()} ${login.toLowerCase()}`;
    const known = roles.get(key);
    if (known !== undefined && known.until > now().getTime()) return known.role;
    const role = await this.#ask((client, of) => client.permissionOf(of, login)).catch(noneWhereUnknown);
    if (roles.size > MOST_ROLES) roles.clear();
    roles.set(key, { role, until: now().getTime() + ROLE_MS });
    return role;
  }

  defaultBranch(): Promise<string> {
    return this.#ask((client, repository) => client.defaultBranch(repository));
  }

  comments(number: number): Promise<ThreadComment[]> {
    return this.#ask((client, repository) => client.comments(repository, number));
  }

  pullRequest(number: number): Promise<PullRequest> {
    return this.#ask((client, repository) => client.pullRequest(repository, number));
  }

  diff(number: number, limit: number): Promise<string> {
    return this.#ask((client, repository) => client.diff(repository, number, limit));
  }

  /** Of the default branch. */
  fileAt(path: string): Promise<string | undefined> {
    return this.#ask((client, repository) => client.fileAt(repository, path));
  }

  findComment(
    number: number,
    predicate: (comment: { id: number; login: string; body: string }) => boolean,
  ): Promise<{ id: number } | undefined> {
    return this.#ask((client, repository) => client.findComment(repository, number, predicate));
  }

  react(commentId: number, content: Reaction): Promise<number> {
    return this.#write('other', (client, repository) => client.react(repository, commentId, content));
  }

  /** `before` is done when its turn has come, right before it is sent; what it throws keeps it from being sent. */
  createComment(number: number, body: string, before = async () => {}): Promise<Identified> {
    return this.#write('create', async (client, repository) => {
      await before();
      return client.createComment(repository, number, body);
    });
  }

  updateComment(id: number, body: string): Promise<Identified> {
    return this.#write('edit', (client, repository) => client.updateComment(repository, id, body));
  }

  createIssue(issue: { title: string; body: string; labels: string[] }): Promise<Numbered> {
    return this.#write('create', (client, repository) => client.createIssue(repository, issue));
  }

  findIssue(
    label: string,
    predicate: (issue: { login: string; body: string }) => boolean,
  ): Promise<Numbered | undefined> {
    return this.#ask((client, repository) => client.findIssue(repository, { label, predicate }));
  }

  createCheckRun(check: NewCheckRun): Promise<Identified> {
    return this.#write('other', (client, repository) => client.createCheckRun(repository, check));
  }

  updateCheckRun(id: number, state: CheckRunState): Promise<Identified> {
    return this.#write('other', (client, repository) => client.updateCheckRun(repository, id, state));
  }

  dispatchWorkflow(
    file: string,
    dispatch: { ref: string; inputs: Record<string, string> },
  ): Promise<number | undefined> {
    return this.#write('other', (client, repository) => client.dispatchWorkflow(repository, file, dispatch));
  }

  findRun(file: string, wanted: { title: string; since: Date }): Promise<WorkflowRun | undefined> {
    return this.#ask((client, repository) => client.findRun(repository, file, wanted));
  }

  run(id: number): Promise<WorkflowRun> {
    return this.#ask((client, repository) => client.run(repository, id));
  }

  async #ask<T>(work: (client: BotGitHub, repository: string) => Promise<T>): Promise<T> {
    const { client, repository, onMissing } = this.#parts;
    try {
      return await work(client, repository);
    } catch (error) {
      if (error instanceof AutomationError && error.code === 'not_found') onMissing();
      throw error;
    }
  }

  #write<T>(
    kind: 'create' | 'edit' | 'other',
    work: (client: BotGitHub, repository: string) => Promise<T>,
  ): Promise<T> {
    const { pacer, installationId } = this.#parts;
    return pacer.run(installationId, kind, () => this.#ask(work));
  }
}

/** GitHub knows no such collaborator. */
function noneWhereUnknown(error: unknown): 'none' {
  if (error instanceof AutomationError && error.code === 'not_found') return 'none';
  throw error;
}
