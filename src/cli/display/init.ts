import { relative } from 'node:path';
import type { InitDocument } from '../../contracts/documents/files.ts';
import { printable } from '../../domain/printable.ts';
import type { Screen } from './screen.ts';
import { fields, paragraph } from './table.ts';

type FileEnd = InitDocument['files'][number];

/** What each field of the starter is for; JSON has no room for it. */
const FIELDS: [string, string][] = [
  ['budget', 'dollars, the most one run may cost'],
  ['timeout', 'the longest one run may take'],
  ['', 'siso doctor shows every other option and what it is now'],
];

/** `siso init`: what was written, what it means, and what to do next. */
export function initText({ folder, dryRun, files }: InitDocument, screen: Screen): string {
  const created = files.some(({ path, action }) => path.endsWith('siso.config.json') && action === 'created');
  return [
    ...paragraph(dryRun ? `Nothing is written. In ${printable(folder)}:` : `In ${printable(folder)}:`, screen),
    ...files.flatMap((file) => fileLines(file, { folder, dryRun, screen })),
    ...(created ? ['', fields(FIELDS, screen)] : []),
    '',
    ...paragraph('Next:', screen),
    fields(
      [
        ['siso doctor', 'look at everything a run needs'],
        ['siso run --rehearse --template fix-bugs', 'a whole run without a key and without cost'],
        ['siso run "…" --budget 0.50', 'the real thing, with ANTHROPIC_API_KEY set'],
      ],
      screen,
    ),
  ].join('\n');
}

function fileLines(
  { path, action, text }: FileEnd,
  { folder, dryRun, screen }: { folder: string; dryRun: boolean; screen: Screen },
): string[] {
  const { green, dim } = screen.colors;
  const name = printable(relative(folder, path));
  const would = dryRun ? 'would be ' : '';
  if (action === 'kept') return paragraph(`${dim('=')} ${name} is there already and stays as it is`, screen);
  const verb = action === 'created' ? `${would}created` : `${would}extended by`;
  const content = paragraph(printable(text).trim(), screen, 4).map((line) => `    ${line}`);
  return [...paragraph(`${green('+')} ${name} ${verb}`, screen), ...content];
}
