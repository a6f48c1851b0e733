import type { z } from 'zod';
import { scheduleBodySchema, scheduleChangesSchema } from '../../contracts/api/schedules.ts';
import {
  scheduleDocumentSchema,
  scheduleRunDocumentSchema,
  schedulesDocumentSchema,
} from '../../contracts/documents/schedules.ts';
import { AutomationError } from '../../domain/errors.ts';
import {
  changedSchedule,
  demandQueued,
  nextOccurrence,
  planSchedule,
  readSchedule,
  readSchedules,
  scheduleDocument,
} from '../../engine/index.ts';
import type { ApiContext, RouteModule } from '../frame.ts';
import { demandChange } from '../input.ts';
import { operation } from '../operation.ts';
import { idPath } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Schedules';
const params = idPath('S', 'schedule');
const answer = named('Schedule', scheduleDocumentSchema);

const listSchedules = {
  method: 'get',
  path: '/api/schedules',
  id: 'listSchedules',
  tag,
  summary: 'Every schedule and its next occurrences',
  answer: named('Schedules', schedulesDocumentSchema),
} as const;

const createSchedule = {
  method: 'post',
  path: '/api/schedules',
  id: 'createSchedule',
  tag,
  summary: 'Submit a task whenever a cron rule says so',
  body: scheduleBodySchema,
  answer,
  status: 201,
  problems: [409],
  writes: true,
} as const;

const changeSchedule = {
  method: 'patch',
  path: '/api/schedules/{id}',
  id: 'changeSchedule',
  tag,
  summary: 'Change, pause or resume a schedule; what is absent stays, and what was missed is not made up for',
  params,
  body: scheduleChangesSchema,
  answer,
  problems: [404],
  writes: true,
} as const;

const removeSchedule = {
  method: 'delete',
  path: '/api/schedules/{id}',
  id: 'removeSchedule',
  tag,
  summary: 'End a schedule; tasks that it has queued stay',
  params,
  answer,
  problems: [404],
  writes: true,
} as const;

const runSchedule = {
  method: 'post',
  path: '/api/schedules/{id}/run',
  id: 'runSchedule',
  tag,
  summary: 'Queue its task now, beside its times',
  params,
  answer: named('ScheduleRun', scheduleRunDocumentSchema),
  problems: [404],
  writes: true,
} as const;

export const scheduleRoutes: RouteModule = (api, context) => {
  const { store, surroundings, rehearsal } = context;
  const place = { rehearsal, dataDirectory: surroundings.dataDirectory };
  operation(api, listSchedules, () => readSchedules(store));
  operation(api, createSchedule, async ({ body, principal: { actor }, signed }) => {
    const p_schedule = await newSchedule(body, actor, context);
    return scheduleDocument(await store.call('siso_set_schedule', { ...signed(), p_schedule }));
  });
  operation(api, changeSchedule, async ({ params: { id }, body, signed }) => {
    const changes = demandChange(body);
    const { schedule, now } = await readSchedule(store, id);
    if (changes.request !== undefined) await planSchedule({ ...schedule, request: changes.request }, place);
    const changed = changedSchedule(schedule, changes);
    const p_schedule = { ...changed, nextAt: nextOccurrence(changed, now) };
    return scheduleDocument(await store.call('siso_set_schedule', { ...signed(), p_schedule }));
  });
  operation(api, removeSchedule, async ({ params: { id }, signed }) =>
    scheduleDocument(await store.call('siso_remove_schedule', { ...signed(), p_schedule_id: id })),
  );
  operation(api, runSchedule, async ({ params: { id }, principal: { actor }, signed }) => {
    const { schedule } = await readSchedule(store, id);
    const p_task = await planSchedule({ ...schedule, actor }, place);
    if (p_task === undefined)
      throw new AutomationError('workspace_invalid', `${schedule.workspace} is not on this machine`, {
        hint: 'Ask the server of the machine on which the schedule was made.',
      });
    const { p_request_id } = signed();
    return { scheduleId: id, taskId: demandQueued(await store.call('siso_submit', { p_request_id, p_task })) };
  });
};

async function newSchedule(
  { name, cron, zone, catchUp, request }: z.output<typeof scheduleBodySchema>,
  actor: string,
  { store, surroundings, rehearsal, workspace }: ApiContext,
) {
  const folder =
    rehearsal && workspace === undefined ? undefined : (surroundings.repository?.root ?? surroundings.folder);
  const { now } = await store.call('siso_list_schedules', {});
  const nextAt = nextOccurrence({ cron, zone }, now);
  const { dataDirectory } = surroundings;
  const task = await planSchedule({ request, workspace: folder, actor }, { rehearsal, dataDirectory });
  const place = folder === undefined ? {} : { workspace: folder };
  return { name: name ?? task?.name ?? cron, cron, zone, catchUp, request, ...place, paused: false, nextAt };
}
