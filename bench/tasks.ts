import { randomUUID } from 'node:crypto';
import type { Hold, TaskRequest } from '../src/contracts/ledger/admission.ts';
import type { Outcome } from '../src/contracts/ledger/life.ts';
import type { Store } from '../src/store/index.ts';

/** Names neither estimate nor budget, so that the ledger has to work both out of its history. */
const TASK: TaskRequest = {
  name: 'bench',
  actor: 'bench',
  category: 'development',
  priority: 'medium',
  environment: 'development',
  model: 'claude-sonnet-5-5',
  prompt: 'Measure an admission.',
  tools: ['Read'],
};

/** Throws where the ledger has no room, for then nothing was measured. */
export async function admit(store: Store): Promise<Hold> {
  const verdict = await store.call('siso_admit', { p_request_id: randomUUID(), p_task: TASK });
  if (verdict.decision !== 'admitted') throw new Error(`The admission was ${verdict.decision}: ${verdict.reason}`);
  return verdict.hold;
}

export const lease = (hold: Hold) => ({ p_request_id: randomUUID(), p_lease_token: hold.leaseToken });

/** One entry of one model, as most runs have. */
export function outcomeOf(hold: Hold): Outcome {
  const entry = {
    ...{ model: TASK.model, priceId: hold.prices[0]?.id ?? 0, longPrompt: false, regional: false, estimated: false },
    ...{ inputTokens: 1_000, outputTokens: 500, cacheReadTokens: 8_000, cacheWrite5mTokens: 1_000 },
    ...{ cacheWrite1hTokens: 0, webSearches: 0, requests: 4 },
  };
  return { state: 'succeeded', reason: 'completed', costSource: 'metered', entries: [entry] };
}

export async function settle(store: Store, hold: Hold): Promise<void> {
  const answer = await store.call('siso_settle', { ...lease(hold), p_outcome: outcomeOf(hold) });
  if (!answer.ok) throw new Error(`The settlement was refused: ${answer.reason}`);
}

/** Limits that are looked at in every admission and never reached. */
export async function lift(store: Store): Promise<void> {
  const by = () => ({ p_request_id: randomUUID(), p_actor: 'bench' });
  await store.call('siso_limits_preset', { ...by(), p_preset: 'team' });
  await store.call('siso_set_setting', { ...by(), p_key: 'max_concurrent_jobs', p_value: 1_000_000 });
  const most = { dailyMicros: 10 ** 15, monthlyMicros: 10 ** 15, dailyTokens: 10 ** 15 };
  await store.call('siso_set_budget', { ...by(), p_scope: 'global', p_value: '', p_changes: most });
  for (const p_category of ['development', 'testing', 'analysis'] as const) {
    const p_changes = {
      ...{ tokensPerMinute: 10 ** 12, tokensPerHour: 10 ** 12, tokensPerDay: 10 ** 12 },
      requestsPerMinute: 10 ** 6,
    };
    await store.call('siso_set_limits', { ...by(), p_category, p_repo: null, p_changes });
  }
}

/** What `siso run` asks of the ledger for a short run: admission, start, one heartbeat, settlement. */
export async function wholeLife(store: Store): Promise<void> {
  const hold = await admit(store);
  await store.call('siso_start', lease(hold));
  await store.call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 1_000, usedTokens: 500 } });
  await settle(store, hold);
}
