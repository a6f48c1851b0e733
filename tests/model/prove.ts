import fc from 'fast-check';
import type { Ground } from './ground.ts';
import { Difference, happen, sequence } from './sequence.ts';
import type { Beginning } from './words.ts';

/** Lets that many random sequences happen. Throws with the seed and the shortest sequence that shows a difference. */
export async function prove(
  ground: Ground,
  { runs, replay = '' }: { runs: number; replay?: string | undefined },
): Promise<void> {
  const [seed, path, steps] = replay.split('|');
  const property = fc.asyncProperty(sequence(steps), (one) => happen(ground, one));
  const again = seed && path ? { seed: Number(seed), path, endOnFailure: true } : {};
  const outcome = await fc.check(property, { numRuns: runs, ...again });
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
    `Again: SISO_MODEL_REPLAY='${seed}|${counterexamplePath}|${replayPath}' npx vitest run tests/model/model.test.ts`,
  ].join('\n');
}
