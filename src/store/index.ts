import type { LedgerOwner } from './embedded/look.ts';
import type { EmbeddedLedgerOptions } from './embedded/store.ts';
import type { Store } from './store.ts';
import type { SharedStore, SupabaseStoreOptions } from './supabase/store.ts';

/** Opens the embedded ledger. Loaded only when asked for, so that what never touches a ledger does not pay for it. */
export async function openStore(options: EmbeddedLedgerOptions): Promise<Store> {
  const { openEmbeddedLedger } = await import('./embedded/store.ts');
  return openEmbeddedLedger(options);
}

/** Opens the ledger of a Supabase project. Loaded only when asked for. */
export async function openSupabaseStore(options: SupabaseStoreOptions): Promise<SharedStore> {
  const supabase = await import('./supabase/store.ts');
  return supabase.openSupabaseStore(options);
}

/** Who has the ledger of a data directory open now. Looks and changes nothing. */
export async function ledgerOwner(directory: string): Promise<LedgerOwner> {
  const look = await import('./embedded/look.ts');
  return look.ledgerOwner(directory);
}

export { prepareDirectory } from './embedded/folder.ts';
export { compileForOneCommand, compileForService } from './embedded/wasm-flags.ts';
export { ObservedStore } from './observed.ts';
export type { Store } from './store.ts';
export type { SharedStore } from './supabase/store.ts';
