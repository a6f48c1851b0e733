import { expect, test } from 'vitest';
import { mentionsCommand, parseComment, scanLines } from '../../../bot/grammar/index.ts';
import { hostileComments } from '../../support/hostile-comments.ts';

const SMALL = 16_384;
const LARGE = 65_536;
const large = hostileComments(LARGE);

test.each([...hostileComments(SMALL)])('%s: four times the comment takes four times the work', (name, small) => {
  const steps = (body = '') => scanLines(body.split(/\r\n|\n|\r/)).steps;

  const [few, many] = [steps(small), steps(large.get(name))];

  expect(few).toBeGreaterThanOrEqual(small.length);
  expect(many / few).toBeLessThan(4.5);
  expect(many).toBeLessThan(6 * LARGE);
});

test.each([...large])('%s: what is said of it stays short', (_, body) => {
  expect(mentionsCommand(body)).toBe(true);

  const { commands, problems } = parseComment(body);

  expect(commands.length).toBeLessThanOrEqual(5);
  expect(problems.length).toBeLessThanOrEqual(9);
  for (const { message, hint, source } of problems) {
    expect(message.length + hint.length).toBeLessThan(500);
    expect(source.length).toBeLessThanOrEqual(200);
  }
});
