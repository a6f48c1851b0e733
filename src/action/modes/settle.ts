import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../contracts/ledger/life.ts';
import type { UsageEntry } from '../../domain/prices.ts';
import { openJobLedger, readPlace, type StepContext } from '../context.ts';
import { dropHold, type Held, readHold } from '../holds.ts';
import type { Inputs } from '../inputs/read.ts';
import { askToSettle } from '../meter/ask.ts';
import { recordedReport } from '../recorded-report.ts';
import type { EndState } from '../state.ts';
import { endOf } from '../step-outcome.ts';
import type { GateAnswer } from './answer.ts';

/** Books what the steps since `gate` or `meter` have used: as metered, as they report it, or else the whole hold. */
export async function settleHold(context: StepContext): Promise<GateAnswer> {
  const { inputs, job } = context;
  const held = await readHold(job, inputs.taskId);
  const end = held.socket === undefined ? await settleReported(context, held) : await askToSettle(context, held);
  await dropHold(job, held.admitted.taskId);
  return { runs: false, end };
}

async function settleReported(context: StepContext, held: Held): Promise<EndState> {
  const { store } = await openJobLedger(context, await readPlace(context), held.rehearse !== undefined);
  try {
    const { leaseToken } = held.admitted.hold;
    const settlement = {
      p_request_id: randomUUID(),
      p_lease_token: leaseToken,
      p_outcome: reportedOutcome(context, held),
    };
    await store.call('siso_settle', settlement);
    return await recordedReport(store, held.admitted);
  } finally {
    await store.close();
  }
}

/** What nobody has metered: the ledger books the whole hold where nothing, or nothing usable, is reported. */
function reportedOutcome({ inputs }: StepContext, held: Held): Outcome {
  const ending = endOf(inputs.stepOutcome);
  if (inputs.requireMetered === true) return { ...ending, costSource: 'reported', entries: [] };
  const cost = inputs.costUsd === undefined ? {} : { reportedCostMicros: inputs.costUsd };
  return { ...ending, ...cost, costSource: 'reported', entries: reportedEntries(inputs, held) };
}

/** Tokens are priced by the ledger, as those of the hold's model. */
function reportedEntries({ inputTokens = 0, outputTokens = 0 }: Inputs, { admitted }: Held): UsageEntry[] {
  const [price] = admitted.hold.prices;
  if (price === undefined || inputTokens + outputTokens === 0) return [];
  return [
    {
      ...{ model: price.model, priceId: price.id, longPrompt: false, regional: false, estimated: false },
      ...{ inputTokens, outputTokens, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 },
      ...{ webSearches: 0, requests: 1 },
    },
  ];
}
