import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import { REFUSE_REASONS } from '../../src/domain/reasons.ts';
import { blocks, phrase } from './markdown.ts';
import { sectionBody } from './section.ts';
import { rehearsalLabel } from './thread.ts';
import type { Section } from './types.ts';
import { endSentence, stateText, stateWord } from './words.ts';

export interface Check {
  status: 'queued' | 'in_progress' | 'completed';
  /** Only of what is completed. */
  conclusion?: 'success' | 'failure' | 'neutral' | 'cancelled';
  title: string;
  /** Markdown. */
  summary: string;
}

const MOST_TITLE = 200;
const MOST_RESULT = 20_000;
const REFUSED = new Set<string | null>(REFUSE_REASONS.filter((reason) => reason !== 'lease_lost'));

/** A task as a check of its pull request. What was refused is neutral: nobody's change was found wrong. */
export function renderCheck(section: Section, { rehearsal = false } = {}): Check {
  const { task } = section;
  const conclusion = conclusionOf(task);
  const why = conclusion === undefined || conclusion === 'success' ? undefined : endSentence(task.reason);
  const refused = conclusion === 'neutral';
  const word = refused ? 'Refused' : stateWord(task.state);
  const said = refused ? `**Refused.** ${why ?? ''}`.trim() : `**${stateText(task.state)}**`;
  return {
    status: statusOf(task),
    ...(conclusion === undefined ? {} : { conclusion }),
    title: phrase(why === undefined ? word : `${word}: ${why}`, MOST_TITLE),
    summary: blocks([said, rehearsalLabel(rehearsal), sectionBody(section, { result: MOST_RESULT, open: true })]),
  };
}

function statusOf({ state }: TaskRecord): Check['status'] {
  if (state === 'pending_approval' || state === 'blocked' || state === 'queued') return 'queued';
  return state === 'running' ? 'in_progress' : 'completed';
}

function conclusionOf({ state, reason }: TaskRecord): Check['conclusion'] {
  switch (state) {
    case 'succeeded':
      return 'success';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
    case 'dead':
      return REFUSED.has(reason) ? 'neutral' : 'failure';
    // Its work was not finished: a required check must not pass by it.
    case 'budget_capped':
      return 'failure';
    default:
      return undefined;
  }
}
