import type { Upstream } from '../../contracts/meter.ts';
import type { SourceRepository } from '../../workspace/index.ts';
import type { Surroundings } from '../surroundings.ts';
import { chooseRepository } from './choose-repository.ts';
import { chooseUpstream, type UpstreamChoice } from './choose-upstream.ts';
import { planTask, type TaskPlan } from './plan-task.ts';
import type { TaskAsk, TaskText } from './task-ask.ts';

/** A task that is ready to be asked for, and where it runs. Nothing has been asked of the ledger. */
export interface PreparedRun {
  plan: TaskPlan;
  upstream: Upstream;
  repository: SourceRepository;
  /** The repository is a copy of the example, made for this task. */
  isExample: boolean;
}

export interface PrepareOptions extends UpstreamChoice {
  ask: TaskAsk;
  text: TaskText;
  surroundings: Surroundings;
  /** The folder that was asked for. */
  workspace: string | undefined;
  actor: string;
}

/** Throws `AutomationError` for whatever cannot be run. */
export async function prepareRun(options: PrepareOptions): Promise<PreparedRun> {
  const { ask, text, surroundings, workspace, actor, rehearse } = options;
  const { settings, dataDirectory, repository: found } = surroundings;
  const plan = planTask({ ask, text, defaults: settings, actor });
  const upstream = await chooseUpstream(options, settings);
  const chosen = await chooseRepository({ rehearsal: rehearse !== undefined, workspace, found, dataDirectory });
  const task = { ...plan.task, repo: chosen.repository.name };
  return { plan: { ...plan, task }, upstream, ...chosen };
}
