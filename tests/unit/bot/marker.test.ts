import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestIdFor } from '../../../bot/ids.ts';
import { readMarker, writeMarker } from '../../../bot/marker.ts';

test('a marker is read back by whoever wrote it, wherever it stands', () => {
  const marker = writeMarker({ thread: 12, depth: 2 }, 'secret');

  expect(readMarker(`> quoted\n${marker}\n/siso run`, 'secret')).toEqual({ thread: 12, depth: 2 });
});

test('a marker that was made up, changed, or signed by another app is text like any other', () => {
  const marker = writeMarker({ thread: 12, depth: 2 }, 'secret');

  expect(readMarker(marker, 'another')).toBeUndefined();
  expect(readMarker(marker.replace('depth=2', 'depth=0'), 'secret')).toBeUndefined();
  expect(readMarker(marker.replace('thread=12', 'thread=13'), 'secret')).toBeUndefined();
  expect(readMarker('<!-- siso thread=1 depth=1 sig=00 -->', 'secret')).toBeUndefined();
});

test('of several the deepest counts, so that pasting an older one beside it changes nothing', () => {
  const [older, deeper] = [1, 3].map((depth) => writeMarker({ thread: 1, depth }, 'secret'));

  expect(readMarker(`${deeper} ${older}`, 'secret')?.depth).toBe(3);
});

test('request ids are UUIDs, the same for the same parts, and differ where any part does', () => {
  const parts = fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const id = requestIdFor(...one);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const same = JSON.stringify(one.map(String)) === JSON.stringify(other.map(String));
      expect(requestIdFor(...other) === id).toBe(same);
    }),
  );
});
