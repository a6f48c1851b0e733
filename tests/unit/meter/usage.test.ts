import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalModel } from '../../../src/domain/models.ts';
import { entryCost, type UsageEntry } from '../../../src/domain/prices.ts';
import { actualEntry } from '../../../src/meter/actual.ts';
import { Entries } from '../../../src/meter/entries.ts';
import { usageReader } from '../../../src/meter/usage-reader.ts';
import { streamOf, type Usage } from '../../support/meter.ts';
import { PRICES, priceOf } from '../../support/prices.ts';

const FIXTURES = new URL('../../fixtures/claude-stream/', import.meta.url);
const MODEL = 'claude-sonnet-5-5';

function worstOf(model: string): UsageEntry {
  return {
    model,
    priceId: priceOf(model).id,
    longPrompt: false,
    regional: true,
    inputTokens: 0,
    outputTokens: 4_000,
    cacheReadTokens: 0,
    cacheWrite5mTokens: 9_000,
    cacheWrite1hTokens: 0,
    webSearches: 0,
    requests: 1,
    estimated: true,
  };
}

/** What is booked for an answer that came as `chunks`. */
function booked(
  chunks: string[],
  { model = MODEL, type = 'text/event-stream', asksForUs = false, streams = true } = {},
): UsageEntry {
  const reader = usageReader({ 'content-type': type });
  for (const chunk of chunks) reader.feed(Buffer.from(chunk));
  return actualEntry({ price: priceOf(model), worst: worstOf(model), asksForUs, streams }, reader.end());
}

const FIGURES: Usage = {
  input_tokens: 10,
  cache_read_input_tokens: 500,
  cache_creation_input_tokens: 70,
  cache_creation: { ephemeral_5m_input_tokens: 40, ephemeral_1h_input_tokens: 30 },
  output_tokens: 123,
};
const COUNTS = {
  inputTokens: 10,
  cacheReadTokens: 500,
  cacheWrite5mTokens: 40,
  cacheWrite1hTokens: 30,
  outputTokens: 123,
};

describe('a whole answer', () => {
  test('costs what it reports, however its bytes are split', () => {
    const bytes = Buffer.from(streamOf({ usage: FIGURES, text: 'grüße 🤖' }).join(''));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length })), (cuts) => {
        const reader = usageReader({ 'content-type': 'text/event-stream' });
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        places.slice(1).forEach((end, index) => {
          reader.feed(bytes.subarray(places[index], end));
        });
        const asked = { price: priceOf(MODEL), worst: worstOf(MODEL), asksForUs: false, streams: true };
        const entry = actualEntry(asked, reader.end());
        expect(entry).toMatchObject({ ...COUNTS, estimated: false, regional: false, longPrompt: false });
      }),
    );
  });

  test('costs the same when it does not stream', () => {
    const body = JSON.stringify({ type: 'message', content: [], usage: FIGURES });
    expect(booked([body], { type: 'application/json', streams: false })).toMatchObject({ ...COUNTS, estimated: false });
  });

  test('takes the figures of message_delta over those of message_start', () => {
    const [start = '', ...rest] = streamOf({ usage: { input_tokens: 1, output_tokens: 9 } });
    const delta = `data: ${JSON.stringify({ type: 'message_delta', usage: { input_tokens: 44, output_tokens: 55, cache_read_input_tokens: null } })}\n\n`;
    expect(booked([start, ...rest, delta])).toMatchObject({ inputTokens: 44, outputTokens: 55, estimated: false });
  });

  test('counts cache writes without a split as 5-minute writes', () => {
    const usage = { input_tokens: 1, cache_creation_input_tokens: 600, output_tokens: 2 };
    expect(booked(streamOf({ usage }))).toMatchObject({ cacheWrite5mTokens: 600, cacheWrite1hTokens: 0 });
  });

  test('is regional when the request or the answer says us', () => {
    const usage = { input_tokens: 1, output_tokens: 2 };
    expect(booked(streamOf({ usage: { ...usage, inference_geo: 'us' } })).regional).toBe(true);
    expect(booked(streamOf({ usage }), { asksForUs: true }).regional).toBe(true);
    expect(booked(streamOf({ usage: { ...usage, inference_geo: 'not_available' } })).regional).toBe(false);
  });

  test('is priced wholly at the long tier when input and cache exceed it', () => {
    const usage = { input_tokens: 1, cache_read_input_tokens: 100_000, output_tokens: 2 };
    expect(booked(streamOf({ usage }), { model: 'claude-haiku-5-5' }).longPrompt).toBe(true);
    expect(booked(streamOf({ usage: { ...usage, input_tokens: 0 } }), { model: 'claude-haiku-5-5' }).longPrompt).toBe(
      false,
    );
  });
});

describe('an answer that breaks off', () => {
  const events = streamOf({ usage: FIGURES, text: 'x'.repeat(300) });

  test.each([1, 2, 3, 4])('after %i events costs its input and what came through', (count) => {
    const entry = booked(events.slice(0, count));
    expect(entry).toMatchObject({ inputTokens: 10, cacheReadTokens: 500, estimated: true });
    expect(entry.outputTokens).toBe(count < 3 ? 1 : 300);
  });

  test('never counts more output than was granted', () => {
    expect(booked(streamOf({ usage: FIGURES, text: 'x'.repeat(9_000) }).slice(0, 3)).outputTokens).toBe(4_000);
  });

  test('before any figure costs its worst input and never nothing', () => {
    for (const chunks of [[], ['event: message_st']]) {
      expect(booked(chunks)).toMatchObject({
        cacheWrite5mTokens: 9_000,
        outputTokens: 1,
        regional: true,
        estimated: true,
      });
    }
  });

  test.each(['thinking', 'redacted_thinking'])('after it began %s costs all the output granted', (type) => {
    const thinking = { type: 'content_block_start', index: 0, content_block: { type } };
    const [start = '', ...text] = events;
    const begun = `data: ${JSON.stringify(thinking)}\n\n`;
    for (const cut of [[], text.slice(0, 2)]) {
      expect(booked([start, begun, ...cut])).toMatchObject({ inputTokens: 10, outputTokens: 4_000, estimated: true });
    }
    expect(booked([start, begun, ...text])).toMatchObject({ outputTokens: 123, estimated: false });
  });

  test('that was not to stream costs all the output granted', () => {
    for (const chunks of [[], events.slice(0, 3)]) {
      expect(booked(chunks, { streams: false })).toMatchObject({ outputTokens: 4_000, estimated: true });
    }
  });

  test('with an error event is an estimate, though the output was told', () => {
    const error = `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error' } })}\n\n`;
    expect(booked([...events.slice(0, 5), error])).toMatchObject({ outputTokens: 300, estimated: true });
  });

  test('as a body that cannot be read costs its worst case', () => {
    const entry = booked(['{"usage":{"input_tok'], { type: 'application/json' });
    expect(entry).toMatchObject({ cacheWrite5mTokens: 9_000, outputTokens: 4_000, estimated: true });
  });

  test('or cannot be read because it is compressed costs its worst case', () => {
    const reader = usageReader({ 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
    reader.feed(Buffer.from([0x1f, 0x8b, 8, 0]));
    expect(reader.end()).toMatchObject({ usage: undefined, unreadable: true });
  });

  test('with an endless line is given up without holding it', () => {
    const reader = usageReader({ 'content-type': 'text/event-stream' });
    for (let i = 0; i < 40; i += 1) reader.feed(Buffer.from(`data: ${'x'.repeat(1024 * 1024)}`));
    expect(reader.end()).toMatchObject({ usage: undefined, unreadable: true });
  });
});

const modelUsageSchema = z.record(
  z.string(),
  z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cacheReadInputTokens: z.number(),
    cacheCreationInputTokens: z.number(),
    cacheCreationEphemeral1hInputTokens: z.number().default(0),
    costUSD: z.number(),
  }),
);
const lineSchema = z.looseObject({
  type: z.string(),
  event: z.looseObject({ type: z.string(), message: z.object({ model: z.string() }).optional() }).optional(),
  total_cost_usd: z.number().optional(),
  modelUsage: modelUsageSchema.optional(),
});

function linesOf(file: string) {
  const lines = readFileSync(new URL(file, FIXTURES), 'utf8').trim().split('\n');
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

describe('the real CLI agrees on the cost of', () => {
  test.each(readdirSync(FIXTURES))('%s, by its own sums', (file) => {
    for (const { modelUsage = {} } of linesOf(file).filter(({ type }) => type === 'result')) {
      for (const [model, sums] of Object.entries(modelUsage)) {
        const cacheWrite1hTokens = sums.cacheCreationEphemeral1hInputTokens;
        const entry = {
          ...worstOf(canonicalModel(model)),
          ...sums,
          regional: false,
          cacheReadTokens: sums.cacheReadInputTokens,
          cacheWrite5mTokens: sums.cacheCreationInputTokens - cacheWrite1hTokens,
          cacheWrite1hTokens,
        };
        expect(entryCost(entry, priceOf(model))).toBe(Math.round(sums.costUSD * 1_000_000));
      }
    }
  });

  test.each(['f-partial.jsonl', 'governed-recipe.jsonl', 'recipe-final.jsonl'])(
    '%s, by our reading of its stream',
    (file) => {
      const lines = linesOf(file);
      const entries = new Entries(PRICES);
      const answers: { model: string; chunks: string[] }[] = [];
      for (const { event } of lines) {
        if (event?.type === 'message_start') answers.push({ model: event.message?.model ?? '', chunks: [] });
        if (event) answers.at(-1)?.chunks.push(`data: ${JSON.stringify(event)}\n\n`);
      }
      for (const { model, chunks } of answers) entries.add(booked(chunks, { model }));
      expect(answers.length).toBeGreaterThan(0);
      expect(entries.cost()).toBe(Math.round((lines.at(-1)?.total_cost_usd ?? 0) * 1_000_000));
    },
  );
});
