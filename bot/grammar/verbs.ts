import { OPTION_BY_NAME, type OptionName, optionUsage } from './options.ts';
import { VERBS, type Verb, WORK_VERBS } from './types.ts';

/** The one table of verbs: what follows each, which options it takes, and what it does. */

export interface VerbRule {
  verb: Verb;
  /** What follows: free text over lines, steps and then free text, or words of these kinds. */
  takes: 'prompt' | 'steps' | readonly ArgumentRule[];
  options: readonly OptionName[];
  /** One sentence. */
  says: string;
  /** What is typed, for hints. */
  example: string;
}

export interface ArgumentRule {
  /** As in help. */
  name: 'ID' | 'ID|all' | 'SHA' | 'AMOUNT' | 'REASON…';
  required: boolean;
}

const WORK_OPTIONS: readonly OptionName[] = [
  ...(['priority', 'category', 'environment', 'template', 'budget', 'model', 'branch'] as const),
  ...(['timeout', 'wait', 'no-cache', 'dry-run', 'reason'] as const),
];
/** A chain is submitted as a whole: it has no single prompt that a template could stand before, and nothing to say before it runs. */
const CHAIN_OPTIONS = WORK_OPTIONS.filter((name) => name !== 'template' && name !== 'dry-run');

const maybe = (name: ArgumentRule['name']): ArgumentRule => ({ name, required: false });
const needed = (name: ArgumentRule['name']): ArgumentRule => ({ name, required: true });

const WORK: Record<(typeof WORK_VERBS)[number], string> = {
  run: 'Does what the prompt says.',
  fix: 'Finds the cause of a problem and repairs it.',
  test: 'Writes the tests that are asked for and runs them.',
  review: 'Reviews what is named, or the changes of the pull request; changes nothing.',
  docs: 'Writes or corrects documentation; changes no code.',
  refactor: 'Changes the structure of code and nothing of what it does.',
  deploy: 'Prepares or carries out a deployment.',
  analyze: 'Answers a question about the code; changes nothing.',
  plan: 'Plans the work in steps; changes nothing.',
};

type Words = Pick<VerbRule, 'verb' | 'says' | 'example'> & Partial<Pick<VerbRule, 'options'>>;

function words(rule: Words, ...takes: ArgumentRule[]): VerbRule {
  return { options: [], ...rule, takes };
}

const RULES: readonly VerbRule[] = [
  ...WORK_VERBS.map((verb): VerbRule => {
    const example = `/siso ${verb} --budget 2 the login fails on Safari`;
    return { verb, takes: 'prompt', options: WORK_OPTIONS, says: WORK[verb], example };
  }),
  {
    ...{ verb: 'chain', takes: 'steps', options: CHAIN_OPTIONS },
    says: 'Does one step after the other, each from what the one before left.',
    example: '/siso chain fix > test: the login fails on Safari',
  },
  words(
    { verb: 'status', says: 'Says what runs and waits here, or how one task is.', example: '/siso status' },
    maybe('ID'),
  ),
  words({ verb: 'queue', says: 'Lists what waits here, in its order.', example: '/siso queue' }),
  words({ verb: 'usage', says: 'Says what this repository has used in 30 days.', example: '/siso usage' }),
  words({
    verb: 'budget',
    says: 'Shows the budgets that hold here, and what is left of them.',
    example: '/siso budget',
  }),
  words({
    verb: 'limits',
    says: 'Shows the limits that hold here, and how far they are used.',
    example: '/siso limits',
  }),
  words(
    { verb: 'cancel', says: 'Cancels a task, or all of this repository.', example: '/siso cancel T-7K3Q' },
    needed('ID|all'),
  ),
  words(
    {
      ...{
        verb: 'retry',
        says: 'Lets a task that ended have another attempt.',
        example: '/siso retry T-7K3Q --budget 3',
      },
      options: ['budget', 'model', 'priority', 'timeout', 'reason'],
    },
    needed('ID'),
  ),
  words(
    {
      ...{ verb: 'approve', example: '/siso approve T-7K3Q' },
      says: 'Lets what waits for an approval run; for changes of a fork, name the commit that you read.',
    },
    ...[maybe('ID'), maybe('SHA')],
  ),
  words({ verb: 'deny', says: 'Ends what waits for an approval.', example: '/siso deny T-7K3Q' }, maybe('ID')),
  words(
    { verb: 'pause', says: 'Lets nothing start any more, of anybody.', example: '/siso pause the deploy is broken' },
    maybe('REASON…'),
  ),
  words({ verb: 'resume', says: 'Ends a pause that was made here.', example: '/siso resume' }),
  words(
    { verb: 'explain', says: 'Says why a task waits, and when it can start.', example: '/siso explain T-7K3Q' },
    needed('ID'),
  ),
  words(
    {
      ...{ verb: 'grant', says: 'Gives this repository more of its budget for a while.', options: ['for', 'reason'] },
      example: '/siso grant 5 --for 24h --reason "release week"',
    },
    needed('AMOUNT'),
  ),
  words({ verb: 'help', says: 'Lists what can be typed.', example: '/siso help' }),
  words({ verb: 'version', says: 'Says which version answers.', example: '/siso version' }),
];

/** A Map, so that `constructor` is no verb. */
export const VERB_RULES: ReadonlyMap<string, VerbRule> = new Map(RULES.map((rule) => [rule.verb, rule]));

/** Verbs that can be a step of a chain. */
export const STEP_VERBS: ReadonlyMap<string, Verb> = new Map(WORK_VERBS.map((verb) => [verb, verb]));

/** `/siso retry ID [--budget DOLLARS] …`; the options of work are named once, in the help of options. */
export function usageOf({ verb, takes, options }: VerbRule): string {
  const typed = [`/siso ${verb}`];
  const isWork = takes === 'prompt' || takes === 'steps';
  if (!isWork) typed.push(...takes.map(({ name, required }) => (required ? name : `[${name}]`)));
  if (isWork) typed.push('[--option value …]', ...(takes === 'steps' ? ['STEP > STEP:'] : []), 'PROMPT');
  else typed.push(...options.flatMap((name) => OPTION_BY_NAME.get(name) ?? []).map((rule) => `[${optionUsage(rule)}]`));
  return typed.join(' ');
}

/** A row a verb, for help and docs. */
export const VERB_HELP: readonly { verb: Verb; usage: string; says: string }[] = VERBS.flatMap((verb) => {
  const rule = VERB_RULES.get(verb);
  return rule === undefined ? [] : [{ verb, usage: usageOf(rule), says: rule.says }];
});

/** Two tables of Markdown, for docs: verbs, and options with the verbs that take them. */
export function grammarTables(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const verbs = VERB_HELP.map(({ usage, says }) => `| \`${cell(usage)}\` | ${says} |`);
  const options = [...OPTION_BY_NAME.values()].map((option) => {
    const takers = RULES.filter((rule) => rule.options.includes(option.name)).map(({ verb }) => verb);
    const isWork = WORK_VERBS.every((verb) => takers.includes(verb));
    const others = takers.filter((verb) => !isWork || !STEP_VERBS.has(verb));
    const named = [...(isWork ? ['`run` and its templates'] : []), ...others.map((verb) => `\`${verb}\``)];
    return `| \`${cell(optionUsage(option))}\` | ${named.join(', ')} | ${option.says} |`;
  });
  return [
    ...['| Type | What it does |', '|---|---|', ...verbs, ''],
    ...['| Option | Verbs | What it does |', '|---|---|---|', ...options],
  ].join('\n');
}
