import { type HtmlStart, htmlStart } from './html.ts';

/** What a single line would begin, were it at the top level of a comment. Nothing here looks at other lines. */

export type LineKind =
  | { type: 'blank' | 'code' | 'text' | 'heading' | 'rule' | 'quote' | 'footnote' | 'command' }
  | { type: 'underline' | 'delimiter' }
  | { type: 'fence'; mark: string; size: number }
  /** `offset` is the column of its text. One that is not `strong` does not interrupt a paragraph. */
  | { type: 'item'; offset: number; empty: boolean; strong: 'yes' | 'no' | 'odd' }
  | { type: 'html'; start: HtmlStart };

export interface Line {
  text: string;
  /** Offset and column of the first character that is no space or tab. */
  at: number;
  column: number;
}

const TAB_STOP = 4;
const SPACE = 0x20;
const TAB = 0x09;

export function lineOf(text: string): Line {
  let at = 0;
  let column = 0;
  for (let sign = text.charCodeAt(0); sign === SPACE || sign === TAB; sign = text.charCodeAt(at)) {
    at += 1;
    column = next(column, sign);
  }
  return { text, at, column };
}

function next(column: number, sign: number): number {
  return sign === TAB ? column + TAB_STOP - (column % TAB_STOP) : column + 1;
}

/** Before the verb there may be what is no space but looks like one: that is said, not passed over. */
const COMMAND = /\/[sS][iI][sS][oO](?=[\s\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cf}]|$)/uy;
const HEADING = /#{1,6}(?=[ \t]|$)/y;
const FOOTNOTE = /\[\^[^\]]*\]:/y;

export function kindOf(line: Line): LineKind {
  const { text, at, column } = line;
  if (at === text.length) return { type: 'blank' };
  if (column >= TAB_STOP) return { type: 'code' };
  switch (text[at]) {
    case '/':
      return { type: matches(COMMAND, line) ? 'command' : 'text' };
    case '>':
      return { type: 'quote' };
    case '#':
      return { type: matches(HEADING, line) ? 'heading' : 'text' };
    case '`':
    case '~':
      return fenceOf(line);
    case '<':
      return htmlOf(line);
    case '[':
      return { type: matches(FOOTNOTE, line) ? 'footnote' : 'text' };
    case '=':
      return { type: isUnderline(line) ? 'underline' : 'text' };
    case '|':
    case ':':
      return { type: isDelimiter(line) ? 'delimiter' : 'text' };
    case '-':
    case '*':
    case '+':
    case '_':
      return dashesOf(line);
    default:
      return numberedOf(line);
  }
}

function matches(pattern: RegExp, { text, at }: Line): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function fenceOf({ text, at }: Line): LineKind {
  const mark = text.charAt(at);
  let size = 1;
  while (text[at + size] === mark) size += 1;
  const isFence = size >= 3 && (mark === '~' || !text.includes('`', at + size));
  return isFence ? { type: 'fence', mark, size } : { type: 'text' };
}

/** Whether a line ends the fence that was opened so. */
export function closesFence({ text, at, column }: Line, mark: string, size: number): boolean {
  if (column >= TAB_STOP) return false;
  let length = 0;
  while (text[at + length] === mark) length += 1;
  return length >= size && isBlankFrom(text, at + length);
}

function isBlankFrom(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at === text.length;
}

function htmlOf({ text, at }: Line): LineKind {
  const start = htmlStart(text, at);
  return start === 'text' ? { type: 'text' } : { type: 'html', start };
}

/** `===` or `---`. */
function isUnderline({ text, at }: Line): boolean {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return isBlankFrom(text, end);
}

/** The second line of a table, also of none that has as many columns as its first. */
function isDelimiter({ text, at }: Line): boolean {
  return /^[-|: \t]+$/.test(text.slice(at)) && text.includes('-', at) && /[|:]/.test(text.slice(at));
}

function dashesOf(line: Line): LineKind {
  const { text, at } = line;
  const mark = text.charAt(at);
  if (mark === '-' && isUnderline(line)) return { type: 'underline' };
  if (mark !== '+' && isRule(line)) return { type: 'rule' };
  // A table's second line for some, an item for others.
  if (mark === '-' && isDelimiter(line)) return { type: 'delimiter' };
  return mark === '_' ? { type: 'text' } : itemOf(line, at + 1, true);
}

function isRule({ text, at }: Line): boolean {
  const mark = text[at];
  let marks = 0;
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === mark) marks += 1;
    else if (text[index] !== ' ' && text[index] !== '\t') return false;
  }
  return marks >= 3;
}

const NUMBER = /(\d{1,9})[.)]/y;

function numberedOf(line: Line): LineKind {
  NUMBER.lastIndex = line.at;
  const digits = NUMBER.exec(line.text)?.[1];
  if (digits === undefined) return { type: 'text' };
  const end = NUMBER.lastIndex;
  return itemOf(line, end, digits === '1' || (Number(digits) === 1 ? undefined : false));
}

/** `mayInterrupt` is undefined where readers differ. */
function itemOf({ text, at, column }: Line, end: number, mayInterrupt: boolean | undefined): LineKind {
  const width = end - at;
  if (end < text.length && text[end] !== ' ' && text[end] !== '\t') return { type: 'text' };
  const marked = column + width;
  if (isBlankFrom(text, end)) return { type: 'item', offset: marked + 1, empty: true, strong: 'no' };
  let reached = marked;
  for (let index = end; text[index] === ' ' || text[index] === '\t'; index += 1)
    reached = next(reached, text.charCodeAt(index));
  const offset = reached - marked > TAB_STOP ? marked + 1 : reached;
  const strong = mayInterrupt === undefined ? 'odd' : mayInterrupt ? 'yes' : 'no';
  return { type: 'item', offset, empty: false, strong };
}

/** What a line is behind anything but a paragraph, where it can be neither the line under a heading nor the second of a table. */
export function alone(line: Line, kind: LineKind): LineKind {
  if (kind.type !== 'underline' && kind.type !== 'delimiter') return kind;
  if (line.text[line.at] !== '-') return { type: 'text' };
  return isRule(line) ? { type: 'rule' } : itemOf(line, line.at + 1, true);
}
