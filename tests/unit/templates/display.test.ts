/** Templates as people read and name them on the command line. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { listText } from '../../../src/cli/display/templates.ts';
import { collectInput } from '../../../src/cli/prompts.ts';
import { listTemplates } from '../../../src/templates/index.ts';

const TEMPLATES = await listTemplates();
const LONGEST_WORD = Math.max(
  ...TEMPLATES.flatMap(({ description }) => description.split(' ').map((word) => word.length)),
);

describe('the list', () => {
  test.each([90, 100, 132, 250])('fits a terminal of %i columns and leaves no word out', (width) => {
    const lines = stripVTControlCharacters(listText(TEMPLATES, width)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    const words = lines.join(' ').split(/\s+/);
    for (const { name, description } of TEMPLATES)
      expect(words).toEqual(expect.arrayContaining([name, ...description.split(' ')]));
  });

  test('is no table where a column would be narrower than its words', () => {
    expect(LONGEST_WORD).toBeLessThan(24);
    const [name, figures] = stripVTControlCharacters(listText(TEMPLATES, 60)).split('\n');
    expect([name, figures]).toEqual(['build', '  deployment, high, 8,000 tokens, $2.00']);
  });

  test('has one line a template where nobody says how wide it may be', () => {
    const lines = stripVTControlCharacters(listText(TEMPLATES, undefined)).split('\n');
    expect(lines.indexOf('')).toBe(1 + TEMPLATES.length);
  });
});

describe('--input', () => {
  test('collects values by name; a value may have = and line breaks', () => {
    const first = collectInput('target=src', undefined);
    expect(collectInput('what=a=b\nc', first)).toEqual({ target: 'src', what: 'a=b\nc' });
    expect(collectInput('empty=', undefined)).toEqual({ empty: '' });
  });

  test.each(['target', '=x', 'Target=x', ' a=b', ''])('"%s" is answered with what would be right', (pair) => {
    expect(() => collectInput(pair, undefined)).toThrow('Give name=value, such as target=src/api.');
  });

  test('of one name comes once, also when it is a name that every object has', () => {
    expect(() => collectInput('a=2', { a: '1' })).toThrow('a is given twice.');
    expect(collectInput('constructor=x', {})).toEqual({ constructor: 'x' });
  });
});
