/** What the bot asks of GitHub; the Action has `index.ts`, and none of this in its `dist`. */

export type { Identified, Numbered } from './answers.ts';
export { type GitHubApp, type GitHubAppOptions, openGitHubApp } from './app.ts';
export type { PullRequest, ThreadComment, WorkflowRun } from './bot-answers.ts';
export { type BotGitHub, openBotGitHub } from './bot-client.ts';
export type { CheckRunState, NewCheckRun } from './checks.ts';
export { isLocked, retryAtOf } from './facts.ts';
export type { Reaction } from './issues.ts';
export { createPacer, type Pacer, type PacerOptions, type WriteKind } from './pacer.ts';
