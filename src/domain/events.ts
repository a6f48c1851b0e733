import { nearest } from './nearest.ts';
import type { Parsed } from './values.ts';

/** Kinds of events in the feed, family by family. Webhooks may ask for each of them but `task.progress`. */
export const EVENT_KINDS = [
  'task.queued',
  'task.approval_asked',
  'task.approved',
  'task.denied',
  'task.admitted',
  'task.started',
  'task.progress',
  'task.resized',
  'task.released',
  'task.returned',
  'task.retrying',
  'task.snoozed',
  'task.lease_lost',
  'task.cancel_requested',
  'task.retried',
  'task.redriven',
  'task.cached',
  'task.dispatched',
  'task.taken_over',
  'task.published',
  'task.cost_differs',
  'task.settled_late',
  'task.succeeded',
  'task.failed',
  'task.budget_capped',
  'task.cancelled',
  'task.dead',
  'budget.threshold',
  'budget.changed',
  'budget.granted',
  'buffer.drawn',
  'queue.paused',
  'queue.resumed',
  'setting.changed',
  'limits.changed',
  'limits.preset',
  'price.added',
  'price.reapplied',
  'member.changed',
  'member.removed',
  'member.default',
  'key.created',
  'key.revoked',
  'retention.changed',
  'ledger.created',
  'ledger.pruned',
  'webhook.added',
  'webhook.removed',
  'webhook.redelivered',
  'webhook.test',
] as const;

/** What a webhook hears of that was not told what to hear of: what somebody may have to do something about. */
export const USUAL_KINDS = [
  'task.succeeded',
  'task.failed',
  'task.budget_capped',
  'task.dead',
  'budget.threshold',
  'buffer.drawn',
  'queue.paused',
  'queue.resumed',
] as const;

const FAMILIES = [...new Set(EVENT_KINDS.map((kind) => `${kind.split('.')[0]}.*`))];

/** A kind, a family such as `budget.*`, or `*`; with the nearest for what is none. */
export function parseKind(text: string): Parsed<string> {
  const known: string[] = [...EVENT_KINDS.filter((kind) => kind !== 'task.progress'), ...FAMILIES, '*'];
  if (known.includes(text)) return { value: text };
  if (text === 'task.progress') return { problem: 'Progress is only in the stream of events, GET /api/events.' };
  const meant = nearest(text, known);
  return {
    problem: meant ? `Did you mean ${meant}?` : 'Give kinds such as task.failed, families such as budget.*, or *.',
  };
}
