import { describe, expect, test } from 'vitest';
import {
  budgetScope,
  cap,
  label,
  orNone,
  perMillion,
  taskId,
  thresholds,
  tokenCap,
  zone,
} from '../../../src/cli/ledger-values.ts';

test.each([
  ['T-7K3Q0000', 'T-7K3Q0000'],
  ['t-7k3q0000', 'T-7K3Q0000'],
  ['7k3q0000', 'T-7K3Q0000'],
])('the id of a task may be written %s', (text, id) => expect(taskId(text)).toBe(id));

test.each(['', 'T-', '--', 'a b', 'T-7K3Q; drop'])('%j is the id of no task', (text) => {
  expect(() => taskId(text)).toThrow(/such as T-7K3Q0000/);
});

describe('the scope of a budget', () => {
  test.each([
    ['global', { scope: 'global', value: '' }],
    ['repo:acme/web', { scope: 'repo', value: 'acme/web' }],
    ['actor:ada', { scope: 'actor', value: 'ada' }],
    ['category:testing', { scope: 'category', value: 'testing' }],
    ['org:acme', { scope: 'org', value: 'acme' }],
    ['label:team=web:x', { scope: 'label', value: 'team=web:x' }],
  ])('can be %s', (text, scope) => expect(budgetScope(text)).toEqual(scope));

  test.each([
    ['repo', /repo:OWNER\/NAME/],
    ['repo:', /repo:OWNER\/NAME/],
    ['global:x', /Give global/],
    ['label:team', /label:KEY=VALUE/],
    ['label:=web', /label:KEY=VALUE/],
    ['rpo:acme/web', /Did you mean repo\?/],
    ['category:testin', /Did you mean testing\?/],
    ['planet:earth', /It can be global, org/],
  ])('cannot be %s', (text, says) => expect(() => budgetScope(text)).toThrow(says));
});

test('amounts are exact, and none lifts a limit', () => {
  expect(['0', '12.5', '$50', '0.000001'].map(cap)).toEqual([0, 12_500_000, 50_000_000, 1]);
  for (const text of ['-1', '1e3', '0.0000001', 'five', '9999999']) expect(() => cap(text)).toThrow(/or none/);
  expect(['none', '7'].map(orNone(tokenCap))).toEqual(['none', 7]);
  expect(tokenCap('0')).toBe(0);
});

test('prices are dollars for a million tokens, to the nano-dollar a token', () => {
  expect(['2', '0.1', '0.125', '12.50', '0'].map(perMillion)).toEqual([2_000, 100, 125, 12_500, 0]);
  for (const text of ['0.0001', '-2', 'two']) expect(() => perMillion(text)).toThrow(/at most three decimals/);
});

test('thresholds are whole percents below 100, in order', () => {
  expect(thresholds('80, 50%,80')).toEqual([50, 80]);
  expect(thresholds('none')).toEqual([]);
  for (const text of ['0', '100', '50,x', '1.5', '']) expect(() => thresholds(text)).toThrow(/from 1 to 99/);
});

test('a zone is an IANA name, and a misspelt one is recognised', () => {
  expect(zone('Europe/Berlin')).toBe('Europe/Berlin');
  expect(() => zone('Europe/Berln')).toThrow(/Did you mean Europe\/Berlin\?/);
  expect(() => zone('Middle-earth')).toThrow(/IANA/);
});

test('a label has a key', () => {
  expect(label('team=')).toBe('team=');
  expect(() => label('=web')).toThrow(/team=web/);
});
