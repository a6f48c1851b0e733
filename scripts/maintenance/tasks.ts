import { parse } from 'yaml';
import { z } from 'zod';
import { categorySchema } from '../../src/contracts/words.ts';
import { type Micros, parseUsd } from '../../src/domain/money.ts';

/** What is done again and again, from `.github/siso-maintenance.yml`. */
const taskSchema = z
  .strictObject({
    /** Stands in names of artifacts and in the dashboard. */
    key: z.string().regex(/^[a-z\d][a-z\d-]{0,40}$/, 'Give small letters, digits and hyphens.'),
    title: z.string().regex(/^[^\r\n*<>[\]]{1,80}$/, 'Give one line without Markdown.'),
    /** Days from one run to the next. */
    'every-days': z.int().min(1).max(366),
    prompt: z.string().optional(),
    template: z.string().optional(),
    'template-inputs': z.string().optional(),
    category: categorySchema.default('maintenance'),
    'budget-usd': z.string().refine((text) => parseUsd(text) !== undefined, 'Give dollars as text, such as "1.50".'),
    'allowed-tools': z.string().optional(),
    timeout: z.string().optional(),
    /** Runs in the private copy first, as the agent is. */
    prepare: z.string().optional(),
  })
  .refine(
    ({ prompt, template }) => (prompt === undefined) !== (template === undefined),
    'Give a prompt or a template.',
  );
export type MaintenanceTask = z.infer<typeof taskSchema>;

const listSchema = z.strictObject({
  tasks: z
    .array(taskSchema)
    .max(100)
    .refine((tasks) => new Set(tasks.map(({ key }) => key)).size === tasks.length, 'Two tasks have the same key.'),
});

/** Throws an Error with a line for each thing that is wrong. */
export function readTasks(yaml: string): MaintenanceTask[] {
  const read = listSchema.safeParse(parse(yaml));
  if (read.success) return read.data.tasks;
  throw new Error(`The list of maintenance is wrong.\n${z.prettifyError(read.error)}`);
}

export function capOf(task: MaintenanceTask): Micros {
  return parseUsd(task['budget-usd']) ?? 0;
}
