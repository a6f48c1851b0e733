import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RunReader } from '../../../src/claude/reader.ts';
import { StreamParser } from '../../../src/claude/stream.ts';

const FOLDER = new URL('../../fixtures/claude-stream/', import.meta.url);
const FIXTURES = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
const fixture = (name: string) => readFileSync(new URL(name, FOLDER));

function parse(chunks: Uint8Array[], options = {}) {
  const parser = new StreamParser(options);
  const lines = [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()];
  return { lines, broken: parser.brokenLines };
}

/** Cuts `bytes` at the given places, also in the middle of a character. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

describe('recorded streams', () => {
  test.each(FIXTURES)('%s reads without a broken line, wherever its chunks are cut', (name) => {
    const bytes = fixture(name);
    const whole = parse([bytes]);
    expect(whole.broken).toBe(0);
    expect(whole.lines.map((line) => line.text)).toEqual(bytes.toString().trim().split('\n'));
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (places) => {
        expect(parse(cut(bytes, places))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('every recorded run but the killed one has a result', () => {
    const without = FIXTURES.filter((name) => {
      const reader = new RunReader({});
      reader.push(fixture(name));
      return reader.end().result === undefined;
    });
    expect(without).toEqual(['kill-SIGTERM-stream.jsonl']);
  });
});

test('unknown messages and fields are passed over, broken lines counted', () => {
  const text = '{"type":"novelty","x":1}\nnot json\n\n[1]\n{"no":"type"}\n{"type":"system","subtype":"new","y":2}\n';
  const { lines, broken } = parse([Buffer.from(text)]);
  expect(lines.map((line) => line.message?.type)).toEqual(['other', undefined, undefined, undefined, 'other']);
  expect(broken).toBe(3);
});

test('a line beyond the limit is dropped and the next one read', () => {
  const text = `{"type":"${'x'.repeat(50)}"}\n{"type":"y"}`;
  for (const chunks of [[Buffer.from(text)], cut(Buffer.from(text), [10, 30, 45])]) {
    const { lines, broken } = parse(chunks, { maxLineChars: 40 });
    expect(lines.map((line) => line.text)).toEqual(['{"type":"y"}']);
    expect(broken).toBe(1);
  }
});

test('the last of several results wins, also when odd fields come with it', () => {
  const reader = new RunReader({});
  const result = (text: string) =>
    JSON.stringify({ type: 'result', subtype: 'success', is_error: false, result: text, num_turns: 'two' });
  reader.push(Buffer.from(`${result('first')}\n${result('second')}\n`));
  expect(reader.end().result).toMatchObject({
    result: 'second',
    num_turns: 0,
    total_cost_usd: 0,
    permission_denials: [],
  });
});

test('of stderr only the end is kept', () => {
  const reader = new RunReader({});
  for (let i = 0; i < 100; i += 1) reader.pushError(Buffer.from('x'.repeat(1_000)));
  reader.pushError(Buffer.from('the end'));
  const { stderr } = reader.end();
  expect(stderr).toMatch(/the end$/);
  expect(stderr.length).toBeLessThan(10_000);
});
