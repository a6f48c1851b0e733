import { expect, test } from 'vitest';
import { nearest } from '../../../src/domain/nearest.ts';

test.each([
  ['Reed', 'Read'],
  ['edit', 'Edit'],
  ['Wirte', 'Write'],
  ['WebFech', 'WebFetch'],
])('takes %s for %s', (word, meant) => {
  expect(nearest(word, ['Read', 'Edit', 'Write', 'WebFetch'])).toBe(meant);
});

test('guesses nothing when nothing is close', () => {
  expect(nearest('constructor', ['Read', 'Edit'])).toBeUndefined();
  expect(nearest('Read', [])).toBeUndefined();
});
