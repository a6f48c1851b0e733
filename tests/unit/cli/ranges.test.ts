import { afterEach, describe, expect, test, vi } from 'vitest';
import { dayOf, grantSeconds, since, startOfDay, until, usageRange } from '../../../src/cli/ranges.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function at(now: string, zone: string): void {
  vi.useFakeTimers({ now: new Date(now) });
  vi.stubEnv('TZ', zone);
}

describe('a moment', () => {
  test.each([
    ['90s', '2026-11-24T10:58:30.000Z'],
    ['15m', '2026-11-24T10:45:00.000Z'],
    ['2h', '2026-11-24T09:00:00.000Z'],
    ['7d', '2026-11-17T11:00:00.000Z'],
    ['2w', '2026-11-10T11:00:00.000Z'],
    ['2026-11-01', '2026-10-31T23:00:00.000Z'],
    ['2026-11-01T14:30', '2026-11-01T13:30:00.000Z'],
    ['2026-11-01 14:30', '2026-11-01T13:30:00.000Z'],
    ['2026-11-01T14:30:00Z', '2026-11-01T14:30:00.000Z'],
  ])('%s is %s for somebody in Berlin', (text, instant) => {
    at('2026-11-24T11:00:00Z', 'Europe/Berlin');
    expect(since(text)).toBe(instant);
  });

  test('a day as the end of a range counts whole', () => {
    at('2026-11-24T11:00:00Z', 'Europe/Berlin');
    expect(until('2026-11-01')).toBe('2026-11-01T23:00:00.000Z');
    expect(until('2h')).toBe('2026-11-24T09:00:00.000Z');
  });

  test.each(['', 'soon', '2026-02-30', '2026-13-01', '7', '-2h', '2026-11-01T99:00', '9999999d', '999999w'])(
    '%j is none',
    (text) => {
      expect(() => since(text)).toThrow(/2h or 7d, a day such as 2026-11-01/);
    },
  );
});

describe('a range of days', () => {
  test.each([
    ['today', '2026-11-24', '2026-11-24'],
    ['7d', '2026-11-18', '2026-11-24'],
    ['30d', '2026-10-26', '2026-11-24'],
    ['month', '2026-11-01', '2026-11-24'],
    ['2026-10-01..2026-10-31', '2026-10-01', '2026-10-31'],
    ['2026-10-01..2026-10-01', '2026-10-01', '2026-10-01'],
  ])('%s goes from %s to %s', (text, first, last) => expect(usageRange(text)('2026-11-24')).toEqual({ first, last }));

  test.each([
    ['yesterday', /It can be today, 7d, 30d, month, or days/],
    ['constructor', /It can be/],
    ['2026-10-01', /It can be/],
    ['2026-10-01..', /It can be/],
    ['2026-02-30..2026-03-01', /It can be/],
    ['2026-10-01..2026-10-02..2026-10-03', /It can be/],
    ['2026-10-02..2026-10-01', /The first day comes after the last one/],
    ['1900-01-01..2026-10-01', /ten years/],
  ])('%s is none', (text, says) => expect(() => usageRange(text)).toThrow(says));
});

describe('a day begins at its midnight in its zone', () => {
  test.each([
    ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24', 'Europe/Berlin', '2026-11-23T23:00:00.000Z'],
    // Summer time begins, and ends.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-11-24', 'America/Los_Angeles', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
    ['2026-11-24', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z'],
    // A midnight that comes twice counts the first time.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    // A day without a midnight begins when its clocks have been changed.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s in %s at %s', (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
    expect(dayOf(new Date(instant), zone)).toBe(day);
  });
});

test('a grant counts from a second to 31 days', () => {
  expect(['1s', '24h', '7d', '31d'].map(grantSeconds)).toEqual([1, 86_400, 604_800, 2_678_400]);
  for (const text of ['0s', '32d', '5w', 'soon', '']) expect(() => grantSeconds(text)).toThrow(/at most 31d/);
});
