import { createHash } from 'node:crypto';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';

/** What an approval is bound to: prompt with all its material, head, tools, model and cap. */
export function hashOf(request: Submission): string {
  const {
    prompt,
    commit = null,
    tools,
    allow = null,
    model,
    environment,
    budgetMicros = null,
    timeoutMs = null,
  } = request;
  const bound = [prompt, commit, tools, allow, model, environment, budgetMicros, timeoutMs];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}
