import { z } from 'zod';
import { botSchema, extendsSchema } from '../contracts/bot-config.ts';
import type { Option } from './option.ts';
import { ALL_OPTIONS } from './options.ts';

/** What may stand in `siso.config.json` and `.github/siso.yml`, made from the table. An unknown field is an error. */

export const FILE_OPTIONS: readonly Option<unknown>[] = ALL_OPTIONS.filter(({ inFiles }) => inFiles);

export const fileSchema = z.strictObject({ $schema: z.string().optional(), ...fields('') });

/** Only in `.github/siso.yml`, and read by the bot from the default branch. */
export const sharedFileSchema = fileSchema.extend({
  extends: extendsSchema.optional(),
  bot: botSchema.optional(),
});

function fields(section: string): Record<string, z.ZodType> {
  const own = FILE_OPTIONS.filter(({ name }) => name.startsWith(section)).map((option) => ({
    path: option.name.slice(section.length).split('.'),
    schema: option.schema,
  }));
  const made = own.map(({ path: [field = '', ...deeper], schema }): [string, z.ZodType] => {
    return [field, deeper.length === 0 ? schema.optional() : z.strictObject(fields(`${section}${field}.`)).optional()];
  });
  return Object.fromEntries(made);
}

/** Names of the fields of a section: `[]` is the top level. */
export function fieldsIn(section: readonly string[]): string[] {
  if (section.length === 1 && section[0] === 'bot') return Object.keys(botSchema.shape);
  const prefix = section.map((name) => `${name}.`).join('');
  const inside = FILE_OPTIONS.filter(({ name }) => name.startsWith(prefix));
  return [...new Set(inside.map(({ name }) => name.slice(prefix.length).split('.')[0] ?? ''))];
}
