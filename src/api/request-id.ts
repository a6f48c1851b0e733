import { createHash, randomUUID } from 'node:crypto';
import { HttpFault } from './fault.ts';

/** Blank-free, printable: what a header may hold without tricks. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The ledger's request id of one operation. A repeated `Idempotency-Key` of the same actor and operation gives the same
 * one, and so within 24 h the first answer; without a key every request is a new one. Throws a 400 for an odd key.
 */
export function ledgerRequestId(key: string | undefined, ...scope: string[]): string {
  if (key === undefined) return randomUUID();
  if (!KEY.test(key)) {
    throw new HttpFault('usage', 'The Idempotency-Key is not one', {
      ...{ status: 400, field: 'Idempotency-Key' },
      hint: 'Give 1 to 200 letters, digits and signs without blanks, such as a UUID.',
    });
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([...scope, key]))
    .digest('hex');
  // Eight marks a UUID made by a rule of one's own.
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
