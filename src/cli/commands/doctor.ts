import type { Command } from 'commander';
import { readContext } from '../context.ts';
import { colors } from '../display/colors.ts';
import { inline } from '../display/format.ts';
import { printJson } from '../display/json.ts';
import type { Check } from '../doctor/check.ts';
import { checkClaude, checkGit, checkIsolation, checkNode, checkRepository } from '../doctor/installation.ts';
import { checkLedger, checkUnusedKey } from '../doctor/ledger.ts';
import { settingRows, settingsText } from '../doctor/settings.ts';
import { checkSharedLedger } from '../doctor/shared-ledger.ts';
import { checkKey, checkNetwork, checkVariables } from '../doctor/surroundings.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';

export function addDoctor(program: Command, { secrets, end }: CommandFrame): void {
  program
    .command('doctor')
    .description('look at everything a run needs, show every option and where it is from, and say what to do')
    .option('-C, --workspace <path>', 'the repository to look at (default: the current folder)')
    .option('--json', 'print one JSON document and nothing else')
    .action(async ({ json, workspace }: { json?: true; workspace?: string }) => {
      const context = await readContext(workspace);
      const checks: Check[] = [
        checkNode(),
        ...(await Promise.all([checkGit(), checkClaude(context), checkLedger(context), checkNetwork(context)])),
        ...(await checkSharedLedger(context)),
        checkKey(secrets),
        checkRepository(context),
        checkIsolation(),
        ...checkUnusedKey(context, secrets.taken),
        ...checkVariables(),
      ];
      const settings = settingRows(context, secrets);
      if (json) printJson({ checks, settings });
      else console.log(`${checks.map(line).join('\n')}\n\n${settingsText(settings, terminalWidth())}`);
      end(checks.some(({ level }) => level === 'error') ? EXIT.usage : EXIT.done);
    });
}

/** Whoever reads a file or a pipe wants all of it. */
function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
}

const MARKS = { ok: colors.green('✓'), warning: colors.yellow('!'), error: colors.red('✗') };

function line({ name, level, text }: Check): string {
  return `${MARKS[level]} ${name.padEnd(12)} ${inline(text)}`;
}
