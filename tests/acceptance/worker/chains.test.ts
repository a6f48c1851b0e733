/** A whole chain with the real Claude Code: the second step works on what the first one left, and knows what it said. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Workflow } from '../../../src/contracts/ledger/workflows.ts';
import { aSiso, until } from '../../support/siso.ts';
import { anExample, serving, taskIn } from '../../support/worker.ts';

const CHAIN = `name: Fix and test
budget: 2
steps:
  fix:
    template: fix-bugs
  test:
    needs: fix
    base: fix
    prompt: |
      Look at what was fixed:

      {{ steps.fix.result }}
`;

test('fix > test: the step after the fix starts from its branch, under one cap', async () => {
  const siso = await aSiso();
  const { workspace } = await anExample(siso.root);
  const file = join(siso.root, 'chain.yml');
  writeFileSync(file, CHAIN);
  const run = await siso.run(['chain', 'run', file, '-C', workspace, '--rehearse', '--json']);
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  const { id } = JSON.parse(run.stdout) as Workflow;

  const server = await serving(siso, 'fix-bug', ['--workers', '2']);
  const { chain, test, fix } = await siso.withStore(async (store) => {
    const chain = await until(async () => {
      const found = await store.call('siso_get_workflow', { p_workflow_id: id });
      return found.finishedAt === null ? undefined : found;
    });
    const [fix, test] = await Promise.all(chain.steps.map(({ taskId }) => taskIn(store, taskId)));
    const request = await store.call('siso_task_request', { p_task_id: test?.id ?? '' });
    return { chain, fix, test: { ...test, request } };
  });
  server.kill('SIGTERM');
  await server.ended;

  expect(chain).toMatchObject({ state: 'succeeded', heldMicros: 0, counts: { succeeded: 2 } });
  expect(chain.costMicros).toBeLessThanOrEqual(2_000_000);
  const commit = execFileSync('git', ['-C', workspace, 'rev-parse', `${fix?.branch}`], { encoding: 'utf8' }).trim();
  expect(test.request.prompt).toContain(`> ${fix?.result?.split('\n')[0]}`);
  expect([commit, fix?.branch]).toContain(test.request.commit);
  expect(await siso.settled()).toBe(chain.costMicros);
});
