import { isIPv6 } from 'node:net';
import { AutomationError } from '../../domain/errors.ts';
import { operatorToken, TOKEN_VARIABLE } from './token.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Whether only this machine can reach it. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}

/** Throws `usage` for an address that others can reach, unless the operator has chosen who they are by a token of their own. */
export function demandToken(host: string): void {
  if (isLoopback(host) || operatorToken() !== undefined) return;
  throw new AutomationError('usage', `${host} can be reached by other machines, and there is no token of yours`, {
    hint: `Set ${TOKEN_VARIABLE} to at least 16 signs that only those know who may do everything, and put TLS in front.`,
  });
}

/** What requests may call the server by: its own names with the port, and those that were named. */
export function hostNames({ host, port, allowed }: { host: string; port: number; allowed: string[] }): string[] {
  const own = [...LOOPBACK, host].map((name) => `${isIPv6(name) ? `[${name}]` : name}:${port}`);
  return [...new Set([...own, ...allowed])];
}
