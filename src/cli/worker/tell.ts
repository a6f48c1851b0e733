import { AutomationError } from '../../domain/errors.ts';
import type { WorkerEvent } from '../../engine/index.ts';
import { clock, inline, money } from '../display/format.ts';
import { stateText } from '../display/words.ts';
import { EXIT, endWithFailure } from '../failure.ts';

/** Says what a worker does: one line when a task starts and one when it ends; faults of the ledger once until it answers. */
export function tellOf(): (event: WorkerEvent) => void {
  let last: string | undefined;
  return (event) => {
    if (event.kind === 'fault') {
      const message = event.error instanceof Error ? event.error.message : String(event.error);
      if (message !== last) endWithFailure(event.error, { code: EXIT.ledger, json: false });
      last = message;
      return;
    }
    last = undefined;
    const line = lineOf(event);
    const now = new Date();
    if (line !== undefined) console.log(`${clock(now.toISOString(), now)} ${line}`);
  };
}

function lineOf(event: Exclude<WorkerEvent, { kind: 'fault' }>): string | undefined {
  const { taskId } = event;
  switch (event.kind) {
    case 'started':
      return `${taskId} started${event.attempt > 1 ? ` (attempt ${event.attempt})` : ''}: ${inline(event.name)}`;
    case 'ended': {
      const { state, costMicros = 0 } = event.end;
      return `${taskId} ${state === undefined ? 'ended' : stateText(state)}, ${money(costMicros)}`;
    }
    case 'failed':
      return `${taskId} ${failure(event.error)}`;
    case 'recovered':
      return `${taskId} was left by a worker that died; it is settled.`;
    default:
      return undefined;
  }
}

function failure(error: unknown): string {
  if (error instanceof AutomationError && error.code === 'interrupted') return 'given back before it started';
  return `could not be run: ${inline(error instanceof Error ? error.message : String(error))}`;
}
