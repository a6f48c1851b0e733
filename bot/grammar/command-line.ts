import { OPTION_BY_NAME } from './options.ts';
import { readArguments } from './read-arguments.ts';
import { meant, OptionReader, shown } from './read-options.ts';
import type { ChainStep, Command, Refusal } from './types.ts';
import { STEP_VERBS, VERB_RULES, type VerbRule } from './verbs.ts';
import { hasHidden, Words } from './words.ts';

const LONGEST_LINE = 2_000;
const MOST_STEPS = 10;
const CHAIN = '`/siso chain fix > test: the login fails on Safari`';

/** A command without what its comment knows of it; `takesPrompt` says that the next lines are its own. */
export type Head = Pick<Command, 'verb' | 'options' | 'args' | 'prompt' | 'steps'> & { takesPrompt: boolean };

/** Reads a line that starts with `/siso`. Everything is decided on this line alone; the prompt may go on behind it. */
export function readCommandLine(line: string): Head | Refusal {
  if (line.length > LONGEST_LINE)
    return {
      message: `The line has ${line.length.toLocaleString('en')} characters; a command line has 2,000 at most.`,
      hint: 'Put the rest of the prompt in the lines below.',
    };
  const words = new Words(line, line.indexOf('/') + '/siso'.length);
  const read = readWords(words);
  // Whatever is not seen could have been meant for somebody else to approve; in the prompt it is taken out later.
  const promptAt = 'prompt' in read && read.takesPrompt ? words.at : line.length;
  if (!hasHidden(line.slice(0, promptAt))) return read;
  return {
    message: 'There are characters in the command that are not seen, or spaces that are none.',
    hint: 'Type the line anew instead of copying it.',
  };
}

function readWords(words: Words): Head | Refusal {
  const verb = words.take();
  const rule = /^[a-z]+$/i.test(verb) ? VERB_RULES.get(verb.toLowerCase()) : undefined;
  if (rule === undefined) return unknownVerb(verb);
  const reader = new OptionReader(rule);
  const head = { verb: rule.verb, options: reader.options, args: [], prompt: '', steps: [] };
  if (rule.takes !== 'prompt' && rule.takes !== 'steps') {
    const args = readArguments(rule, words, reader);
    return Array.isArray(args) ? { ...head, args, takesPrompt: false } : args;
  }
  while (!words.isEnd && reader.isNext(words)) {
    const refusal = reader.take(words);
    if (refusal !== undefined) return refusal;
  }
  const isEnded = words.peek() === '--';
  if (isEnded) words.take();
  const steps = rule.takes === 'steps' ? readSteps(rule, words) : [];
  if (!Array.isArray(steps)) return steps;
  const late = isEnded ? undefined : lateOption(words);
  return late ?? { ...head, steps, prompt: words.rest(), takesPrompt: true };
}

/** An option behind the first word of the prompt would be text, and what it was to prevent would happen. Code may name one. */
function lateOption({ line, at }: Words): Refusal | undefined {
  const text = line.slice(at).replace(/`[^`]*`/g, '');
  for (const [, name = ''] of text.matchAll(/(?:^|\s)--([a-z-]{1,40})(?=[\s=]|$)/g))
    if (OPTION_BY_NAME.has(name))
      return {
        message: `\`--${name}\` stands behind the beginning of the prompt.`,
        hint: 'Options stand before the prompt; write `--` alone before a prompt that is to have one in it.',
      };
  return undefined;
}

function unknownVerb(verb: string): Refusal {
  const near = meant(verb.replace(/[^a-z]+$/i, ''), VERB_RULES.keys());
  if (verb === '')
    return { message: 'There is no verb behind `/siso`.', hint: 'Write `/siso help` for what there is.' };
  const hint = near === undefined ? 'Write `/siso help` for what there is.' : `Did you mean \`${near}\`?`;
  return { message: `There is no verb ${shown(verb)}.`, hint };
}

/** `fix > test:`, up to and with its colon. */
function readSteps(rule: VerbRule, words: Words): ChainStep[] | Refusal {
  const { line, at } = words;
  const end = line.indexOf(':', at);
  if (end === -1)
    return { message: `A ${rule.verb} has its steps, a colon, and the prompt.`, hint: `Write it as ${CHAIN}.` };
  const steps: ChainStep[] = [];
  for (const part of line.slice(at, end).split('>')) {
    const name = part.trim();
    const verb = STEP_VERBS.get(name.toLowerCase());
    if (verb === undefined) return oddStep(name);
    steps.push({ verb });
  }
  if (steps.length < 2)
    return { message: 'A chain has two steps or more.', hint: `Write it as ${CHAIN}; one step needs no chain.` };
  if (steps.length > MOST_STEPS)
    return { message: `The chain has ${steps.length} steps; ${MOST_STEPS} are the most.`, hint: 'Leave some out.' };
  words.skip(end + 1 - at);
  return steps;
}

function oddStep(name: string): Refusal {
  if (name.includes('--'))
    return {
      message: 'An option stands among the steps of the chain.',
      hint: `Options come before the steps: ${CHAIN}.`,
    };
  const near = meant(name, STEP_VERBS.keys());
  const known = `Steps are ${[...STEP_VERBS.keys()].join(', ')}.`;
  return {
    message: name === '' ? 'A step of the chain has no name.' : `${shown(name)} cannot be a step of a chain.`,
    hint: near === undefined ? known : `Did you mean \`${near}\`?`,
  };
}
