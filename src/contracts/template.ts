import { z } from 'zod';
import { parseUsd } from '../domain/money.ts';
import { categorySchema, environmentSchema, prioritySchema } from './words.ts';

const INPUT_TYPES = ['text', 'path', 'number', 'choice'] as const;

/** Names of inputs: `test-command`. */
const INPUT_NAME = /^[a-z][a-z0-9-]{0,39}$/;

const MAX_TOKENS = 1_000_000_000;
const MAX_DOLLARS = 10_000;

const lineSchema = (most: number) =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^[^\n]*$/, 'must be one line');

/** YAML reads `80` as a number; a value is text all the same. */
const valueSchema = z.union([z.string(), z.number()], 'must be text or a number').transform(String);

const numberSchema = z.number('must be a number');

/** One input of a template, as the front matter writes it. */
export const inputFieldsSchema = z.strictObject(
  {
    description: lineSchema(300),
    type: z.enum(INPUT_TYPES).default('text'),
    default: valueSchema.optional(),
    /** What a person may write here; shown by `siso templates show` and in errors. */
    example: valueSchema.optional(),
    /** Without a word: required when there is no default. */
    required: z.boolean('must be true or false').optional(),
    choices: z.array(valueSchema, 'must be a list').min(1, 'must name one at least').optional(),
    /** Regular expression that the whole value must match. */
    pattern: z.string('must be text').min(1).max(200, 'must have at most 200 characters').optional(),
    min: numberSchema.optional(),
    max: numberSchema.optional(),
    multiline: z.boolean('must be true or false').optional(),
  },
  'must be a mapping with a description',
);
export type InputFields = z.infer<typeof inputFieldsSchema>;

/** Dollars, as a number or text; micro-USD afterwards. */
const maxCostSchema = z
  .union([z.number(), z.string()], 'must be dollars, such as 1.50')
  .transform((dollars) => parseUsd(String(dollars)) ?? 0)
  .refine(
    (micros) => micros > 0 && micros <= MAX_DOLLARS * 1_000_000,
    `must be dollars above zero, at most ${MAX_DOLLARS} and six decimals, such as 1.50`,
  );

const estimate = 'must be a whole number of tokens above zero, such as 8000';

/** Front matter of a template. What people write is read strictly: an unknown field is an error. */
export const frontMatterSchema = z.strictObject(
  {
    title: lineSchema(80),
    description: lineSchema(300),
    category: categorySchema,
    priority: prioritySchema.default('medium'),
    environment: environmentSchema.optional(),
    /** Rules as `--allow` takes them. */
    tools: z.array(lineSchema(200), 'must be a list').min(1, 'must name one at least').optional(),
    /** Counted tokens a run will probably use. */
    estimate: z.int(estimate).positive(estimate).max(MAX_TOKENS, estimate).optional(),
    'max-cost': maxCostSchema.optional(),
    inputs: z
      .record(z.string().regex(INPUT_NAME), inputFieldsSchema, 'must be a mapping of names to inputs')
      .default({}),
  },
  'must be a mapping of fields',
);
export type FrontMatter = z.infer<typeof frontMatterSchema>;

const templateSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  category: categorySchema,
  priority: prioritySchema,
  environment: environmentSchema.nullable(),
  estimateTokens: z.int().positive().nullable(),
  maxCostMicros: z.int().positive().nullable(),
  origin: z.enum(['package', 'repository']),
});

/** What `siso templates --json` prints. Money in micro-USD. */
export const templateListSchema = z.object({ templates: z.array(templateSummarySchema) });
export type TemplateList = z.infer<typeof templateListSchema>;

/** What `siso templates show --json` prints. */
export const templateDocumentSchema = templateSummarySchema.extend({
  source: z.string(),
  tools: z.array(z.string()).nullable(),
  inputs: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      type: z.enum(INPUT_TYPES),
      required: z.boolean(),
      default: z.string().nullable(),
      example: z.string().nullable(),
      choices: z.array(z.string()).nullable(),
      pattern: z.string().nullable(),
      min: z.number().nullable(),
      max: z.number().nullable(),
      multiline: z.boolean(),
    }),
  ),
  body: z.string(),
  /** A command line that runs it. */
  command: z.string(),
});
export type TemplateDocument = z.infer<typeof templateDocumentSchema>;
