/** What becomes of a result that cannot go where it was to go: it is told and kept all the same. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aJob } from '../../support/action-job.ts';

const FIX = { prompt: 'Make the tests pass.', rehearse: 'fix-bug' };

test('without a token to push with, the outcome is told and its patch is there', async () => {
  const job = await aJob();

  const end = await job.use({ ...FIX, 'github-token': '' });

  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-source': 'metered', branch: '' });
  expect(readdirSync(end.outputs.patch ?? '')).toContain('changes.patch');
  expect(end.summary).toContain('There is no token to push with');
});

test('a patch folder that cannot be written costs the outcome nothing', async () => {
  const job = await aJob();
  writeFileSync(join(job.root, 'taken'), '');

  const end = await job.use({ ...FIX, 'create-pull-request': 'patch', 'patch-folder': '../../taken' });

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-source': 'metered', patch: '' });
  expect(end.annotations).toContainEqual(
    expect.objectContaining({ kind: 'warning', message: expect.stringContaining('The changes were not published') }),
  );
});
