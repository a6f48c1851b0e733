import { z } from 'zod';
import { ledgerEventSchema } from '../../contracts/ledger/events.ts';
import type { EventHub } from '../events/hub.ts';
import { HttpFault } from '../fault.ts';
import type { Api } from '../frame.ts';
import { readInput } from '../input.ts';
import { documented, queryOf } from '../operation.ts';
import { text } from '../query.ts';
import { named } from '../schemas.ts';

const MOST_READERS = 100;

const followEvents = {
  method: 'get',
  path: '/api/events',
  id: 'followEvents',
  tag: 'Events',
  summary:
    'What happens, as server-sent events: from now on, or after a cursor (`Last-Event-ID` or `after`). Each event is one of these.',
  query: z.strictObject({ after: text.optional() }),
  answer: named('Event', ledgerEventSchema),
  answerType: 'text/event-stream',
} as const;

/** The one route that answers with a stream. */
export function eventRoute(api: Api, hub: EventHub): void {
  api.openAPIRegistry.registerPath(documented(followEvents));
  api.get(followEvents.path, async (context) => {
    const { after } = readInput(followEvents.query, queryOf(context), 'query');
    const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
    // Answered like GET, but without opening anything that nobody would close.
    if (context.req.raw.method === 'HEAD') return context.body(null, 200, headers);
    if (hub.size >= MOST_READERS) throw tooMany();
    const cursor = context.req.header('last-event-id') || after;
    return context.body(await hub.follow(cursor ?? null), 200, headers);
  });
}

function tooMany(): HttpFault {
  return new HttpFault('store_unavailable', `${MOST_READERS} streams of events are open already`, {
    ...{ status: 503, hint: 'Close one, or share one among its readers.' },
  });
}
