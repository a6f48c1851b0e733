import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, average, subtract } from '../src/calculator.js';

test('adds two numbers', () => {
  assert.equal(add(2, 3), 5);
});

test('subtracts the second number from the first', () => {
  assert.equal(subtract(5, 3), 2);
});

test('averages a list of numbers', () => {
  assert.equal(average([2, 4, 6]), 4);
});
