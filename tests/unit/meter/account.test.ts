import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeterHold } from '../../../src/contracts/meter.ts';
import { countedTokens, entryCost } from '../../../src/domain/prices.ts';
import { type Demand, type Granted, HoldAccount } from '../../../src/meter/account.ts';
import { actualEntry } from '../../../src/meter/actual.ts';
import { PRICES, priceOf } from '../../support/prices.ts';

const hold = (fields: Partial<MeterHold> = {}): MeterHold => ({
  amountMicros: 100_000,
  tokens: 1_000_000,
  prices: PRICES,
  countCacheWrites: false,
  ...fields,
});

function demand(fields: Partial<Demand> & { tokens?: number; uncachedTokens?: number } = {}): Demand {
  const { tokens = 1_000, uncachedTokens = 0, model = 'claude-sonnet-5-5', ...rest } = fields;
  const input = { tokens, uncachedTokens, newTokens: tokens, writes: 'none' as const };
  return { model, price: priceOf(model), input, regional: false, wantedTokens: 1_000, leastTokens: 256, ...rest };
}

/** One request of a random run: its demand, what the provider makes of it, and how many others end before it. */
const aRun = fc.array(
  fc.record({
    model: fc.constantFrom('claude-sonnet-5-5', 'claude-haiku-5-5', 'claude-opus-4-5'),
    tokens: fc.integer({ min: 1, max: 150_000 }),
    uncachedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    writes: fc.constantFrom('none', '5m', '1h'),
    wantedTokens: fc.integer({ min: 1, max: 16_000 }),
    regional: fc.boolean(),
    inputShare: fc.double({ min: 0, max: 1, noNaN: true }),
    readShare: fc.double({ min: 0, max: 1, noNaN: true }),
    outputShare: fc.double({ min: 0, max: 1, noNaN: true }),
    ending: fc.constantFrom('whole', 'cut', 'unbilled'),
    streams: fc.boolean(),
    thinks: fc.boolean(),
    endsLater: fc.boolean(),
  }),
  { maxLength: 40 },
);
type Planned = ReturnType<typeof aRun.generate>['value'][number];

function demandOf(planned: Planned): Demand {
  const { tokens, uncachedShare, writes, wantedTokens, regional, model } = planned;
  const uncachedTokens = writes === 'none' ? tokens : Math.floor(tokens * uncachedShare);
  const input = { tokens, uncachedTokens, newTokens: tokens, writes };
  const leastTokens = Math.min(256, wantedTokens);
  return { model, price: priceOf(model), input, regional, wantedTokens, leastTokens };
}

/** An answer within what the request allows, as an honest provider gives it. */
function answerOf(planned: Planned, { maxTokens, worst }: Granted) {
  if (planned.ending === 'unbilled') return undefined;
  const total = Math.floor(planned.tokens * planned.inputShare);
  const read = Math.floor(total * planned.readShare);
  const input =
    planned.writes === 'none' ? total - read : Math.min(total - read, demandOf(planned).input.uncachedTokens);
  const write = total - read - input;
  const usage = {
    input_tokens: input,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: write,
    cache_creation: planned.writes === '1h' ? { ephemeral_1h_input_tokens: write } : undefined,
    output_tokens: planned.ending === 'whole' ? Math.floor(maxTokens * planned.outputShare) : 1,
    inference_geo: planned.regional ? 'us' : 'global',
  };
  const seen = {
    usage,
    final: planned.ending === 'whole',
    outputBytes: 100_000,
    thinking: planned.thinks,
    unreadable: false,
  };
  return actualEntry(
    { price: priceOf(planned.model), worst, asksForUs: planned.regional, streams: planned.streams },
    seen,
  );
}

/** Plays a run with requests in parallel and looks at the account after every step. */
function play(run: Planned[], limits: MeterHold, look: (account: HoldAccount) => void): HoldAccount {
  const account = new HoldAccount(limits);
  const open = new Map<number, () => void>();
  run.forEach((planned, id) => {
    if (!planned.endsLater) for (const end of open.values()) end();
    const answer = account.answer(demandOf(planned));
    if (answer.decision === 'granted') {
      account.begin(id, answer);
      open.set(id, () => {
        account.end(id, answerOf(planned, answer));
        open.delete(id);
        look(account);
      });
    }
    look(account);
  });
  for (const end of open.values()) end();
  return account;
}

describe('a hold', () => {
  test('is never exceeded by what is booked, to the micro-dollar, also with requests in parallel', () => {
    fc.assert(
      fc.property(aRun, fc.integer({ min: 0, max: 3_000_000 }), (run, amountMicros) => {
        play(run, hold({ amountMicros }), (account) => {
          const booked = account.entries().reduce((sum, entry) => sum + entryCost(entry, priceOf(entry.model)), 0);
          expect(account.costMicros()).toBe(booked);
          expect(booked).toBeLessThanOrEqual(amountMicros);
          expect(account.moneyLeft()).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('is never exceeded in counted tokens, with and without cache writes', () => {
    fc.assert(
      fc.property(aRun, fc.integer({ min: 0, max: 200_000 }), fc.boolean(), (run, tokens, countCacheWrites) => {
        play(run, hold({ amountMicros: 10 ** 12, tokens, countCacheWrites }), (account) => {
          const counted = account.entries().reduce((sum, entry) => sum + countedTokens(entry, countCacheWrites), 0);
          expect(counted).toBeLessThanOrEqual(tokens);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('pays a request that costs exactly what is left, and not one micro-dollar less', () => {
    // 1,000 in at $2 and 1,000 out at $10 per million.
    expect(new HoldAccount(hold({ amountMicros: 12_000 })).answer(demand())).toMatchObject({ maxTokens: 1_000 });
    expect(new HoldAccount(hold({ amountMicros: 11_999 })).answer(demand())).toMatchObject({ maxTokens: 999 });
  });

  test('lowers the output to what is left, down to 256 tokens, then refuses', () => {
    const withOutput = (tokens: number) =>
      new HoldAccount(hold({ amountMicros: 2_000 + tokens * 10 })).answer(demand());
    expect(withOutput(400)).toMatchObject({ decision: 'granted', maxTokens: 400 });
    expect(withOutput(256)).toMatchObject({ decision: 'granted', maxTokens: 256 });
    expect(withOutput(255)).toEqual({ decision: 'unaffordable', reason: 'hold_reached', needs: 4_560 });
  });

  test('lets a request have the few tokens it asks for itself', () => {
    const small = demand({ wantedTokens: 10, leastTokens: 10 });
    expect(new HoldAccount(hold({ amountMicros: 2_100 })).answer(small)).toMatchObject({ maxTokens: 10 });
  });

  test('ends by tokens when those are used up first', () => {
    const account = new HoldAccount(hold({ tokens: 700 }));
    expect(account.answer(demand({ uncachedTokens: 300 }))).toMatchObject({
      decision: 'granted',
      maxTokens: 400,
      tokens: 700,
    });
    expect(account.answer(demand({ uncachedTokens: 500 }))).toEqual({
      decision: 'unaffordable',
      reason: 'token_hold_reached',
      needs: 756,
    });
  });

  test('makes a request wait that could have more once another has ended', () => {
    const account = new HoldAccount(hold({ amountMicros: 20_000 }));
    const first = account.answer(demand());
    if (first.decision !== 'granted') throw new Error('the first request fits');
    account.begin(1, first);
    expect(account.answer(demand())).toEqual({ decision: 'wait' });
    account.end(1, { ...first.worst, inputTokens: 100, outputTokens: 10 });
    expect(account.answer(demand())).toMatchObject({ decision: 'granted', maxTokens: 1_000 });
  });

  test('bounds a prompt that may reach the long tier at the dearer price', () => {
    const long = demand({ model: 'claude-haiku-5-5', tokens: 100_001 });
    const short = demand({ model: 'claude-haiku-5-5', tokens: 100_000 });
    const worst = (asked: Demand) => {
      const account = new HoldAccount(hold());
      const answer = account.answer(asked);
      if (answer.decision === 'granted') account.begin(1, answer);
      return account.worstCaseMicros();
    };
    expect(worst(short)).toBe(10_500);
    expect(worst(long)).toBe(52_501);
  });
});
