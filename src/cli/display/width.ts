import { stripVTControlCharacters } from 'node:util';

/** How many cells of a terminal a text takes, and how to cut it to some. All pure. */

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[\x20-\x7e]*$/;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const EMOJI = /^\p{Emoji_Presentation}|^\p{RI}\p{RI}|\ufe0f/u;
/** East Asian characters that are wide or full width. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;

/** Cells; colours take none. */
export function textWidth(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (PLAIN.test(bare)) return bare.length;
  return graphemes(bare).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

function graphemes(text: string): string[] {
  return [...SEGMENTS.segment(text)].map(({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (NOTHING.test(grapheme)) return 0;
  return EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1;
}

/** At most `width` cells; what was cut off is shown by an ellipsis. For text without colours. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return width < 1 ? '' : `${head(text, width - 1)}…`;
}

/** The first characters that fit into `width` cells, at least one. */
function head(text: string, width: number): string {
  let [taken, cells] = ['', 0];
  for (const grapheme of graphemes(text)) {
    cells += graphemeWidth(grapheme);
    if (cells > width) break;
    taken += grapheme;
  }
  return taken;
}

export function pad(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'left' ? text + space : space + text;
}

/** Lines of at most `width` cells, broken between words where that is possible. Indentation of a line is kept. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(plain(line), Math.max(4, width)));
}

/** A line that is broken may begin with any of its words, and a runner obeys `::` at the start of a line. */
function plain(line: string): string {
  return line.replaceAll('\t', '    ').replace(/(?<=\s)::/g, ': :');
}

function wrapLine(line: string, width: number): string[] {
  if (textWidth(line) <= width) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const margin = indent.length < width / 2 ? indent : '';
  const lines: string[] = [];
  let current = margin;
  for (const word of line.trim().split(/ +/)) {
    const joined = current === margin ? margin + word : `${current} ${word}`;
    if (textWidth(joined) <= width) {
      current = joined;
      continue;
    }
    if (current !== margin) lines.push(current);
    const parts = pieces(word, width - margin.length);
    lines.push(...parts.slice(0, -1).map((part) => margin + part));
    current = margin + (parts.at(-1) ?? '');
  }
  return [...lines, current];
}

/** A word that is longer than a line. */
function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (textWidth(rest) > width) {
    const part = head(rest, width) || rest;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}
