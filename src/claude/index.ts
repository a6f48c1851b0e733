/** Runs the real Claude Code CLI: arguments, environment, stream, termination, result. Imports domain, contracts, host. */

export { claudeArguments } from './argv.ts';
export { installClaude, installFolder, verifyClaude } from './install.ts';
export { ClaudeCodeIntegration, type ClaudeRunOptions } from './integration.ts';
export { locateClaude } from './locate.ts';
export { runPrepare } from './prepare.ts';
export type { ClaudeProgress } from './progress.ts';
export { buildPrompt } from './prompt.ts';
export { CLAUDE_VERSION } from './releases.ts';
export type { ClaudeResult } from './result.ts';
