import { workText } from './ended.ts';
import { duration } from './figures.ts';
import { blocks, code } from './markdown.ts';
import { costText } from './money-of-task.ts';
import { nextText } from './next.ts';
import { headline } from './section.ts';
import { rehearsalLabel } from './thread.ts';
import type { Section } from './types.ts';
import { endSentence } from './words.ts';

/** The short comment that says that a long task is over; an edit of the other comment tells nobody. */
export function renderFinished(section: Section, { rehearsal = false } = {}): string {
  const { task, requestedBy } = section;
  const { state, reason, durationMs } = task;
  const ran = durationMs === null || durationMs === 0 ? '' : ` after ${duration(durationMs)}`;
  const why = state === 'succeeded' ? undefined : endSentence(reason);
  return blocks([
    `**${headline(section)}**`,
    rehearsalLabel(rehearsal),
    `Task ${code(task.id)} of ${code(requestedBy)} ended${ran} and cost ${costText(section)}.`,
    why,
    workText(task),
    nextText(section),
  ]);
}
