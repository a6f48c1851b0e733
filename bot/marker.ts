import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the bot writes carries a marker of ids only: by it a comment is found again whose id was lost, and a command that somebody's
 * automation copies out of it counts as one more in the same chain.
 */
export interface Marker {
  thread: number;
  /** Commands that stand before whatever follows from this comment. */
  depth: number;
}

const MARKER = /<!-- siso thread=(\d{1,12}) depth=(\d{1,4}) sig=([0-9a-f]{32}) -->/g;

export function writeMarker({ thread, depth }: Marker, secret: string): string {
  return `<!-- siso thread=${thread} depth=${depth} sig=${signatureOf({ thread, depth }, secret)} -->`;
}

/** The deepest marker in `text` that is the bot's own. Others are text like any other. */
export function readMarker(text: string, secret: string): Marker | undefined {
  let deepest: Marker | undefined;
  for (const [, thread, depth, signature = ''] of text.matchAll(MARKER)) {
    const marker = { thread: Number(thread), depth: Number(depth) };
    const expected = signatureOf(marker, secret);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) continue;
    if (deepest === undefined || marker.depth > deepest.depth) deepest = marker;
  }
  return deepest;
}

function signatureOf({ thread, depth }: Marker, secret: string): string {
  return createHmac('sha256', `siso marker ${secret}`).update(`${thread} ${depth}`).digest('hex').slice(0, 32);
}
