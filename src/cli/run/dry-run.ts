import { locateClaude } from '../../claude/index.ts';
import type { DryRun } from '../../contracts/dry-run.ts';
import { AutomationError } from '../../domain/errors.ts';
import { printable } from '../../domain/printable.ts';
import { dryRun, previewSettings } from '../../engine/index.ts';
import { readTemplate } from '../../templates/index.ts';
import { type Context, openLedger } from '../context.ts';
import { dryRunText } from '../display/dry-run.ts';
import { printJson } from '../display/json.ts';
import { EXIT } from '../failure.ts';
import { removeExample } from './example.ts';
import type { RunOptions, TaskOptions } from './options.ts';
import { type CommandLine, type Prepared, prepare } from './prepare.ts';
import { modelHint } from './print.ts';
import { claudePathOf } from './session.ts';

const EXIT_CODES = { admitted: EXIT.done, deferred: EXIT.deferred, refused: EXIT.refused } as const;

/** `siso run --dry-run`: what would be asked for and what the ledger would say. Books nothing. Answers the exit code. */
export async function printDryRun(line: CommandLine): Promise<number> {
  const ready = await prepare(line);
  try {
    const document = await ask(ready, line);
    if (line.options.json) printJson(document);
    else console.log(dryRunText(document));
    return EXIT_CODES[document.decision];
  } finally {
    if (ready.prepared.isExample) await removeExample(ready.prepared.repository.root);
  }
}

async function ask({ context, prepared }: Prepared, { options }: CommandLine): Promise<DryRun> {
  const program = await programOf(options, context);
  const rehearsal = options.rehearse !== undefined;
  const onNote = (note: string) => console.error(printable(note));
  const { store } = await openLedger(context, { rehearsal, onNote });
  try {
    const warnings = await previewSettings(store, context);
    const inputs = await inputsOf(options, context);
    const document = await dryRun(store, { prepared, program, inputs, warnings });
    if (document.reason !== 'price_unknown') return document;
    return { ...document, hint: await modelHint(store, document.model) };
  } finally {
    await store.close();
  }
}

/** What each input of the template comes to. */
async function inputsOf(
  { template, input = {} }: RunOptions,
  { repository }: Context,
): Promise<Record<string, string>> {
  if (template === undefined) return input;
  const { inputs } = await readTemplate(template, repository?.root);
  return Object.fromEntries(inputs.map(({ name, default: standard = '' }) => [name, input[name] ?? standard]));
}

/** Its name where a run would install it first. */
async function programOf(options: TaskOptions, context: Context): Promise<string> {
  const claudePath = claudePathOf(options, context);
  try {
    return await locateClaude({ cacheDir: context.cacheDirectory, claudePath });
  } catch (error) {
    const installable = error instanceof AutomationError && error.code === 'cli_missing' && claudePath === undefined;
    if (!installable) throw error;
    return 'claude';
  }
}
