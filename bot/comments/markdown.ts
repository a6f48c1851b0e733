import { neutralise } from '../../src/domain/neutral-text.ts';

/** Markdown out of text that others wrote. Whatever is given, the result stays within its place and does nothing on GitHub. */

const MOST_CODE = 200;
/** Stands before a text while it is made neutral, so that no block can begin with it. */
const LEAD = '·';

/** One line of text, and what starts a block in it is only text. */
function oneLine(text: string, limit: number): string {
  const flat = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return neutralise(`${LEAD}${flat}`, Math.max(100, limit)).slice(LEAD.length);
}

/** A name of somebody's choosing as inline code; also in a table. */
export function code(text: string, limit = MOST_CODE): string {
  const plain = oneLine(text.replaceAll('`', "'").replaceAll('|', '¦'), limit).trim();
  return `\`${plain === '' ? '(empty)' : plain}\``;
}

/** Text of ours that quotes words of others, on one line. Its code spans end within it, or it has none. */
export function phrase(text: string, limit = 500): string {
  // The bot's own command at its start, which may be that of a line.
  const begun = oneLine(text, limit).replace(/^([ >]*\/)(?=siso\b)/i, '$1\u200b');
  const ticks = begun.match(/`+/g) ?? [];
  const paired = ticks.length % 2 === 0 && ticks.every((run) => run === '`');
  return paired ? begun : begun.replaceAll('`', "'");
}

/** A name within the line of `<summary>`, where Markdown does not count. */
function htmlCode(text: string): string {
  const plain = oneLine(text, 100).trim();
  return `<code>${plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code>`;
}

/** `icon` and `words` are ours, `name` is somebody's. */
export function summaryLine(words: string, name: string): string {
  return `${words} ${htmlCode(name)}`;
}

/** `title` is HTML of ours. */
export function folded(title: string, body: string, { open = false } = {}): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Lines of others as they are. */
export function fenced(text: string, limit = 2_000): string {
  const plain = neutralise(text, limit);
  const longest = [...plain.matchAll(/`+/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${plain}\n${fence}`;
}

/** Markdown of a model. */
export function prose(text: string, limit: number): string {
  return neutralise(text, limit);
}

/** `words` are ours. Only to https; anything else is the words alone. */
export function link(words: string, target: string | undefined): string {
  const address = httpsOf(target);
  return address === undefined ? words : `[${words}](${address})`;
}

/** The address with whatever could end a link, or be taken for a mention, encoded; undefined unless it is https. */
function httpsOf(target: string | undefined): string | undefined {
  if (target === undefined || target.length > 1_000 || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return url.href.replace(/[()<>@`'"*[\]\\|~!$;\s]/g, percent).replace(/#(?=\d)/g, '%23');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** What is to be typed, to be copied as it stands. `words` are verbs, ids and figures. */
export function command(...words: string[]): string {
  return `\`${commandText(...words)}\``;
}

export function commandText(...words: string[]): string {
  return ['/siso', ...words.map(plainWord)].filter((word) => word !== '').join(' ');
}

/** An id, figure or option. The ledger makes these, of fewer characters than a commit has. */
export function plainWord(word: string): string {
  return word.slice(0, 100).replace(/[^\w.-]/g, '');
}

/** Cells are Markdown of ours without `|`. */
export function table(titles: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The first `most` rows, and how many there are beside them. */
export function first<Row>(rows: readonly Row[], most: number): { shown: Row[]; more: number } {
  return { shown: rows.slice(0, most), more: Math.max(0, rows.length - most) };
}

export function blocks(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
