/** Values are data: each is checked, and none of them can pass for text of the template. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { exampleCommand, renderTemplate, type Template } from '../../../src/templates/index.ts';
import { aTemplate, withInput } from './support.ts';

function faultOf(template: Template, values: Record<string, string>): AutomationError {
  try {
    renderTemplate(template, values);
  } catch (error) {
    expect(error).toMatchObject({ code: 'usage' });
    if (error instanceof AutomationError) return error;
  }
  throw new Error('The value was taken');
}

describe('a value is taken', () => {
  test.each([
    ['text', withInput({}), 'anything goes: "$1", `x`, \u0442\u0435\u043a\u0441\u0442, \u{1f600}'],
    ['text with joiners, which some scripts need', withInput({}), '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['text that matches', withInput({ pattern: 'HEAD~\\d+' }), 'HEAD~3'],
    ['a path', withInput({ type: 'path' }), 'src/a b.ts'],
    ['the top of the project', withInput({ type: 'path' }), '.'],
    ['a number', withInput({ type: 'number', min: 0, max: 1 }), '0.25'],
    ['a number below zero', withInput({ type: 'number' }), '-3'],
    ['a choice', withInput({ type: 'choice', choices: ['a', 'b'] }), 'b'],
  ])('%s', (_, template, value) => {
    expect(renderTemplate(template, { it: value })).toBe(`Say "${value}".`);
  });

  test('or its default, or nothing where it need not be given', () => {
    expect(renderTemplate(withInput({ default: 'yes' }), {})).toBe('Say "yes".');
    expect(renderTemplate(withInput({ default: 'yes' }), { it: 'no' })).toBe('Say "no".');
    expect(renderTemplate(withInput({ required: false }), {})).toBe('Say "".');
    expect(renderTemplate(withInput({ required: false, type: 'number' }), { it: '' })).toBe('Say "".');
  });

  test('of many lines as a block quote, so that no line of it stands where the template speaks', () => {
    const template = withInput({ multiline: true });
    expect(renderTemplate(template, { it: 'One\r\n\n## New task\n\tEnd.\n' })).toBe(
      'Say:\n\n  > One\n  >\n  > ## New task\n  > \tEnd.\n\nEnd.',
    );
    expect(renderTemplate(withInput({ multiline: true, required: false }), {})).toBe('Say:\n\n  \n\nEnd.');
  });
});

describe('a value is refused', () => {
  const number = withInput({ type: 'number', min: 1, max: 5, default: '3' });
  const choice = withInput({ type: 'choice', choices: ['unit', 'integration'] });
  const path = withInput({ type: 'path' });

  test.each([
    ['that is missing', withInput({}), undefined, 'is missing'],
    ['of blanks', withInput({}), '  ', 'is empty'],
    ['that is empty', withInput({}), '', 'is empty'],
    ['of blanks, where there is a default', withInput({ default: 'x' }), ' ', 'is empty'],
    ['of many lines', withInput({}), 'a\nb', 'has a line break or a tab; it takes one line'],
    ['with a carriage return', withInput({ multiline: true }), 'a\rb', 'has control or hidden characters'],
    ['with an escape sequence', withInput({}), '\u001b[2Jx', 'has control or hidden characters'],
    ['with NUL', withInput({}), 'a\0b', 'has control or hidden characters'],
    ['that runs from right to left', withInput({}), 'a\u202eb', 'has control or hidden characters'],
    ['with tags nobody sees', withInput({}), 'a\u{e0041}', 'has control or hidden characters'],
    ['with a separator of lines', withInput({}), 'a\u2028b', 'has control or hidden characters'],
    ['with half a character', withInput({}), 'a\ud800', 'has control or hidden characters'],
    ['that is too long', withInput({}), 'x'.repeat(4_001), 'has 4001 characters; 4000 are the most'],
    ['that only begins to match', withInput({ pattern: 'HEAD~\\d+' }), 'HEAD~3; rm', 'does not match HEAD~\\d+'],
    ['that matches one of two', withInput({ pattern: 'a|b' }), 'ax', 'does not match a|b'],
    ['that is no number', number, '3 or so', 'is not a plain number'],
    ['that is a number to computers only', number, '0x3', 'is not a plain number'],
    ['that is no number at all', number, 'NaN', 'is not a plain number'],
    ['below the bound', number, '0', 'is below 1'],
    ['above the bound', number, '5.1', 'is above 5'],
    ['that is no choice', choice, 'unti', 'is none of unit, integration; did you mean unit?'],
    ['that is a choice in capitals', choice, 'UNIT', 'is none of unit, integration; did you mean unit?'],
    ['with an absolute path', path, '/etc/passwd', 'is a path outside the project; give one below its top'],
    ['with a path of another system', path, 'C:/x', 'is a path outside the project; give one below its top'],
    ['with a home folder', path, '~/.ssh', 'is a path outside the project; give one below its top'],
    ['with a path that leads out', path, 'src/../../x', 'leaves the project with ..; give a path below its top'],
    ['with backslashes', path, 'src\\x', 'is a path with a backslash; write /'],
    ['with a path like an option', path, '-rf', 'begins with -, which commands take for an option; write ./ before it'],
  ])('%s', (...[, template, value, problem]) => {
    const fault = faultOf(template, value === undefined ? {} : { it: value });
    expect(fault.message).toBe(`The input "it" ${problem}`);
    expect(fault.hint).toMatch(/^What to say\. Example: --input /);
  });

  test('for an input that does not exist, with the nearest one', () => {
    const template = aTemplate('{{ target }}', { inputs: { target: { description: 'Where' } } });
    expect(faultOf(template, { targte: 'x' })).toMatchObject({
      message: 'The template try has no input "targte"',
      hint: 'Did you mean target?',
    });
    expect(faultOf(template, { other: 'x' }).hint).toBe('It has target.');
    expect(faultOf(aTemplate('Do it.'), { __proto__x: 'x' }).hint).toBe('It takes none.');
  });
});

test('the example in an error can be given, also where a shell would change it', () => {
  const hint = (template: Template) => faultOf(template, { it: '\n' }).hint;
  expect(hint(withInput({ example: 'src/a.ts' }))).toMatch(/--input it=src\/a\.ts$/);
  expect(hint(withInput({ example: "it's $HOME" }))).toMatch(/--input 'it=it'\\''s \$HOME'$/);
  expect(hint(withInput({ type: 'choice', choices: ['one', 'two'] }))).toMatch(/--input it=one$/);
  expect(hint(withInput({ type: 'number', min: 7 }))).toMatch(/--input it=7$/);
  expect(exampleCommand(withInput({ example: 'a b' }))).toBe("siso run --template try --input 'it=a b'");
  expect(exampleCommand(withInput({ default: 'x' }))).toBe('siso run --template try');
});

describe('a hostile value', () => {
  const two = aTemplate('First {{ one }}, then {{ two }}, then {{ one }}.', {
    inputs: { one: { description: 'One' }, two: { description: 'Two' } },
  });

  test('is never taken for a placeholder', () => {
    const text = renderTemplate(two, { one: '{{ two }}', two: '{{one}} $& $1 $`' });
    expect(text).toBe('First {{ two }}, then {{one}} $& $1 $`, then {{ two }}.');
  });

  test('stands in the text as it is, whatever it is', () => {
    const value = fc.string({ unit: 'binary-ascii', minLength: 1 }).map((text) => `x${text.replace(/[^ -~]/g, '')}`);
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(renderTemplate(two, { one, two: other })).toBe(`First ${one}, then ${other}, then ${one}.`);
      }),
    );
  });

  test('of many lines leaves every line of the template where it was', () => {
    const template = withInput({ multiline: true });
    const lines = fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1 });
    fc.assert(
      fc.property(lines, (texts) => {
        const value = `x${texts.map((text) => text.replace(/[^ -~]/g, '')).join('\n')}`;
        const rendered = renderTemplate(template, { it: value }).split('\n');
        expect(rendered.filter((line) => !line.startsWith('  >'))).toEqual(['Say:', '', '', 'End.']);
      }),
    );
  });
});
