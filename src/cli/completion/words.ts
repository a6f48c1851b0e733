import type { Argument, Option } from 'commander';

/** Words that can be given. Kept here, for commander would write those that it knows into the help a second time. */
const OFFERED = new WeakMap<Argument | Option, readonly string[]>();

export function offering<Described extends Argument | Option>(
  words: readonly string[],
  described: Described,
): Described {
  OFFERED.set(described, words);
  return described;
}

export function wordsOf(described: Argument | Option | undefined): readonly string[] | undefined {
  return described && (OFFERED.get(described) ?? described.argChoices);
}
