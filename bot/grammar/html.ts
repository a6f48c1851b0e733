/** Tags of HTML as far as blocks and what they enclose need them: read on one line, each in one pass. */

export interface Tag {
  name: string;
  closing: boolean;
  /** Offset behind its `>`. */
  end: number;
}

const NAME = /<(\/?)([a-z][a-z0-9-]*)/iy;
const SPACES = /[ \t]+/y;
// A `|` may be the end of a cell, and of the tag with it.
const ATTRIBUTE = /[a-z_:][\w.:-]*(?:=(?:"[^"|]*"|'[^'|]*'|[^\s"'=<>`|]+))?/iy;
const CLOSE = /\/?>/y;

function after(pattern: RegExp, line: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : undefined;
}

/** The well-formed tag that starts at `at` and ends on this line; `undefined` for anything else, also if a browser would take it. */
export function readTag(line: string, at: number): Tag | undefined {
  NAME.lastIndex = at;
  const [start, slash, name] = NAME.exec(line) ?? [];
  if (start === undefined || name === undefined) return undefined;
  let end = at + start.length;
  for (;;) {
    const spaced = after(SPACES, line, end);
    const attribute = spaced === undefined || slash === '/' ? undefined : after(ATTRIBUTE, line, spaced);
    if (attribute === undefined) {
      const closed = after(CLOSE, line, spaced ?? end);
      return closed === undefined ? undefined : { name: name.toLowerCase(), closing: slash === '/', end: closed };
    }
    end = attribute;
  }
}

/** Elements within which text is a quote, code, struck out, folded or a cell, whatever Markdown says of it. */
const ENCLOSING: ReadonlySet<string> = new Set(
  'details blockquote pre code samp kbd tt table ul ol dl del s strike template svg math'.split(' '),
);
const ENCLOSING_ANYWHERE =
  /<\/?(?:details|blockquote|pre|code|samp|kbd|tt|table|ul|ol|dl|del|s|strike|template|svg|math)(?![a-z0-9-])/i;

/** Which of those are open. Once lost it cannot be told any more. */
export class Enclosures {
  readonly #open = new Map<string, number>();
  #lost = false;

  get lost(): boolean {
    return this.#lost;
  }

  get isOpen(): boolean {
    return this.#lost || this.#open.size > 0;
  }

  see({ name, closing }: Tag): void {
    if (!ENCLOSING.has(name)) return;
    const open = (this.#open.get(name) ?? 0) + (closing ? -1 : 1);
    if (open > 0) this.#open.set(name, open);
    else this.#open.delete(name);
  }

  /** Tags of text that may be code or not: an end may be none, and what may have begun is not known. */
  seeDoubtful(text: string): void {
    if (text.includes('<') && ENCLOSING_ANYWHERE.test(text)) this.#lost = true;
  }

  lose(): void {
    this.#lost = true;
  }
}

const RAW_END = /<\/(?:script|pre|style)>/i;

/** Whether a block of `<pre>` and its like ends on this line; `undefined` where readers differ. */
export function endsRaw(line: string): boolean | undefined {
  return /<\/textarea/i.test(line) ? undefined : RAW_END.test(line);
}

// `<!-->` and its like end a comment for some and not for others.
const ODD_COMMENT = /<!---?>|--!>/;

/** Offset behind the end of a comment whose text begins at `from`; -1 where it goes on; `undefined` where readers differ. */
export function commentEnd(line: string, from: number): number | undefined {
  const end = line.indexOf('-->', from);
  const comment = line.slice(Math.max(0, from - '<!--'.length), end === -1 ? line.length : end + 3);
  if (ODD_COMMENT.test(comment)) return undefined;
  return end === -1 ? -1 : end + 3;
}

/** No tag of Markdown, but one of a browser. */
const LOOSE_TAG = /<(\/?)([a-z][a-z0-9-]*)[^<>"'=]*>/iy;

/** Reads the tags of a line that is HTML and nothing else. What does not end on it may go on anywhere. */
export function seeHtml(line: string, from: number, enclosures: Enclosures): void {
  for (let at = line.indexOf('<', from); at !== -1; ) {
    const end = endOfHtml(line, at, enclosures);
    if (end === undefined) enclosures.lose();
    at = end === undefined ? -1 : line.indexOf('<', end);
  }
}

function endOfHtml(line: string, at: number, enclosures: Enclosures): number | undefined {
  const next = line.charCodeAt(at + 1);
  if (line.startsWith('<!--', at)) {
    const end = commentEnd(line, at + 4);
    return end === -1 ? undefined : end;
  }
  if (next === 0x21 || next === 0x3f) return undefined;
  if (next !== 0x2f && !isLetter(next)) return at + 1;
  const tag = readTag(line, at) ?? looseTag(line, at);
  if (tag !== undefined) enclosures.see(tag);
  return tag?.end;
}

function looseTag(line: string, at: number): Tag | undefined {
  LOOSE_TAG.lastIndex = at;
  const [tag, slash, name] = LOOSE_TAG.exec(line) ?? [];
  if (tag === undefined || name === undefined) return undefined;
  return { name: name.toLowerCase(), closing: slash === '/', end: at + tag.length };
}

export function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Names that start a block of HTML which goes on to the next blank line. */
const BLOCK_NAMES: ReadonlySet<string> = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu ' +
    'menuitem nav noframes ol optgroup option p param section summary table tbody td tfoot th thead title tr track ul'
  ).split(' '),
);
/** Versions of CommonMark differ on these. */
const ODD_NAMES: ReadonlySet<string> = new Set(['search', 'source', 'textarea']);
const RAW_NAMES: ReadonlySet<string> = new Set(['script', 'pre', 'style']);
const BLOCK_START = /<\/?([a-z][a-z0-9]*)(?=[ \t>]|\/>|$)/iy;

/** What a line begins that has `<` at `at`. `tag` and `maybe` begin nothing within a paragraph; `odd` means that readers differ. */
export type HtmlStart = 'comment' | 'raw' | 'block' | 'tag' | 'maybe' | 'odd' | 'text';

export function htmlStart(line: string, at: number): HtmlStart {
  const next = line.charCodeAt(at + 1);
  if (next === 0x3f) return 'odd';
  if (next === 0x21) {
    if (line.startsWith('<!--', at)) return 'comment';
    return isLetter(line.charCodeAt(at + 2)) || line.startsWith('<![CDATA[', at) ? 'odd' : 'text';
  }
  BLOCK_START.lastIndex = at;
  const name = BLOCK_START.exec(line)?.[1]?.toLowerCase();
  if (name !== undefined && ODD_NAMES.has(name)) return 'odd';
  if (name !== undefined && RAW_NAMES.has(name)) return rawStart(line, at);
  if (name !== undefined && BLOCK_NAMES.has(name)) return 'block';
  if (next !== 0x2f && !isLetter(next)) return 'text';
  const tag = readTag(line, at);
  const last = withoutEnd(line);
  if (tag !== undefined) return last.length === tag.end ? 'tag' : 'text';
  return last.endsWith('>') ? 'maybe' : 'text';
}

function rawStart(line: string, at: number): HtmlStart {
  if (line[at + 1] === '/') return 'maybe';
  return line[BLOCK_START.lastIndex] === '/' ? 'odd' : 'raw';
}

function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}
