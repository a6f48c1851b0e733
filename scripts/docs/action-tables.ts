import type { Input } from '../../src/action/inputs/input.ts';
import { INPUTS } from '../../src/action/inputs/registry.ts';
import { OUTPUTS } from '../../src/action/outputs.ts';

const described = Object.entries<Input<unknown>>(INPUTS);

/** What of docs/action.md is made, each between its two marks. */
const TABLES: Record<string, () => string> = { inputs, replaced, outputs };

/** `page` with its tables as the registry has them. Throws when it has no place for one of them. */
export function actionPage(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name}[^>]*-->\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
    if (!place.test(text)) throw new Error(`docs/action.md has no place for the table of ${name}.`);
    return text.replace(place, (_, before: string, after: string) => `${before}${table()}\n${after}`);
  }, page);
}

function inputs(): string {
  const rows = described
    .filter(([, { instead }]) => instead === undefined)
    .map(([name, { description, default: standard }]) => [code(name), description, standard ? code(standard) : '']);
  return table(['input', 'what it is', 'default'], rows);
}

function replaced(): string {
  const names = described.flatMap(([name, { instead }]) =>
    instead === undefined ? [] : [`${code(name)}: ${instead}`],
  );
  return names.join(' · ');
}

function outputs(): string {
  return table(
    ['output', 'what it is'],
    Object.entries(OUTPUTS).map(([name, description]) => [code(name), description]),
  );
}

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
