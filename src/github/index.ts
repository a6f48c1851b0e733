export type { Role } from './answers.ts';
export type { GitHubOptions } from './caller.ts';
export { type GitHub, openGitHub } from './github.ts';
