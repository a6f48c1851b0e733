import type { Option } from '../../config/option.ts';
import { exampleText } from '../../config/option.ts';
import type { Parsed } from '../../domain/values.ts';

/** One input of the Action, and everything that is known about it: `action.yml` and the tables of the documentation are made from it. */
export interface Input<Value> {
  /** One or two sentences. */
  description: string;
  /** What GitHub passes when the workflow gives none; may be an expression. */
  default?: string;
  /** An input of an older version or of another action: what to do instead. Giving it is an error that says so. */
  instead?: string;
  /** The trimmed text, never empty, as a value. */
  read(text: string): Parsed<Value>;
}

export function input<Value>(described: Input<Value>): Input<Value> {
  return described;
}

/** The input that is one of the options of siso. */
export function ofOption<Value>(option: Option<Value>, description = option.description): Input<Value> {
  return {
    description: `${description.replace(/\.$/, '')}. Default: ${option.standard}.`,
    read: (text) => {
      const given = option.fromText(text);
      if ('problem' in given) return given;
      const parsed = option.schema.safeParse(given.value);
      if (parsed.success) return { value: parsed.data };
      return {
        problem: `${parsed.error.issues[0]?.message ?? 'It is not valid'} For example: ${exampleText(option.example)}`,
      };
    },
  };
}

/** Not read any more. */
export function replaced(instead: string): Input<never> {
  return { description: `Not an input of this action: ${instead}`, instead, read: () => ({ problem: instead }) };
}
