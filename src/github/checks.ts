import { z } from 'zod';
import type { Identified } from './answers.ts';
import type { Caller } from './caller.ts';

type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required';

export interface CheckRunState {
  status: 'queued' | 'in_progress' | 'completed';
  /** Of a completed one. */
  conclusion?: Conclusion;
  title: string;
  /** Markdown, at most 65,535 characters. */
  summary: string;
  detailsUrl?: string;
}

export interface NewCheckRun extends CheckRunState {
  name: string;
  headSha: string;
  /** Of the project's own, such as a task's. */
  externalId: string;
}

const checkRunSchema = z
  .object({ id: z.int(), html_url: z.string().nullable() })
  .transform(({ id, html_url }): Identified => ({ id, url: html_url ?? '' }));

export function createCheckRun(caller: Caller, repository: string, check: NewCheckRun): Promise<Identified> {
  const { name, headSha: head_sha, externalId: external_id } = check;
  const asked = { to: `make the check ${name}`, repository, needs: 'checks: write' };
  const fields = { name, head_sha, external_id, ...fieldsOf(check) };
  return caller.ask(asked, checkRunSchema, ({ checks }, names) => checks.create({ ...names, ...fields }));
}

export function updateCheckRun(
  caller: Caller,
  { repository, id }: { repository: string; id: number },
  state: CheckRunState,
): Promise<Identified> {
  const asked = { to: `change the check ${id}`, repository, needs: 'checks: write' };
  const fields = { check_run_id: id, ...fieldsOf(state) };
  return caller.ask(asked, checkRunSchema, ({ checks }, names) => checks.update({ ...names, ...fields }));
}

function fieldsOf({ status, conclusion, title, summary, detailsUrl }: CheckRunState) {
  return {
    status,
    output: { title, summary },
    ...(conclusion === undefined ? {} : { conclusion }),
    ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
  };
}
