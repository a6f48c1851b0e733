import { expect, test } from 'vitest';
import { aJob } from '../../support/action-job.ts';

const ANSWER = { prompt: 'Say hello.', rehearse: 'answer' };

test('a wait that would end before there is room is not begun: minutes of a runner cost money', async () => {
  const job = await aJob();
  const small = { ...ANSWER, 'estimate-tokens': '9000' };
  await job.use(small);

  const end = await job.use({ ...small, 'on-refusal': 'wait', 'max-wait': '1s' });

  expect(end.outputs).toMatchObject({ decision: 'deferred', status: 'deferred', 'cost-usd': '0.00' });
  expect(Date.parse(end.outputs['retry-at'] ?? '')).toBeGreaterThan(Date.now());
  expect(end.steps.find(({ id }) => id === 'gate')?.log).not.toContain('Waiting:');
});

test('a wait without a time is warned of', async () => {
  const job = await aJob();

  const end = await job.use({ ...ANSWER, 'on-refusal': 'wait' });

  expect(end.annotations).toContainEqual(
    expect.objectContaining({ kind: 'warning', message: expect.stringContaining('max-wait') }),
  );
});
