import { z } from 'zod';
import { runSchema, type WorkflowRun } from './bot-answers.ts';
import type { Caller } from './caller.ts';
import { statusOf } from './facts.ts';
import { findPaged, PAGE } from './pages.ts';

/** A workflow's file, such as `siso-task.yml`, in a repository. */
interface Place {
  repository: string;
  file: string;
}

export interface Dispatch {
  /** Branch or tag whose workflow file counts. */
  ref: string;
  /** Anyone who may read the repository's runs sees them. */
  inputs: Record<string, string>;
}

const FIELD = 'return_run_details';
/** Of two clocks that should be one. */
const CLOCKS_APART_MS = 60_000;

const dispatchedSchema = z
  .object({ workflow_run_id: z.int() })
  .transform(({ workflow_run_id }) => workflow_run_id)
  .optional()
  .catch(undefined);

/** The id of the run; `undefined` where the server does not tell it, as GitHub Enterprise Server up to 3.19. */
export async function dispatch(caller: Caller, place: Place, what: Dispatch): Promise<number | undefined> {
  const { repository, file } = place;
  const asked = { to: `start the workflow ${file}`, repository, needs: 'actions: write' };
  const send = (fields: { return_run_details?: true }) =>
    caller.ask(asked, dispatchedSchema, ({ actions }, names) =>
      actions.createWorkflowDispatch({ ...names, workflow_id: file, ...what, ...fields }),
    );
  return send({ [FIELD]: true }).catch((error: unknown) => {
    if (statusOf(error) === 422 && error instanceof Error && error.message.includes(FIELD)) return send({});
    throw error;
  });
}

/** The newest dispatched run with that `run-name`, made after `since`, among the newest 1,000. */
export async function findRun(
  caller: Caller,
  { repository, file }: Place,
  { title, since }: { title: string; since: Date },
): Promise<WorkflowRun | undefined> {
  const asked = { to: `list the runs of ${file}`, repository, needs: 'actions: read' };
  const oldest = since.getTime() - CLOCKS_APART_MS;
  const isOld = ({ createdAt }: WorkflowRun) => Date.parse(createdAt) < oldest;
  const found = await findPaged<WorkflowRun>(
    (run) => isOld(run) || run.title === title,
    async (page) => {
      const { workflow_runs: runs } = await caller.ask(asked, pageSchema, ({ actions }, names) =>
        actions.listWorkflowRuns({ ...names, workflow_id: file, event: 'workflow_dispatch', per_page: PAGE, page }),
      );
      return runs;
    },
  );
  return found === undefined || isOld(found) ? undefined : found;
}

const pageSchema = z.object({ workflow_runs: z.array(runSchema) });

export function readRun(caller: Caller, repository: string, id: number): Promise<WorkflowRun> {
  const asked = { to: `read the run ${id}`, repository, needs: 'actions: read' };
  return caller.ask(asked, runSchema, ({ actions }, names) => actions.getWorkflowRun({ ...names, run_id: id }));
}

/** `false`: it was over already. */
export async function cancelRun(caller: Caller, repository: string, id: number): Promise<boolean> {
  const asked = { to: `cancel the run ${id}`, repository, needs: 'actions: write' };
  const cancelled = caller.ask(asked, z.unknown(), ({ actions }, names) =>
    actions.cancelWorkflowRun({ ...names, run_id: id }),
  );
  return cancelled.then(
    () => true,
    (error: unknown) => {
      if (statusOf(error) === 409) return false;
      throw error;
    },
  );
}
