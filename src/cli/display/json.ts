/** What steers a terminal or reorders text, other than the line breaks of the layout; JSON.stringify leaves most of it. */
const STEERING = /[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu;

/** Prints the one document of `--json`: the same text to whoever parses it, and nothing that a runner takes for a command. */
export function printJson(document: unknown): void {
  const text = JSON.stringify(document, undefined, 2);
  console.log(text.replaceAll('##', '#\\u0023').replace(STEERING, escaped));
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
