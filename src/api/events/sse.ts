import type { LedgerEvent } from '../../contracts/ledger/events.ts';

/** Server-sent events as text. */

const ENCODER = new TextEncoder();

/** How long a browser waits before it comes back, milliseconds. */
const RETRY_MS = 2_000;

/** The first words of a stream: where it stands, so that whoever is cut off before the first event misses none. */
export function opening(cursor: string): Uint8Array {
  return ENCODER.encode(`retry: ${RETRY_MS}\nid: ${line(cursor)}\nevent: open\ndata: {}\n\n`);
}

/** The same words name the event for `addEventListener`, and stand in its data. */
export function eventText(event: LedgerEvent): Uint8Array {
  // JSON has no line break outside of its escapes.
  return ENCODER.encode(`id: ${line(event.cursor)}\nevent: ${line(event.kind)}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Keeps what is between from thinking that nobody is there. */
export const HEARTBEAT = ENCODER.encode(': still here\n\n');

function line(text: string): string {
  return text.replaceAll(/[\r\n\0]/g, ' ');
}
