// What is remembered of each thing.
export interface Account {
  login: string;
  type: 'User' | 'Bot';
}

export interface StoredReaction {
  id: number;
  content: string;
  user: Account;
}

export interface StoredComment {
  id: number;
  body: string;
  user: Account;
  reactions: StoredReaction[];
  createdAt: string;
  updatedAt: string;
}

export interface StoredPull {
  head: string;
  base: string;
  draft: boolean;
  /** Default: the commit of the branch, or one made up from its name. */
  headSha?: string;
  /** `null`: a fork that was deleted. Default: the repository itself. */
  headRepository?: string | null;
  /** Default: what git says, if there is one. */
  diff?: string;
}

/** An issue; with `pull` a pull request. */
export interface StoredIssue {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  locked: boolean;
  labels: string[];
  user: Account;
  comments: StoredComment[];
  createdAt: string;
  updatedAt: string;
  pull?: StoredPull;
}

export interface Dispatch {
  workflow: string;
  ref: string;
  inputs: Record<string, unknown>;
  runId: number;
}

export interface StoredRun {
  id: number;
  workflow: string;
  /** Its `run-name`. */
  title: string;
  event: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  attempt: number;
  branch: string;
  actor: Account;
  createdAt: string;
}

export interface StoredCheckRun {
  id: number;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  title: string;
  summary: string;
  detailsUrl: string | null;
}

/** `role` may be one that an organization made; then `permission` is the level it is based on. */
export interface Member {
  role: string;
  permission: 'admin' | 'write' | 'read' | 'none';
}

export interface RepositorySeed {
  defaultBranch?: string;
  /** Those that exist. Default: those of the git server if there is one, else the default branch. */
  branches?: string[];
  /** Workflow files and the inputs that each takes. */
  workflows?: Record<string, string[]>;
  /** Of the default branch. Without them those of the git server, if there is one. */
  files?: Record<string, string>;
}
