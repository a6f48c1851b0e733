/** The first instant of a day or month, and the first that is no longer of it. */
export interface Period {
  start: number;
  end: number;
}
export type PeriodKind = 'day' | 'month';

const LONGEST = { day: 3, month: 33 };
const wallCalendars = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Period>();

/** The period that `at` is in: as long as a calendar on a wall in `zone` shows the same page. Nothing is said of offsets. */
export function periodOf(zone: string, kind: PeriodKind, at: number): Period {
  const page = pageAt(zone, kind, at);
  const key = `${zone} ${page}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const reach = LONGEST[kind] * 86_400_000;
  const same = (instant: number) => pageAt(zone, kind, instant) === page;
  const period = { start: edge(at, at - reach, same), end: edge(at, at + reach, same) };
  const whole = { start: period.start, end: period.end + 1 };
  known.set(key, whole);
  return whole;
}

function pageAt(zone: string, kind: PeriodKind, at: number): string {
  let calendar = wallCalendars.get(zone);
  if (calendar === undefined) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    wallCalendars.set(zone, calendar);
  }
  return calendar.format(at).slice(0, kind === 'day' ? 10 : 7);
}

/** The last instant on the way from `inside` to `outside` that is still inside. */
function edge(inside: number, outside: number, isInside: (at: number) => boolean): number {
  let [near, far] = [inside, outside];
  while (Math.abs(far - near) > 1) {
    const middle = Math.floor((near + far) / 2);
    if (isInside(middle)) near = middle;
    else far = middle;
  }
  return near;
}
