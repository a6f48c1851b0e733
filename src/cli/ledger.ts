import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { printable } from '../domain/printable.ts';
import type { Store } from '../store/index.ts';
import { openLedger, readContext } from './context.ts';
import { printJson } from './display/json.ts';
import { type Screen, standardScreen } from './display/screen.ts';

/** Options of every command that looks at the ledger. */
export interface LedgerOptions {
  rehearse?: true;
  json?: true;
}

export interface OpenLedger {
  store: Store;
  /** Who asks. */
  actor: string;
  /** What every writing function is told. */
  signed(): { p_request_id: string; p_actor: string };
}

export function withLedgerOptions(command: Command): Command {
  return command
    .option('--rehearse', 'look at the rehearsal ledger')
    .option('--json', 'print one JSON document and nothing else');
}

/** Opens the ledger of where the command was started for as long as it is used. */
export async function withLedger<Answer>(
  { rehearse }: LedgerOptions,
  use: (ledger: OpenLedger) => Promise<Answer>,
): Promise<Answer> {
  const context = await readContext(undefined);
  const { actor } = context;
  const onNote = (line: string) => console.error(printable(line));
  const { store } = await openLedger(context, { rehearsal: rehearse === true, onNote });
  try {
    return await use({ store, actor, signed: () => ({ p_request_id: randomUUID(), p_actor: actor }) });
  } finally {
    await store.close();
  }
}

/** Prints the document itself with `--json`, else what it says to people. */
export function print<Document>(
  document: Document,
  { json }: LedgerOptions,
  text: (document: Document, screen: Screen) => string,
): void {
  if (json) printJson(document);
  else console.log(text(document, standardScreen()));
}
