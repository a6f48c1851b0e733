// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub
import { expect, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';

const STEPS = scripts({
  cache: `uses: actions/cache/restore@0123456789012345678901234567890123456789
with: { key: "cli-\${{ runner.os }}-\${{ inputs.version }}", path: x }
env: { A: "\${{ inputs.version }}" }`,
  hit: 'run: echo "$HIT $ADDED"; tool\nenv: { HIT: "${{ steps.cache.outputs.cache-hit }}" }',
});

test('a double is called with everything evaluated, and what it answers is seen by later steps', async () => {
  const action = anAction(STEPS);

  const end = await action.run({
    with: { version: '2.1' },
    uses: {
      'actions/cache': async () => 'skip',
      'actions/cache/restore': async ({ addPath, exportVariable }) => {
        addPath('/opt/first');
        exportVariable('ADDED', 'variable');
        return { 'cache-hit': 'true' };
      },
    },
  });

  expect(end.usesCalls).toEqual([
    {
      step: 'cache',
      uses: 'actions/cache/restore@0123456789012345678901234567890123456789',
      with: { key: 'cli-Linux-2.1', path: 'x' },
      env: { A: '2.1' },
    },
  ]);
  expect(end.steps[1]?.log).toContain('\ntrue variable\n');
  expect(end.path.startsWith('/opt/first:')).toBe(true);
  expect(end.env).toEqual({ ADDED: 'variable' });
});

test('a double that throws fails its step with its message', async () => {
  const end = await anAction(STEPS).run({ uses: { actions: () => Promise.reject(new Error('The cache is down')) } });

  expect(end).toMatchObject({ conclusion: 'failure', steps: [{ outcome: 'failure' }, { outcome: 'skipped' }] });
  expect(end.annotations).toMatchObject([{ kind: 'error', message: 'The cache is down', step: 'cache' }]);
});

test('a double that never answers ends with the job', async () => {
  const cancel = new AbortController();
  const never = () => {
    cancel.abort();
    return new Promise<'skip'>(() => undefined);
  };

  const end = await anAction(STEPS).run({ uses: { actions: never }, signal: cancel.signal });

  expect(end).toMatchObject({ conclusion: 'cancelled', steps: [{ outcome: 'cancelled' }, { outcome: 'skipped' }] });
});
