/** Chains of any shape, whose steps end in any way: they come to an end that fits the policy. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_POLICIES } from '../../../src/contracts/ledger/workflows.ts';
import { imbalances } from '../../support/books.ts';
import { created, FAILED, look, resume, workAll } from '../../support/chains.ts';
import { usage } from '../../support/ledger.ts';
import { openLedger } from '../../support/queue.ts';

const CAP = 60_000;
const policies = fc.constantFrom(...FAILURE_POLICIES);
const steps = fc.array(
  fc.record({
    needs: fc.array(fc.nat(30), { maxLength: 3 }),
    onFailure: fc.option(policies, { nil: undefined }),
    fails: fc.boolean(),
    micros: fc.nat(10_000).map((half) => half * 2),
  }),
  { minLength: 1, maxLength: 9 },
);

test('every chain ends, within its cap, as its policies say', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, policies, fc.boolean(), async (shape, onFailure, capped) => {
      const ledger = await openLedger(3);
      const graph = Object.fromEntries(
        shape.map(({ needs, onFailure }, n) => {
          const earlier = [...new Set(needs.filter((at) => at < n).map((at) => `s${at}`))];
          return [`s${n}`, { needs: earlier, ...(onFailure === undefined ? {} : { onFailure }) }];
        }),
      );
      const of = (step: string) => shape[Number(step.slice(1))];
      const { id } = await created(ledger, graph, { onFailure, ...(capped ? { budgetMicros: CAP } : {}) });

      const runThrough = async (failing: boolean) => {
        for (let running = await workAll(ledger); running.length > 0; running = await workAll(ledger)) {
          const { costMicros, heldMicros } = await look(ledger, id);
          if (capped) expect(costMicros + heldMicros).toBeLessThanOrEqual(CAP);
          for (const { step, hold } of running) {
            const beat = await ledger.heartbeat(hold);
            const stop = beat.ok && beat.cancelRequested;
            const used = usage({
              micros: Math.min(of(step)?.micros ?? 0, hold.amountMicros - (hold.amountMicros % 2)),
            });
            const end = stop
              ? ({ state: 'cancelled', reason: 'cancelled' } as const)
              : failing && of(step)?.fails
                ? FAILED
                : {};
            await ledger.settle(hold, used, end);
          }
        }
        return look(ledger, id);
      };

      const chain = await runThrough(true);
      const ended = new Map(chain.steps.map((step) => [step.key, step]));
      expect(chain.finishedAt).not.toBeNull();
      for (const { key, needs, skipped, state } of chain.steps) {
        expect(['succeeded', 'failed', 'cancelled', 'budget_capped']).toContain(state);
        const spoilt = needs.some((need) => {
          const one = ended.get(need);
          return one === undefined || one.skipped || (one.state !== 'succeeded' && one.onFailure !== 'continue');
        });
        if (spoilt) expect([key, skipped]).toEqual([key, true]);
        if (skipped && chain.stopping === null) expect([key, spoilt]).toEqual([key, true]);
      }
      const harmless = chain.steps.every(
        (one) => one.state === 'succeeded' || (!one.skipped && one.onFailure === 'continue'),
      );
      expect(chain.state === 'succeeded').toBe(harmless);

      if (chain.state !== 'succeeded') {
        const answer = await resume(ledger, id, { budget: capped ? 10_000_000 : null });
        expect(answer.decision).toBe('queued');
        const again = capped ? { costMicros: 0 } : await runThrough(false);
        if ('state' in again) expect(again.state).toBe('succeeded');
      }
      expect(await imbalances(ledger)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
