import { type Enclosures, isLetter, readTag } from './html.ts';

/**
 * What of a line of a paragraph could go on in its next lines: code, tags, comments, links, images, math, struck-out text. Nothing
 * is paired over lines: whatever does not end on its own line makes the rest of the paragraph doubtful.
 */

export interface InlineScan {
  /** Nothing of it can reach into the next line. */
  clean: boolean;
  /** Characters looked at. */
  steps: number;
}

const MARKS: ReadonlySet<number> = new Set(Array.from('\\`<[]$~', (mark) => mark.charCodeAt(0)));
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** Reads one line of a paragraph whose earlier lines are clean. One pass; a search that fails is the last. */
export function scanInline(line: string, from: number, enclosures: Enclosures): InlineScan {
  const length = line.length - from;
  let brackets = 0;
  let at = from;
  while (at < line.length) {
    const sign = line.charCodeAt(at);
    if (!MARKS.has(sign)) {
      at += 1;
      continue;
    }
    const end = sign === CLOSE && brackets === 0 ? at + 1 : endOfMark(line, at, enclosures);
    if (end === undefined) {
      enclosures.seeDoubtful(line.slice(at));
      return { clean: false, steps: 2 * length };
    }
    if (sign === OPEN) brackets += 1;
    else if (sign === CLOSE && brackets > 0) brackets -= 1;
    at = end;
  }
  return { clean: brackets === 0, steps: length };
}

/** Offset behind what starts at `at`, or `undefined` where it may go on in the next line. */
function endOfMark(line: string, at: number, enclosures: Enclosures): number | undefined {
  switch (line[at]) {
    case '\\':
      // Escaped, it ends code all the same.
      return line[at + 1] === '`' ? undefined : at + 2;
    case '`':
      return endOfCode(line, at);
    case '<':
      return endOfTag(line, at, enclosures);
    case ']':
      return endOfTarget(line, at);
    case '$':
      return /\$(?=\d|\s|$)/y.test(line.slice(at, at + 2)) ? at + 1 : undefined;
    case '~':
      return undefined;
    default:
      return at + 1;
  }
}

/** Code with a `|` in it may be two cells of a table. */
function endOfCode(line: string, at: number): number | undefined {
  let size = 1;
  while (line[at + size] === '`') size += 1;
  for (let close = line.indexOf('`', at + size); close !== -1; ) {
    let length = 1;
    while (line[close + length] === '`') length += 1;
    if (length === size) return line.slice(at, close).includes('|') ? undefined : close + length;
    close = line.indexOf('`', close + length);
  }
  return undefined;
}

const AUTOLINK = /<(?:https?:\/\/|mailto:)[^\s<>`]*>/iy;

function endOfTag(line: string, at: number, enclosures: Enclosures): number | undefined {
  const next = line.charCodeAt(at + 1);
  if (next === 0x21 || next === 0x3f) return undefined;
  if (next !== 0x2f && !isLetter(next)) return at + 1;
  AUTOLINK.lastIndex = at;
  if (AUTOLINK.test(line)) return AUTOLINK.lastIndex;
  const tag = readTag(line, at);
  if (tag !== undefined) enclosures.see(tag);
  return tag?.end;
}

const TARGET = /\]\((?:[^\s()<>"'`\\[\]$~]|\([^\s()<>"'`\\[\]$~]*\))*\)/y;

/** A link's `](…)`. `]:` may begin a definition, whose title is on the lines after it; `][` a label. */
function endOfTarget(line: string, at: number): number | undefined {
  const next = line[at + 1];
  if (next === ':') return undefined;
  if (next !== '(') return at + 1;
  TARGET.lastIndex = at;
  return TARGET.test(line) ? TARGET.lastIndex : undefined;
}
