/** One workflow command of a line that a step prints, such as `::warning file=a.ts,line=3::Too long`. */
export interface Command {
  /** Lower case. */
  name: string;
  properties: Record<string, string>;
  data: string;
}

const KNOWN = [
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'echo', 'add-mask', 'stop-commands'],
  ...['set-output', 'save-state', 'set-env', 'add-path', 'add-matcher', 'remove-matcher'],
];

/**
 * The command of `line`, if it has one that GitHub knows or that equals `token`. `::name …::` counts at the start of a
 * line only, the older `##[name …]` anywhere in it.
 */
export function commandOf(line: string, token?: string): Command | undefined {
  const known = (name: string) =>
    isCommand(name) || (token !== undefined && name.toLowerCase() === token.toLowerCase());
  const found = [newer(line.trimStart()), older(line)].find((command) => command !== undefined && known(command.name));
  return found && { ...found, name: found.name.toLowerCase() };
}

export function isCommand(name: string): boolean {
  return KNOWN.includes(name.toLowerCase());
}

function newer(line: string): Command | undefined {
  const end = line.startsWith('::') ? line.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  const unescaped = (text: string) => decode(text, { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' });
  const head = headOf(line.slice(2, end), ',', unescaped);
  return { ...head, data: decode(line.slice(end + 2), { '%0D': '\r', '%0A': '\n' }) };
}

function older(line: string): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const unescaped = (text: string) => decode(text, { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']' });
  return { ...headOf(line.slice(start + 3, end), ';', unescaped), data: unescaped(line.slice(end + 1)) };
}

function headOf(text: string, separator: string, unescaped: (text: string) => string): Omit<Command, 'data'> {
  const space = text.indexOf(' ');
  if (space < 0) return { name: text, properties: {} };
  const pairs = text
    .slice(space + 1)
    .trim()
    .split(separator);
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals > 0 && equals < pair.length - 1 ? [[pair.slice(0, equals), unescaped(pair.slice(equals + 1))]] : [];
  });
  return { name: text.slice(0, space), properties: Object.fromEntries(properties) };
}

/** `%25` is the last to be decoded, so that `%250A` stays what it was before it was escaped. */
function decode(text: string, escapes: Record<string, string>): string {
  const all = [...Object.entries(escapes), ['%25', '%'] as const];
  return all.reduce((decoded, [escaped, plain]) => decoded.replaceAll(escaped, plain), text);
}
