import type { BotConfig } from './defaults.ts';

const MINUTES = 24 * 60;

/** Milliseconds until no quiet hours are; 0 outside of them. Clocks that change in between may make it an hour too long or short. */
export function quietFor(now: Date, hours: BotConfig['quietHours']): number {
  let at = now.getTime();
  // One may begin where another ends.
  for (let round = 0; round <= hours.length; round += 1) {
    const longest = Math.max(0, ...hours.map((each) => leftOf(new Date(at), each)));
    if (longest === 0) break;
    at += longest;
  }
  return at - now.getTime();
}

function leftOf(at: Date, { from, to, zone }: BotConfig['quietHours'][number]): number {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const local = localMinutes(at, zone);
  const length = (end - start + MINUTES) % MINUTES;
  const since = (local - start + MINUTES) % MINUTES;
  if (since >= length) return 0;
  return (length - since) * 60_000 - (at.getTime() % 60_000);
}

function localMinutes(at: Date, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return minutesOf(format.format(at));
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
