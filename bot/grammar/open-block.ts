import type { LineKind } from './lines.ts';

/** Where a line starts with a command but is none, or may be none. */
export type Doubt = 'open' | 'heading' | 'table';

export interface Found {
  /** Of the line, from 0. */
  index: number;
  /** Absent for a command. */
  doubt?: Doubt;
}

export interface Paragraph {
  type: 'paragraph';
  /** Nothing of its lines so far can reach into the next. */
  clean: boolean;
  /** It may be something else by now. */
  loose: boolean;
  /** Lines that start with a command: they count unless its end makes something else of it. */
  first: number[];
}

export interface Html {
  type: 'html';
  until: 'blank' | 'raw' | 'comment';
  /** Else it may be a paragraph. */
  sure: boolean;
}

/** What is open at the top level. After `lost` that cannot be told any more. */
export type Block =
  | { type: 'none' | 'code' | 'lost' }
  | { type: 'fence'; mark: string; size: number }
  | Paragraph
  | Html
  | Container;

export const NONE: Block = { type: 'none' };
/** Behind indented code some take an item for text that interrupts no paragraph either. */
export const CODE: Block = { type: 'code' };
export const LOST: Block = { type: 'lost' };

/**
 * A quote, list item or footnote, the outermost one. Lines of a column below `low` are outside it or go on with its paragraph; lines
 * from `high` on are inside, unless it may have ended: `dubious`.
 */
export interface Container {
  type: 'container';
  isQuote: boolean;
  low: number;
  high: number;
  dubious: boolean;
  afterBlank: boolean;
  /** An item of which only the marker was seen: a blank line ends it. */
  empty: boolean;
  /** Its last lines may be HTML at the top, up to the next blank line. */
  html: boolean;
}

/** What is indented so far could begin nothing at the top either. */
export const FOOTNOTE: Container = {
  ...{ type: 'container', isQuote: false, low: 4, high: 4 },
  ...{ dubious: false, afterBlank: false, empty: false, html: false },
};

/** Goes on by its mark alone. */
export const QUOTE: Container = { ...FOOTNOTE, isQuote: true };

export type Item = Extract<LineKind, { type: 'item' }>;

export function itemBlock({ offset, empty }: Item, dubious: boolean): Container {
  const columns = { low: offset, high: offset };
  return { type: 'container', isQuote: false, ...columns, dubious, afterBlank: false, empty, html: false };
}

/** After a line that may have ended the container, or begun another one. */
export function widen(block: Container, kind: LineKind): Container {
  if (kind.type === 'footnote') return { ...block, dubious: true, isQuote: false, high: FOOTNOTE.high, empty: false };
  if (kind.type !== 'item') return block.dubious ? block : { ...block, dubious: true };
  const low = Math.min(block.low, kind.offset);
  const high = Math.max(block.high, kind.offset);
  return { ...block, dubious: true, isQuote: false, low, high, empty: kind.empty };
}
