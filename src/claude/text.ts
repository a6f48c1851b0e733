/** Escape sequences and control characters: what a model or a tool says must not steer the reader's terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /\u001b\[[0-?]*[ -/]*[@-~]|[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** `text` as one printable line of at most `limit` characters. */
export function oneLine(text: string, limit = 200): string {
  // Cut before the work, so that a huge input costs nothing.
  const line = text
    .slice(0, limit * 4)
    .replace(CONTROL, ' ')
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
