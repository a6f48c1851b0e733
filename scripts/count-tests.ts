// Prints `N passed, N failed` from vitest's JSON report. A file that could not be loaded counts as a failure.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fileSchema = z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) });
const reportSchema = z.object({ testResults: z.array(fileSchema) });

const { testResults } = reportSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const statuses = testResults.flatMap(({ status, assertionResults }) => {
  const own = assertionResults.map((test) => test.status);
  return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own;
});
const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
console.log(`${count('passed')} passed, ${count('failed')} failed`);
