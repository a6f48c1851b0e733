import { isScalar, isSeq } from 'yaml';
import { nearest } from '../../src/domain/nearest.ts';
import {
  entriesOf,
  type Finding,
  inside,
  isExample,
  isWorkflow,
  jobsOf,
  type Parsed,
  pairOf,
  stepsOf,
  textOf,
} from './files.ts';
import { isOurRelease, nameOf, type Use, usesOf, withOf } from './uses.ts';

/** One rule: what is wrong in a file, where `all` are the files it may refer to. */
export type Rule = (file: Parsed, all: Parsed[]) => Finding[];

/** Actions of others are pinned by commit, and say which release that is. */
const pinned: Rule = (file) =>
  usesOf(file).flatMap((use) => {
    if (use.uses.startsWith('./') || (isOurRelease(use.uses) && mayNameRelease(file))) return [];
    const line = lineOf(file, use);
    if (!/@[0-9a-f]{40}$|^docker:\/\/.*@sha256:[0-9a-f]{64}$/.test(use.uses))
      return [
        file.at(use.node, `${use.uses} is not pinned`, 'Write the 40 digits of the commit and `# vX.Y.Z` after it.'),
      ];
    if (/\s#\s*v\d+\.\d+\.\d+\s*$/.test(line)) return [];
    return [file.at(use.node, `${use.uses} does not say its release`, 'Write `# vX.Y.Z` after the commit.')];
  });

/** Scripts get values through `env:`; an expression in a script is text that becomes code. */
const noExpressionsInScripts: Rule = (file) =>
  stepsOf(file).flatMap((step) => {
    const isScript = /^actions\/github-script@/.test(textOf(inside(step, 'uses')));
    return [inside(step, 'run'), ...(isScript ? [inside(step, 'with', 'script')] : [])].flatMap((script) => {
      if (!isScalar(script) || !textOf(script).includes('${{') || !script.range) return [];
      const offset = file.text.indexOf('${{', script.range[0]);
      return [file.at(offset, 'A script has an expression in it', 'Put the value into `env:` and use the variable.')];
    });
  });

/** Inputs that the action or reusable workflow does not have are only a warning on GitHub, and do nothing. */
const knownInputs: Rule = (file, all) =>
  usesOf(file).flatMap((use) => {
    const target = all.find(({ path }) => path === use.own);
    if (use.own === undefined) return [];
    if (!target) return [file.at(use.node, `${use.uses} does not exist: there is no ${use.own}`, 'Correct the name.')];
    const inputs = entriesOf(
      isWorkflow(target) ? inside(target.root, 'on', 'workflow_call', 'inputs') : inside(target.root, 'inputs'),
    );
    const known = inputs.map(({ name }) => name);
    return entriesOf(withOf(use))
      .filter(({ name }) => !known.includes(name))
      .map(({ name, key }) => file.at(key, `${use.own} has no input ${name}`, suggestion(name, known)));
  });

/** What is not said is given, and that may be everything. */
const explicitPermissions: Rule = (file) => {
  if (!isWorkflow(file)) return [];
  const remedy = 'Write `permissions:` with what it needs, `{}` for nothing.';
  const own = pairOf(file.root, 'permissions')
    ? []
    : [file.at(file.root, 'The workflow has no `permissions:`', remedy)];
  const jobs = jobsOf(file).filter(({ value }) => !pairOf(value, 'permissions'));
  return [...own, ...jobs.map(({ name, key }) => file.at(key, `The job ${name} has no \`permissions:\``, remedy))];
};

const HEAD = /pull_request\.(head|merge_commit_sha)|github\.head_ref|refs\/pull\//;
const FETCHES_HEAD = /\bgh pr checkout\b|\bgit\b.*\bpull\//;
const FETCHES = /\bgit (fetch|pull|clone|checkout|switch|worktree)\b/;

/** With `pull_request_target` the code of a stranger would run with this repository's secrets. */
const noHeadOfStrangers: Rule = (file) => {
  if (!triggersOf(file).includes('pull_request_target')) return [];
  const remedy = 'Use `pull_request`, or look at the head without checking it out.';
  return stepsOf(file).flatMap((step) => {
    const run = textOf(inside(step, 'run'));
    const isCheckout = /^actions\/checkout@/.test(textOf(inside(step, 'uses')));
    const taken = isCheckout && ['ref', 'repository'].some((key) => HEAD.test(textOf(inside(step, 'with', key))));
    const fetched = FETCHES_HEAD.test(run) || (FETCHES.test(run) && HEAD.test(`${run} ${environmentOf(step)}`));
    return taken || fetched ? [file.at(step, 'pull_request_target with a checkout of the head', remedy)] : [];
  });
};

/** The token would stay in `.git/config`, where every later step can read it. */
const noPersistedCredentials: Rule = (file) =>
  usesOf(file).flatMap((use) => {
    if (nameOf(use) !== 'actions/checkout' || textOf(inside(withOf(use), 'persist-credentials')) === 'false') return [];
    return [file.at(use.node, 'The checkout keeps its token', 'Add `persist-credentials: false` to its `with:`.')];
  });

export const RULES: Rule[] = [
  ...[pinned, noExpressionsInScripts, knownInputs, explicitPermissions, noHeadOfStrangers, noPersistedCredentials],
];

/** Examples are for others, and a workflow that others call runs in their checkout: both name our release. */
function mayNameRelease(file: Parsed): boolean {
  return isExample(file) || triggersOf(file).includes('workflow_call');
}

function triggersOf({ root }: Parsed): string[] {
  const on = inside(root, 'on');
  return isSeq(on) ? on.items.map(textOf) : [textOf(on), ...entriesOf(on).map(({ name }) => name)];
}

function environmentOf(step: unknown): string {
  return entriesOf(inside(step, 'env'))
    .map(({ value }) => textOf(value))
    .join(' ');
}

function lineOf(file: Parsed, use: Use): string {
  return file.text.split('\n')[file.at(use.node, '', '').line - 1] ?? '';
}

function suggestion(name: string, known: string[]): string {
  const meant = nearest(name, known);
  return meant ? `Did you mean ${meant}?` : `There are ${known.join(', ') || 'none'}.`;
}
