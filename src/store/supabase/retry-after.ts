/** Longer than this nobody is made to wait by what a server says. */
const LONGEST_TOLD_MS = 10_000;

/**
 * How long a busy server asks its clients to stay away, milliseconds; `undefined` when it does not say. A date counts from the
 * server's own: the clock of this machine may be wrong.
 */
export function toldPause({ status, headers }: Response): number | undefined {
  const told = status === 429 || status === 503 ? headers.get('retry-after')?.trim() : undefined;
  if (told === undefined || told === '') return undefined;
  const ms = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_TOLD_MS, Math.max(0, ms));
}
