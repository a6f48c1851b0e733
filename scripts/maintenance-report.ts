// Writes the text of the dashboard issue into BODY, from LIST, the old text in DASHBOARD, the planned tasks in MATRIX and
// what siso-run.yml left of each in RESULTS (a folder with one for each task).
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { boardText, type Result, readBoard, resultSchema } from './maintenance/dashboard.ts';
import { readTasks } from './maintenance/tasks.ts';

const env = z
  .object({
    ...{ LIST: z.string(), DASHBOARD: z.string(), MATRIX: z.string(), RESULTS: z.string(), BODY: z.string() },
    RUN_URL: z.string(),
  })
  .parse(process.env);

const planned = z
  .array(z.object({ key: z.string() }))
  .parse(JSON.parse(env.MATRIX))
  .map(({ key }) => key);

const results = new Map<string, Result>();
for (const key of planned) {
  const file = join(env.RESULTS, `siso-maintenance-${key}`, 'result.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) results.set(key, resultSchema.parse(JSON.parse(text)));
}
const body = boardText({
  ...{ tasks: readTasks(await readFile(env.LIST, 'utf8')), board: readBoard(await readFile(env.DASHBOARD, 'utf8')) },
  ...{ planned, results, today: new Date().toISOString().slice(0, 10), runUrl: env.RUN_URL },
});
await writeFile(env.BODY, body);
