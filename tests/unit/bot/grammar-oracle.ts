import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What a Markdown parser that is not ours says of the lines of a comment. Blind to what `bot/grammar` does. */

/** Those of `lines`, from 1, that do not start as text of a paragraph at the top level outside of `<details>`. */
export function notText(body: string, lines: readonly number[]): number[] {
  if (lines.length === 0) return [];
  // Markdown takes no notice of it; its offsets do.
  const text = body.replace(/^\ufeff/, '');
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const starts = startsOf(text);
  return lines.filter((line) => !isText(tree, starts[line - 1] ?? text.length));
}

/** Offset of the first character of each line that is no space. */
function startsOf(text: string): number[] {
  const begins = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: found, index }) => index + found.length)];
  return begins.map((begin) => begin + (/^ */.exec(text.slice(begin))?.[0].length ?? 0));
}

function isText(tree: Root, offset: number): boolean {
  const top = childAt(tree, offset);
  if (top?.type !== 'paragraph') return false;
  let node: Nodes | undefined = top;
  while (node !== undefined && 'children' in node) {
    if (node.type === 'delete') return false;
    node = childAt(node, offset);
  }
  return node?.type === 'text' && detailsBefore(tree, offset) === 0;
}

function childAt(node: Nodes, offset: number): Nodes | undefined {
  if (!('children' in node)) return undefined;
  return node.children.find(({ position }) => {
    const { start, end } = position ?? {};
    return (start?.offset ?? Number.POSITIVE_INFINITY) <= offset && offset < (end?.offset ?? 0);
  });
}

const DETAILS = /<(\/?)details(?=[\s>/])/gi;

/** How many `<details>` are open there, of those that no list, quote or heading ends. */
function detailsBefore(tree: Root, offset: number): number {
  let open = 0;
  const see = (node: Nodes) => {
    if ((node.position?.start.offset ?? 0) >= offset) return;
    if ('children' in node) node.children.forEach(see);
    if (node.type !== 'html') return;
    for (const [, slash] of node.value.replace(/<!--[\s\S]*?-->/g, '').matchAll(DETAILS))
      open = Math.max(0, open + (slash === '/' ? -1 : 1));
  };
  for (const child of tree.children) if (child.type === 'html' || child.type === 'paragraph') see(child);
  return open;
}
