import type { Screen } from './screen.ts';
import { fields } from './table.ts';

/** How one field is called, and how its value is said. */
export type FieldWords<Row> = [name: string, text: (row: Row) => string];

/** What a change has changed, before → after; a new row shows what it says. */
export function changesText<Row>(
  { before, after }: { before: Row | null; after: Row },
  words: FieldWords<Row>[],
  screen: Screen,
): string {
  const rows = words
    .map(([name, text]): [string, string | undefined, string] => [
      name,
      before === null ? undefined : text(before),
      text(after),
    ])
    .filter(([, was, is]) => was !== is);
  if (rows.length === 0) return '  Nothing changed: it was so already.';
  const { dim, bold } = screen.colors;
  return fields(
    rows.map(([name, was, is]) => [name, was === undefined ? bold(is) : `${dim(was)} → ${bold(is)}`]),
    screen,
  );
}
