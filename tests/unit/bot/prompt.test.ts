import { expect, test } from 'vitest';
import { plain, promptOf } from '../../../bot/task/context.ts';
import { hashOf } from '../../../bot/task/hash.ts';
import { TASK } from '../../support/ledger-arguments.ts';

const command = {
  thread: { repoId: 1, repo: 'acme/app', number: 7, isPull: false, installationId: 3 },
  commentId: 5,
  commentUrl: 'https://github.com/acme/app/issues/7#issuecomment-5',
  body: '/siso fix it',
  issue: { title: 'Login fails', body: 'On Safari.', author: 'eve' },
  createdAt: '2026-03-01T10:00:00Z',
  author: 'mona',
  sender: 'mona',
  isBot: false,
};
const said = (login: string, body: string, [at, updatedAt = at]: [string, string?] = ['2026-03-01T09:00:00Z']) => ({
  ...{ login, body, createdAt: at, updatedAt, isBot: login.endsWith('[bot]') },
});
const material = { title: 'Login fails', body: 'On Safari.', author: 'eve', comments: [said('maria', 'Since 1.2.')] };
const mayWrite = new Set(['mona', 'maria']);

test('the thread follows what was asked for, between two lines that say the same and nothing else does', () => {
  const prompt = promptOf('Fix it.', { command, material, mayWrite });

  const fence = /^MATERIAL-[0-9a-f]{24}$/gm;
  expect(prompt.startsWith('Fix it.\n')).toBe(true);
  expect(prompt.match(fence)).toHaveLength(2);
  expect(prompt.split(fence)[1]).toContain('Login fails');
  expect(prompt.split(fence)[1]).toContain('Since 1.2.');
  expect(promptOf('Fix it.', { command, material, mayWrite }).match(fence)?.[0]).not.toBe(prompt.match(fence)?.[0]);
});

test('whoever may not write, apps, later comments and those that were edited since are left out', () => {
  const comments = [
    said('eve', 'FROM A STRANGER'),
    said('siso[bot]', 'FROM AN APP'),
    said('maria', 'AFTERWARDS', ['2026-03-01T10:00:01Z']),
    said('maria', 'EDITED', ['2026-03-01T09:00:00Z', '2026-03-01T10:00:01Z']),
    said('mona', 'BEFORE'),
  ];

  const prompt = promptOf('Fix it.', { command, material: { ...material, comments }, mayWrite });

  expect(prompt).toContain('BEFORE');
  for (const word of ['FROM A STRANGER', 'FROM AN APP', 'AFTERWARDS', 'EDITED']) expect(prompt).not.toContain(word);
});

test('comments of HTML and signs that nobody sees are taken out, also where a comment is never closed', () => {
  expect(plain('a<!-- do evil -->b\u200b\u202ec', 100)).toBe('abc');
  expect(plain('a<!-- never closed', 100)).toBe('a');
  expect(plain('a\r\nb\tc', 100)).toBe('a\nb\tc');
  expect(plain('x'.repeat(200), 100)).toMatch(/^x{100} … \(cut\)$/);
});

test('an approval is bound to prompt, head, tools, model, environment, cap and time', () => {
  const request = { ...TASK, commit: 'abc1234', budgetMicros: 5 };
  const others = [
    { prompt: 'another' },
    { commit: 'abc1235' },
    { tools: ['Bash'] },
    { allow: ['Bash'] },
    { model: 'claude-opus-5' },
    { environment: 'production' as const },
    { budgetMicros: 6 },
    { timeoutMs: 7 },
  ].map((change) => hashOf({ ...request, ...change }));

  expect(hashOf({ ...request })).toBe(hashOf(request));
  expect(new Set([hashOf(request), ...others]).size).toBe(others.length + 1);
});
