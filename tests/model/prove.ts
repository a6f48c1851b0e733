import { relative } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Ground } from './ground.ts';
import { Difference, happen, sequence } from './sequence.ts';
import type { Beginning } from './words.ts';

interface Size {
  beginnings: Beginning[];
  runs: number;
  seed?: number;
  /** What an earlier failure said. */
  replay?: string | undefined;
  /** Look for a shorter sequence that shows the same. */
  shorten?: boolean;
}

/** What whoever starts the tests says: sequences in all, of which each of the two files takes half; or which one to repeat. */
export function fromOutside(): { runs: number; replay: string | undefined; timeout: number } {
  const runs = Math.ceil(Number(process.env.SISO_MODEL_RUNS ?? 1_000) / 2);
  return { runs, replay: process.env.SISO_MODEL_REPLAY, timeout: 60_000 + runs * 2_000 };
}

/** Lets that many random sequences happen. Throws with the seed and the shortest sequence that shows a difference. */
export async function prove(
  ground: Ground,
  { beginnings, runs, replay = '', shorten = true, ...seed }: Size,
): Promise<void> {
  const [seedThen, path, steps] = replay.split('|');
  const property = fc.asyncProperty(sequence(beginnings, steps), (one) => happen(ground, one));
  const again = seedThen && path ? { seed: Number(seedThen), path, endOnFailure: true } : seed;
  const outcome = await fc.check(property, { numRuns: runs, endOnFailure: !shorten, ...again });
  if (outcome.failed) throw new Error(report(outcome));
}

interface Outcome {
  counterexample: [[Beginning, Iterable<object>]] | null;
  seed: number;
  counterexamplePath: string | null;
  numRuns: number;
  numShrinks: number;
  errorInstance: unknown;
}

function report({ counterexample, seed, counterexamplePath, numRuns, numShrinks, errorInstance }: Outcome): string {
  const [[{ zone }, steps]] = counterexample ?? [[{ zone: '' }, []]];
  const replayPath = /replayPath="([^"]*)"/.exec(String(steps))?.[1] ?? '';
  const story = errorInstance instanceof Difference ? errorInstance.story : [];
  return [
    `Sequence ${numRuns} shows a difference (made shorter ${numShrinks} times). The ledger's days are those of ${zone}.`,
    ...story.map((words, index) => `${String(index + 1).padStart(3)}. ${words}`),
    '',
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    '',
    `Again: SISO_MODEL_REPLAY='${seed}|${counterexamplePath}|${replayPath}' npx vitest run ${relative('.', expect.getState().testPath ?? '')}`,
  ].join('\n');
}
