import type { LedgerOwner } from './embedded/look.ts';
import type { EmbeddedLedgerOptions } from './embedded/store.ts';
import type { Store } from './store.ts';

/** Opens the ledger. Loaded only when asked for, so that what never touches a ledger does not pay for it. */
export async function openStore(options: EmbeddedLedgerOptions): Promise<Store> {
  const { openEmbeddedLedger } = await import('./embedded/store.ts');
  return openEmbeddedLedger(options);
}

/** Who has the ledger of a data directory open now. Looks and changes nothing. */
export async function ledgerOwner(directory: string): Promise<LedgerOwner> {
  const look = await import('./embedded/look.ts');
  return look.ledgerOwner(directory);
}

export { compileForOneCommand, compileForService } from './embedded/wasm-flags.ts';
export type { Store } from './store.ts';
