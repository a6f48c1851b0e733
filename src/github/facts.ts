import type { AutomationError } from '../domain/errors.ts';

/** What an error of GitHub's knows beyond its words. */
interface Facts {
  /** Of the answer, if there was one. */
  status?: number;
  /** When what was refused for the rate may be asked again, milliseconds since 1970. */
  retryAt?: number;
  isLocked?: boolean;
}

const KNOWN = new WeakMap<object, Facts>();

export function withFacts(error: AutomationError, facts: Facts): AutomationError {
  KNOWN.set(error, facts);
  return error;
}

/** When a rate limit that refused a call is over; `undefined` for any other error. */
export function retryAtOf(error: unknown): Date | undefined {
  const retryAt = factsOf(error)?.retryAt;
  return retryAt === undefined ? undefined : new Date(retryAt);
}

/** Whether the thread is locked, so that nothing can be written there. */
export function isLocked(error: unknown): boolean {
  return factsOf(error)?.isLocked === true;
}

/** Of GitHub's answer; `undefined` where there was none. */
export function statusOf(error: unknown): number | undefined {
  return factsOf(error)?.status;
}

function factsOf(error: unknown): Facts | undefined {
  return typeof error === 'object' && error !== null ? KNOWN.get(error) : undefined;
}
