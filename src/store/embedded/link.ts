import type { NamedArguments } from '../contract.ts';

/** A way to the one process that has the ledger open: being it, or being connected to it. */
export interface Link {
  readonly role: 'owner' | 'client';
  /** Whether the owner went away, or this one ceased to be it. */
  readonly lost: boolean;
  /** Answers the ledger's JSON as text. Throws `LedgerLost` when the owner went away before it answered. */
  call(name: string, args: NamedArguments, runnerKey?: string): Promise<string>;
  close(): Promise<void>;
}

/** The owner went away with the call unanswered: whether it took effect is unknown, and repeating it is safe. */
export class LedgerLost extends Error {
  override readonly name = 'LedgerLost';
}
