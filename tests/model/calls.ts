import type { z } from 'zod';
import type { LEDGER_FUNCTIONS, LedgerFunction } from '../../src/contracts/ledger/functions.ts';

export type Arguments<Name extends LedgerFunction> = z.output<(typeof LEDGER_FUNCTIONS)[Name]['args']>;

/** A call of the ledger: what is sent, and nothing else. */
export type Call = { [Name in LedgerFunction]: { name: Name; args: Arguments<Name> } }[LedgerFunction];

/**
 * What the ledger must answer: one of several, in the fields that they name (a `Date` is an instant); what it answered before,
 * in every field; or the code of its error.
 */
export type Prediction =
  | { oneOf: object[]; learn?: (answer: object) => void }
  | { exactly: object }
  | { error: string };

export const answer = (...oneOf: object[]): Prediction => ({ oneOf });
export const error = (code: string): Prediction => ({ error: code });
