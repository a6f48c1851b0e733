import type { Identified } from './answers.ts';
import type { PullRequest, Thread, ThreadComment, WorkflowRun } from './bot-answers.ts';
import type { GitHubOptions } from './caller.ts';
import { type CheckRunState, createCheckRun, type NewCheckRun, updateCheckRun } from './checks.ts';
import { readDiff, readFileAt, readPullRequest } from './contents.ts';
import { GitHub } from './github.ts';
import { type Reaction, react, readComment, readComments, readThread, unreact } from './issues.ts';
import { cancelRun, type Dispatch, dispatch, findRun, readRun } from './workflows.ts';

/** What the bot asks of GitHub besides. Everything throws `forbidden`, `not_found` or `github_failed`. */
export class BotGitHub extends GitHub {
  /** `number`: of an issue or a pull request. */
  issue(repository: string, number: number): Promise<Thread> {
    return readThread(this.caller, repository, number);
  }

  /** The first 1,000, oldest first. */
  comments(repository: string, number: number): Promise<ThreadComment[]> {
    return readComments(this.caller, repository, number);
  }

  comment(repository: string, id: number): Promise<ThreadComment> {
    return readComment(this.caller, { repository, comment: id });
  }

  pullRequest(repository: string, number: number): Promise<PullRequest> {
    return readPullRequest(this.caller, repository, number);
  }

  /** The changes of a pull request, cut to `limit` characters (UTF-16 units); a sentence where GitHub gives out none so large. */
  async diff(repository: string, number: number, limit: number): Promise<string> {
    // A character that the cut halves would not be taken by a database.
    return (await readDiff(this.caller, repository, number)).slice(0, limit).toWellFormed();
  }

  /** On the default branch when there is no `ref`. `undefined`: there is no such file. */
  fileAt(repository: string, path: string, ref?: string): Promise<string | undefined> {
    return readFileAt(this.caller, { repository, path, ref });
  }

  /** The id of the reaction, which may have been there already. */
  react(repository: string, commentId: number, content: Reaction): Promise<number> {
    return react(this.caller, { repository, comment: commentId }, content);
  }

  /** Takes back a reaction of our own, if it is still there. */
  unreact(repository: string, commentId: number, reactionId: number): Promise<void> {
    return unreact(this.caller, { repository, comment: commentId }, reactionId);
  }

  /**
   * The id of the run; `undefined` where the server does not tell it, as GitHub Enterprise Server up to 3.19: then see `findRun`.
   * When the answer is lost the run may have been started: a retryable `github_failed`.
   */
  dispatchWorkflow(repository: string, workflowFile: string, what: Dispatch): Promise<number | undefined> {
    return dispatch(this.caller, { repository, file: workflowFile }, what);
  }

  /** The newest dispatched run with that `run-name`, made after `since`, among the newest 1,000. */
  findRun(
    repository: string,
    workflowFile: string,
    wanted: { title: string; since: Date },
  ): Promise<WorkflowRun | undefined> {
    return findRun(this.caller, { repository, file: workflowFile }, wanted);
  }

  run(repository: string, id: number): Promise<WorkflowRun> {
    return readRun(this.caller, repository, id);
  }

  /** `false`: it was over already. */
  cancelRun(repository: string, id: number): Promise<boolean> {
    return cancelRun(this.caller, repository, id);
  }

  createCheckRun(repository: string, check: NewCheckRun): Promise<Identified> {
    return createCheckRun(this.caller, repository, check);
  }

  updateCheckRun(repository: string, id: number, state: CheckRunState): Promise<Identified> {
    return updateCheckRun(this.caller, { repository, id }, state);
  }
}

/** Nothing is sent yet. Throws `config_invalid` for an address that is not https, `usage` for what is no token. */
export function openBotGitHub(options: GitHubOptions): BotGitHub {
  return new BotGitHub(options);
}
