import { isCollection, LineCounter, parseDocument } from 'yaml';
import { chainFileSchema } from '../../contracts/chain-file.ts';
import { AutomationError } from '../../domain/errors.ts';

/** A YAML text, and where in it things stand. */
export interface Source {
  value: unknown;
  /** `what` reads on after file and line. */
  fault(path: string[], what: string, hint?: string): AutomationError;
}

const HINT = 'Correct the file; docs/chains.md lists the fields.';

/** Throws `usage` for what is no YAML, has a field twice, or uses tags or aliases, which nothing here needs. */
export function sourceOf(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { strict: true, uniqueKeys: true, prettyErrors: true, lineCounter: lines });
  const faultAt = (line: number, what: string, hint = HINT) =>
    new AutomationError('usage', `${file}, line ${line}: ${what}`, { hint });
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw faultAt(broken.linePos?.[0].line ?? 1, `this is not YAML: ${broken.message.split(' at line ')[0]}`);
  const lineOf = (path: string[]): number => {
    for (let length = path.length; length > 0; length--) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const at = isCollection(parent) ? keyOffset(parent.items, path[length - 1]) : undefined;
      if (at !== undefined) return lines.linePos(at).line;
    }
    return 1;
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { value, fault: (path, what, hint) => faultAt(lineOf(path), what, hint) };
  } catch {
    throw faultAt(1, 'it uses YAML aliases, which are not read');
  }
}

/** Where a key, or an item of a list, begins. */
function keyOffset(items: readonly unknown[], key: string | undefined): number | undefined {
  for (const [n, item] of items.entries()) {
    const node = (item as { key?: unknown }).key ?? item;
    const { value, range } = node as { value?: unknown; range?: [number, number, number] };
    if (String(value) === key || (!('key' in Object(item)) && String(n) === key)) return range?.[0];
  }
  return undefined;
}

/** Names of the fields that a place of the file can have. */
export function fieldsAt([section, , ...deeper]: string[]): string[] {
  const { shape } = chainFileSchema;
  if (section === 'defaults') return Object.keys(shape.defaults.unwrap().shape);
  if (section === 'steps' && deeper.length === 0) return Object.keys(shape.steps.valueType.shape);
  return Object.keys(shape);
}
