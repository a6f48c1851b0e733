/** SISO Automation as a library: the classes, what they take and answer, and the errors they throw. */
import { AutomationEngine } from './engine/automation-engine.ts';
import { RateLimitManager } from './engine/rate-limit-manager.ts';
import { TokenUsageTracker } from './engine/token-usage-tracker.ts';

export { ClaudeCodeIntegration, type ClaudeResult, type ClaudeRunOptions } from './claude/index.ts';
export type { LimitStatus, UsageRow, UsageSummary } from './contracts/ledger/reports.ts';
export type { LimitChanges } from './contracts/ledger/settings.ts';
export type { AutomationOptions, AutomationRetry, AutomationTaskRequest, UsageRange } from './contracts/library.ts';
export type { Efficiency } from './domain/efficiency.ts';
export { AutomationError, ERROR_CODES, type ErrorCode } from './domain/errors.ts';
export type { Category, Environment, Priority, Service, TaskState } from './domain/tasks.ts';
export type { AutomationAnalytics, CategoryAnalytics, DayUsage } from './engine/library/analytics.ts';
export type { AutomationHealth, AutomationStatus } from './engine/library/automation-status.ts';
export type { AutomationTask } from './engine/library/automation-task.ts';
export type { CostBreakdown } from './engine/library/cost-breakdown.ts';
export type { TokenRoom } from './engine/library/token-room.ts';
export type { RateLimitCheck } from './engine/rate-limit-manager.ts';
export type { TokenAnalytics } from './engine/token-usage-tracker.ts';
export { AutomationEngine, RateLimitManager, TokenUsageTracker };

/** Ready to use in the current folder; nothing is read or opened before the first call. They share one ledger. */
export const automationEngine = new AutomationEngine();
export const rateLimitManager = new RateLimitManager();
export const tokenTracker = new TokenUsageTracker();
