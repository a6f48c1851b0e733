import type { z } from 'zod';
import type { automationRetrySchema, automationTaskRequestSchema } from '../../contracts/library.ts';
import { AutomationError } from '../../domain/errors.ts';
import { type Micros, parseUsd } from '../../domain/money.ts';
import type { RetryChanges, TaskAsk } from '../plan/task-ask.ts';

/** A request of the library in the words of the planner. Throws `usage`. */
export function askOf(request: z.output<typeof automationTaskRequestSchema>): TaskAsk {
  const { name, category, environment, labels, prepare } = request;
  return { ...changesOf(request), name, category, environment, labels, prepare };
}

export function changesOf(options: z.output<typeof automationRetrySchema>): RetryChanges {
  const { priority, allowedTools, estimatedTokens, model, timeoutMs, reason } = options;
  const budgetMicros = budgetOf(options);
  return { priority, allow: allowedTools, estimateTokens: estimatedTokens, model, timeoutMs, reason, budgetMicros };
}

interface Budgets {
  budgetMicros?: Micros | undefined;
  budgetUsd?: number | undefined;
}

/** Dollars by their decimal digits, as people mean them. */
function budgetOf({ budgetMicros, budgetUsd }: Budgets): Micros | undefined {
  if (budgetUsd === undefined) return budgetMicros;
  if (budgetMicros !== undefined)
    throw new AutomationError('usage', 'There are two budgets', { hint: 'Give budgetUsd or budgetMicros, not both.' });
  const micros = parseUsd(String(budgetUsd));
  if (micros) return micros;
  throw new AutomationError('usage', `"budgetUsd" cannot be ${budgetUsd}`, {
    hint: 'Give dollars above zero with at most six decimals, such as 1.5.',
  });
}
