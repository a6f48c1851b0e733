import { randomUUID } from 'node:crypto';
import { openJobLedger, type Place, type StepContext } from '../context.ts';
import { saidOf } from '../job-log.ts';

export interface Publication {
  taskId: string;
  branch: string;
  commit: string;
  pullRequest?: { url: string; number: number } | undefined;
}

/** Notes in the ledger where the work can be seen. What goes wrong is a sentence: it is published all the same. */
export async function notePublication(context: StepContext, place: Place, publication: Publication): Promise<string[]> {
  const { taskId, branch, commit, pullRequest } = publication;
  const { inputs } = context;
  // In another job than the agent's there is no ledger of its own to note it in.
  if (inputs.mode === 'publish' && place.surroundings.settings.supabaseUrl === undefined) return [];
  const link = pullRequest?.url.startsWith('https://') ? { pullRequestUrl: pullRequest.url } : {};
  const number = pullRequest === undefined ? {} : { pullRequestNumber: pullRequest.number };
  try {
    const { store } = await openJobLedger(context, place, inputs.rehearse !== undefined);
    const p_publication = { branch, commit, ...link, ...number };
    await store
      .call('siso_note_publication', { p_request_id: randomUUID(), p_task_id: taskId, p_publication })
      .finally(() => store.close());
    return [];
  } catch (error) {
    return [`The ledger does not know of the branch ${branch}: ${saidOf(error)}`];
  }
}
