import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { API_URL, loadNetwork, refuseOtherProviders, type Settings } from '../../config/index.ts';
import type { TaskRequest } from '../../contracts/ledger/admission.ts';
import type { Upstream } from '../../contracts/meter.ts';
import { AutomationError } from '../../domain/errors.ts';
import { canonicalModel, DEFAULT_MODEL } from '../../domain/models.ts';
import { type ToolPolicy, toolPolicy } from '../../domain/tools/policy.ts';
import type { RunRequest } from '../../engine/index.ts';
import { loadScenario } from '../../meter/index.ts';
import { copyExample, inspectRepository, type SourceRepository } from '../../workspace/index.ts';
import type { Context } from '../context.ts';
import type { Secrets } from '../frame.ts';
import type { Prompt } from '../prompts.ts';
import type { RunOptions } from './options.ts';

const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** What a command line comes to, checked, before the ledger is opened. */
export interface RunPlan {
  upstream: Upstream;
  rehearsal: boolean;
  /** Works in a copy of the example, whose tests are run afterwards. */
  isExample: boolean;
  request: Omit<RunRequest, 'signal' | 'onEvent'>;
}

export interface PlanParts {
  options: RunOptions;
  context: Context;
  prompt: Prompt;
  secrets: Secrets;
}

/** Throws `AutomationError` for whatever cannot be run. */
export async function planRun(parts: PlanParts): Promise<RunPlan> {
  const { options, context, secrets } = parts;
  const { settings } = context;
  const policy = chooseTools(options, settings);
  const timeoutMs = options.timeout ?? settings.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const task = describeTask(parts, policy);
  const upstream = await chooseUpstream(options, { secrets, settings });
  const workspace = await chooseWorkspace(options, context);
  return {
    upstream,
    rehearsal: upstream.kind === 'rehearsal',
    isExample: workspace.isExample,
    request: {
      task: { ...task, repo: workspace.repository.name },
      policy,
      repository: workspace.repository,
      timeoutMs,
      waitMs: options.wait ?? settings.waitMs ?? 0,
    },
  };
}

async function chooseUpstream(
  { rehearse }: RunOptions,
  { secrets, settings }: { secrets: Secrets; settings: Settings },
): Promise<Upstream> {
  const { apiKey, taken } = secrets;
  if (rehearse !== undefined) return { kind: 'rehearsal', scenario: await loadScenario(rehearse) };
  if (apiKey !== undefined)
    return { kind: 'api', baseUrl: API_URL, apiKey, network: await loadNetwork(settings.network) };
  refuseOtherProviders({ apiKey, rehearsal: false, env: process.env, taken });
  throw new AutomationError('key_missing', 'There is no API key', {
    hint: 'Set ANTHROPIC_API_KEY to run against the real API, or add --rehearse to see a whole run without a key and without cost.',
  });
}

function chooseTools(options: RunOptions, settings: Settings): ToolPolicy {
  const { category, environment, priority } = chosenWords(options, settings);
  const emergency = priority === 'urgent' && (options.reason ?? '').trim() !== '';
  const chosen = toolPolicy({ category, environment, emergency, tools: options.allow ?? settings.allow });
  if ('policy' in chosen) return chosen.policy;
  throw new AutomationError('usage', chosen.problems.join('; '), {
    hint: 'Change --allow, or `permissions.allow` of the configuration.',
  });
}

function chosenWords(options: RunOptions, settings: Settings) {
  return {
    category: options.category ?? settings.category ?? 'development',
    priority: options.priority ?? settings.priority ?? 'medium',
    environment: options.environment ?? settings.environment ?? 'development',
  } as const;
}

interface ChosenWorkspace {
  repository: SourceRepository;
  isExample: boolean;
}

/** A rehearsal without a repository of its own works in a copy of the example. */
async function chooseWorkspace(options: RunOptions, { dataDirectory, repository }: Context): Promise<ChosenWorkspace> {
  if (options.rehearse === undefined || options.workspace !== undefined)
    // Inspected again where there was none, to hear why.
    return { repository: repository ?? (await inspectRepository(options.workspace ?? '.')), isExample: false };
  const examples = join(dataDirectory, 'rehearsal', 'examples');
  await mkdir(examples, { recursive: true }).catch((cause: unknown) => {
    throw new AutomationError('store_unavailable', `The data directory ${dataDirectory} cannot be written`, {
      hint: 'Make it writable, or name another one with SISO_DATA_DIR.',
      cause,
    });
  });
  const target = join(await mkdtemp(join(examples, 'run-')), 'buggy-calculator');
  await copyExample(target);
  return { repository: await inspectRepository(target), isExample: true };
}

function describeTask({ options, prompt, context }: PlanParts, policy: ToolPolicy): TaskRequest {
  const { settings, actor } = context;
  const budget = options.budget ?? settings.budgetMicros;
  const perOperation = settings.perOperationTokens;
  const estimate = options.estimate ?? perOperation;
  return {
    name: prompt.name,
    actor,
    ...chosenWords(options, settings),
    model: canonicalModel(options.model ?? settings.model ?? DEFAULT_MODEL),
    prompt: prompt.text,
    tools: [...new Set([...policy.tools, ...policy.allowed])],
    ...(prompt.template === undefined ? {} : { template: prompt.template }),
    ...(budget === undefined ? {} : { budgetMicros: budget }),
    ...(estimate === undefined ? {} : { estimateTokens: estimate }),
    ...(perOperation === undefined ? {} : { tokenHold: perOperation }),
    ...(settings.labels === undefined ? {} : { labels: settings.labels }),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
  };
}
