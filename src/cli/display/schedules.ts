import type { ScheduleDocument, ScheduleRunDocument, SchedulesDocument } from '../../contracts/documents/schedules.ts';
import { inline } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, fields, paragraph, table } from './table.ts';
import { fullMoment } from './times.ts';

/** `siso schedule list`: the next occurrences in the zone of whoever reads. */
export function schedulesText({ schedules }: SchedulesDocument, screen: Screen): string {
  if (schedules.length === 0) return 'There is no schedule: make one with siso schedule add.';
  const zone = `Times are those of ${screen.zone}. They are kept while siso serve runs.`;
  return [table(columns(screen), schedules, screen), '', ...paragraph(zone, screen)].join('\n');
}

function columns(screen: Screen): Column<ScheduleDocument>[] {
  return [
    { title: 'ID', text: ({ id }) => id, rank: 0 },
    { title: 'NAME', text: ({ name }) => name, rank: 1, least: 8 },
    { title: 'NEXT', text: (one) => nextText(one, screen), rank: 2, least: 16 },
    { title: 'CRON', text: ({ cron }) => cron, rank: 3 },
    { title: 'ZONE', text: ({ zone }) => zone, rank: 5 },
    { title: 'LAST', text: lastText, rank: 4, least: 8 },
    { title: 'BY', text: ({ actor }) => actor, rank: 6, least: 6 },
  ];
}

function nextText({ next, paused }: ScheduleDocument, screen: Screen): string {
  return paused ? 'paused' : next.map((at) => fullMoment(at, screen).slice(0, -3)).join(', ');
}

function lastText({ lastOutcome }: ScheduleDocument): string {
  if (lastOutcome === null) return '';
  const { outcome, taskId, reason } = lastOutcome;
  return [outcome, taskId ?? reason?.replaceAll('_', ' ')].filter(Boolean).join(' ');
}

/** One schedule: `siso schedule add`, `pause`, `resume`. */
export function scheduleText(one: ScheduleDocument, screen: Screen): string {
  const { id, name, cron, zone, catchUp, request, lastOutcome } = one;
  return fields(
    [
      ['Schedule', `${id}  ${inline(name)}`],
      ['Rule', `${cron} (${zone})`],
      ['Does', request.template ?? inline(request.prompt ?? '').slice(0, 200)],
      ['Catches up', catchUp === 0 ? 'nothing' : catchUp === 1 ? 'the latest that was missed' : `${catchUp} at most`],
      ['Next', `${nextText(one, screen)}${one.paused ? '' : ` (${screen.zone})`}`],
      ['Last', lastOutcome === null ? undefined : inline(lastText(one))],
    ],
    screen,
  );
}

export function removedScheduleText({ id, name }: { id: string; name: string }): string {
  return `${id} (${inline(name)}) is removed. Tasks that it has queued stay.`;
}

export function scheduleRunText({ scheduleId, taskId }: ScheduleRunDocument): string {
  return `Queued ${taskId} for ${scheduleId}. Its next occurrence stays.`;
}
