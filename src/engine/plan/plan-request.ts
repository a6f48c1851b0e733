import type { z } from 'zod';
import type { Submission } from '../../contracts/ledger/tasks.ts';
import type { automationTaskRequestSchema } from '../../contracts/library.ts';
import { askOf } from '../library/request-of.ts';
import type { Surroundings } from '../surroundings.ts';
import { chooseRepository } from './choose-repository.ts';
import { planTask, submissionOf } from './plan-task.ts';
import { readText } from './read-text.ts';

export interface RequestParts {
  surroundings: Surroundings;
  rehearsal: boolean;
  /** The folder that was asked for. */
  workspace: string | undefined;
  /** Whose rights count where the request names nobody. */
  actor: string;
}

/**
 * What is stored for a request that another process will run: checked as if it ran here, but for the key, which only its
 * runner needs. Throws `usage`, `prompt_invalid`, `workspace_invalid`.
 */
export async function planRequest(
  request: z.output<typeof automationTaskRequestSchema>,
  { surroundings, rehearsal, workspace, actor }: RequestParts,
): Promise<Submission> {
  const { settings, repository: found, dataDirectory } = surroundings;
  const { prompt, template, inputs } = request;
  const text = await readText({ prompt, template, inputs, repository: found?.root });
  const plan = planTask({ ask: askOf(request), text, defaults: settings, actor: request.createdBy ?? actor });
  const { repository } = await chooseRepository({ rehearsal, workspace, found, dataDirectory });
  return submissionOf({ ...plan, task: { ...plan.task, repo: repository.name } }, repository.root);
}
