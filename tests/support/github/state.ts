// What the double remembers. Tests seed it and read it.
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type {
  Account,
  Dispatch,
  Member,
  RepositorySeed,
  StoredCheckRun,
  StoredComment,
  StoredIssue,
  StoredPull,
  StoredRun,
} from './stored.ts';

export type {
  Account,
  RepositorySeed,
  StoredCheckRun,
  StoredComment,
  StoredIssue,
  StoredPull,
  StoredReaction,
  StoredRun,
} from './stored.ts';

/** What a git server says of a repository. */
export type GitRead = (args: string[]) => string | undefined;

interface Surroundings {
  id: number;
  now: () => Date;
  git?: GitRead | undefined;
}

/** One repository. Everything may be read and changed by tests. */
export class StoredRepository {
  /** `owner/name`; see `GitHubDouble.transfer`. */
  name: string;
  readonly id: number;
  readonly defaultBranch: string;
  readonly workflows: Record<string, string[]>;
  readonly issues: StoredIssue[] = [];
  readonly removedComments: { comment: StoredComment; issue: StoredIssue }[] = [];
  readonly dispatches: Dispatch[] = [];
  readonly runs: StoredRun[] = [];
  readonly checkRuns: StoredCheckRun[] = [];
  readonly members = new Map<string, Member>();
  readonly files: Map<string, string>;
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  pullRequestsByActions = true;
  readonly #branches: Set<string> | undefined;
  readonly #git: GitRead | undefined;
  readonly #now: () => Date;
  #lastId = 0;

  constructor(name: string, seed: RepositorySeed, { id, now, git }: Surroundings) {
    this.name = name;
    this.id = id;
    this.#now = now;
    this.#git = git;
    this.defaultBranch = seed.defaultBranch ?? 'main';
    this.workflows = seed.workflows ?? {};
    this.files = new Map(Object.entries(seed.files ?? {}));
    const isOwn = seed.branches !== undefined || git === undefined;
    this.#branches = isOwn ? new Set([this.defaultBranch, ...(seed.branches ?? [])]) : undefined;
  }

  get owner(): string {
    return this.name.split('/')[0] ?? '';
  }

  hasBranch(branch: string): boolean {
    return this.#branches?.has(branch) ?? this.#commitOf(branch) !== undefined;
  }

  /** Of a branch; made up where there is no git server. */
  shaOf(branch: string): string {
    return this.#commitOf(branch) ?? createHash('sha1').update(branch).digest('hex');
  }

  #commitOf(branch: string): string | undefined {
    return this.#git?.(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`])?.trim();
  }

  fileAt(path: string, ref = this.defaultBranch): string | undefined {
    const own = ref === this.defaultBranch ? this.files.get(path) : undefined;
    return own ?? this.#git?.(['show', `${ref}:${path}`]);
  }

  diffOf({ base, head, diff }: StoredPull): string {
    return diff ?? this.#git?.(['diff', `${base}...${head}`]) ?? '';
  }

  /** Seeds what somebody did before the test. */
  setRole(login: string, role: string, permission: Member['permission']): void {
    this.members.set(login, { role, permission });
  }

  addIssue(issue: Partial<Omit<StoredIssue, 'number' | 'comments'>> = {}): StoredIssue {
    const number = this.issues.length + 1;
    const [createdAt, updatedAt] = [this.#moment(), this.#moment()];
    const plain = { title: `Issue ${number}`, body: null, state: 'open', locked: false, user: SOMEBODY } as const;
    const added: StoredIssue = { ...plain, labels: [], createdAt, updatedAt, ...issue, number, comments: [] };
    this.issues.push(added);
    return added;
  }

  addComment(issue: number, body: string, user: Account = SOMEBODY): StoredComment {
    const comments = this.issues.find(({ number }) => number === issue)?.comments;
    if (comments === undefined) throw new Error(`${this.name} has no #${issue}`);
    const [createdAt, updatedAt] = [this.#moment(), this.#moment()];
    const id = this.id * 10_000_000 + issue * 100_000 + this.nextId();
    const added = { id, body, user, reactions: [], createdAt, updatedAt };
    comments.push(added);
    return added;
  }

  comment(id: number): { comment: StoredComment; issue: StoredIssue } | undefined {
    for (const issue of this.issues) {
      const comment = issue.comments.find((each) => each.id === id);
      if (comment !== undefined) return { comment, issue };
    }
    return undefined;
  }

  editComment(id: number, body: string): void {
    const found = this.comment(id);
    if (found === undefined) throw new Error(`${this.name} has no comment ${id}`);
    Object.assign(found.comment, { body, updatedAt: this.#moment() });
  }

  /** As its author or a maintainer does on GitHub. */
  removeComment(id: number): void {
    const found = this.comment(id);
    if (found === undefined) throw new Error(`${this.name} has no comment ${id}`);
    this.removedComments.push(found);
    found.issue.comments.splice(found.issue.comments.indexOf(found.comment), 1);
  }

  startRun({ workflow, ref, inputs, actor }: Omit<Dispatch, 'runId'> & { actor: Account }): StoredRun {
    const id = 1_000 + this.runs.length;
    const title = this.#runName(workflow, inputs);
    const plain = { event: 'workflow_dispatch', status: 'queued', conclusion: null, attempt: 1 } as const;
    const run: StoredRun = { id, workflow, title, ...plain, branch: ref, actor, createdAt: this.#moment() };
    this.runs.push(run);
    return run;
  }

  finishRun(id: number, conclusion: string): void {
    const run = this.runs.find((each) => each.id === id);
    if (run === undefined) throw new Error(`${this.name} has no run ${id}`);
    Object.assign(run, { status: 'completed', conclusion });
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** As the file of the workflow says, if there is one; only inputs are known there. */
  #runName(workflow: string, inputs: Record<string, unknown>): string {
    const file = this.fileAt(`.github/workflows/${workflow}`);
    const named: unknown = file === undefined ? undefined : parse(file);
    const name =
      typeof named === 'object' && named !== null && 'run-name' in named ? String(named['run-name']) : workflow;
    return name.replaceAll(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, input: string) => String(inputs[input] ?? ''));
  }

  /** GitHub's times have no milliseconds. */
  #moment(): string {
    return this.#now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }
}

const SOMEBODY: Account = { login: 'octocat', type: 'User' };
export const ACTIONS: Account = { login: 'github-actions[bot]', type: 'Bot' };
