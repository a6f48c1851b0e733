/** Words of a command line, from left to right. Only spaces and tabs stand between them. */

/** What is not seen, or looks like a space and is none. */
const HIDDEN = /[^\S \t]|(?!\t)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

export function hasHidden(text: string): boolean {
  return HIDDEN.test(text);
}

export class Words {
  readonly line: string;
  #at: number;

  constructor(line: string, at: number) {
    this.line = line;
    this.#at = at;
    this.#skip();
  }

  /** Offset of the next word; the length of the line where there is none. */
  get at(): number {
    return this.#at;
  }

  get isEnd(): boolean {
    return this.#at === this.line.length;
  }

  peek(): string {
    return this.line.slice(this.#at, this.#endOfWord());
  }

  /** The rest as it stands, without what is between words at its ends. */
  rest(): string {
    let end = this.line.length;
    while (end > this.#at && isSpace(this.line[end - 1])) end -= 1;
    return this.line.slice(this.#at, end);
  }

  take(): string {
    const word = this.peek();
    this.skip(word.length);
    return word;
  }

  /** Goes on behind so many characters of the next word. */
  skip(length: number, { spaces = true } = {}): void {
    this.#at += length;
    if (spaces) this.#skip();
  }

  /** A word, or what stands in quotes; `undefined` where a quote has no end, or something follows it at once. */
  value(): string | undefined {
    const quote = this.line.charAt(this.#at);
    if (quote !== '"' && quote !== "'") return this.take();
    const end = this.line.indexOf(quote, this.#at + 1);
    if (end === -1 || (end + 1 < this.line.length && !isSpace(this.line[end + 1]))) return undefined;
    const value = this.line.slice(this.#at + 1, end);
    this.skip(end + 1 - this.#at);
    return value;
  }

  #endOfWord(): number {
    let end = this.#at;
    while (end < this.line.length && !isSpace(this.line[end])) end += 1;
    return end;
  }

  #skip(): void {
    while (isSpace(this.line[this.#at])) this.#at += 1;
  }
}

function isSpace(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t';
}
