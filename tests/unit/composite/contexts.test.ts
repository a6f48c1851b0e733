// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';

test('inputs have their defaults, which may be expressions, and required ones may be missing', async () => {
  const inputs = `inputs:
  token: { description: a, default: "\${{ github.token }}" }
  count: { description: a, default: 1.50 }
  task: { description: a, required: true }
  old: { description: a, deprecationMessage: use task }
`;
  const step = 'run: echo "$ALL"\nenv: { ALL: "${{ toJSON(inputs) }}" }';
  const action = anAction(inputs + scripts({ show: step }));

  const end = await action.run({ with: { Old: 'x', promt: 'y' }, github: { token: 'ghs_1' }, secrets: [] });

  expect(end.conclusion).toBe('success');
  const shown = /\{[^{}]*\}\n?$/.exec(end.steps[0]?.log ?? '')?.[0] ?? '';
  expect(JSON.parse(shown)).toEqual({ Old: 'x', promt: 'y', token: '***', count: '1.5', task: '' });
  expect(end.warnings).toEqual([
    "Input 'Old' has been deprecated with message: use task",
    "Unexpected input(s) 'promt', valid inputs are ['token', 'count', 'task', 'old']",
  ]);
});

test('a script gets what GitHub gives it and nothing of this process', async () => {
  process.env.SISO_TEST_LEAK = 'leaked';
  onTestFinished(() => {
    delete process.env.SISO_TEST_LEAK;
  });
  const action = anAction(
    `inputs: { prompt: { description: a } }\n${scripts({ dump: 'env -0 > "$RUNNER_TEMP/env"' })}`,
  );

  await action.run({
    with: { prompt: 'secret plan' },
    env: { FROM_STEP: '1' },
    github: { repository: 'o/r', event_name: 'issues', event: { issue: { number: 7 } }, token: 'ghs_1', run_id: '42' },
  });

  const temp = join(action.folder, 'temp');
  const lines = readFileSync(join(temp, 'env'), 'utf8').split('\0').filter(Boolean);
  const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2)));
  expect(env).toMatchObject({
    ...{ FROM_STEP: '1', CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_OS: 'Linux', RUNNER_TEMP: temp },
    ...{ GITHUB_REPOSITORY: 'o/r', GITHUB_REPOSITORY_OWNER: 'o', GITHUB_RUN_ID: '42', GITHUB_EVENT_NAME: 'issues' },
    ...{ GITHUB_ACTION_PATH: join(action.folder, 'action'), GITHUB_ACTION_REPOSITORY: '' },
    ...{ GITHUB_WORKSPACE: join(action.folder, 'workspace'), PWD: join(action.folder, 'workspace') },
  });
  expect(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8'))).toEqual({ issue: { number: 7 } });
  expect(Object.keys(env).filter((name) => /^(INPUT_|SISO_TEST_LEAK|GITHUB_TOKEN)/.test(name))).toEqual([]);
  expect(lines.filter((line) => /secret plan|ghs_1/.test(line))).toEqual([]);
});

test('the environment of the step wins over that of the action, and that over the job', async () => {
  const step = 'run: echo "$A $B $C" "$D"\nenv: { C: step, D: "${{ env.A }}-${{ env.C }}" }';
  const action = anAction(scripts({ show: step }));

  const end = await action.run({ jobEnv: { A: 'job', B: 'job', C: 'job' }, env: { B: 'action', C: 'action' } });

  expect(end.steps[0]?.log.split('\n').at(-1)).toBe('job action step job-action');
});

test('later steps and the outputs of the action see outputs, outcomes and conclusions, also after a failure', async () => {
  const outputs = `outputs:
  from-first: { description: a, value: "\${{ steps.first.outputs.answer }}" }
  ends: { description: a, value: "\${{ steps.first.outcome }} \${{ steps.second.conclusion }} \${{ steps.third.outcome }}" }
  missing: { description: a, value: "\${{ steps.third.outputs.answer }}" }
`;
  const seen = 'run: exit 3\nenv: { SEEN: "${{ steps.first.outputs.answer }}" }';
  const action = anAction(
    outputs + scripts({ first: 'echo answer=42 >> "$GITHUB_OUTPUT"', second: seen, third: 'true' }),
  );

  const end = await action.run();

  expect(end.conclusion).toBe('failure');
  expect(end.outputs).toEqual({ 'from-first': '42', ends: 'success failure skipped', missing: '' });
  expect(end.steps.map(({ exitCode }) => exitCode)).toEqual([0, 3, undefined]);
  expect(end.steps[1]?.log).toContain('  SEEN: 42');
  expect(end.annotations).toMatchObject([
    { kind: 'error', message: 'Process completed with exit code 3.', step: 'second' },
  ]);
});

test('a script fails at its first failing command, also in a pipe, and starts in its working directory', async () => {
  const pipe = 'false | true; echo "not reached"';
  const action = anAction(scripts({ place: 'run: pwd\nworking-directory: ..', pipe }));

  const end = await action.run();

  expect(end.steps[0]?.log.split('\n').at(-1)).toBe(action.folder);
  expect(end.steps[1]).toMatchObject({ outcome: 'failure', exitCode: 1 });
  expect(end.steps[1]?.log.split('\n')).not.toContain('not reached');
});

test.each([
  [
    'a context that actions do not have',
    scripts({ a: 'run: echo\nif: "false"\nenv: { A: "${{ secrets.KEY }}" }' }),
    /secrets/,
  ],
  ['a key that composite steps do not have', scripts({ a: 'run: echo\ntimeout-minutes: 5' }), /timeout-minutes/],
  ['a script without a shell', 'runs: { using: composite, steps: [{ run: echo }] }', /shell/],
  ['an expression that is not closed', scripts({ a: 'run: "echo ${{ github.sha"' }), /not closed/],
  ['a condition that is always true', scripts({ a: 'run: echo\nif: ${{ inputs.x }} && false' }), /always true/],
  ['another action without a double', scripts({ a: 'uses: actions/cache@v4' }), /no double/],
])('%s is refused before the first step', async (_, body, reason) => {
  await expect(anAction(body).run()).rejects.toThrow(reason);
});
