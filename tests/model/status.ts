import { answer, type Prediction } from './calls.ts';
import type { Budget } from './records.ts';
import { sum, type World } from './world.ts';

/** What people look at. Windows are compared after every step anyway. */
export function status(world: World): Prediction {
  const { settings, gateUntil, now } = world;
  return answer({
    ...{ now: new Date(now), paused: settings.paused, maxConcurrent: settings.slots },
    providerGateUntil: gateUntil !== null && gateUntil > now ? new Date(gateUntil) : null,
    running: world.attempts.filter(({ state }) => state === 'active').length,
    budgets: world.budgets.flatMap((budget) => periods(world, budget)),
  });
}

function periods(world: World, budget: Budget): object[] {
  const { scope, value, zone, buffer } = budget;
  const shown = world.caps(budget, world.now).map(({ kind, unit, cap, period }) => {
    const { spent, held } = world.sums(budget, unit, period);
    const running = world.holdsIn(budget, period);
    const used = sum(running.map(({ usedMicros, usedTokens }) => (unit === 'usd' ? usedMicros : usedTokens)));
    const figures = { cap, spent, held, used, left: Math.max(0, cap - spent - held) };
    return {
      scope,
      value,
      kind,
      unit,
      zone,
      ...figures,
      startsAt: new Date(period.start),
      endsAt: new Date(period.end),
    };
  });
  const left = Math.max(0, buffer - world.drawn(world.now));
  return buffer === 0 ? shown : [...shown, { scope, value, kind: 'day', unit: 'buffer', zone, cap: buffer, left }];
}
