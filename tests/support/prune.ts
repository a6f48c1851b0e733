import type { LedgerResult } from '../../src/contracts/ledger/functions.ts';
import type { Pruned } from '../../src/contracts/ledger/retention.ts';
import type { TestLedger } from './ledger.ts';
import { by } from './ledger-arguments.ts';

interface Keep {
  figures?: number | null;
  texts?: number | null;
  /** Tasks of one batch. */
  batch?: number;
}

/** Prunes until nothing is left to remove; what went, all batches together. */
export async function prune(
  ledger: TestLedger,
  { figures = null, texts = null, batch = 200 }: Keep = {},
): Promise<Pruned> {
  const total = { tasks: 0, entries: 0, events: 0, texts: 0, logs: 0, days: 0, periods: 0, alerts: 0 };
  let after: string | null = null;
  for (;;) {
    const step: LedgerResult<'siso_prune'> = await ledger.call('siso_prune', {
      ...{ ...by('ada'), p_figure_days: figures, p_text_days: texts },
      ...{ p_batch: batch, p_after: after },
    });
    const { next, figuresBefore, textsBefore, ...went } = step;
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += went[name];
    after = next;
    if (next === null) return { figuresBefore, textsBefore, ...total };
  }
}

export function pruneable(ledger: TestLedger, { figures = null, texts = null }: Keep = {}): Promise<Pruned> {
  return ledger.call('siso_prune_preview', { p_actor: 'ada', p_figure_days: figures, p_text_days: texts });
}
