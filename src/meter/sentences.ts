import type { MeterHold } from '../contracts/meter.ts';
import { formatUsd } from '../domain/money.ts';
import type { EndReason } from '../domain/reasons.ts';
import type { Unaffordable } from './account.ts';

const STOPPED: Partial<Record<EndReason, string>> = {
  lease_lost: 'The ledger has not confirmed this run for too long, so it may spend nothing more.',
  cancelled: 'The task was cancelled, so this run may spend nothing more.',
  timed_out: 'The run reached its time limit, so it may spend nothing more.',
  interrupted: 'The run was interrupted, so it may spend nothing more.',
  crashed: 'The process that governs this run is gone, so it may spend nothing more.',
  completed: 'The run is over, so it may spend nothing more.',
};

/** Before the first acknowledgement. */
export const UNCONFIRMED = 'The ledger has not confirmed the start of this run, so it may spend nothing yet.';

/** The sentence that people see at the end of a run that was stopped for `reason`. */
export function stopMessage(reason: EndReason): string {
  return STOPPED[reason] ?? `The run was stopped (${reason}), so it may spend nothing more.`;
}

/** `used` is in the unit of the limit that was reached: micro-USD or counted tokens. */
export function unaffordableMessage({ reason, needs }: Unaffordable, hold: MeterHold, used: number): string {
  if (reason === 'hold_reached')
    return (
      `This run's budget of ${formatUsd(hold.amountMicros)} is reached: ${formatUsd(used)} is spent ` +
      `and the next request could cost ${formatUsd(needs)}. Start it again with a larger budget.`
    );
  return (
    `This run's budget of ${tokens(hold.tokens)} is reached: ${tokens(used)} are used ` +
    `and the next request could need ${tokens(needs)}. Start it again with a larger token budget.`
  );
}

function tokens(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'token' : 'tokens'}`;
}
