import { describe, expect, test } from 'vitest';
import { bar, sparkline } from '../../../src/cli/display/bars.ts';
import { type Column, table } from '../../../src/cli/display/table.ts';
import { cut, pad, textWidth, wrap } from '../../../src/cli/display/width.ts';
import { aScreen } from './screen.ts';

describe('a text takes as many cells as a terminal gives it', () => {
  test.each([
    ['', 0],
    ['plain', 5],
    ['naïve', 5],
    ['e\u0301', 1],
    ['日本語', 6],
    ['한국', 4],
    ['ｆｕｌｌ', 8],
    ['ｶﾅ', 2],
    ['🚀', 2],
    ['🪐', 2],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['✓ ● ■ ◌', 7],
    ['\u001b[31mred\u001b[0m', 3],
    ['a\u200db', 2],
  ])('%j takes %i', (text, cells) => expect(textWidth(text)).toBe(cells));
});

test('what is cut off is shown by an ellipsis, and no character is cut in two', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((width) => cut('日本語', width))).toEqual([
    '',
    '…',
    '…',
    '日…',
    '日…',
    '日本…',
    '日本語',
  ]);
  expect(cut('👍🏽👍🏽', 3)).toBe('👍🏽…');
  expect(pad('日', 4)).toBe('日  ');
  expect(pad('日', 4, 'right')).toBe('  日');
});

test('long text goes on in the next line between words, with its indentation, and longer words are broken', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('  one two', 6)).toEqual(['  one', '  two']);
  expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  expect(wrap('日本語日本語', 5)).toEqual(['日本', '語日', '本語']);
  expect(wrap('a\n\nb', 10)).toEqual(['a', '', 'b']);
});

test('no line begins with what a runner obeys because it was broken there', () => {
  expect(wrap('said ::error::no', 8).every((line) => !/^\s*::/.test(line))).toBe(true);
});

interface Fruit {
  name: string;
  price: string;
  from: string;
}

const FRUIT: Fruit[] = [
  { name: 'apple', price: '1.50', from: 'Lake Constance' },
  { name: 'マンゴー', price: '12.00', from: 'far away' },
];

const COLUMNS: Column<Fruit>[] = [
  { title: 'NAME', text: ({ name }) => name, rank: 0 },
  { title: 'PRICE', text: ({ price }) => price, rank: 1, align: 'right' },
  { title: 'FROM', text: ({ from }) => from, rank: 2, least: 6 },
];

describe('a table', () => {
  const lines = (width: number | undefined) => table(COLUMNS, FRUIT, aScreen({ width })).split('\n');

  test('is shown in full where no terminal cuts it', () => {
    expect(lines(undefined)).toEqual([
      'NAME      PRICE  FROM',
      'apple      1.50  Lake Constance',
      'マンゴー  12.00  far away',
    ]);
  });

  test('is first cut where it can be', () => {
    expect(lines(25)).toEqual(['NAME      PRICE  FROM', 'apple      1.50  Lake Co…', 'マンゴー  12.00  far away']);
  });

  test('then loses the columns that matter least', () => {
    expect(lines(20)).toEqual(['NAME      PRICE', 'apple      1.50', 'マンゴー  12.00']);
    expect(lines(8)).toEqual(['NAME', 'apple', 'マンゴー']);
    expect(lines(5)).toEqual(['NAME', 'apple', 'マン…']);
  });
});

describe('pictures', () => {
  test('a bar shows whatever is used, and is full only when all is', () => {
    expect([0, 0.001, 0.5, 0.999, 1, 7].map((share) => bar(share))).toEqual([
      ...['░░░░░░░░░░', '█░░░░░░░░░', '█████░░░░░', '█████████░', '██████████', '██████████'],
    ]);
  });

  test('a sparkline has a character a day, and sums days when there are too many', () => {
    expect(sparkline([0, 1, 4, 8], 60)).toBe('·▁▄█');
    expect(sparkline([1, 1, 0, 0, 2, 2], 3)).toBe('▄·█');
    expect(sparkline([], 60)).toBe('');
  });
});
