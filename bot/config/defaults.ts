import type { BotRole, VerbGroup } from '../../src/contracts/bot-config.ts';
import type { Micros } from '../../src/domain/money.ts';

export interface BotConfig {
  verbs: Record<BotRole, ReadonlySet<VerbGroup>>;
  budgetMicros: Micros | undefined;
  maxBudgetMicros: Micros;
  approveAboveMicros: Micros;
  hourlyMicros: Micros;
  models: readonly string[] | undefined;
  categories: readonly string[] | undefined;
  environments: readonly string[] | undefined;
  quietHours: { from: string; to: string; zone: string }[];
  dispatch: 'workflow' | 'worker';
  workflow: string;
  alerts: string | undefined;
}

const DEFAULT_VERBS: Record<BotRole, VerbGroup[]> = {
  triage: ['read'],
  write: ['read', 'run', 'control', 'approve'],
  maintain: ['read', 'run', 'control', 'approve', 'pause'],
  admin: ['read', 'run', 'control', 'approve', 'pause', 'grant'],
};

/** What holds where nobody has written anything. Amounts are micro-USD. */
export const DEFAULTS: BotConfig = {
  verbs: setsOf(DEFAULT_VERBS),
  budgetMicros: undefined,
  maxBudgetMicros: 25_000_000,
  approveAboveMicros: 5_000_000,
  hourlyMicros: 20_000_000,
  models: undefined,
  categories: undefined,
  environments: undefined,
  quietHours: [],
  dispatch: 'workflow',
  workflow: 'siso-task.yml',
  alerts: undefined,
};

function setsOf(verbs: Record<BotRole, VerbGroup[]>): BotConfig['verbs'] {
  return {
    triage: new Set(verbs.triage),
    write: new Set(verbs.write),
    maintain: new Set(verbs.maintain),
    admin: new Set(verbs.admin),
  };
}
