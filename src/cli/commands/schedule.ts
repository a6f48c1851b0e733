import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ScheduleDocument } from '../../contracts/documents/schedules.ts';
import { MOST_CATCH_UP, type ScheduledRequest } from '../../contracts/ledger/schedules.ts';
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
import { readContext } from '../context.ts';
import { removedScheduleText, scheduleRunText, schedulesText, scheduleText } from '../display/schedules.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { zone } from '../ledger-values.ts';
import type { RunOptions } from '../run/options.ts';
import { changeableOptions, requestOptions } from './task-options.ts';

const EXAMPLES = `
Examples:
  siso schedule add --cron "17 3 * * 1-5" --zone Europe/Berlin --template dependency-update
  siso schedule add --cron "0 9 * * mon" --zone America/New_York "Update the change log." --name "Change log"
  siso schedule list

Tasks are queued while siso serve runs. docs/schedules.md describes rules, changes of clocks and catching up.`;

export function addSchedule(program: Command, frame: CommandFrame): void {
  const schedule = program
    .command('schedule')
    .description('tasks that come at certain times')
    .addHelpText('after', EXAMPLES);
  addAdd(schedule, frame);
  addList(schedule, frame);
  addRemove(schedule, frame);
  addPause(schedule, frame, { name: 'pause', paused: true, text: 'let nothing of it be queued any more' });
  addPause(schedule, frame, {
    name: 'resume',
    paused: false,
    text: 'let it go on; what was missed meanwhile is not made up for',
  });
  addRunNow(schedule, frame);
}

interface AddOptions extends LedgerOptions, Omit<RunOptions, keyof LedgerOptions | 'file'> {
  cron: string;
  zone: string;
  name?: string;
  catchUp: number;
}

function addAdd(schedule: Command, { end }: CommandFrame): void {
  const command = schedule
    .command('add')
    .description('make a schedule')
    .argument('[prompt...]', 'what is to be done, without --template')
    .requiredOption('--cron <rule>', 'minute, hour, day, month, day of the week: "17 3 * * 1-5"')
    .requiredOption('--zone <name>', 'the IANA time zone it is meant in, such as Europe/Berlin', zone)
    .option('--name <text>', 'what to call it (default: the template or the prompt)')
    .addOption(
      new Option('--catch-up <how>', 'what is made up for after down-time: none, latest, or at most a number')
        .argParser(catchUp)
        .default(1, 'latest'),
    )
    .option('-C, --workspace <path>', 'the repository to work in (default: the current folder)');
  for (const option of [...requestOptions(), ...changeableOptions()])
    if (option.long !== '--file') command.addOption(option);
  withLedgerOptions(command).action(async (words: string[], options: AddOptions) => {
    print(await add(words, options), options, scheduleText);
    end(EXIT.done);
  });
}

async function add(words: string[], options: AddOptions): Promise<ScheduleDocument> {
  const rehearsal = options.rehearse === true;
  const context = await readContext(options.workspace);
  const request = requestOf(words, options);
  // A rehearsal that names no repository works in a copy of the example.
  const workspace =
    rehearsal && options.workspace === undefined ? undefined : (context.repository?.root ?? context.folder);
  const place = { rehearsal, dataDirectory: context.dataDirectory };
  const task = await planSchedule({ request, workspace, actor: context.actor }, place);
  const { cron, zone: where, catchUp: made, name = task?.name ?? cron } = options;
  const set = await withLedger(options, async ({ store, signed }) => {
    const { now } = await store.call('siso_list_schedules', {});
    const p_schedule = {
      ...{ name, cron, zone: where, request, catchUp: made, paused: false },
      ...{ nextAt: nextOccurrence({ cron, zone: where }, now), ...(workspace === undefined ? {} : { workspace }) },
    };
    return store.call('siso_set_schedule', { ...signed(), p_schedule });
  });
  return scheduleDocument(set);
}

function requestOf(words: string[], options: AddOptions): ScheduledRequest {
  const { template, input, category, environment, label, priority, allow, budget, estimate, model, reason, timeout } =
    options;
  const fields = {
    ...{ prompt: words.length === 0 ? undefined : words.join(' '), template, inputs: input, category, environment },
    ...{ labels: label, priority, allowedTools: allow, budgetMicros: budget, estimatedTokens: estimate, model, reason },
    timeoutMs: timeout,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function catchUp(value: string): number {
  if (value === 'none' || value === 'latest') return value === 'none' ? 0 : 1;
  const most = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (most >= 1 && most <= MOST_CATCH_UP) return most;
  throw new InvalidArgumentError(`Give none, latest, or a number from 1 to ${MOST_CATCH_UP}.`);
}

function addList(schedule: Command, { end }: CommandFrame): void {
  const command = schedule.command('list').description('list schedules and when each comes next');
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    print(await withLedger(options, ({ store }) => readSchedules(store)), options, schedulesText);
    end(EXIT.done);
  });
}

function addRemove(schedule: Command, { end }: CommandFrame): void {
  const command = withId(schedule.command('remove').description('end a schedule; tasks that it has queued stay'));
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const removed = await withLedger(options, ({ store, signed }) =>
      store.call('siso_remove_schedule', { ...signed(), p_schedule_id: id }),
    );
    print(scheduleDocument(removed), options, removedScheduleText);
    end(EXIT.done);
  });
}

interface Pausing {
  name: string;
  paused: boolean;
  text: string;
}

function addPause(schedule: Command, { end }: CommandFrame, { name, paused, text }: Pausing): void {
  const command = withId(schedule.command(name).description(text));
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const set = await withLedger(options, async ({ store, signed }) => {
      const { schedule: before, now } = await readSchedule(store, id);
      if (before.paused === paused) return before;
      const changes = { paused, nextAt: nextOccurrence(before, now) };
      return store.call('siso_set_schedule', { ...signed(), p_schedule: changedSchedule(before, changes) });
    });
    print(scheduleDocument(set), options, scheduleText);
    end(EXIT.done);
  });
}

function addRunNow(schedule: Command, { end }: CommandFrame): void {
  const command = withId(schedule.command('run-now').description('queue its task now, beside its times'));
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const { dataDirectory } = await readContext(undefined);
    const taskId = await withLedger(options, async ({ store, actor }) => {
      const { schedule: one } = await readSchedule(store, id);
      const task = await planSchedule({ ...one, actor }, { rehearsal: options.rehearse === true, dataDirectory });
      if (task === undefined) throw notHere(one.workspace);
      return demandQueued(await store.call('siso_submit', { p_request_id: randomUUID(), p_task: task }));
    });
    print({ scheduleId: id, taskId }, options, scheduleRunText);
    end(EXIT.done);
  });
}

function notHere(workspace: string | null): AutomationError {
  return new AutomationError('workspace_invalid', `${workspace} is not on this machine`, {
    hint: 'Run it on the machine on which the schedule was made.',
  });
}

function withId(command: Command): Command {
  return command.argument('<id>', 'such as S-7K3Q0000; S- may be left out', scheduleId);
}

function scheduleId(value: string): string {
  const [, id] = /^(?:s-)?([0-9a-z]{1,26})$/i.exec(value) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give the id of a schedule, such as S-7K3Q0000.');
  return `S-${id.toUpperCase()}`;
}
