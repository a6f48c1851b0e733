import type { Result } from './types.ts';

const ORDER: Result[] = ['skipped', 'success', 'failure', 'cancelled', 'lost'];

export function worse(one: Result, other: Result): Result {
  return ORDER.indexOf(one) > ORDER.indexOf(other) ? one : other;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
