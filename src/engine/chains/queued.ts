import type { QueuedWorkflow, Workflow } from '../../contracts/ledger/workflows.ts';
import { AutomationError } from '../../domain/errors.ts';

/** The chain that was stored or resumed. Throws `forbidden`, or `usage`, with the ledger's hint, which names the step. */
export function demandChain(answer: QueuedWorkflow): Workflow {
  if (answer.decision !== 'refused') return answer.workflow;
  const { reason, hint } = answer;
  throw new AutomationError(
    reason === 'forbidden' ? 'forbidden' : 'usage',
    `The chain is refused whole: ${reason.replaceAll('_', ' ')}`,
    { hint },
  );
}
