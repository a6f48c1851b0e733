/** Labels say what a task is charged to: from the configuration, the environment and the command line. */
import { expect, test } from 'vitest';
import { aSiso } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

test('a task is charged to the labels of the file, the environment and the command line, the nearest first', async () => {
  const siso = await aSiso();
  const workspace = aRepository({ '.github/siso.yml': 'labels:\n  team: file\n  unit: web\n' });
  const env = { SISO_LABELS: 'team=environment,project=atlas' };
  const args = ['--workspace', workspace, '--label', 'ticket=A-1', '--label', 'project=apollo'];

  const report = (await siso.rehearse('answer', args, { env })).report();

  const found = await siso.run(['tasks', '--rehearse', '--json', '--label', 'project=apollo']);
  expect(JSON.parse(found.stdout)).toMatchObject({
    tasks: [{ id: report.taskId, labels: { team: 'environment', project: 'apollo', ticket: 'A-1' } }],
  });
  const usage = await siso.run(['usage', '--rehearse', '--json', '--by', 'label']);
  expect(JSON.parse(usage.stdout).rows).toContainEqual(
    expect.objectContaining({ key: 'ticket=A-1', costMicros: report.costMicros }),
  );
});

test.each(['team', '=web', 'team=', 'te am=web'])('"%s" is no label, and nothing is booked', async (label) => {
  const siso = await aSiso();
  const end = await siso.rehearse('answer', ['--label', label]);
  expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 2, stderr: expect.stringContaining('label') });
  expect(await siso.settled()).toBe(0);
});
