import { expect, test } from 'vitest';
import { redact } from '../../../src/domain/redact.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dozjgNryP4J3jVmNHl0w5N';

test.each([
  [JWT, '[redacted]'],
  [`Bearer ${JWT}, and more`, 'Bearer [redacted], and more'],
  [`KEY=${JWT}\n`, 'KEY=[redacted]\n'],
  [`a-long-prefix-of-it.${JWT}`, 'a-long-prefix-of-it.[redacted]'],
  [`key-${JWT}`, '[redacted]'],
  ['some.long-enough-words.that-hold-no.token-at-all', 'some.long-enough-words.that-hold-no.token-at-all'],
])('%s becomes %s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

// In quadratic time each of these takes minutes.
test.each(['-eyJ', 'eyJaaaaaaaaaaaa', 'a.eyJ', 'sk-', '-----BEGIN ', '://a:', 'ghp_'])(
  'a long run of %s is looked through in linear time',
  (piece) => {
    const text = piece.repeat(400_000);
    expect(redact(text).length).toBeLessThanOrEqual(text.length);
  },
);
