import type { Command } from 'commander';
import { auditText } from '../display/audit.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { pageSize } from '../ledger-values.ts';
import { since, until } from '../ranges.ts';
import { wholeNumber } from '../values.ts';

interface AuditOptions extends LedgerOptions {
  actor?: string;
  action?: string;
  subject?: string;
  since?: string;
  until?: string;
  limit: number;
  before?: number;
}

const EXAMPLES = `
Examples:
  siso audit --since 7d
  siso audit --action task. --actor ada
  siso audit --subject T-7K3Q0000`;

export function addAudit(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('audit')
    .description('who did what, newest first: tasks, refusals, changes')
    .addHelpText('after', EXAMPLES)
    .option('--actor <name>', 'by this person')
    .option('--action <name>', 'such as budget.changed; task. for all about tasks')
    .option('--subject <name>', 'about this task, budget, limit or model')
    .option('--since <time>', 'since: 2h, 7d, 2026-11-01', since)
    .option('--until <time>', 'before; a day counts whole', until)
    .option('-n, --limit <rows>', 'rows of a page, at most 500', pageSize, 50)
    .option('--before <entry>', 'go on where the page before ended', wholeNumber);
  withLedgerOptions(command).action(async (options: AuditOptions) => {
    const { action, subject, limit, before } = options;
    const filter = { actor: options.actor, action, subject, from: options.since, to: options.until };
    const page = await withLedger(options, ({ store, actor }) =>
      store.call('siso_audit', { p_actor: actor, p_filter: filter, p_limit: limit, p_before: before ?? null }),
    );
    print(page, options, auditText);
    end(EXIT.done);
  });
}
