import type { LedgerArguments, LedgerFunction, LedgerResult } from '../contracts/ledger/functions.ts';

/**
 * The one port to the ledger: SQL functions by name with named arguments, answers parsed by their contract.
 * Throws `store_unavailable` when the ledger cannot be reached, never for a limit that is reached.
 */
export interface Store {
  call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>>;
  close(): Promise<void>;
}
