import { inline } from './format.ts';
import type { Screen } from './screen.ts';
import { cut, pad, textWidth, wrap } from './width.ts';

export interface Column<Row> {
  title: string;
  text(row: Row): string;
  /** Colours a cell that is cut already. */
  paint?(text: string, row: Row, screen: Screen): string;
  align?: 'right';
  /** Where the width does not suffice, the highest goes first; 0 stays. */
  rank: number;
  /** It may be cut down to this many cells; without it never, as long as there are other columns. */
  least?: number;
}

const GAP = 2;

/** Rows under titles, never wider than the screen: columns are first cut, then left out. */
export function table<Row>(columns: Column<Row>[], rows: Row[], screen: Screen): string {
  const cells = columns.map((column) => ({
    column,
    texts: rows.map((row) => inline(column.text(row)).replaceAll('\t', ' ')),
  }));
  const natural = cells.map(({ column, texts }) => ({
    column,
    texts,
    width: Math.max(textWidth(column.title), ...texts.map(textWidth)),
  }));
  const fitted = screen.width === undefined ? natural : fitColumns(natural, screen.width);
  const line = (texts: string[]) => texts.join(' '.repeat(GAP)).trimEnd();
  const head = fitted.map(({ column, width }) => screen.colors.dim(pad(cut(column.title, width), width, side(column))));
  const body = rows.map((row, at) => line(fitted.map((fit) => cell(fit, { row, at, screen }))));
  return [line(head), ...body].join('\n');
}

interface Sized<Row> {
  column: Column<Row>;
  texts: string[];
  width: number;
}

const side = ({ align }: { align?: 'right' }) => (align === 'right' ? 'right' : 'left');

function cell<Row>(
  { column, texts, width }: Sized<Row>,
  { row, at, screen }: { row: Row; at: number; screen: Screen },
): string {
  const text = cut(texts[at] ?? '', width);
  return pad(column.paint?.(text, row, screen) ?? text, width, side(column));
}

function fitColumns<Row>(columns: Sized<Row>[], width: number): Sized<Row>[] {
  const over = total(columns) - width;
  if (over <= 0) return columns;
  const spare = columns.map(({ column, width: own }) => Math.max(0, own - (column.least ?? own)));
  if (spare.reduce((sum, cells) => sum + cells, 0) >= over) return shrink(columns, over);
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return [{ ...only, width }];
  const last = Math.max(...columns.map(({ column }) => column.rank));
  return fitColumns(
    columns.toSpliced(
      columns.findLastIndex(({ column }) => column.rank === last),
      1,
    ),
    width,
  );
}

function total<Row>(columns: Sized<Row>[]): number {
  return columns.reduce((sum, { width }) => sum + width, GAP * (columns.length - 1));
}

/** Takes cells from the widest of those that can be cut, one after the other. */
function shrink<Row>(columns: Sized<Row>[], over: number): Sized<Row>[] {
  const shrunk = columns.map((column) => ({ ...column }));
  for (let left = over; left > 0; left -= 1) {
    const able = shrunk.filter(({ column, width }) => column.least !== undefined && width > column.least);
    const widest = able.reduce<Sized<Row> | undefined>((a, b) => (a && a.width >= b.width ? a : b), undefined);
    if (widest !== undefined) widest.width -= 1;
  }
  return shrunk;
}

/** Names and what is to be said of them; long texts go on below themselves. Rows without a text are left out. */
export function fields(rows: [string, string | undefined][], screen: Screen): string {
  const said = rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  const margin = Math.max(0, ...said.map(([name]) => textWidth(name))) + 4;
  const beside = screen.width === undefined || margin <= screen.width / 2;
  return said.map(([name, text]) => (beside ? besideName(name, text, margin) : belowName(name, text))).join('\n');

  function besideName(name: string, text: string, cells: number): string {
    const lines = paragraph(text, screen, cells);
    return `  ${screen.colors.dim(pad(name, cells - 4))}  ${lines.join(`\n${' '.repeat(cells)}`)}`;
  }

  function belowName(name: string, text: string): string {
    const names = paragraph(name, screen, 2).map((line) => `  ${screen.colors.dim(line)}`);
    return [...names, ...paragraph(text, screen, 4).map((line) => `    ${line}`)].join('\n');
  }
}

/** Lines that fit beside a margin; in full where there is no terminal. */
export function paragraph(text: string, { width }: Screen, margin = 0): string[] {
  return width === undefined ? text.split('\n') : wrap(text, width - margin);
}
