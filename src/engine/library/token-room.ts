import type { BudgetStatus, LedgerStatus } from '../../contracts/ledger/reports.ts';
import { formatUsd } from '../../domain/money.ts';

export interface TokenRoom {
  canProceed: boolean;
  /** Which budget has no room, with its figures; only when there is none. */
  reason?: string;
}

const NUMBER = new Intl.NumberFormat('en-US');

/** Whether the global budgets have room for so many counted tokens. A budget of dollars has room while anything of it is left. */
export function roomFor(tokens: number, { paused, budgets }: LedgerStatus): TokenRoom {
  if (paused) return { canProceed: false, reason: 'The ledger is paused.' };
  const global = budgets.filter(({ scope, unit }) => scope === 'global' && unit !== 'buffer');
  const full = global.find(({ unit, left }) => (unit === 'tokens' ? left < tokens : left <= 0));
  return full === undefined ? { canProceed: true } : { canProceed: false, reason: sentence(full) };
}

function sentence({ unit, kind, left, cap, zone }: BudgetStatus): string {
  const [text, what] = unit === 'usd' ? [formatUsd, ''] : [NUMBER.format, ' tokens'];
  return `Of ${text(cap)}${what} a ${kind} (${zone}), ${text(left)} are left.`;
}
