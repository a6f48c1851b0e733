import { BlockScan } from './blocks.ts';
import { type Head, readCommandLine } from './command-line.ts';
import type { Found } from './open-block.ts';
import type { Command, Parsed, Problem, Refusal } from './types.ts';
import { VERB_RULES } from './verbs.ts';

/** The language of comments: which of their lines are commands, and what those ask for. Pure; linear in the length of a comment. */

export { OPTIONS } from './options.ts';
export type { Command, CommandOptions, Parsed, Verb } from './types.ts';
export { VERBS } from './types.ts';
export { grammarTables, VERB_HELP } from './verbs.ts';

const MOST_COMMANDS = 5;
const MOST_PROMPT_BYTES = 16_384;
const LONGEST_SOURCE = 200;
const BYTE_ORDER_MARK = /^\ufeff/;
const OF_A_MAIL = /notifications@github\.com|@reply\.github\.com|Reply to this email directly/i;

/** Whether a comment may hold a command. One that holds none may pass; one that holds some always does. */
export function mentionsCommand(body: string): boolean {
  return /(?:^\ufeff?|[\r\n]) {0,3}\/siso/i.test(body);
}

/**
 * The commands of a comment, in their order, and what was not understood.
 *
 * `/siso VERB [--option value | --option=value] prompt` at the start of a line that Markdown shows as text of a paragraph at the top
 * level; whatever could be code, a quote, a list, a table, a heading, HTML, folded or below a quoted mail is no command. Options stand
 * before the prompt, and one behind its first word is a problem; behind `--` everything is prompt, also the next lines up to the next
 * command, as they were written.
 * Verbs without a prompt take words and options in any order, on their line only.
 */
export function parseComment(body: string): Parsed {
  const parsed: Parsed = { commands: [], problems: [] };
  if (!mentionsCommand(body)) return parsed;
  const all = body.replace(BYTE_ORDER_MARK, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  // Below it is what somebody else wrote, in an answer by mail: some programs quote without a sign.
  const mail = all.findIndex((line) => OF_A_MAIL.test(line));
  const lines = mail === -1 ? all : all.slice(0, mail);
  const { found } = scanLines(lines);
  const starts = found.filter(({ doubt }) => doubt === undefined).map(({ index }) => index);
  for (const [count, index] of starts.slice(0, MOST_COMMANDS).entries())
    readInto(parsed, { lines, index, end: starts[count + 1] ?? lines.length });
  const tooMany = starts[MOST_COMMANDS];
  if (tooMany !== undefined) parsed.problems.push(problemAt(lines, tooMany, TOO_MANY));
  parsed.problems.push(...doubtProblems(lines, found));
  parsed.problems.sort((one, other) => one.line - other.line);
  return parsed;
}

/** The lines that start with a command, or may, and how many characters were looked at to know it. */
export function scanLines(lines: readonly string[]): { found: Found[]; steps: number } {
  const scan = new BlockScan();
  for (const line of lines) scan.push(line);
  scan.end();
  return { found: scan.found.sort((one, other) => one.index - other.index), steps: scan.steps };
}

interface Place {
  lines: readonly string[];
  /** Of the command line, from 0. */
  index: number;
  /** Of the next one. */
  end: number;
}

function readInto(parsed: Parsed, { lines, index, end }: Place): void {
  const head = readCommandLine(lines[index] ?? '');
  if ('message' in head) return void parsed.problems.push(problemAt(lines, index, head));
  const { takesPrompt, ...command } = head;
  const prompt = takesPrompt ? withoutBlankEnds([head.prompt, ...lines.slice(index + 1, end)]) : '';
  const refusal = promptFault(head, prompt);
  if (refusal !== undefined) return void parsed.problems.push(problemAt(lines, index, refusal));
  const read: Command = { ...command, prompt, line: index + 1, source: sourceOf(lines, index) };
  parsed.commands.push(read);
}

function promptFault({ verb }: Head, prompt: string): Refusal | undefined {
  const bytes = Buffer.byteLength(prompt);
  if (bytes > MOST_PROMPT_BYTES)
    return {
      message: `The prompt has ${bytes.toLocaleString('en')} bytes; ${MOST_PROMPT_BYTES.toLocaleString('en')} are the most.`,
      hint: 'Name the file, issue or link where the rest stands instead.',
    };
  if (verb === 'chain' && prompt === '')
    return { message: 'The chain has no prompt.', hint: 'Write behind the colon what is to be done.' };
  return undefined;
}

/** Lines of a prompt, without those at both ends that show nothing. */
function withoutBlankEnds(lines: readonly string[]): string {
  const isBlank = (line: string | undefined) => line !== undefined && /^[ \t]*$/.test(line);
  let from = 0;
  let end = lines.length;
  while (from < end && isBlank(lines[from])) from += 1;
  while (end > from && isBlank(lines[end - 1])) end -= 1;
  return lines.slice(from, end).join('\n');
}

const TOO_MANY: Refusal = {
  message: `${MOST_COMMANDS} commands of one comment are read; this one and those behind it were not.`,
  hint: 'Write them in another comment.',
};

const DOUBTS: Record<NonNullable<Found['doubt']>, Refusal> = {
  open: {
    message: 'Whether this line is plain text cannot be told from what stands before it.',
    hint: 'Write the command in a comment of its own.',
  },
  heading: {
    message: 'The line of dashes or equals signs below makes a heading of this line.',
    hint: 'Leave an empty line above it.',
  },
  table: {
    message: 'The line below makes the head of a table of this line.',
    hint: 'Leave an empty line between them.',
  },
};

/** The first of each kind: one is enough to know. What names no verb is somebody's text. */
function doubtProblems(lines: readonly string[], found: readonly Found[]): Problem[] {
  const first = new Map<Found['doubt'], number>();
  for (const { index, doubt } of found) {
    if (doubt === undefined || first.has(doubt)) continue;
    const [, verb = ''] = /^ {0,3}\/siso[ \t]+([a-z]{1,20})(?![^ \t])/i.exec(lines[index] ?? '') ?? [];
    if (VERB_RULES.has(verb.toLowerCase())) first.set(doubt, index);
  }
  return [...first].flatMap(([doubt, index]) => (doubt === undefined ? [] : [problemAt(lines, index, DOUBTS[doubt])]));
}

function problemAt(lines: readonly string[], index: number, { message, hint }: Refusal): Problem {
  return { line: index + 1, source: sourceOf(lines, index), message, hint };
}

function sourceOf(lines: readonly string[], index: number): string {
  const line = lines[index] ?? '';
  return line.slice(0, LONGEST_SOURCE).replace(/[\ud800-\udbff]$/, '');
}
