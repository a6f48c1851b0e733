import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions see, by context name: plain JSON values. */
export type Contexts = Record<string, unknown>;

const SHARED = ['github', 'strategy', 'matrix', 'job', 'runner'];
/** Contexts that GitHub knows at each place of an `action.yml`. `secrets` and `vars` are at none. */
export const KNOWN = {
  default: SHARED,
  step: [...SHARED, 'inputs', 'steps', 'env'],
  output: [...SHARED, 'inputs', 'steps', 'env'],
};
const STATUS = ['always', 'success', 'failure', 'cancelled'].map((name) => ({ name, minArgs: 0, maxArgs: 0 }));

/** A text with `${{ … }}`, taken apart. */
interface Piece {
  expression: boolean;
  text: string;
}

/** Throws when an expression is not in order or names a context that does not exist at its place. */
export function checkTemplate(text: string, known: readonly string[]): void {
  for (const piece of pieces(text)) if (piece.expression) parse(piece.text, known, []);
}

/** The text with its expressions evaluated. Throws when one is an object or a list. */
export function fill(text: string, known: readonly string[], contexts: Contexts): string {
  const filled = pieces(text).map((piece) => {
    if (!piece.expression) return piece.text;
    const value = new Evaluator(parse(piece.text, known, []), visible(piece.text, known, contexts)).evaluate();
    if (!value.primitive) throw new Error(`A ${data.Kind[value.kind]} was not expected: ${piece.text.trim()}`);
    return value.coerceString();
  });
  return filled.join('');
}

/** The expression of an `if:` as GitHub completes it: without a status function it also asks for `success()`. */
export function condition(text: string | undefined): string {
  const bare = text?.trim() ?? '';
  const parts = pieces(bare);
  const expression = parts.length === 1 && parts[0]?.expression ? parts[0].text.trim() : bare;
  if (parts.length > 1 && parts.some((part) => part.expression))
    throw new Error(`A condition that mixes text and expressions is always true on GitHub: ${bare}`);
  if (expression === '') return 'success()';
  return asksForStatus(expression) ? expression : `success() && (${expression})`;
}

export function checkCondition(text: string | undefined): void {
  parse(condition(text), KNOWN.step, STATUS);
}

/** Whether a condition made by {@link condition} holds; `status` answers the status functions. */
export function holds(expression: string, contexts: Contexts, status: (name: string) => boolean): boolean {
  const functions = new Map(
    STATUS.map((known) => [known.name, { ...known, call: () => new data.BooleanData(status(known.name)) }]),
  );
  const tree = parse(expression, KNOWN.step, STATUS);
  return truthy(new Evaluator(tree, visible(expression, KNOWN.step, contexts), functions).evaluate());
}

function truthy(value: data.ExpressionData): boolean {
  if (value instanceof data.BooleanData) return value.value;
  if (value instanceof data.StringData) return value.value !== '';
  if (value instanceof data.NumberData) return value.value !== 0 && !Number.isNaN(value.value);
  return !(value instanceof data.Null);
}

function asksForStatus(expression: string): boolean {
  const { tokens } = new Lexer(expression).lex();
  const names = new Set(STATUS.map(({ name }) => name));
  return tokens.some((token, index) => names.has(token.lexeme.toLowerCase()) && tokens[index + 1]?.lexeme === '(');
}

function parse(text: string, known: readonly string[], functions: typeof STATUS) {
  try {
    return new Parser(new Lexer(text).lex().tokens, [...known], functions).parse();
  } catch (cause) {
    throw new Error(`The expression is not valid: ${text.trim()} (${cause instanceof Error ? cause.message : cause})`);
  }
}

/** Only what the expression names is converted: the payload of an event can be large. */
function visible(text: string, known: readonly string[], contexts: Contexts): data.Dictionary {
  const lower = text.toLowerCase();
  const pairs = known.map((key) => ({ key, value: asData(lower.includes(key) ? contexts[key] : null) }));
  return new data.Dictionary(...pairs);
}

function asData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', from)) {
    const close = closing(text, open + 3);
    if (close < 0) throw new Error(`The expression is not closed: ${text.slice(open)}`);
    if (open > from) found.push({ expression: false, text: text.slice(from, open) });
    found.push({ expression: true, text: text.slice(open + 3, close) });
    from = close + 2;
  }
  if (from < text.length) found.push({ expression: false, text: text.slice(from) });
  return found;
}

/** Where `}}` closes an expression: not inside one of its strings. */
function closing(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  return -1;
}
