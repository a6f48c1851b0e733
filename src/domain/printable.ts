/** Escape sequences, control characters and what changes the direction of text. Line breaks and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /\u001b\[[0-?]*[ -/]*[@-~]|(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** A runner obeys `##[command]` anywhere in a line; `::command::` only at its start. */
const RUNNER_COMMAND = /##(?=(?:vso)?\[)/g;

/** Text that somebody else wrote, made so that it steers neither the reader's terminal nor the runner that shows the log. */
export function printable(text: string): string {
  return text
    .replace(CONTROL, ' ')
    .replace(RUNNER_COMMAND, '# #')
    .replace(/^(\s*)::/gm, '$1: :');
}
