import { invalid, notFound } from '../refusal.ts';
import { type JsonObject, objectOf } from '../schema.ts';
import type { StoredCheckRun } from '../state.ts';
import { type Call, created, type Done, ok } from './call.ts';

export const CHECKS: Record<string, (call: Call) => Done> = {
  'checks/create': (call) => {
    const { repository, body } = call;
    const plain = { status: 'queued', conclusion: null, title: '', summary: '', detailsUrl: null };
    const names = {
      name: String(body.name),
      headSha: String(body.head_sha),
      externalId: String(body.external_id ?? ''),
    };
    const made = changed(call, { id: repository.nextId(), ...names, ...plain });
    repository.checkRuns.push(made);
    return created(checkAnswer(call, made));
  },
  'checks/update': (call) => {
    const check = call.repository.checkRuns.find(({ id }) => id === Number(call.params.check_run_id));
    if (check === undefined) throw notFound();
    return ok(checkAnswer(call, Object.assign(check, changed(call, check))));
  },
};

function changed({ body }: Call, check: StoredCheckRun): StoredCheckRun {
  const { title = check.title, summary = check.summary } = objectOf(body.output);
  const conclusion = body.conclusion === undefined ? check.conclusion : String(body.conclusion);
  const status = body.conclusion === undefined ? String(body.status ?? check.status) : 'completed';
  if (status === 'completed' && conclusion === null) throw invalid('CheckRun', 'conclusion');
  const detailsUrl = body.details_url === undefined ? check.detailsUrl : String(body.details_url);
  return { ...check, status, conclusion, title: String(title), summary: String(summary), detailsUrl };
}

function checkAnswer({ repository, serverUrl }: Call, check: StoredCheckRun): JsonObject {
  const { id, name, headSha: head_sha, status, conclusion, externalId: external_id, title, summary } = check;
  const html_url = `${serverUrl}/${repository.name}/runs/${id}`;
  const fields = { id, name, head_sha, status, conclusion, external_id, html_url, details_url: check.detailsUrl };
  return { ...fields, output: { title, summary, annotations_count: 0 } };
}
