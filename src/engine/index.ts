/** Plans and runs tasks: admission, run, settlement, recovery; the classes of the library. Knows nothing of terminals. */
export { applySettings, previewSettings } from './apply-settings.ts';
export { budgetChange, readBudgets } from './documents/budgets.ts';
export { limitChange, limitPreset, readLimits } from './documents/limits.ts';
export { readStatus } from './documents/status.ts';
export { templateDocument, templateList } from './documents/templates.ts';
export { dryRun } from './dry-run.ts';
export { findClaude } from './find-claude.ts';
export { type OpenLedger, openLedger } from './open-ledger.ts';
export { chooseRepository } from './plan/choose-repository.ts';
export { chooseUpstream } from './plan/choose-upstream.ts';
export { planRetry, submissionOf } from './plan/plan-task.ts';
export { type PreparedRun, prepareRun } from './plan/prepare-run.ts';
export { reportOfNo } from './report.ts';
export type { RunEvent, RunPlace } from './run-request.ts';
export { runTask } from './run-task.ts';
export { type SharedLedger, sharedLedger } from './shared-ledger.ts';
export { readSurroundings, type Surroundings } from './surroundings.ts';
