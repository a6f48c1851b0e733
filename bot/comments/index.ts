/** What the bot says on GitHub, as Markdown: pure functions of what the ledger knows. Imports domain and contracts. */
export { renderAlertComment, renderAlertIssue } from './alerts.ts';
export { renderCheck } from './check.ts';
export { renderFinished } from './finished.ts';
export { renderBudget, renderLimits, renderQueue, renderStatus, renderUsage } from './ledger-notices.ts';
export { renderDenied, renderDone, renderDryRun, renderExplain, renderHelp, renderProblems } from './notices.ts';
export { renderThread } from './thread.ts';
export type { Notice, Section } from './types.ts';
