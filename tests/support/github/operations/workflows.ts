import { runAnswer } from '../answers.ts';
import { notFound, Refusal } from '../refusal.ts';
import { objectOf } from '../schema.ts';
import type { StoredRun } from '../state.ts';
import { type Call, type Done, ok, pageOf } from './call.ts';

export const WORKFLOWS: Record<string, (call: Call) => Done> = {
  'actions/create-workflow-dispatch': dispatch,
  'actions/list-workflow-runs': (call) => {
    const { repository, query, params } = call;
    if (repository.workflows[params.workflow_id ?? ''] === undefined) throw notFound();
    const event = query.get('event');
    const found = repository.runs
      .filter(({ workflow }) => workflow === params.workflow_id)
      .filter((run) => event === null || run.event === event)
      .reverse();
    return ok({
      total_count: found.length,
      workflow_runs: pageOf(found, call).map((run) => runAnswer(call, run)),
    });
  },
  'actions/get-workflow-run': (call) => ok(runAnswer(call, runAt(call))),
  'actions/cancel-workflow-run': (call) => {
    const run = runAt(call);
    if (run.status === 'completed') throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
    call.repository.finishRun(run.id, 'cancelled');
    return { status: 202, known: {} };
  },
};

function runAt({ repository, params }: Call): StoredRun {
  const run = repository.runs.find(({ id }) => id === Number(params.run_id));
  if (run === undefined) throw notFound();
  return run;
}

function dispatch({ repository, params, body, serverUrl, apiUrl, actor, isOld }: Call): Done {
  const workflow = params.workflow_id ?? '';
  const [ref, inputs, known] = [String(body.ref), objectOf(body.inputs), repository.workflows[workflow]];
  if (isOld && 'return_run_details' in body)
    throw new Refusal(422, 'Invalid request.\n\n"return_run_details" is not a permitted key.');
  if (known === undefined) throw notFound();
  if (!repository.hasBranch(ref)) throw new Refusal(422, `No ref found for: ${ref}`);
  const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const { id: runId } = repository.startRun({ workflow, ref, inputs, actor });
  repository.dispatches.push({ workflow, ref, inputs, runId });
  if (body.return_run_details !== true) return { status: 204, known: null };
  const run = `${repository.name}/actions/runs/${runId}`;
  return ok({ workflow_run_id: runId, run_url: `${apiUrl}/repos/${run}`, html_url: `${serverUrl}/${run}` });
}
