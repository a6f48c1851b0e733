import type { BotFile, BotRole, VerbGroup } from '../../src/contracts/bot-config.ts';
import type { BotConfig } from './defaults.ts';

const ROLES: readonly BotRole[] = ['triage', 'write', 'maintain', 'admin'];

/** `file` on top of what is around it. `may: 'tighten'` takes of two values the one that allows less; `'set'` takes the file's. */
export function combine(base: BotConfig, file: BotFile, may: 'set' | 'tighten'): BotConfig {
  const lower = (wide: number, own: number | undefined) => {
    if (own === undefined) return wide;
    return may === 'set' ? own : Math.min(wide, own);
  };
  return {
    verbs: verbsOf(base.verbs, file.verbs, may),
    budgetMicros: file.budget ?? base.budgetMicros,
    maxBudgetMicros: lower(base.maxBudgetMicros, file.maxBudget),
    approveAboveMicros: lower(base.approveAboveMicros, file.approveAbove),
    hourlyMicros: lower(base.hourlyMicros, file.hourlyBudget),
    models: listOf(base.models, file.models, may),
    categories: listOf(base.categories, file.categories, may),
    environments: listOf(base.environments, file.environments, may),
    quietHours:
      file.quietHours === undefined ? base.quietHours : [...(may === 'set' ? [] : base.quietHours), file.quietHours],
    // Where a task runs, and where it is told, allows nothing more.
    dispatch: base.dispatch === 'workflow' && may === 'tighten' ? 'workflow' : (file.dispatch ?? base.dispatch),
    workflow: file.workflow ?? base.workflow,
    alerts: may === 'tighten' && base.alerts !== undefined ? base.alerts : (file.alerts ?? base.alerts),
  };
}

/** A role that the file does not name keeps what it has. */
function verbsOf(base: BotConfig['verbs'], own: BotFile['verbs'], may: 'set' | 'tighten'): BotConfig['verbs'] {
  if (own === undefined) return base;
  const made = { ...base };
  let inherited: ReadonlySet<VerbGroup> = new Set();
  for (const role of ROLES) {
    const named = own[role];
    const asked = named === undefined ? base[role] : new Set([...inherited, ...named]);
    made[role] = may === 'set' ? asked : new Set([...asked].filter((group) => base[role].has(group)));
    inherited = made[role];
  }
  return made;
}

function listOf(wide: readonly string[] | undefined, own: readonly string[] | undefined, may: 'set' | 'tighten') {
  if (own === undefined || wide === undefined || may === 'set') return own ?? wide;
  return own.filter((each) => wide.includes(each));
}
