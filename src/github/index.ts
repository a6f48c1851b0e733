export type { Comment, Identified, Issue, Numbered, Role } from './answers.ts';
export type { GitHubOptions } from './caller.ts';
export { type ChangedIssue, GitHub, LONGEST_BODY, type NewIssue, type NewPullRequest, openGitHub } from './github.ts';
