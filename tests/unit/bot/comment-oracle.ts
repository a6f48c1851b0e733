import type { Nodes, Parents, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What a Markdown parser that is not ours says is wrong with a comment of the bot. */

const TAG = /<[a-z/!?][^>]*>?/gi;
const OURS = new Set(['<details>', '<details open>', '</details>', '<summary>', '</summary>', '<code>', '</code>']);
const END = 'the end of everything';

/** Sentences; none when it is as it must be. `marker` is the only HTML comment that may be there. */
export function faultsOf(text: string, marker = ''): string[] {
  const tree = fromMarkdown(`${text}\n\n${END}\n`, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return [
    ...(text.length > 60_000 ? ['too long'] : []),
    ...endFaults(tree),
    ...htmlFaults(tree, marker),
    ...textFaults(tree),
    ...commandFaults(tree, text),
  ];
}

/** Whatever is still open takes what follows it in. */
function endFaults({ children }: Root): string[] {
  const last = children.at(-1);
  const isEnd = last?.type === 'paragraph' && 'value' in (last.children[0] ?? {}) && wordsOf(last) === END;
  return isEnd ? [] : ['something is open at the end'];
}

function htmlFaults(tree: Root, marker: string): string[] {
  const faults: string[] = [];
  let depth = 0;
  visit(tree, (node, parent) => {
    if (node.type !== 'html') return;
    if (node.value === marker && node.position?.start.offset === 0) return;
    if (parent.type !== 'root') faults.push(`HTML that is not at the top: ${node.value}`);
    for (const [tag] of node.value.matchAll(TAG)) {
      if (!OURS.has(tag)) faults.push(`a tag that is not ours: ${tag}`);
      if (tag.startsWith('<details')) depth += 1;
      if (tag === '</details>') depth -= 1;
      if (depth < 0) faults.push('details end that did not begin');
    }
  });
  return depth === 0 ? faults : [...faults, 'details are open'];
}

/** What GitHub acts on in the text that is shown; it does not look into code. */
function textFaults(tree: Root): string[] {
  const faults: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'image' || node.type === 'imageReference') faults.push('an image');
    if (node.type === 'text' || node.type === 'html') {
      if (/@[a-z\d]/i.test(node.value)) faults.push(`a mention: ${node.value}`);
      if (/#\d/.test(node.value)) faults.push(`a reference: ${node.value}`);
    }
  });
  return faults;
}

/** Lines that begin with a command, but for those of code blocks. */
function commandFaults(tree: Root, text: string): string[] {
  const code = new Set<number>();
  visit(tree, ({ type, position }) => {
    if (type !== 'code' || position === undefined) return;
    for (let line = position.start.line; line <= position.end.line; line += 1) code.add(line);
  });
  const lines = text.split(/\r\n?|\n/).map((line, index) => ({ line, number: index + 1 }));
  const commands = lines.filter(({ line, number }) => /^[ \t>]*\/siso\b/i.test(line) && !code.has(number));
  return commands.map(({ line }) => `a command: ${line}`);
}

function wordsOf(node: Nodes): string {
  if (node.type === 'inlineCode') return '(code)';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

function visit(node: Parents, see: (node: Nodes, parent: Parents) => void): void {
  for (const child of node.children) {
    see(child, node);
    if ('children' in child) visit(child, see);
  }
}
