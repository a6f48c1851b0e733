import { plural } from './figures.ts';
import { blocks, command, link, phrase, prose } from './markdown.ts';
import { foldedSection, openSection } from './section.ts';
import type { Notice, Section, Thread } from './types.ts';

/** GitHub takes 65,536 characters; this leaves room for what it counts differently. */
const MOST_CHARACTERS = 60_000;
const MOST_NOTICES = 15_000;
const MOST_NOTICE = 10_000;
const MOST_RESULT = 40_000;
const MOST_OLDER_RESULT = 4_000;
/** For the sentence that says what was left out, and what joins the parts. */
const SPARE = 400;

const REHEARSAL = '> **Rehearsal**: a scripted upstream answers, no key is used and nothing is paid.';

export function rehearsalLabel(rehearsal: boolean): string | undefined {
  return rehearsal ? REHEARSAL : undefined;
}

/** The one comment of a thread: notices, the newest task open, older ones folded below it. At most 60,000 characters. */
export function renderThread({ marker, sections, notices, rehearsal }: Thread): string {
  const newest = sections.at(-1);
  const head = blocks([marker, rehearsalLabel(rehearsal), noticesText(notices)]);
  const open = newest === undefined ? undefined : fitted(newest, MOST_CHARACTERS - SPARE - head.length);
  const top = blocks([head, open]);
  return blocks([top, olderText(sections.slice(0, -1), MOST_CHARACTERS - SPARE - top.length)]);
}

/** Its result is cut to what is left beside the rest. */
function fitted(section: Section, room: number): string {
  const whole = openSection(section, MOST_RESULT);
  if (whole.length <= room) return whole;
  const bare = openSection(section, 0).length;
  return openSection(section, room - bare - SPARE);
}

/** As many of the older tasks as there is room for, newest first, and how many there are beside them. */
function olderText(older: Section[], room: number): string | undefined {
  const shown: string[] = [];
  let left = room;
  for (const section of older.toReversed()) {
    const text = foldedSection(section, MOST_OLDER_RESULT);
    if (text.length + 2 > left) break;
    left -= text.length + 2;
    shown.push(text);
  }
  const out = older.length - shown.length;
  const note = out === 0 ? undefined : `${plural(out, 'older task')} left out here: ${command('usage')} counts them.`;
  return blocks([...shown, note]);
}

/** Newest first; the oldest are left out where there is no room. */
function noticesText(notices: Notice[]): string | undefined {
  const shown: string[] = [];
  let left = MOST_NOTICES;
  for (const notice of notices.toReversed()) {
    const text = noticeText(notice);
    if (text.length + 2 > left) break;
    left -= text.length + 2;
    shown.push(text);
  }
  const out = notices.length - shown.length;
  return blocks([...shown, out === 0 ? undefined : `${plural(out, 'older answer')} left out here.`]);
}

function noticeText({ kind, title, body, forCommentUrl }: Notice): string {
  const icon = kind === 'answer' ? '💬' : '⚠️ Problem:';
  // Only what is not from a renderer is so long.
  const text = body.length > MOST_NOTICE ? prose(body, MOST_NOTICE) : body;
  const origin = link('this comment', forCommentUrl);
  return blocks([
    `### ${icon} ${phrase(title, 100)}`,
    text,
    origin === 'this comment' ? undefined : `In answer to ${origin}.`,
  ]);
}
