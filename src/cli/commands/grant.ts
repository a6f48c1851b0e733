import { type Command, InvalidArgumentError } from 'commander';
import type { GrantDocument } from '../../contracts/documents/settings.ts';
import { AutomationError } from '../../domain/errors.ts';
import { grantText } from '../display/budget.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { type BudgetScope, budgetScope, grantAmount } from '../ledger-values.ts';
import { grantSeconds } from '../ranges.ts';
import { SCOPE_HELP } from './budget.ts';

interface GrantOptions extends LedgerOptions {
  for: number;
  reason: string;
  tokens?: true;
  scope: BudgetScope;
}

const EXAMPLES = `
Examples:
  siso grant 5 --for 24h --reason "release day"
  siso grant 50000 --tokens --for 2h --reason "migration" --scope org:acme`;

export function addGrant(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('grant')
    .description('let a budget have more for a while, of the day and the month alike')
    .argument('<amount>', 'dollars, or with --tokens counted tokens')
    .addHelpText('after', EXAMPLES)
    .requiredOption('--for <time>', 'until it ends by itself: 2h, 24h, 7d, at most 31d', grantSeconds)
    .requiredOption('--reason <text>', 'why; it is written into the audit', reasonText)
    .option('--tokens', 'the amount is tokens')
    .option('--scope <scope>', SCOPE_HELP, budgetScope, { scope: 'global', value: '' } satisfies BudgetScope);
  const scope = command.options.find(({ long }) => long === '--scope');
  if (scope !== undefined) scope.defaultValueDescription = 'global';
  withLedgerOptions(command).action(async (text: string, options: GrantOptions) => {
    print(await grant(text, options), options, grantText);
    end(EXIT.done);
  });
}

async function grant(text: string, options: GrantOptions): Promise<GrantDocument> {
  const unit = options.tokens ? 'tokens' : 'usd';
  const given = { ...options.scope, unit, amount: amountOf(text, unit), reason: options.reason } as const;
  const answer = await withLedger(options, ({ store, signed }) =>
    store.call('siso_grant', { ...signed(), p_grant: { ...given, expiresInSeconds: options.for } }),
  );
  return { ...answer, ...given };
}

/** What the amount means is known only with the options. */
function amountOf(text: string, unit: 'usd' | 'tokens'): number {
  try {
    return grantAmount(text, unit);
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError)) throw cause;
    throw new AutomationError('usage', `The amount cannot be "${text}"`, { hint: cause.message, cause });
  }
}

function reasonText(text: string): string {
  const reason = text.trim();
  if (reason.length >= 3 && reason.length <= 500) return reason;
  throw new InvalidArgumentError('Give a reason of 3 to 500 characters.');
}
