import { type ActionFile, type Finding, type Parsed, parseFile } from './files.ts';
import { RULES } from './rules.ts';

export { type ActionFile, actionFiles, type Finding } from './files.ts';

/** What is wrong with the files by this project's own rules, in the order of files and lines. */
export function lintActions(files: ActionFile[]): Finding[] {
  const read = files.map(parseFile);
  const broken = read.flatMap((file) => (Array.isArray(file) ? file : []));
  const parsed = read.filter((file): file is Parsed => !Array.isArray(file));
  const found = parsed.flatMap((file) => RULES.flatMap((rule) => rule(file, parsed)));
  return [...broken, ...found].sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}

/** As one reads it in a terminal. */
export function sayFinding({ file, line, what, remedy }: Finding): string {
  return `${file}:${line} ${what}. ${remedy}`;
}
