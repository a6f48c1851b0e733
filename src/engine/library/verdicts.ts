import type { Submitted } from '../../contracts/ledger/tasks.ts';
import { AutomationError } from '../../domain/errors.ts';

/** The id of a task that was stored. Throws `forbidden`, or `usage` for what no waiting can mend, with the ledger's hint. */
export function demandQueued(answer: Submitted): string {
  if (answer.decision !== 'refused') return answer.taskId;
  const { reason, limit, hint } = answer;
  const which = limit === undefined ? '' : ` (${limit})`;
  throw new AutomationError(
    reason === 'forbidden' ? 'forbidden' : 'usage',
    `The task is refused: ${reason.replaceAll('_', ' ')}${which}`,
    { hint },
  );
}
