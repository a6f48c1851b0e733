/** Every template through the command line, with the real Claude Code: it gets the tools that its trade needs, and no others. */
import { expect, test } from 'vitest';
import type { RunReport } from '../../../src/contracts/run-report.ts';
import { listTemplates, type Template } from '../../../src/templates/index.ts';
import { aSiso, type Siso, scenarioFile } from '../../support/siso.ts';

/** What is left of a run: the answers of the model are a script's, the tools are real. */
interface Wanted {
  scenario: string;
  changedFiles: string[];
  denials: unknown[];
}

/** Scripts that use what a template has, and try what it does not have. */
const WRITES: Wanted = { scenario: 'fix-bug', changedFiles: ['src/calculator.js'], denials: [] };
const ONLY_READS: Wanted = {
  scenario: scenarioFile('look-then-write'),
  changedFiles: [],
  denials: ['Bash: touch touched.txt'],
};
const DOCUMENTS: Wanted = {
  scenario: scenarioFile('document'),
  changedFiles: ['NOTES.md', 'docs/use.md'],
  denials: [expect.stringMatching(/^Write: /)],
};

function wantedOf({ name, tools = [] }: Template): Wanted {
  if (name === 'documentation') return DOCUMENTS;
  return tools.includes('Edit') ? WRITES : ONLY_READS;
}

async function rehearse(siso: Siso, template: Template, words: string[] = []): Promise<RunReport> {
  const required = template.inputs.filter((input) => input.required);
  const inputs = required.flatMap(({ name, example }) => ['--input', `${name}=${example}`]);
  const rehearsal = [`--rehearse=${wantedOf(template).scenario}`, '--json', '--template', template.name];
  return (await siso.run(['run', ...rehearsal, ...inputs, ...words])).report();
}

test('every template runs under what it asks for, and does what it may do', { timeout: 300_000 }, async () => {
  const siso = await aSiso();
  // The ledger stays open here, so that it is not opened anew for every run.
  await siso.withStore(async (store) => {
    for (const template of await listTemplates()) {
      const { scenario: _, ...wanted } = wantedOf(template);
      const { name, title, category, priority, maxCostMicros, estimateTokens = 0 } = template;
      const report = await rehearse(siso, template);
      const task = await store.call('siso_get_task', { p_task_id: String(report.taskId) });

      const { status, hold, changedFiles, denials } = report;
      const asked = { amountMicros: hold?.amountMicros, tokens: hold?.tokens, category: task.category };
      expect({ name, status, changedFiles, denials, ...asked }).toEqual({
        ...{ name, status: 'succeeded', ...wanted },
        ...{ amountMicros: maxCostMicros, tokens: 2 * estimateTokens, category },
      });
      expect(task).toMatchObject({ name: title, priority, template: name });
    }
  });
});

test('what the command line says goes before what the template says', async () => {
  const siso = await aSiso();
  const words = ['--category', 'testing', '--priority', 'low', '--allow', 'Read'];
  const [template] = (await listTemplates()).filter(({ name }) => name === 'fix-bugs');
  if (template === undefined) throw new Error('There is no template fix-bugs');
  const report = await rehearse(siso, template, [...words, '--estimate', '3000', '--budget', '0.4']);

  expect(report).toMatchObject({ hold: { amountMicros: 400_000, tokens: 6_000 }, changedFiles: [] });
  const task = await siso.withStore((store) => store.call('siso_get_task', { p_task_id: String(report.taskId) }));
  expect(task).toMatchObject({ category: 'testing', priority: 'low' });
});
