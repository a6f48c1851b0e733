import { asWritten } from '../../config/kinds.ts';
import { OPTIONS } from '../../config/options.ts';
import { parseCount, parseDuration, parseDurationOrNone, parseWord } from '../../domain/values.ts';
import { input, ofOption, replaced } from './input.ts';
import { parseComment, parseCost, parseFlag, parseLines, parseTaskId, parseTokens } from './parsers.ts';

/** What the action does in one step. */
export const MODES = ['run', 'task', 'drain', 'gate', 'settle', 'meter', 'publish'] as const;
export type Mode = (typeof MODES)[number];

/** What happens to a task that the ledger does not admit now. */
const ON_REFUSAL = ['skip', 'wait', 'queue', 'fail'] as const;
/** What becomes of changed files. */
const PULL_REQUEST = ['true', 'false', 'patch'] as const;
/** As GitHub says it of a step. */
export const STEP_OUTCOMES = ['success', 'failure', 'cancelled', 'skipped'] as const;
const ISOLATION = ['auto', 'user', 'bubblewrap', 'none'] as const;

const text = { read: asWritten };

/** What is to be done. */
const task = {
  mode: input({
    description:
      'What this step does. `run`: one task. `task`: one that was dispatched, by `task-id`. `drain`: tasks of the queue, one after the other. `gate` and `settle`: a budget around other steps. `meter`: a gateway to the API for the following steps. `publish`: the patch of an earlier job.',
    default: 'run',
    read: (given) => parseWord(MODES, given),
  }),
  prompt: input({ ...text, description: 'What is to be done.' }),
  'prompt-file': input({
    ...text,
    description: 'A file of the checkout with the prompt; Markdown with front matter is a template.',
  }),
  template: input({ ...text, description: 'Name of a template, instead of a prompt.' }),
  'template-inputs': input({ description: 'Values for the template, one `name=value` a line.', read: parseLines }),
  category: ofOption(OPTIONS.category),
  priority: ofOption(OPTIONS.priority),
  environment: ofOption(OPTIONS.environment),
  model: ofOption(OPTIONS.model),
  'allowed-tools': ofOption(OPTIONS.allow),
  labels: ofOption(OPTIONS.labels),
  reason: input({ ...text, description: 'Why this is urgent or needs more; kept in the audit.' }),
  prepare: ofOption(OPTIONS.prepare),
  'task-id': input({
    description: 'The task that the modes `task`, `settle` and `publish` are about.',
    read: parseTaskId,
  }),
};

/** What it may cost, and what happens when it may not start. */
const limits = {
  'budget-usd': ofOption(OPTIONS.budgetMicros),
  'estimate-tokens': input({
    description: 'Counted tokens the task is expected to use. Default: as the ledger has learned it.',
    read: parseCount,
  }),
  timeout: ofOption(OPTIONS.timeoutMs),
  'on-refusal': input({
    description:
      'When the task may not start now: `skip` (the step is green and says when it would start), `wait` (for `max-wait`), `queue` (a worker starts it later), `fail` (for required checks).',
    default: 'skip',
    read: (given) => parseWord(ON_REFUSAL, given),
  }),
  'max-wait': input({
    description: 'How long `on-refusal: wait` waits at most, such as 10m. Minutes of a runner cost money.',
    default: '0',
    read: parseDurationOrNone,
  }),
  'drain-max-tasks': input({
    description: 'Most tasks that one step of the mode `drain` takes.',
    default: '10',
    read: parseCount,
  }),
  'drain-time-limit': input({
    description: 'How long the mode `drain` takes new tasks.',
    default: '30m',
    read: parseDuration,
  }),
};

/** What the steps between `gate` and `settle` say they have used. */
const settlement = {
  'cost-usd': input({
    description:
      'Mode `settle`: what the steps in between cost, in dollars. Mode `publish`: what the task cost, where no shared ledger says so.',
    read: parseCost,
  }),
  'input-tokens': input({ description: 'Mode `settle`: uncached input tokens they used.', read: parseTokens }),
  'output-tokens': input({ description: 'Mode `settle`: output tokens they used.', read: parseTokens }),
  'step-outcome': input({
    description: 'Mode `settle`: how the steps in between ended, such as the outcome of a step.',
    default: 'success',
    read: (given) => parseWord(STEP_OUTCOMES, given),
  }),
  'require-metered': input({
    description: 'Mode `settle`: book the whole hold unless the meter has counted the usage.',
    default: 'false',
    read: parseFlag,
  }),
};

/** Where the result goes. */
const result = {
  'create-pull-request': input({
    description:
      'What becomes of changed files: `true` (branch and pull request), `patch` (a folder to upload), `false` (a branch of the checkout only).',
    default: 'true',
    read: (given) => parseWord(PULL_REQUEST, given),
  }),
  base: input({
    ...text,
    description:
      'Branch that the pull request goes to. Default: the branch of the job; of an event of a pull request, its head.',
  }),
  'patch-folder': input({
    ...text,
    description:
      'Folder that the patch is written to, and read from in the mode `publish`. Default: a folder of the runner; see the output `patch`.',
  }),
  comment: input({
    description:
      'Comment the result on the issue or pull request of the event (`true`), on the one with this number, or not at all (`false`).',
    default: 'false',
    read: parseComment,
  }),
  'include-log': input({
    description: 'Put the end of the log into the job summary, which everybody sees who sees the repository.',
    default: 'false',
    read: parseFlag,
  }),
  'github-token': input({
    ...text,
    description:
      'Token for branches, pull requests, comments, and the look at what the actor may. A pull request made with the default one starts no workflows.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    default: '${{ github.token }}',
  }),
};

/** Where and how it runs. */
const place = {
  'working-directory': input({ ...text, description: 'Folder of the checkout, below the workspace.', default: '.' }),
  isolation: input({
    description:
      'How the agent is kept from the job: `auto` (another user, else bubblewrap), `user`, `bubblewrap`, or `none`, which then only makes a patch.',
    default: 'auto',
    read: (given) => parseWord(ISOLATION, given),
  }),
  'data-dir': input({
    ...text,
    description:
      'Folder of the embedded ledger, where no Supabase project is configured; kept between jobs only on a runner of your own. Default: outside of the workspace.',
  }),
  'claude-path': ofOption(OPTIONS.claudePath),
  rehearse: input({
    ...text,
    description: 'A scenario: a scripted upstream answers the real Claude Code. No key is used, nothing is paid.',
  }),
};

/** What other actions, or older workflows, call something. GitHub passes on only what is declared. */
const others = {
  budget: replaced('use `budget-usd`.'),
  anthropic_api_key: replaced('set ANTHROPIC_API_KEY under `env:`.'),
  claude_code_oauth_token: replaced('subscriptions are not supported; set ANTHROPIC_API_KEY under `env:`.'),
  github_token: replaced('use `github-token`.'),
  prompt_file: replaced('use `prompt-file`.'),
  direct_prompt: replaced('use `prompt`.'),
  allowed_tools: replaced('use `allowed-tools`.'),
  timeout_minutes: replaced('use `timeout`, such as 30m.'),
  max_turns: replaced('use `budget-usd` and `timeout`, which limit what a run can cost.'),
  claude_args: replaced('use `model`, `allowed-tools` and the other inputs; arguments are not passed on.'),
};

export const INPUTS = { ...task, ...limits, ...settlement, ...result, ...place, ...others };
