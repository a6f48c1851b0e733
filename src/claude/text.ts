import { printable } from '../domain/printable.ts';

/** `text` as one printable line of at most `limit` characters. */
export function oneLine(text: string, limit = 200): string {
  // Cut before the work, so that a huge input costs nothing.
  const line = printable(text.slice(0, limit * 4))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** What a tool call is about, in a few words: its command, file, pattern or address. */
export function toolDetail(input: Record<string, unknown>): string {
  const keys = ['command', 'file_path', 'notebook_path', 'pattern', 'url', 'query', 'description'];
  const value = keys.map((key) => input[key]).find((candidate) => typeof candidate === 'string');
  return typeof value === 'string' ? oneLine(value, 120) : '';
}
