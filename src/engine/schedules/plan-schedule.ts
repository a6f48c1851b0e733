import { stat } from 'node:fs/promises';
import type { Schedule, ScheduledRequest } from '../../contracts/ledger/schedules.ts';
import type { Submission } from '../../contracts/ledger/tasks.ts';
import { parseCron } from '../../domain/cron.ts';
import { AutomationError } from '../../domain/errors.ts';
import { planRequest } from '../plan/plan-request.ts';
import { readSurroundings } from '../surroundings.ts';

export interface SchedulePlace {
  rehearsal: boolean;
  /** Of the ledger, so that a repository with another one does not decide about it. */
  dataDirectory: string;
}

type Planning = Pick<Schedule, 'actor'> & { request: ScheduledRequest; workspace?: string | null | undefined };

/** What a schedule submits if it is time now. `undefined` when its repository is on another machine. */
export async function planSchedule(
  { request, workspace, actor }: Planning,
  { rehearsal, dataDirectory }: SchedulePlace,
): Promise<Submission | undefined> {
  const folder = workspace ?? undefined;
  if (folder !== undefined && !(await stat(folder).catch(() => undefined))) return undefined;
  const surroundings = await readSurroundings({ workspace: folder, dataDirectory });
  return planRequest(request, { surroundings, rehearsal, workspace: folder, actor });
}

/** The first occurrence of a rule after an instant of the ledger's clock. Throws `usage` for a rule or zone that is none. */
export function nextOccurrence({ cron, zone }: Pick<Schedule, 'cron' | 'zone'>, now: string): string {
  const next = parseCron(cron, zone).next(new Date(now));
  if (next !== undefined) return next.toISOString();
  throw new AutomationError('usage', `"${cron}" does not occur any more`, { hint: 'Choose a day that comes.' });
}
