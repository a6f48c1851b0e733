import { type OptionReader, shown } from './read-options.ts';
import type { Refusal } from './types.ts';
import { readBudget } from './values.ts';
import { type ArgumentRule, usageOf, type VerbRule } from './verbs.ts';
import type { Words } from './words.ts';

const TASK = /^T-[0-9A-Z]{1,40}$/i;
const COMMIT = /^[0-9a-f]{7,40}$/i;
const FITS: Record<ArgumentRule['name'], (word: string) => boolean> = {
  ID: (word) => TASK.test(word),
  'ID|all': (word) => TASK.test(word) || word.toLowerCase() === 'all',
  SHA: (word) => COMMIT.test(word),
  AMOUNT: (word) => 'value' in readBudget(word),
  'REASON…': () => true,
};

/** Words and options, in any order, of a verb that takes no prompt. */
export function readArguments(rule: VerbRule, words: Words, options: OptionReader): string[] | Refusal {
  const args: string[] = [];
  while (!words.isEnd) {
    if (options.isNext(words)) {
      const refusal = options.take(words);
      if (refusal !== undefined) return refusal;
    } else args.push(words.value() ?? words.take());
  }
  return fault(rule, args) ?? args;
}

/** Each word is the next that the verb takes and that it can be; what may be left out is passed over. */
function fault(rule: VerbRule, args: readonly string[]): Refusal | undefined {
  const takes = typeof rule.takes === 'string' ? [] : rule.takes;
  let next = 0;
  for (const word of args) {
    const fits = takes.findIndex(({ name }, index) => index >= next && FITS[name](word));
    if (fits === -1) return odd(rule, word, takes[next]);
    next = takes[fits]?.name === 'REASON…' ? fits : fits + 1;
  }
  const missing = takes.slice(next).find(({ required }) => required);
  if (missing === undefined) return undefined;
  return { message: `${shown(rule.verb)} needs ${SAYS[missing.name]}.`, hint: hintOf(rule) };
}

const SAYS: Record<ArgumentRule['name'], string> = {
  ID: 'the id of a task',
  'ID|all': 'the id of a task, or all',
  SHA: 'a commit of 7 to 40 hexadecimal digits',
  AMOUNT: 'dollars above zero',
  'REASON…': 'a reason',
};

function odd(rule: VerbRule, word: string, wanted: ArgumentRule | undefined): Refusal {
  const message = wanted
    ? `${shown(word)} is not what ${shown(rule.verb)} takes: ${SAYS[wanted.name]}.`
    : `${shown(rule.verb)} takes no ${shown(word)}.`;
  return { message, hint: hintOf(rule) };
}

function hintOf(rule: VerbRule): string {
  const usage = usageOf(rule);
  return usage === rule.example ? `Write only \`${usage}\`.` : `Write \`${usage}\`, such as \`${rule.example}\`.`;
}
