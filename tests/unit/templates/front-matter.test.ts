/** What is wrong in a template is said with its file, its field and the nearest valid one. */
import { describe, expect, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { templateOfFile } from '../../../src/templates/index.ts';
import { aTemplate } from './support.ts';

const HEAD = 'title: A\ndescription: B\ncategory: testing\n';

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(AutomationError);
    expect(error).toMatchObject({ code: 'prompt_invalid', hint: expect.stringContaining('docs/templates.md') });
    return (error as AutomationError).message;
  }
  throw new Error('It was read');
}

function faultOf(yaml: string, body = 'Do it.'): string {
  return messageOf(() => templateOfFile('/here/try.md', `---\n${yaml}---\n${body}\n`));
}

test('a template with every field is read as it is written', () => {
  const text = `---
title: Raise coverage
description: Writes tests
category: testing
priority: high
environment: staging
tools: [Read, Bash(npm test:*)]
estimate: 8000
max-cost: 1.50
inputs:
  target:
    description: Where to look
    type: path
    default: .
  threshold: { description: Per cent, type: number, min: 1, max: 100, example: 80 }
---

Look at {{ target }} until {{threshold}} %.
`;
  expect(templateOfFile('/here/coverage.md', text)).toEqual({
    ...{ name: 'coverage', title: 'Raise coverage', description: 'Writes tests', category: 'testing' },
    ...{ priority: 'high', environment: 'staging', tools: ['Read', 'Bash(npm test:*)'], estimateTokens: 8_000 },
    ...{ maxCostMicros: 1_500_000, source: '/here/coverage.md', origin: 'repository', plain: false },
    body: 'Look at {{ target }} until {{threshold}} %.',
    inputs: [
      { name: 'target', description: 'Where to look', type: 'path', default: '.', required: false, multiline: false },
      {
        ...{ name: 'threshold', description: 'Per cent', type: 'number', min: 1, max: 100, example: '80' },
        ...{ required: true, multiline: false },
      },
    ],
  });
});

test('line ends and byte order marks of other systems do not matter', () => {
  const text = `\ufeff---\n${HEAD}---\nOne.\nTwo.\n`.replaceAll('\n', '\r\n');
  expect(templateOfFile('/here/try.md', text).body).toBe('One.\nTwo.');
});

test('text without front matter is plain: its name is its title, and nothing in it is a placeholder', () => {
  const text = 'Do {{ this }}.\n\nAnd that.\n';
  for (const file of ['/here/try.txt', '/here/try.md']) {
    expect(templateOfFile(file, text)).toMatchObject({
      ...{ name: 'try', title: 'try', description: 'Do {{ this }}.', category: 'development', priority: 'medium' },
      ...{ inputs: [], body: text.trim(), plain: true },
    });
  }
  const lines = '---\nnot: read\n---\nDo it.';
  expect(templateOfFile('/here/try.txt', lines)).toMatchObject({ plain: true, body: lines });
});

describe('front matter', () => {
  test.each([
    ['no end', '---\ntitle: A\n', /no end: a line --- is missing/],
    ['no prompt', `---\n${HEAD}---\n \n`, /no prompt below the front matter/],
    ['nothing at all', ' \n', /it is empty/],
  ])('with %s', (_, text, says) => {
    expect(messageOf(() => templateOfFile('/here/try.md', text))).toMatch(says);
  });

  test.each([
    ['no mapping', '- a\n', /the front matter must be a mapping of fields/],
    ['nothing', '', /the front matter must be a mapping of fields/],
    ['what is no YAML', `${HEAD}tools: [Read\n`, /line \d+ is not YAML: /],
    ['a field twice', `${HEAD}title: C\n`, /line 5 is not YAML: Map keys must be unique/],
    ['an alias', `${HEAD.replace('A', '&a A')}tools: [*a]\n`, /YAML aliases, which are not read/],
    ['a tag', `${HEAD.replace('A', '!!js/function A')}`, /line 2 is not YAML: Unresolved tag/],
    ['no title', HEAD.replace('title: A\n', ''), /the field "title" is missing/],
    ['no description', HEAD.replace('description: B\n', ''), /the field "description" is missing/],
    [
      'no category',
      HEAD.replace('category: testing\n', ''),
      /the field "category" is missing\. It can be development,/,
    ],
    ['a field misspelt', `${HEAD}estimat: 1\n`, /no field "estimat"\. Did you mean "estimate"\?/],
    ['a field of the library', `${HEAD}maxCost: 1\n`, /no field "maxCost"\. Did you mean "max-cost"\?/],
    ['a field unlike any', `${HEAD}xxxxxxxxx: 1\n`, /no field "xxxxxxxxx"\. It can be title, description, category,/],
    ['a prototype', `${HEAD}__proto__: { a: 1 }\n`, /no field "__proto__"/],
    [
      'a category misspelt',
      HEAD.replace('testing', 'testin'),
      /"category" cannot be "testin"\. Did you mean "testing"/,
    ],
    [
      'a priority unlike any',
      `${HEAD}priority: whenever\n`,
      /"priority" cannot be "whenever"\. It can be urgent, high/,
    ],
    ['an environment misspelt', `${HEAD}environment: stageing\n`, /"environment" cannot be .* "staging"\?/],
    ['an empty title', HEAD.replace('A', '""'), /"title" must not be empty/],
    ['a title of two lines', HEAD.replace('A', '"A\\nB"'), /"title" must be one line/],
    ['a title that is a number', HEAD.replace('A', '1'), /"title" must be text/],
    ['tools as text', `${HEAD}tools: Read\n`, /"tools" must be a list/],
    ['no tool in the list', `${HEAD}tools: []\n`, /"tools" must name one at least/],
    ['a tool misspelt', `${HEAD}tools: [Reed]\n`, /"tools": Reed is not a tool a run can have\. Did you mean Read\?/],
    ['a tool that leaves the project', `${HEAD}tools: [Edit(~/x)]\n`, /"tools": Edit\(~\/x\) leaves the project/],
    ['an estimate of nothing', `${HEAD}estimate: 0\n`, /"estimate" must be a whole number of tokens above zero/],
    ['a fraction of a token', `${HEAD}estimate: 1.5\n`, /"estimate" must be a whole number/],
    ['an estimate in words', `${HEAD}estimate: many\n`, /"estimate" must be a whole number/],
    ['a negative cost', `${HEAD}max-cost: -1\n`, /"max-cost" must be dollars above zero/],
    ['no cost', `${HEAD}max-cost: 0\n`, /"max-cost" must be dollars above zero/],
    ['a cost too fine', `${HEAD}max-cost: 0.0000001\n`, /"max-cost" must be dollars above zero/],
    ['a cost too high', `${HEAD}max-cost: 10001\n`, /at most 10000/],
    ['a list of costs', `${HEAD}max-cost: [1]\n`, /"max-cost" must be dollars, such as 1\.50/],
    ['inputs as a list', `${HEAD}inputs: [a]\n`, /"inputs" must be a mapping of names to inputs/],
  ])('with %s', (_, yaml, says) => {
    const message = faultOf(yaml);
    expect(message).toMatch(says);
    expect(message).toMatch(/^\/here\/try\.md: /);
  });
});

describe('an input', () => {
  const input = (fields: object) => () => aTemplate('{{ it }}', { inputs: { it: { description: 'What', ...fields } } });

  test.each([
    ['no description', () => aTemplate('{{ it }}', { inputs: { it: {} } }), /"inputs\.it\.description" is missing/],
    ['no fields', () => aTemplate('{{ it }}', { inputs: { it: 'x' } }), /"inputs\.it" must be a mapping/],
    ['a name of capitals', () => aTemplate('', { inputs: { It: { description: 'x' } } }), /"inputs\.It" is no name/],
    ['a field misspelt', input({ defualt: 'x' }), /no field "inputs\.it\.defualt"\. Did you mean "default"\?/],
    ['a type misspelt', input({ type: 'numbr' }), /"inputs\.it\.type" cannot be "numbr"\. Did you mean "number"\?/],
    ['a default that is a list', input({ default: ['a'] }), /"inputs\.it\.default" must be text or a number/],
    ['a choice without choices', input({ type: 'choice' }), /"inputs\.it": a choice needs "choices"/],
    ['choices without a choice', input({ choices: ['a'] }), /"inputs\.it\.choices": only a choice has them/],
    ['bounds of a text', input({ max: 3 }), /"inputs\.it\.max": only a number has bounds/],
    ['crossed bounds', input({ type: 'number', min: 3, max: 2 }), /"inputs\.it\.min": it is above "max"/],
    ['a pattern of a number', input({ type: 'number', pattern: '1' }), /"inputs\.it\.pattern": only text and paths/],
    ['a pattern that is none', input({ pattern: '(' }), /"inputs\.it\.pattern": \( is no regular expression/],
    ['many lines of a path', input({ type: 'path', multiline: true }), /\.multiline": only text can have many lines/],
    ['a default it need not have', input({ required: true, default: 'x' }), /\.required": what has a default need not/],
    ['a default out of bounds', input({ type: 'number', max: 9, default: 10 }), /\.default": it is above 9/],
    ['an example that is no choice', input({ type: 'choice', choices: ['a'], example: 'b' }), /\.example": it is none/],
  ])('with %s', (_, make, says) => {
    expect(messageOf(make)).toMatch(says);
  });
});

describe('a placeholder', () => {
  const inputs = { target: { description: 'Where' } };
  const lines = { text: { description: 'What', multiline: true } };

  test.each([
    [
      'without an input',
      () => aTemplate('{{ x }}'),
      /no input for the placeholder \{\{ x \}\}\. There are no inputs\./,
    ],
    ['misspelt', () => aTemplate('{{ targt }}', { inputs }), /\{\{ targt \}\}\. Did you mean \{\{ target \}\}\?/],
    ['unlike any', () => aTemplate('{{ elsewhere }}', { inputs }), /\{\{ elsewhere \}\}\. There are target\./],
    ['without a name', () => aTemplate('{{ }}', { inputs }), /no input for the placeholder/],
    ['missing', () => aTemplate('Do it.', { inputs }), /the input "target" is never used: write \{\{ target \}\}/],
    [
      'of many lines in a line',
      () => aTemplate('Say {{ text }}', { inputs: lines }),
      /must stand on a line of its own/,
    ],
  ])('%s', (_, make, says) => {
    expect(messageOf(make)).toMatch(says);
  });

  test('of a workflow file is left alone', () => {
    const body = 'Set it to $' + '{{ github.sha }} in the workflow.';
    expect(aTemplate(body).body).toBe(body);
  });
});
