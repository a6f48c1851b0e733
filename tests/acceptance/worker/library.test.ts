/** The library beside a worker. */
import { expect, onTestFinished, test } from 'vitest';
import { AutomationEngine } from '../../../src/index.ts';
import { aSiso } from '../../support/siso.ts';
import { anExample, serving } from '../../support/worker.ts';

test('submitTask leaves the task to the worker that lives, and waitForTask hears of its end', async () => {
  const siso = await aSiso();
  const { workspace } = await anExample(siso.root);
  const server = await serving(siso, 'answer');
  // Here it would never come to an end.
  const engine = new AutomationEngine({ workspace, dataDirectory: siso.dataDirectory, rehearse: 'hang' });
  onTestFinished(() => engine.close());

  const id = await engine.submitTask({ prompt: 'Answer.' });
  const task = await engine.waitForTask(id);
  await engine.close();
  server.kill('SIGTERM');

  expect(task).toMatchObject({ status: 'succeeded', attempt: 1 });
  expect((await server.ended).stdout).toContain(`${id} started`);
});
