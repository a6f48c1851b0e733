import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRule, parseRule, splitRules } from '../../../../src/domain/tools/rule.ts';

const name = fc.stringMatching(/^[A-Za-z][\w-]{0,12}$/);
const part = fc.stringMatching(/^[a-z][a-z ,.*:/-]{0,12}[a-z*]$/);
const scope = fc.oneof(
  part,
  fc.tuple(part, part).map(([outer, inner]) => `${outer}(${inner})`),
);
const rule = fc.oneof(
  name.map((tool) => ({ tool })),
  fc.record({ tool: name, scope }),
);

test('a rule that is written out reads back as itself', () => {
  fc.assert(
    fc.property(rule, (value) => {
      expect(parseRule(formatRule(value))).toEqual(value);
    }),
  );
});

test('a list of rules splits into the rules it was made of, whatever stands between them', () => {
  const separator = fc.constantFrom(',', ' ', ', ', '\n', ' , ');
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), separator, (rules, between) => {
      expect(splitRules(rules.map(formatRule).join(between)).map(parseRule)).toEqual(rules);
    }),
  );
});

test.each([
  '',
  '()',
  'Bash(',
  'Bash)',
  'Bash()',
  'Bash(a',
  'Bash(a) b',
  'Bash(a)b',
  '(git log)',
  'Ba sh',
  '-p',
  'Bash(a\nb)',
  'Bash(a)(b)',
])('refuses %j as a rule', (text) => {
  expect(parseRule(text)).toBeUndefined();
});

test('never throws, whatever it is given', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const piece of splitRules(text)) parseRule(piece);
    }),
  );
});
