import { type PreparedRun, prepareRun, readPrompt } from '../../engine/index.ts';
import { type Context, readContext } from '../context.ts';
import type { Secrets } from '../frame.ts';

import type { RunOptions } from './options.ts';

export interface Prepared {
  context: Context;
  prepared: PreparedRun;
}

export interface CommandLine {
  words: string[];
  options: RunOptions;
  secrets: Secrets;
}

/** What a command line comes to, checked, before the ledger is opened. Throws `AutomationError` for whatever cannot be run. */
export async function prepare({ words, options, secrets }: CommandLine): Promise<Prepared> {
  const { file, template, input: inputs, category, environment, priority, allow, model, reason, rehearse } = options;
  const context = await readContext(options.workspace);
  const text = await readPrompt({ words, file, template, inputs, repository: context.repository?.root });
  const amounts = { budgetMicros: options.budget, estimateTokens: options.estimate, timeoutMs: options.timeout };
  const prepared = await prepareRun({
    ask: {
      category,
      environment,
      labels: options.label,
      prepare: options.prepare,
      priority,
      allow,
      model,
      reason,
      ...amounts,
    },
    text,
    surroundings: context,
    workspace: options.workspace,
    actor: context.actor,
    rehearse,
    apiKey: secrets.apiKey,
    env: process.env,
    taken: secrets.taken,
  });
  return { context, prepared };
}
