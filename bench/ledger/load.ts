import { setTimeout as delay } from 'node:timers/promises';

/** What one client does over and over. What it answers may be let go of afterwards, unmeasured. */
export type Work = () => Promise<undefined | (() => Promise<void>)>;

/** Everybody begins again at once after an end, for `ms`. Answers ends a second of all together, and each one's milliseconds. */
export async function closedLoop(clients: Work[], ms: number): Promise<{ perSecond: number; took: number[] }> {
  const took: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    clients.map(async (work) => {
      for (let begun = startedAt; begun - startedAt < ms; begun = performance.now()) {
        await work();
        took.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: (took.length / (performance.now() - startedAt)) * 1_000, took };
}

/**
 * `count` arrivals at random (Poisson), `perSecond` on average; an idle client serves. Answers milliseconds from when each was
 * due until its answer, so that waiting for a client or for the one before counts.
 */
export async function openLoop(
  clients: Work[],
  { perSecond, count }: { perSecond: number; count: number },
): Promise<number[]> {
  const idle = [...clients];
  const waiting: ((client: Work) => void)[] = [];
  const leave = (client: Work) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(client);
    else next(client);
  };
  const serve = async (due: number): Promise<number> => {
    const client = idle.shift() ?? (await new Promise<Work>((resolve) => waiting.push(resolve)));
    const after = await client();
    const took = performance.now() - due;
    await after?.();
    leave(client);
    return took;
  };
  const served: Promise<number>[] = [];
  let due = performance.now();
  for (let at = 0; at < count; at += 1) {
    due += (-Math.log(1 - Math.random()) / perSecond) * 1_000;
    await delay(Math.max(0, due - performance.now()));
    served.push(serve(due));
  }
  return Promise.all(served);
}
