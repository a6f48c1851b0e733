/** How requests to GitHub survive what passes: timeouts, repetition, waiting for a rate limit. */

export type Fetch = typeof globalThis.fetch;

export interface Pace {
  /** Of one attempt, its answer's body included. */
  timeoutMs: number;
  /** Longest wait that a rate limit may cost; what must wait longer fails at once. */
  longestWaitMs: number;
  wait(ms: number): Promise<void>;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** What GitHub asks for where a refusal for its rate names no time. */
const UNNAMED_WAIT_MS = 60_000;
/** Carried out twice they do what they do once: the client's PATCHes only set fields. */
const REPEATABLE = new Set(['GET', 'PATCH']);
const MOST_HOPS = 3;
const BODILESS = new Set([204, 205, 304]);
/** Pinned, so that a newer one cannot change answers; every supported GitHub Enterprise Server knows it. */
const API_VERSION = '2022-11-28';

/** A `fetch` whose answers are complete. Repeats what may be repeated; what GitHub refused for its rate was not done, so that is always one. */
export function steadyFetch(fetch: Fetch, pace: Pace): Fetch {
  return async (input, init) => {
    const method = init?.method?.toUpperCase() ?? 'GET';
    for (let attempt = 1; ; attempt++) {
      const outcome = await once({ fetch, pace, input, init });
      const pause = attempt < ATTEMPTS ? pauseBefore(outcome, method, attempt) : undefined;
      if (pause === undefined || pause > pace.longestWaitMs) {
        if ('answer' in outcome) return outcome.answer;
        throw outcome.fault;
      }
      await pace.wait(pause);
    }
  };
}

type Outcome = { answer: Response; text: string } | { fault: unknown };

interface Attempt {
  fetch: Fetch;
  pace: Pace;
  input: Parameters<Fetch>[0];
  init: RequestInit | undefined;
}

/** The body is read here: a connection that breaks within it must count as broken, not as an empty answer. */
async function once({ fetch, pace, input, init }: Attempt): Promise<Outcome> {
  const headers = new Headers(init?.headers);
  headers.set('x-github-api-version', API_VERSION);
  try {
    const signal = AbortSignal.timeout(pace.timeoutMs);
    const answer = await followed(fetch, input, { ...init, headers, signal, redirect: 'manual' });
    const text = await answer.text();
    const { status, headers: fields } = answer;
    return { text, answer: new Response(BODILESS.has(status) ? null : text, { status, headers: fields }) };
  } catch (fault) {
    return { fault };
  }
}

/** What was renamed or transferred is elsewhere on the same server, and only there is it followed: the token goes along. */
async function followed(fetch: Fetch, input: Parameters<Fetch>[0], init: RequestInit): Promise<Response> {
  let from = new URL(input instanceof Request ? input.url : input);
  for (let hops = 0; ; hops++) {
    const answer = await fetch(from, init);
    const to = hops < MOST_HOPS ? targetOf(answer, from, init.method ?? 'GET') : undefined;
    if (to === undefined) return answer;
    await answer.body?.cancel();
    from = to;
  }
}

/** Only 307 and 308 say that a change shall be sent again as it is. */
function targetOf({ status, headers }: Response, from: URL, method: string): URL | undefined {
  if (!(status === 307 || status === 308 || (method === 'GET' && (status === 301 || status === 302)))) return undefined;
  const location = headers.get('location');
  const to = location !== null && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  return to?.origin === from.origin ? to : undefined;
}

/** Milliseconds until the next attempt; `undefined` when there shall be none. */
function pauseBefore(outcome: Outcome, method: string, attempt: number): number | undefined {
  if ('answer' in outcome && isRateLimit(outcome.answer, outcome.text))
    return limitedForMs(outcome.answer.headers) + jitter(1_000);
  const passes = !('answer' in outcome) || outcome.answer.status >= 500;
  if (!passes || !REPEATABLE.has(method)) return undefined;
  const pause = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return pause / 2 + jitter(pause);
}

/** So that the jobs of a matrix do not come again together. */
function jitter(ms: number): number {
  return Math.random() * ms;
}

/** Whether an answer refuses for the rate of requests: a missing permission is a 403 as well. */
export function isRateLimit({ status, headers }: Pick<Response, 'status' | 'headers'>, text: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(text);
}

/** How long an answer that refuses for the rate asks to wait. */
export function limitedForMs(headers: Headers): number {
  const [seconds, reset] = [Number(headers.get('retry-after') ?? 'none'), Number(headers.get('x-ratelimit-reset'))];
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  if (headers.get('x-ratelimit-remaining') === '0' && reset > 0) return Math.max(0, reset * 1_000 - Date.now());
  return UNNAMED_WAIT_MS;
}
