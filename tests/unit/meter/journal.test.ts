import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { JournalLine, MeterHold } from '../../../src/contracts/meter.ts';
import { entryCost, type UsageEntry } from '../../../src/domain/prices.ts';
import { tryLock } from '../../../src/host/lock.ts';
import { readJournal } from '../../../src/meter/index.ts';
import { Journal } from '../../../src/meter/journal.ts';
import { MODEL, temporaryFolder } from '../../support/meter.ts';
import { PRICES, priceOf } from '../../support/prices.ts';

const HOLD: MeterHold = { amountMicros: 1_000_000, tokens: 50_000, prices: PRICES, countCacheWrites: false };

function anEntry(fields: Partial<UsageEntry>): UsageEntry {
  return {
    model: MODEL,
    priceId: priceOf(MODEL).id,
    longPrompt: false,
    regional: false,
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    webSearches: 0,
    requests: 1,
    estimated: false,
    ...fields,
  };
}

const worst = anEntry({ cacheWrite5mTokens: 20_000, outputTokens: 8_000, estimated: true });
const actual = anEntry({ cacheWrite5mTokens: 12_000, outputTokens: 200 });
const LINES: JournalLine[] = [
  { type: 'begin', id: 1, worst },
  { type: 'begin', id: 2, worst },
  { type: 'end', id: 2, entry: actual },
  { type: 'end', id: 1, entry: null },
  { type: 'begin', id: 3, worst },
];

function write(lines: JournalLine[]): string {
  const path = join(temporaryFolder(), 'journal.jsonl');
  const journal = new Journal(path, HOLD);
  for (const line of lines) journal.write(line);
  journal.close();
  return path;
}

const costOf = (...entries: UsageEntry[]) => entries.reduce((sum, entry) => sum + entryCost(entry, priceOf(MODEL)), 0);

test('case 12: a journal tells finished requests exactly and the one in flight at its worst case', async () => {
  const usage = await readJournal(write(LINES));
  expect(usage).toMatchObject({ costMicros: costOf(actual, worst), requests: 2, countedTokens: 8_200, stopped: null });
  expect(usage?.entries).toEqual([expect.objectContaining({ outputTokens: 8_200, estimated: true })]);
});

test('without a request in flight nothing is an estimate', async () => {
  const usage = await readJournal(write(LINES.slice(0, 4)));
  expect(usage).toMatchObject({ costMicros: costOf(actual), entries: [actual] });
});

test('it tells why the run was stopped', async () => {
  const stopped = { reason: 'hold_reached', message: 'enough' } as const;
  expect(await readJournal(write([{ type: 'stopped', stopped }]))).toMatchObject({ stopped });
});

test('torn off at any byte it tells what its whole lines say', async () => {
  const path = write(LINES);
  const bytes = readFileSync(path);
  // After each whole line: nothing, one begun, two begun, one ended, the other unbilled, a third begun.
  const expected = [
    0,
    costOf(worst),
    costOf(worst, worst),
    costOf(actual, worst),
    costOf(actual),
    costOf(actual, worst),
  ];
  for (let length = 0; length <= bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length));
    const wholeLines = bytes.subarray(0, length).toString('latin1').split('\n').length - 1;
    expect((await readJournal(path))?.costMicros).toBe(expected[Math.max(0, wholeLines - 1)]);
  }
});

test('a damaged line before the end is an error, not a smaller figure', async () => {
  const path = write(LINES.slice(0, 1));
  appendFileSync(path, '{"type":"end","id":\n{"type":"end","id":1,"entry":null}\n');
  await expect(readJournal(path)).rejects.toMatchObject({
    code: 'meter_failed',
    message: expect.stringContaining(':3'),
  });
});

function clock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('a journal that a meter still writes is read once that meter is gone', async () => {
  clock();
  const path = write(LINES.slice(0, 1));
  const meter = tryLock(`${path}.lock`);
  const reading = readJournal(path);
  await vi.advanceTimersByTimeAsync(14_900);
  appendFileSync(path, '{"type":"end","id":1,"entry":null}\n');
  meter?.release();
  await vi.advanceTimersByTimeAsync(100);
  expect(await reading).toMatchObject({ costMicros: 0, requests: 0 });
});

test('a journal whose meter does not end is an error, not a figure that may still grow', async () => {
  clock();
  const path = write(LINES);
  const meter = tryLock(`${path}.lock`);
  onTestFinished(() => meter?.release());
  const reading = expect(readJournal(path)).rejects.toMatchObject({
    code: 'meter_failed',
    message: expect.stringContaining('still lives'),
  });
  await vi.advanceTimersByTimeAsync(15_000);
  await reading;
});

test('no journal means that the meter never started', async () => {
  expect(await readJournal(join(temporaryFolder(), 'none'))).toBeUndefined();
});

test('a journal is never written over', () => {
  const path = write([]);
  expect(() => new Journal(path, HOLD)).toThrow(expect.objectContaining({ code: 'meter_failed' }));
});
