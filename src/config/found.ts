import { AutomationError } from '../domain/errors.ts';
import type { ConfigFile } from './files.ts';
import { exampleText, type Option } from './option.ts';

/** A value with the file or the variable it is from. */
export interface Found<Value> {
  value: Value;
  from: string;
  /** Where else it is set, without effect. */
  unused: string[];
}

export interface Sources {
  env: NodeJS.ProcessEnv;
  /** In order of precedence. */
  files: readonly ConfigFile[];
}

/** The value that counts: a variable's, else a file's. Throws `config_invalid` for a variable that cannot be what it is. */
export function find<Value>(option: Option<Value>, { env, files }: Sources): Found<Value> | undefined {
  const variables = option.variables.filter((name) => textOf(env, name) !== undefined);
  const inFiles = option.inFiles ? files.filter(({ content }) => fieldOf(content, option.name) !== undefined) : [];
  const [from, ...unused] = [...variables, ...inFiles.map(({ name }) => name)];
  if (from === undefined) return undefined;
  const [variable] = variables;
  if (variable !== undefined) return { value: ofVariable(option, variable, textOf(env, variable) ?? ''), from, unused };
  // The file was checked as a whole, so this cannot fail.
  return { value: option.schema.parse(fieldOf(inFiles[0]?.content, option.name)), from, unused };
}

/** A blank variable is none. */
function textOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function ofVariable<Value>(option: Option<Value>, variable: string, text: string): Value {
  const input = option.fromText(text);
  const parsed = 'problem' in input ? undefined : option.schema.safeParse(input.value);
  if (parsed?.success) return parsed.data;
  const what = option.secret
    ? 'cannot be what it is'
    : `cannot be "${text.length > 200 ? `${text.slice(0, 200)}…` : text}"`;
  const problem = 'problem' in input ? input.problem : (parsed?.error.issues[0]?.message ?? 'It is not valid');
  throw new AutomationError('config_invalid', `${variable} ${what}`, {
    hint: `${problem.replace(/\.$/, '')}. For example: ${variable}=${exampleText(option.example)}`,
  });
}

/** `tokenLimits.daily` of a parsed file. */
function fieldOf(content: unknown, name: string): unknown {
  return name.split('.').reduce((inner: unknown, field) => (isRecord(inner) ? inner[field] : undefined), content);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
