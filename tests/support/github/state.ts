// What the double remembers. Tests seed it and read it.
export interface Account {
  login: string;
  type: 'User' | 'Bot';
}

export interface StoredComment {
  id: number;
  body: string;
  user: Account;
  reactions: string[];
}

/** An issue; with `pull` a pull request. */
export interface StoredIssue {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  labels: string[];
  user: Account;
  comments: StoredComment[];
  pull?: { head: string; base: string; draft: boolean };
}

export interface Dispatch {
  workflow: string;
  ref: string;
  inputs: Record<string, unknown>;
  runId: number;
}

/** `role` may be one that an organization made; then `permission` is the level it is based on. */
interface Member {
  role: string;
  permission: 'admin' | 'write' | 'read' | 'none';
}

export interface RepositorySeed {
  defaultBranch?: string;
  /** Those that exist. Default: those of the git server if there is one, else the default branch. */
  branches?: string[];
  /** Workflow files and the inputs that each takes. */
  workflows?: Record<string, string[]>;
}

/** One repository. Everything may be read and changed by tests. */
export class StoredRepository {
  readonly name: string;
  readonly defaultBranch: string;
  readonly workflows: Record<string, string[]>;
  readonly issues: StoredIssue[] = [];
  readonly dispatches: Dispatch[] = [];
  readonly members = new Map<string, Member>();
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  pullRequestsByActions = true;
  readonly #branches: Set<string> | undefined;
  readonly #hasBranch: ((name: string, branch: string) => boolean) | undefined;

  constructor(name: string, seed: RepositorySeed, hasBranch?: (name: string, branch: string) => boolean) {
    this.name = name;
    this.defaultBranch = seed.defaultBranch ?? 'main';
    this.workflows = seed.workflows ?? {};
    const isOwn = seed.branches !== undefined || hasBranch === undefined;
    this.#branches = isOwn ? new Set([this.defaultBranch, ...(seed.branches ?? [])]) : undefined;
    this.#hasBranch = hasBranch;
  }

  hasBranch(branch: string): boolean {
    return this.#branches?.has(branch) ?? this.#hasBranch?.(this.name, branch) ?? false;
  }

  /** Seeds what somebody did before the test. */
  setRole(login: string, role: string, permission: Member['permission']): void {
    this.members.set(login, { role, permission });
  }

  addIssue(issue: Partial<Omit<StoredIssue, 'number' | 'comments'>> = {}): StoredIssue {
    const number = this.issues.length + 1;
    const plain = { title: `Issue ${number}`, body: null, state: 'open', labels: [], user: SOMEBODY } as const;
    const added: StoredIssue = { ...plain, labels: [], ...issue, number, comments: [] };
    this.issues.push(added);
    return added;
  }

  addComment(issue: number, body: string, user: Account = SOMEBODY): StoredComment {
    const comments = this.issues.find(({ number }) => number === issue)?.comments;
    if (comments === undefined) throw new Error(`${this.name} has no #${issue}`);
    const id = this.issues.flatMap((each) => each.comments).length + 1;
    const added = { id: issue * 100_000 + id, body, user, reactions: [] };
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
}

const SOMEBODY: Account = { login: 'octocat', type: 'User' };
export const ACTIONS: Account = { login: 'github-actions[bot]', type: 'Bot' };
