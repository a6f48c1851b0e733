import { createHash } from 'node:crypto';

/**
 * A request id made of what it is for, so that work which is done again asks the ledger with the same one, and the ledger answers
 * what it answered before. RFC 9562, version 8.
 */
export function requestIdFor(...parts: (string | number)[]): string {
  const hash = createHash('sha256').update(parts.map((part) => `${String(part).length}:${part}`).join(''));
  const hex = hash.digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
