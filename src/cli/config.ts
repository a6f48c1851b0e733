import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Config, configSchema } from '../contracts/config.ts';
import { AutomationError } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';

const FILE = 'siso.config.json';

/** Reads `siso.config.json` of `folder`; empty when there is none. Throws `config_invalid` that names the field. */
export async function readConfig(folder: string): Promise<Config> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
    throw new AutomationError('config_invalid', `${path} cannot be read`, { hint: 'Check its permissions.', cause });
  });
  if (text === undefined) return {};
  const parsed = configSchema.safeParse(parseJson(path, text), { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AutomationError('config_invalid', `${path}: ${issue ? sentence(issue) : 'is not valid'}`, {
    hint: issue && namesProgram(issue) ? NAMES_NO_PROGRAM : 'Correct the field and run the command again.',
  });
}

const NAMES_NO_PROGRAM = 'A checkout may not choose what siso starts: use --claude-path or SISO_CLAUDE_PATH instead.';

function namesProgram(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'unrecognized_keys' && issue.keys[0] === 'claudePath';
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw new AutomationError('config_invalid', `${path} is not JSON: ${why}`, { hint: 'Correct the file.', cause });
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = knownFields(issue.path.map(String));
    const meant = nearest(key, known);
    const name = [field, key].filter(Boolean).join('.');
    return `there is no field "${name}". ${meant ? `Did you mean "${meant}"?` : `There are ${known.join(', ')}.`}`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const meant = nearest(String(issue.input), values);
    return `"${field}" cannot be ${JSON.stringify(issue.input)}. ${meant ? `Did you mean "${meant}"?` : `It can be ${values.join(', ')}.`}`;
  }
  return `"${field}": ${issue.message}`;
}

function knownFields(path: string[]): string[] {
  const inner = { permissions: ['allow'], tokenLimits: ['daily', 'perOperation'] };
  const [section] = path;
  if (section === 'permissions' || section === 'tokenLimits') return inner[section];
  return Object.keys(configSchema.shape);
}
