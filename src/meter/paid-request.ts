import type { IncomingHttpHeaders } from 'node:http';
import { type MessagesRequest, messagesRequestSchema } from '../contracts/messages-api.ts';
import type { MeterConfig } from '../contracts/meter.ts';
import { canonicalModel } from '../domain/models.ts';
import type { ModelPrice, UsageEntry } from '../domain/prices.ts';
import type { Demand, Granted } from './account.ts';
import { actualEntry, totalInput } from './actual.ts';
import { InputMeter } from './bound.ts';
import { firstIssue } from './issues.ts';
import { refusalOf } from './refusals.ts';
import type { SeenUsage } from './usage-reader.ts';

/** A request that will cost something, ready to be admitted. */
export interface PaidRequest {
  request: MessagesRequest;
  demand: Demand;
  price: ModelPrice;
  /** See `Measured.key`. */
  key: string | undefined;
}

/** A request that is answered here, with the sentence that says why. */
export class Refusal {
  readonly status: 400 | 402;
  readonly message: string;

  constructor(status: 400 | 402, message: string) {
    this.status = status;
    this.message = message;
  }
}

/** An answer of fewer tokens is of no use; a request that asks for less is fine. */
const LEAST_OUTPUT_TOKENS = 256;

/** Reads a request that may be forwarded, or says why not. */
export function readRequest(body: string, models: string[]): MessagesRequest | Refusal {
  const parsed = messagesRequestSchema.safeParse(parseJson(body));
  if (!parsed.success) return refused(`The request cannot be read: ${firstIssue(parsed.error)}.`);
  const refusal = refusalOf(parsed.data, models);
  return refusal === undefined ? parsed.data : refused(refusal);
}

/** Turns requests into demands on the hold and answers into usage; remembers what answers told about either. */
export class Pricing {
  readonly #config: MeterConfig;
  readonly #input = new InputMeter();
  /** Whether the provider computes in the US when nobody asks. Until an answer tells, the dearer is assumed. */
  #usByDefault = true;

  constructor(config: MeterConfig) {
    this.#config = config;
  }

  /** What `request` may cost at most. */
  demandOf(request: MessagesRequest, headers: IncomingHttpHeaders): PaidRequest | Refusal {
    const model = canonicalModel(request.model);
    const price = this.#config.hold.prices.find((candidate) => candidate.model === model);
    if (!price) return refused(`The price of ${model} is unknown, so it is not used.`);
    if (request.max_tokens === undefined) return refused('The request cannot be read: max_tokens is missing.');
    const output = this.#outputOf(request.max_tokens, request.thinking?.budget_tokens ?? 0);
    if (output instanceof Refusal) return output;
    const variant = `${headers['anthropic-version']} ${headers['anthropic-beta']}`;
    const { bound, key } = this.#input.measure(request, JSON.stringify(request), variant);
    const regional = request.inference_geo ? asksForUs(request) : this.#usByDefault;
    return { request, price, key, demand: { model, price, input: bound, regional, ...output } };
  }

  /** What the answer to `paid` used. */
  usageOf({ request, price, key }: PaidRequest, { worst }: Granted, seen: SeenUsage): UsageEntry {
    const priced = { price, worst, asksForUs: asksForUs(request), streams: request.stream === true };
    const entry = actualEntry(priced, seen);
    if (typeof seen.usage?.input_tokens === 'number') {
      if (key !== undefined) this.#input.report(key, totalInput(entry));
      if (!request.inference_geo) this.#usByDefault = seen.usage.inference_geo === 'us';
    }
    return entry;
  }

  /** A thinking budget must stay below `max_tokens`, so it limits how far that may be lowered. */
  #outputOf(asked: number, thinking: number): Pick<Demand, 'wantedTokens' | 'leastTokens'> | Refusal {
    const { maxOutputTokens } = this.#config;
    const wantedTokens = Math.min(asked, maxOutputTokens);
    if (wantedTokens < asked && thinking >= wantedTokens) {
      const message = `The thinking budget of ${thinking} tokens does not fit into the ${maxOutputTokens} output tokens that this run allows a request.`;
      return new Refusal(402, message);
    }
    const least = thinking === 0 ? LEAST_OUTPUT_TOKENS : Math.max(LEAST_OUTPUT_TOKENS, thinking + 1);
    return { wantedTokens, leastTokens: Math.min(least, wantedTokens) };
  }
}

function asksForUs(request: MessagesRequest): boolean {
  return request.inference_geo === 'us';
}

function refused(message: string): Refusal {
  return new Refusal(400, message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
