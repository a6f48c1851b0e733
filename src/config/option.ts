import type { z } from 'zod';
import type { Parsed } from '../domain/values.ts';

/** One thing that can be set, and everything that is known about it: the documentation is made from this too. */
export interface Option<Value> {
  /** Its field in the files, such as `tokenLimits.daily`; what only variables set has a name of the same kind. */
  name: string;
  /** Whether a file of the checkout may set it. What names a program or a place may be set by variables only. */
  inFiles: boolean;
  /** In order of precedence: our own name, then the names that the world has for it. */
  variables: readonly [string, ...string[]];
  /** The option of the command line that wins over all of them. */
  flag?: string;
  /** A file of the checkout may lower what the ledger has, never raise it. */
  onlyLowers?: true;
  /** The value may hold a password: no message repeats it. */
  secret?: true;
  schema: z.ZodType<Value>;
  /** The text of a variable as what `schema` reads. */
  fromText(text: string): Parsed<unknown>;
  show(value: Value): string;
  /** What counts when nobody sets it. */
  standard: string;
  /** One sentence. */
  description: string;
  /** As a file would have it; the text of the variable is made from it. */
  example: Example;
}

export type Example = string | number | readonly string[] | Readonly<Record<string, string>>;

/** Keeps the type of the value. */
export function option<Value>(described: Option<Value>): Option<Value> {
  return described;
}

/** An example as the text of a variable. */
export function exampleText(example: Example): string {
  if (typeof example !== 'object') return String(example);
  if (Array.isArray(example)) return example.join(',');
  return Object.entries(example)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}
