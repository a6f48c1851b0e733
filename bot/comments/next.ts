import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import { command } from './markdown.ts';
import { capOf } from './money-of-task.ts';
import type { Section } from './types.ts';

/** What can be typed next, as code: so that it does nothing when this is quoted. */
export function nextText(section: Section): string {
  return `Next: ${commandsOf(section).join(' · ')}`;
}

function commandsOf(section: Section): string[] {
  const { id, state } = section.task;
  switch (state) {
    case 'pending_approval':
      return [command('explain', id), command('cancel', id)];
    case 'blocked':
    case 'queued':
      return [command('explain', id), command('queue'), command('cancel', id)];
    case 'running':
      return [command('status'), command('cancel', id)];
    case 'succeeded':
      return [command('retry', id), command('usage')];
    case 'budget_capped':
      return [retryWithMore(section), command('budget'), command('explain', id)];
    case 'failed':
    case 'cancelled':
    case 'dead':
      return [command('retry', id), command('explain', id)];
  }
}

/** The budget of a task is for all its attempts, so that the same one would stop it at once. */
function retryWithMore(section: Section): string {
  const { task } = section;
  const cap = capOf(section);
  if (cap === undefined || !stoppedByMoney(task)) return command('retry', task.id);
  return command('retry', task.id, '--budget', dollars(2 * Math.max(cap, task.costMicros)));
}

const stoppedByMoney = ({ reason }: TaskRecord) => reason !== 'token_hold_reached';

/** `4` or `0.50`, never less than it is. */
function dollars(micros: number): string {
  const cents = Math.ceil(micros / 10_000);
  return cents % 100 === 0 ? `${cents / 100}` : (cents / 100).toFixed(2);
}
