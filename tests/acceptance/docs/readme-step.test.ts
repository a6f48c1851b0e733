import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { aJob } from '../../support/action-job.ts';

const ROOT = new URL('../../../', import.meta.url);
const stepsSchema = z.array(
  z.object({
    uses: z.string(),
    with: z.record(z.string(), z.string()),
    env: z.record(z.string(), z.string()).optional(),
  }),
);

/** The step of ours in the first YAML block of a document that has one. */
function stepOf(document: string) {
  const text = readFileSync(new URL(document, ROOT), 'utf8');
  const [, block = ''] = /```yaml\n((?:permissions[\s\S]*?\n)?(?:steps:\n)?[ -][\s\S]*?)```/.exec(text) ?? [];
  const read: unknown = parse(block, { schema: 'failsafe' });
  const steps = stepsSchema.parse(Array.isArray(read) ? read : z.object({ steps: z.unknown() }).parse(read).steps);
  return steps.find(({ uses }) => uses.includes('siso-automation'));
}

test.each(['README.md', 'docs/action.md'])('the step that %s shows runs as it stands', async (document) => {
  const step = stepOf(document);
  const job = await aJob();

  const end = await job.use({ ...step?.with, rehearse: 'fix-bug' });

  expect(step?.with).toMatchObject({ prompt: expect.any(String), 'budget-usd': expect.any(String) });
  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ status: 'succeeded', 'pull-request': expect.stringContaining('/pull/1') });
  expect(end.annotations.filter(({ kind }) => kind === 'error')).toEqual([]);
});
