import { redact } from './redact.ts';

/** Text of people and models before it is posted to GitHub: it reads the same and does nothing there. */

/** GitHub takes 65,536 characters; what callers add must fit in as well. */
const MOST_CHARACTERS = 60_000;
/** Breaks up what GitHub would act on, also within code, where an entity or a backslash would be seen. */
const GAP = '\u200b';
/** A longer fence is cut to this, so that its end always fits. */
const LONGEST_FENCE = 20;

const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;
/** Escape sequences, control characters, and whatever is not seen; of variants only the one for emoji stays. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /\u001b\[[0-?]*[ -/]*[@-~]|(?!\n|\t|\ufe0f)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** What GitHub would act on. Each match ends where the gap goes. */
const ACTED_ON: RegExp[] = [
  // Mentions of people and teams; commits as `owner/repository@sha`.
  /@(?=[\w-])/g,
  // Issues: `#12`, `owner/repository#12`, `GH-12`, and their addresses, which also close them.
  /#(?=\d)/g,
  /GH\\?-(?=\d)/gi,
  /\/(?:issues|pull|pulls|discussions)\\?\/(?=\d)/gi,
  // Tags and comments of HTML: those that GitHub drops would join what stands around them.
  /<(?=[a-z/!?])/gi,
  // Entities become characters before GitHub looks for mentions.
  /&(?=#?[a-z\d]{1,40};)/gi,
  // An image is fetched from wherever it is when somebody only looks.
  /!(?=\[)/g,
  // The bot's own command.
  /^[ \t>]*\/(?=siso\b)/gim,
];

/**
 * `text` without mentions, references, HTML, images, commands, hidden characters, credentials and open code fences: at most
 * `limit` characters (at least 100), with a note where it was cut. Done again it adds nothing. Takes linear time.
 */
export function neutralise(text: string, limit = MOST_CHARACTERS, known: readonly string[] = []): string {
  const visible = text.replace(LINE_BREAK, '\n').replace(HIDDEN, '');
  const plain = redact(visible, known);
  const neutral = ACTED_ON.reduce((rest, what) => rest.replace(what, `$&${GAP}`), plain);
  return ended(plainFences(neutral), limit);
}

/** Fences at the start of their lines: an indented one could be of a list, and whether it is open a matter of what follows. */
function plainFences(text: string): string {
  return text.replace(/^ {0,3}(?:(`{3,20})`*|(~{3,20})~*)/gm, '$1$2');
}

function ended(text: string, limit: number): string {
  const end = endOfFence(text);
  if (text.length + end.length <= limit) return text + end;
  const more = `\n\n${(text.length - limit).toLocaleString('en')} more characters were cut.`;
  const note = limit < 1_000 ? '' : more;
  const kept = text.slice(0, limit - note.length - LONGEST_FENCE - 2).replace(/[\ud800-\udbff]$/, '');
  return `${kept}…${endOfFence(`${kept}…`)}${note}`;
}

/** What closes the last code fence of `text`, if it is open. */
function endOfFence(text: string): string {
  let open = '';
  for (const [, fence = '', rest = ''] of text.matchAll(/^(`{3,}|~{3,})(.*)$/gm)) {
    if (open === '') open = fence.startsWith('`') && rest.includes('`') ? '' : fence;
    else if (fence.startsWith(open) && rest.trim() === '') open = '';
  }
  if (open === '') return '';
  return text.endsWith('\n') ? open : `\n${open}`;
}
