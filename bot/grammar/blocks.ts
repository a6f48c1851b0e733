import { commentEnd, Enclosures, endsRaw, type HtmlStart, seeHtml } from './html.ts';
import { scanInline } from './inline.ts';
import { alone, closesFence, kindOf, type Line, type LineKind, lineOf } from './lines.ts';
import {
  type Block,
  CODE,
  type Container,
  type Doubt,
  FOOTNOTE,
  type Found,
  type Html,
  type Item,
  itemBlock,
  LOST,
  NONE,
  type Paragraph,
  QUOTE,
  widen,
} from './open-block.ts';

/**
 * Finds the lines of a comment that start with a command, as text of a paragraph at the top level. One pass; what Markdown would need
 * to look back for, or what readers of Markdown differ on, is in doubt.
 */
export class BlockScan {
  readonly found: Found[] = [];
  /** Characters looked at, for whoever wants to know that they are few. */
  steps = 0;
  readonly #enclosures = new Enclosures();
  #block: Block = NONE;
  #index = 0;

  /** The next line. */
  push(text: string): void {
    this.steps += text.length + 1;
    this.#block = this.#after(lineOf(text), this.#block);
    this.#index += 1;
  }

  end(): void {
    this.#endParagraph(this.#block);
  }

  #after(line: Line, block: Block): Block {
    switch (block.type) {
      case 'none':
        return this.#atTop(line, kindOf(line));
      case 'code':
        return this.#afterCode(line, kindOf(line));
      case 'paragraph':
        return this.#inParagraph(line, kindOf(line), block);
      case 'fence':
        return closesFence(line, block.mark, block.size) ? NONE : block;
      case 'html':
        return this.#inHtml(line, block);
      case 'container':
        return this.#inContainer(line, kindOf(line), block);
      case 'lost':
        if (kindOf(line).type === 'command') this.#doubt(this.#index, 'open');
        return block;
    }
  }

  #atTop(line: Line, given: LineKind): Block {
    const kind = alone(line, given);
    switch (kind.type) {
      case 'fence':
        return kind;
      case 'quote':
        return QUOTE;
      case 'footnote':
        return FOOTNOTE;
      case 'item':
        return itemBlock(kind, false);
      case 'html':
        return this.#startHtml(line, kind.start);
      case 'text':
      case 'command':
        return this.#text(line, kind, { type: 'paragraph', clean: true, loose: false, first: [] });
      case 'code':
        return CODE;
      default:
        return NONE;
    }
  }

  #afterCode(line: Line, given: LineKind): Block {
    const kind = alone(line, given);
    if (kind.type === 'blank') return CODE;
    return kind.type === 'item' && kind.strong !== 'yes' ? this.#maybeItem(line, kind) : this.#atTop(line, kind);
  }

  #maybeItem(line: Line, kind: Item): Container {
    this.#enclosures.seeDoubtful(line.text);
    return itemBlock(kind, true);
  }

  #inParagraph(line: Line, kind: LineKind, block: Paragraph): Block {
    switch (kind.type) {
      case 'underline':
        this.#endParagraph(block, 'heading');
        return block.loose ? this.#afterCells(line, alone(line, kind), block) : NONE;
      case 'delimiter':
        return this.#startTable(line, alone(line, kind), block);
      case 'footnote':
        this.#endParagraph(block, 'open');
        return { ...FOOTNOTE, dubious: true };
      case 'item':
        if (kind.strong === 'yes' && !kind.empty) break;
        if (kind.strong !== 'odd' && !block.loose) return this.#text(line, kind, block);
        this.#endParagraph(block, 'open');
        return this.#maybeItem(line, kind);
      case 'html':
        if (kind.start === 'odd') return this.#lose(block);
        if (kind.start !== 'tag' && kind.start !== 'maybe') break;
        if (!block.loose) return this.#text(line, kind, block);
        this.#endParagraph(block, 'open');
        return this.#startHtml(line, 'maybe');
      case 'text':
      case 'code':
      case 'command':
        return this.#text(line, kind, block);
    }
    this.#endParagraph(block);
    return this.#atTop(line, kind);
  }

  #text({ text, at }: Line, kind: LineKind, block: Paragraph): Paragraph {
    const counts = kind.type === 'command' && block.clean && !block.loose;
    if (counts && this.#enclosures.lost) this.#doubt(this.#index, 'open');
    else if (counts && !this.#enclosures.isOpen) block.first.push(this.#index);
    if (!block.clean) {
      this.#enclosures.seeDoubtful(text);
      return block;
    }
    const { clean, steps } = scanInline(text, at, this.#enclosures);
    this.steps += steps;
    return clean ? block : { ...block, clean };
  }

  /** The line before is the head of a table, and no text; that and all that follows without a blank line is cells. */
  #startTable(line: Line, kind: LineKind, block: Paragraph): Block {
    if (block.first.at(-1) === this.#index - 1) {
      block.first.pop();
      this.#doubt(this.#index - 1, 'table');
    }
    if (kind.type !== 'item') return { ...block, loose: true };
    this.#endParagraph(block, 'open');
    return this.#maybeItem(line, kind);
  }

  /** What is a line under a heading unless it stands behind a table. */
  #afterCells(line: Line, kind: LineKind, block: Paragraph): Block {
    if (kind.type === 'rule') return NONE;
    return kind.type === 'item' ? this.#maybeItem(line, kind) : { ...block, first: [] };
  }

  #endParagraph(block: Block, doubt?: Doubt): Block {
    if (block.type === 'paragraph') for (const index of block.first) this.#doubt(index, doubt);
    return NONE;
  }

  #doubt(index: number, doubt: Doubt | undefined): void {
    this.found.push(doubt === undefined ? { index } : { index, doubt });
  }

  #lose(block: Block): Block {
    this.#endParagraph(block, 'open');
    return LOST;
  }

  #startHtml(line: Line, start: HtmlStart): Block {
    if (start === 'odd') return LOST;
    const until = start === 'raw' || start === 'comment' ? start : 'blank';
    const block: Html = { type: 'html', until, sure: start !== 'maybe' };
    return start === 'comment' ? this.#inComment(line, line.at + 4, block) : this.#inHtml(line, block);
  }

  #inHtml(line: Line, block: Html): Block {
    const { until, sure } = block;
    if (until === 'comment') return this.#inComment(line, 0, block);
    if (!sure) return this.#inMaybeHtml(line, block);
    this.steps += line.text.length;
    seeHtml(line.text, line.at, this.#enclosures);
    const isEnd = until === 'raw' ? endsRaw(line.text) : line.at === line.text.length;
    if (isEnd === undefined) return LOST;
    return isEnd ? NONE : block;
  }

  #inComment({ text }: Line, from: number, block: Html): Block {
    const end = commentEnd(text, from);
    if (end === undefined) return LOST;
    if (end === -1) return block;
    seeHtml(text, end, this.#enclosures);
    return NONE;
  }

  /** HTML or a paragraph: no text, and whatever would be open behind it in one of the two is in doubt. */
  #inMaybeHtml(line: Line, block: Html): Block {
    const kind = kindOf(line);
    this.#enclosures.seeDoubtful(line.text);
    if (kind.type === 'blank') return NONE;
    if (kind.type === 'item') return { ...this.#maybeItem(line, kind), html: true };
    const isOpen = kind.type === 'fence' || (kind.type === 'html' && kind.start !== 'tag' && kind.start !== 'maybe');
    return isOpen ? LOST : block;
  }

  #inContainer(line: Line, kind: LineKind, block: Container): Block {
    if (kind.type === 'blank') {
      const isEnd = block.isQuote || (block.empty && !block.dubious);
      return isEnd ? NONE : { ...block, afterBlank: true, html: false };
    }
    const isIn = kind.type === 'code' || (line.column >= block.high && !block.dubious);
    if (!isIn && line.column < block.low) return this.#outside(line, kind, block);
    if (block.dubious || !isIn) this.#enclosures.seeDoubtful(line.text);
    if (isIn) return block.afterBlank || block.empty ? { ...block, afterBlank: false, empty: false } : block;
    if (kind.type === 'fence' || kind.type === 'html') return LOST;
    return widen({ ...block, afterBlank: false, empty: false }, alone(line, kind));
  }

  /** Not indented: behind a blank line the container has ended, else the line may go on with its last paragraph. */
  #outside(line: Line, given: LineKind, block: Container): Block {
    const kind = alone(line, given);
    if (block.afterBlank) return this.#atTop(line, kind);
    const isTag = kind.type === 'html' && (kind.start === 'tag' || kind.start === 'maybe');
    switch (kind.type) {
      case 'fence':
        return block.html ? LOST : kind;
      case 'html':
        if (!isTag) return block.html ? LOST : this.#startHtml(line, kind.start);
        break;
      case 'item':
        if (kind.strong === 'yes' && !block.html) return itemBlock(kind, false);
        break;
      case 'heading':
      case 'rule':
      case 'quote':
        if (!block.html) return this.#atTop(line, kind);
    }
    this.#enclosures.seeDoubtful(line.text);
    return widen(isTag ? { ...block, html: true } : block, kind);
  }
}
