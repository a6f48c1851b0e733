import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import {
  type Comment,
  commentOf,
  commentSchema,
  type Identified,
  type Issue,
  type IssueAnswer,
  issueOf,
  issueSchema,
  type Numbered,
  permissionSchema,
  pullRequestSchema,
  type Role,
  repositorySchema,
  roleSchema,
} from './answers.ts';
import { Caller, type GitHubOptions } from './caller.ts';
import { findPaged, PAGE } from './pages.ts';

/** Characters that GitHub takes in the body of a comment, an issue or a pull request. */
const LONGEST_BODY = 65_536;

interface NewPullRequest {
  title: string;
  body: string;
  /** Branch with the changes, in the same repository. */
  head: string;
  base: string;
  draft?: boolean;
}

interface NewIssue {
  title: string;
  body: string;
  /** Those that do not exist are made, in a default colour. */
  labels?: string[];
}

interface ChangedIssue {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
}

/** What the project asks of GitHub. A repository is `owner/name`. Everything throws `forbidden`, `not_found` or `github_failed`. */
export class GitHub {
  protected readonly caller: Caller;

  constructor(options: GitHubOptions) {
    this.caller = new Caller(options);
  }

  /** What `login` may do. Whoever asks before doing something must take a failure for a no. */
  async permissionOf(repository: string, login: string): Promise<Role> {
    const asked = { to: `ask what ${JSON.stringify(login)} may do`, repository, needs: 'metadata: read' };
    const { role_name, permission } = await this.caller.ask(asked, permissionSchema, (rest, names) =>
      rest.repos.getCollaboratorPermissionLevel({ ...names, username: login }),
    );
    return roleSchema.safeParse(role_name).data ?? roleSchema.catch('none').parse(permission);
  }

  async defaultBranch(repository: string): Promise<string> {
    const asked = { to: 'read the repository', repository, needs: 'contents: read' };
    return (await this.caller.ask(asked, repositorySchema, (rest, names) => rest.repos.get(names))).default_branch;
  }

  /** The open one from the branch `head` of the same repository, to `base` if that is given. */
  async findPullRequest(
    repository: string,
    { head, base }: { head: string; base?: string },
  ): Promise<Numbered | undefined> {
    const asked = { to: 'list pull requests', repository, needs: 'pull-requests: read' };
    const filter = { state: 'open', ...(base === undefined ? {} : { base }) } as const;
    const [found] = await this.caller.ask(asked, z.array(pullRequestSchema), (rest, names) =>
      rest.pulls.list({ ...names, ...filter, head: `${names.owner}:${head}`, per_page: 1 }),
    );
    return found && numbered(found);
  }

  async createPullRequest(repository: string, { title, body, ...rest }: NewPullRequest): Promise<Numbered> {
    const asked = { to: 'create a pull request', repository, needs: 'pull-requests: write' };
    const fields = { title, body: sendable(body), ...rest };
    return numbered(
      await this.caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.create({ ...names, ...fields })),
    );
  }

  async updatePullRequest(
    repository: string,
    number: number,
    change: { title?: string; body?: string },
  ): Promise<Numbered> {
    const asked = { to: `change the pull request #${number}`, repository, needs: 'pull-requests: write' };
    const fields = { pull_number: number, ...sendableChange(change) };
    return numbered(
      await this.caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.update({ ...names, ...fields })),
    );
  }

  /** `issue`: the number of an issue or a pull request. */
  async createComment(repository: string, issue: number, body: string): Promise<Identified> {
    const asked = { to: `comment on #${issue}`, repository, needs: 'issues: write' };
    const fields = { issue_number: issue, body: sendable(body) };
    return identified(
      await this.caller.ask(asked, commentSchema, ({ issues }, names) => issues.createComment({ ...names, ...fields })),
    );
  }

  async updateComment(repository: string, id: number, body: string): Promise<Identified> {
    const asked = { to: `change the comment ${id}`, repository, needs: 'issues: write' };
    const fields = { comment_id: id, body: sendable(body) };
    return identified(
      await this.caller.ask(asked, commentSchema, ({ issues }, names) => issues.updateComment({ ...names, ...fields })),
    );
  }

  /** The oldest comment that `predicate` is true of, among the first 1,000. */
  async findComment(
    repository: string,
    issue: number,
    predicate: (comment: Comment) => boolean,
  ): Promise<Comment | undefined> {
    const asked = { to: `read the comments of #${issue}`, repository, needs: 'issues: read' };
    return findPaged(predicate, async (page) => {
      const answers = await this.caller.ask(asked, z.array(commentSchema), ({ issues }, names) =>
        issues.listComments({ ...names, issue_number: issue, per_page: PAGE, page }),
      );
      return answers.map(commentOf);
    });
  }

  async createIssue(repository: string, { labels = [], ...issue }: NewIssue): Promise<Numbered> {
    const asked = { to: 'create an issue', repository, needs: 'issues: write' };
    const fields = { ...issue, body: sendable(issue.body), labels };
    return numbered(
      await this.caller.ask(asked, issueSchema, ({ issues }, names) => issues.create({ ...names, ...fields })),
    );
  }

  async updateIssue(repository: string, number: number, change: ChangedIssue): Promise<Numbered> {
    const asked = { to: `change the issue #${number}`, repository, needs: 'issues: write' };
    const fields = { issue_number: number, ...sendableChange(change) };
    return numbered(
      await this.caller.ask(asked, issueSchema, ({ issues }, names) => issues.update({ ...names, ...fields })),
    );
  }

  /** The oldest open issue with `label` that `predicate` is true of, among the first 1,000; never a pull request. */
  async findIssue(
    repository: string,
    { label, predicate }: { label: string; predicate: (issue: Issue) => boolean },
  ): Promise<Issue | undefined> {
    const asked = { to: 'list issues', repository, needs: 'issues: read' };
    const filter = { labels: label, state: 'open', sort: 'created', direction: 'asc' } as const;
    const found = await findPaged<IssueAnswer>(
      (issue) => issue.pull_request === undefined && predicate(issueOf(issue)),
      (page) =>
        this.caller.ask(asked, z.array(issueSchema), ({ issues }, names) =>
          issues.listForRepo({ ...names, ...filter, per_page: PAGE, page }),
        ),
    );
    return found && issueOf(found);
  }
}

/** Nothing is sent yet. Throws `config_invalid` for an address that is not https, `usage` for what is no token. */
export function openGitHub(options: GitHubOptions): GitHub {
  return new GitHub(options);
}

function sendable(body: string): string {
  if (body.length <= LONGEST_BODY) return body;
  const [length, most] = [body.length, LONGEST_BODY].map((count) => count.toLocaleString('en'));
  throw new AutomationError('usage', `The text for GitHub has ${length} characters; it takes ${most}`, {
    hint: 'Cut it to 60,000 before it is posted.',
  });
}

function sendableChange<T extends { body?: string }>(change: T): T {
  if (change.body !== undefined) sendable(change.body);
  return change;
}

function numbered({ number, html_url: url }: z.infer<typeof pullRequestSchema>): Numbered {
  return { number, url };
}

function identified({ id, html_url: url }: z.infer<typeof commentSchema>): Identified {
  return { id, url };
}
