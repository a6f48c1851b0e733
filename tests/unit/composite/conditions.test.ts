// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub
import { expect, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';

const after = (condition: string) => `run: echo\nif: ${JSON.stringify(condition)}`;
const outcomes = (end: { steps: { id: string; outcome: string }[] }) =>
  Object.fromEntries(end.steps.map(({ id, outcome }) => [id, outcome]));

test('after a failure only those steps run that ask for it', async () => {
  const action = anAction(
    scripts({
      ...{ fails: 'exit 1', plain: 'true', always: after('always()'), failure: after('failure()') },
      ...{ success: after('success()'), cancelled: after('cancelled()'), input: after("inputs.x == ''") },
      ...{ both: after("failure() && steps.fails.outcome == 'failure'"), wrapped: after('${{ always() && 1 }}') },
    }),
  );

  const end = await action.run();

  expect(end).toMatchObject({ conclusion: 'failure', jobStatus: 'failure' });
  expect(outcomes(end)).toEqual({
    ...{ fails: 'failure', plain: 'skipped', always: 'success', failure: 'success' },
    ...{ success: 'skipped', cancelled: 'skipped', input: 'skipped', both: 'success', wrapped: 'success' },
  });
});

test('a step that may fail keeps its outcome and the action goes on', async () => {
  const conclusions = 'run: echo "$SAW"\nenv: { SAW: "${{ steps.may.outcome }} ${{ steps.may.conclusion }}" }';
  const action = anAction(
    scripts({ may: 'run: exit 1\ncontinue-on-error: "${{ inputs.lenient }}"', next: conclusions }),
  );

  const lenient = await action.run({ with: { lenient: 'true' } });
  const strict = await action.run({ with: { lenient: 'false' } });

  expect(lenient).toMatchObject({ conclusion: 'success', steps: [{ outcome: 'failure', conclusion: 'success' }, {}] });
  expect(lenient.steps[1]?.log.split('\n').at(-1)).toBe('failure success');
  expect(strict).toMatchObject({ conclusion: 'failure', steps: [{ conclusion: 'failure' }, { outcome: 'skipped' }] });
});

test('a condition that cannot be evaluated ends the action, and not even always() steps run', async () => {
  const action = anAction(
    scripts({ broken: `${after("fromJSON('{') == 1")}\ncontinue-on-error: true`, never: after('always()') }),
  );

  const end = await action.run();

  expect(end.conclusion).toBe('failure');
  expect(outcomes(end)).toEqual({ broken: 'failure' });
});

test('a variable that cannot be evaluated fails its step', async () => {
  const broken = 'run: echo\nenv: { A: "${{ fromJSON(inputs.x) }}" }';
  const action = anAction(scripts({ broken, report: after('always()') }));

  const end = await action.run({ with: { x: '{' } });

  expect(end.conclusion).toBe('failure');
  expect(outcomes(end)).toEqual({ broken: 'failure', report: 'success' });
});
