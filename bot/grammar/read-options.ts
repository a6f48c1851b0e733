import { nearest } from '../../src/domain/nearest.ts';
import { OPTION_BY_NAME, type OptionName, type OptionRule, optionUsage } from './options.ts';
import type { CommandOptions, Refusal } from './types.ts';
import type { VerbRule } from './verbs.ts';
import type { Words } from './words.ts';

const LONGEST_SHOWN = 40;

/** A word of somebody's within a message. */
export function shown(word: string): string {
  const plain = word.replaceAll('`', "'");
  return `\`${plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain}\``;
}

/** What is close to a word; nothing is close to a very long one. */
export function meant(word: string, candidates: Iterable<string>): string | undefined {
  return word.length > LONGEST_SHOWN ? undefined : nearest(word, candidates);
}

/** Collects the options of one command. */
export class OptionReader {
  readonly options: CommandOptions = {};
  readonly #rule: VerbRule;
  readonly #seen = new Set<string>();

  constructor(rule: VerbRule) {
    this.#rule = rule;
  }

  /** Whether the next word is an option, or looks so much like one that it has to be spoken of. */
  isNext(words: Words): boolean {
    const word = words.peek();
    if (word.startsWith('--')) return word !== '--';
    if (/^-[a-z]$/i.test(word)) return true;
    const [, name = ''] = /^[–—]([a-z-]+)/i.exec(word) ?? [];
    return OPTION_BY_NAME.has(name.toLowerCase());
  }

  /** Takes the next option with its value. */
  take(words: Words): Refusal | undefined {
    const word = words.peek();
    if (!word.startsWith('--')) return this.#otherDashes(word);
    const [typed = ''] = word.split('=', 1);
    const name = typed.slice(2).toLowerCase();
    const option = OPTION_BY_NAME.get(name);
    if (option === undefined || !this.#rule.options.includes(option.name)) return this.#unknown(name, option);
    if (this.#seen.has(name))
      return {
        message: `${shown(`--${name}`)} is there twice.`,
        hint: 'Give it once: which one counts cannot be told.',
      };
    this.#seen.add(name);
    const text = this.#valueOf(words, option, typed.length);
    if (typeof text !== 'string') return text;
    const parsed = option.read(text);
    if ('value' in parsed) return void Object.assign(this.options, parsed.value);
    return { message: `${shown(text)} is nothing for ${shown(`--${name}`)}.`, hint: parsed.problem };
  }

  /** The text of a value, '' for an option without one. */
  #valueOf(words: Words, option: OptionRule, length: number): string | Refusal {
    const glued = words.peek()[length] === '=';
    words.skip(glued ? length + 1 : length, { spaces: !glued });
    const example = `\`${optionUsage(option)}\``;
    if (option.value === '')
      return glued ? { message: `${shown(`--${option.name}`)} takes no value.`, hint: `Write only ${example}.` } : '';
    const next = words.peek();
    if (next === '' || (!glued && next.startsWith('--')))
      return { message: `${shown(`--${option.name}`)} has no value.`, hint: `Write it as ${example}.` };
    const text = /^[“”„‘’]/.test(next) ? undefined : words.value();
    if (text !== undefined) return text;
    return {
      message: `The quotes of ${shown(`--${option.name}`)} do not end.`,
      hint: `Put the value between two straight quotes, with a space behind: ${shown(`--${option.name} "…"`)}.`,
    };
  }

  #otherDashes(word: string): Refusal {
    if (word.startsWith('-'))
      return {
        message: `There are no short options such as ${shown(word)}.`,
        hint: `Write the whole name, such as \`--${this.#rule.options[0] ?? 'priority'}\`, or \`--\` before a prompt that starts so.`,
      };
    return { message: `${shown(word)} starts with a long dash.`, hint: 'An option starts with two short ones: `--`.' };
  }

  #unknown(name: string, option: { name: OptionName } | undefined): Refusal {
    const { verb, options } = this.#rule;
    const own = options.map((each) => `--${each}`);
    const takes = own.length === 0 ? `${shown(verb)} takes no options.` : `${shown(verb)} takes ${own.join(', ')}.`;
    if (option !== undefined) return { message: `${shown(verb)} does not take ${shown(`--${name}`)}.`, hint: takes };
    const near = meant(name, options);
    const hint = near === undefined ? takes : `Did you mean \`--${near}\`?`;
    return { message: `There is no option ${shown(`--${name}`)}.`, hint };
  }
}
