import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCron } from '../../../src/domain/cron.ts';

/** Occurrences after an instant. */
function occurrences([rule, zone]: [string, string], after: string, count = 4): string[] {
  const { next } = parseCron(rule, zone);
  const found: string[] = [];
  for (let at = next(new Date(after)); at !== undefined && found.length < count; at = next(at))
    found.push(at.toISOString().slice(0, 16));
  return found;
}

describe('an occurrence', () => {
  test('is meant in the zone of the rule', () => {
    expect(occurrences(['17 3 * * 1-5', 'Europe/Berlin'], '2026-03-05T12:00:00Z', 3)).toEqual([
      ...['2026-03-06T02:17', '2026-03-09T02:17', '2026-03-10T02:17'],
    ]);
    expect(occurrences(['0 9 * jan SUN', 'America/New_York'], '2026-12-30T00:00:00Z', 2)).toEqual([
      ...['2027-01-03T14:00', '2027-01-10T14:00'],
    ]);
  });

  test('comes after the instant, never at it', () => {
    expect(occurrences(['0 12 * * *', 'UTC'], '2026-03-01T12:00:00Z', 1)).toEqual(['2026-03-02T12:00']);
  });

  test.each([
    ['30 2 * * *', 'Europe/Berlin', ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']],
    [
      '15,45 2 * * *',
      'Europe/Berlin',
      ['2026-03-28T01:15', '2026-03-28T01:45', '2026-03-29T01:00', '2026-03-30T00:15'],
    ],
    ['*/30 2 * * *', 'Europe/Berlin', ['2026-03-28T01:00', '2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:00']],
    ['15 * * * *', 'Europe/Berlin', ['2026-03-27T23:15', '2026-03-28T00:15']],
    ['15 2 * * *', 'Australia/Lord_Howe', ['2026-03-28T15:15', '2026-03-29T15:15']],
  ])('of %s in %s that a change of clocks leaves out comes at the next minute that is', (rule, zone, expected) => {
    expect(occurrences([rule, zone], '2026-03-27T23:00:00Z', expected.length)).toEqual(expected);
  });

  test('of a gap of half an hour comes at its end', () => {
    expect(occurrences(['15 2 * * *', 'Australia/Lord_Howe'], '2026-10-02T20:00:00Z', 2)).toEqual([
      ...['2026-10-03T15:30', '2026-10-04T15:15'],
    ]);
  });

  test.each([
    ['30 2 * * *', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['15,45 2 * * *', ['2026-10-25T00:15', '2026-10-25T00:45', '2026-10-26T01:15']],
    ['*/30 2 * * *', ['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-26T01:00']],
    ['0 */2 * * *', ['2026-10-24T22:00', '2026-10-25T00:00', '2026-10-25T03:00']],
  ])('of %s at a local time that comes twice comes once', (rule, expected) => {
    expect(occurrences([rule, 'Europe/Berlin'], '2026-10-24T20:00:00Z', expected.length)).toEqual(expected);
  });

  test('of every hour comes in every hour that passes', () => {
    expect(occurrences(['0 * * * *', 'Europe/Berlin'], '2026-10-24T23:30:00Z')).toEqual([
      ...['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00', '2026-10-25T03:00'],
    ]);
  });
});

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata', 'UTC'];

test('a daily rule occurs once on every day of every zone, at its time or after the gap that swallowed it', () => {
  const times = fc.record({
    zone: fc.constantFrom(...ZONES),
    hour: fc.nat(23),
    minute: fc.nat(59),
    year: fc.integer({ min: 2024, max: 2035 }),
  });
  fc.assert(
    fc.property(times, ({ zone, hour, minute, year }) => {
      const { next } = parseCron(`${minute} ${hour} * * *`, zone);
      const local = new Intl.DateTimeFormat('en-CA', {
        ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
        ...{ hour: '2-digit', minute: '2-digit' },
      });
      const days = new Set<string>();
      let late = 0;
      let at = next(new Date(Date.UTC(year, 0, 3)));
      for (let n = 0; n < 365; n++) {
        if (at === undefined) throw new Error('A daily rule ended');
        const [day = '', time = ''] = local.format(at).split(', ');
        expect(days.has(day)).toBe(false);
        days.add(day);
        if (time !== `${`${hour}`.padStart(2, '0')}:${`${minute}`.padStart(2, '0')}`) late += 1;
        at = next(at);
      }
      expect(late).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

describe('a rule that is none', () => {
  test.each([
    ['17 3 * *', 'has 4 fields, and a cron rule has five'],
    ['60 3 * * *', 'The minute "60" cannot be "60" (position 1 of the cron rule)'],
    ['0 3,25 * * *', 'The hour "3,25" cannot be "25" (position 5 of the cron rule)'],
    ['0 3 0 * *', 'The day of the month "0" cannot be "0" (position 5 of the cron rule)'],
    ['0 3 * foo *', 'The month "foo" cannot be "foo" (position 7 of the cron rule)'],
    ['0 3 * * 5-1', 'The day of the week "5-1" has a range that ends before it begins: "5-1" (position 9'],
    ['*/0 3 * * *', 'The minute "*/0" has the step "0"'],
    ['5/10 3 * * *', 'has a step without a range: write 5-59/10'],
    ['1,,2 3 * * *', 'has an empty part (position 3'],
    ['0 0 30 2 *', 'never occurs'],
  ])('%s names what is wrong and where', (rule, message) => {
    expect(() => parseCron(rule, 'UTC')).toThrow(message);
  });

  test('a zone that is none is named', () => {
    expect(() => parseCron('0 3 * * *', 'Europe/Berln')).toThrow('Europe/Berln is no time zone');
  });
});
