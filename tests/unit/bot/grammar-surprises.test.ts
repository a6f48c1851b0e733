import { expect, test } from 'vitest';
import { parseComment } from '../../../bot/grammar/index.ts';

test.each([
  'Thanks!\n\nFrom: Eve <notifications@github.com>\nSubject: Re: [acme/web] x (#12)\n\n/siso approve T-7K3Q0000',
  'On it.\n\nReply to this email directly or view it on GitHub.\n\n/siso pause',
  'Yes\n\n> a\n\n<reply+AB12@reply.github.com> wrote:\n\n/siso resume',
])('nothing below what a mail quotes is a command: %j', (body) => {
  expect(parseComment(body).commands).toEqual([]);
});

test('a command above the quoted mail counts', () => {
  const { commands } = parseComment('/siso status\n\nFrom: Eve <notifications@github.com>\n\n/siso pause');

  expect(commands.map(({ verb }) => verb)).toEqual(['status']);
});

test.each([
  ['/siso deploy to staging --dry-run', '--dry-run'],
  ['/siso fix login fails --budget 2', '--budget'],
  ['/siso fix login fails --budget=2 now', '--budget'],
])('%s is refused: the option would be text', (line, option) => {
  const { commands, problems } = parseComment(line);

  expect(commands).toEqual([]);
  expect(problems).toMatchObject([
    { message: expect.stringContaining(option), hint: expect.stringContaining('before') },
  ]);
});

test.each([
  '/siso docs explain `--budget` to newcomers',
  '/siso docs -- explain --budget to newcomers',
  '/siso fix the flag --frobnicate of our tool',
  '/siso fix the parser\nof --budget in our tool',
])('%j has it in its prompt', (body) => {
  const { commands, problems } = parseComment(body);

  expect(problems).toEqual([]);
  expect(commands).toHaveLength(1);
  expect(commands[0]?.options).toEqual({});
});
