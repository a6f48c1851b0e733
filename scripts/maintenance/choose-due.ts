import { formatUsd, type Micros } from '../../src/domain/money.ts';
import { type BoardLine, dayOf, pullRequestOf } from './dashboard.ts';
import { capOf, type MaintenanceTask } from './tasks.ts';

export interface Situation {
  board: Map<string, BoardLine>;
  /** Addresses of the pull requests that are open. */
  open: readonly string[];
  /** Such as `2026-11-25`. */
  today: string;
  /** Of the budgets, micro-USD; `undefined` where nothing is known of them. */
  left: Micros | undefined;
}

export interface Choice {
  due: MaintenanceTask[];
  /** A sentence for each of the others. */
  notes: string[];
}

/** What is to be done now: ticked ones first, then by the order of the list, as long as the budget bears the caps of all. */
export function chooseDue(tasks: readonly MaintenanceTask[], { board, open, today, left }: Situation): Choice {
  const choice: Choice = { due: [], notes: [] };
  const ticked = (task: MaintenanceTask) => board.get(task.key)?.ticked === true;
  const ordered = [...tasks.filter(ticked), ...tasks.filter((task) => !ticked(task))];
  let budget = left ?? Number.POSITIVE_INFINITY;
  for (const task of ordered) {
    const reason = ticked(task) ? undefined : whyNot(task, { line: board.get(task.key), open, today });
    const cap = capOf(task);
    if (reason !== undefined) choice.notes.push(`${task.title}: ${reason}.`);
    else if (cap > budget)
      choice.notes.push(`${task.title}: may cost ${formatUsd(cap)}, and ${formatUsd(budget)} is left.`);
    else {
      choice.due.push(task);
      budget -= cap;
    }
  }
  return choice;
}

const DAY_MS = 86_400_000;

function whyNot(
  task: MaintenanceTask,
  { line, open, today }: { line: BoardLine | undefined; open: readonly string[]; today: string },
): string | undefined {
  const pull = line && pullRequestOf(line);
  if (pull !== undefined && open.includes(pull)) return `${pull} is still open`;
  const last = line && dayOf(line);
  if (last === undefined) return undefined;
  // By days, so that a run that began some minutes later than the one before does not lose a week.
  const days = Math.round((Date.parse(today) - Date.parse(last)) / DAY_MS);
  return days >= task['every-days'] ? undefined : `next on ${dayAfter(last, task['every-days'])}`;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** As the matrix of a workflow has it: every field as text, empty where nothing is said. */
export function matrixOf(due: readonly MaintenanceTask[]): Record<string, string>[] {
  return due.map(({ key, title, category, ...task }) => ({
    ...{ key, title, category, 'budget-usd': task['budget-usd'] },
    ...{ prompt: task.prompt ?? '', template: task.template ?? '', 'template-inputs': task['template-inputs'] ?? '' },
    ...{ 'allowed-tools': task['allowed-tools'] ?? '', timeout: task.timeout ?? '', prepare: task.prepare ?? '' },
  }));
}
