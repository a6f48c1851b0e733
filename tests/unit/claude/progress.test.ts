import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClaudeProgress } from '../../../src/claude/progress.ts';
import { RunReader } from '../../../src/claude/reader.ts';
import { oneLine, toolDetail } from '../../../src/claude/text.ts';

function progressOf(name: string): ClaudeProgress[] {
  const events: ClaudeProgress[] = [];
  const reader = new RunReader({ onProgress: (event) => events.push(event) });
  reader.push(readFileSync(new URL(`../../fixtures/claude-stream/${name}`, import.meta.url)));
  return events;
}

test('an edit and a denied command are told in order', () => {
  expect(progressOf('recipe-final.jsonl')).toEqual([
    { kind: 'started', model: 'claude-sonnet-5-5' },
    { kind: 'turn', turn: 1 },
    { kind: 'tool', tool: 'Edit', detail: 'a.txt', subagent: false },
    { kind: 'tool', tool: 'Bash', detail: 'touch q', subagent: false },
    { kind: 'denied', tool: 'Bash' },
    { kind: 'turn', turn: 2 },
    { kind: 'text', line: 'done' },
    { kind: 'finished' },
  ]);
});

test('what a sub-agent does is marked as its own and counts no turn', () => {
  const events = progressOf('budget-subagent.jsonl');
  expect(events.filter((event) => event.kind === 'turn')).toHaveLength(3);
  expect(events.filter((event) => event.kind === 'tool').map((event) => [event.tool, event.subagent])).toEqual([
    ['Agent', false],
    ['Read', false],
    ['Read', true],
    ['Read', false],
  ]);
});

test('a retry says what it waits for', () => {
  expect(progressOf('err-500-then-ok.jsonl')).toContainEqual({
    kind: 'retrying',
    attempt: 1,
    attempts: 10,
    delayMs: 505,
    status: 500,
  });
  expect(progressOf('err-truncate.jsonl')).toContainEqual({ kind: 'retrying', attempt: 1, attempts: 1, delayMs: 548 });
});

test('a line for a person is short, single and free of anything that steers a terminal', () => {
  expect(oneLine('\u001b[31mred\u001b[0m\r\nnext\u202e\u0007', 50)).toBe('red next');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (text, limit) => {
      const line = oneLine(text, limit);
      expect(line.length).toBeLessThanOrEqual(limit);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
});

test('a tool call is told by its command, its file or its address', () => {
  expect(toolDetail({ command: 'npm test', description: 'Runs tests' })).toBe('npm test');
  expect(toolDetail({ file_path: 'a.txt', content: 'x' })).toBe('a.txt');
  expect(toolDetail({ url: 'https://example.com', prompt: 'p' })).toBe('https://example.com');
  expect(toolDetail({ command: 7 })).toBe('');
});
