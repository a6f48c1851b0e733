import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messagesRequestSchema } from '../../../src/contracts/messages-api.ts';
import { type Scenario, scenarioSchema } from '../../../src/contracts/scenario.ts';
import { loadScenario } from '../../../src/meter/index.ts';
import { usageOf } from '../../../src/meter/rehearsal/script.ts';
import { startRehearsal } from '../../../src/meter/rehearsal/server.ts';
import { aGateway, aRequest, post, temporaryFolder } from '../../support/meter.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = { role: 'assistant', content: 'ok' };

function aScenario(fields: Partial<Scenario>): Scenario {
  return scenarioSchema.parse({ steps: [{ text: 'first' }, { text: 'second' }], ...fields });
}

async function rehearse(scenario: Scenario) {
  const url = await startRehearsal(scenario);
  return (fields: Record<string, unknown> = {}) => post(url, aRequest(fields));
}

describe('a scenario', () => {
  const named = readdirSync(new URL('../../../src/meter/rehearsal/scenarios/', import.meta.url));

  test.each(named)('%s can be loaded by its name', async (file) => {
    expect((await loadScenario(file.replace('.json', ''))).description).toBeTruthy();
  });

  test('fix-bug edits exactly what the example has', async () => {
    const { steps } = await loadScenario('fix-bug');
    const edit = steps.flatMap(({ tools = [] }) => tools).find(({ name }) => name === 'Edit');
    const file = readFileSync(
      new URL(`../../../examples/buggy-calculator/${edit?.input.file_path}`, import.meta.url),
      'utf8',
    );
    expect(file.split(String(edit?.input.old_string))).toHaveLength(2);
  });

  test('may be a file of one’s own', async () => {
    const path = join(temporaryFolder(), 'mine.json');
    writeFileSync(path, JSON.stringify({ steps: [{ text: 'hello' }] }));
    expect(await loadScenario(path)).toEqual({ steps: [{ text: 'hello' }] });
  });

  test.each([
    ['{"steps":', 'is not JSON'],
    ['{"steps":[]}', 'steps: '],
    ['{"steps":[{"text":"a"},{"tools":[{"input":{}}]}]}', 'steps[1].tools[0].name: '],
    ['{"steps":[{}]}', 'steps[0]: A step needs'],
    ['{"steps":[{"text":"a","sleep":3}]}', 'sleep'],
  ])('in bad form is refused by naming the field: %s', async (text, problem) => {
    const path = join(temporaryFolder(), 'mine.json');
    writeFileSync(path, text);
    await expect(loadScenario(path)).rejects.toMatchObject({
      code: 'scenario_invalid',
      message: expect.stringContaining(problem),
    });
  });

  test('that is misspelt is answered with the nearest name', async () => {
    await expect(loadScenario('fix-bugs')).rejects.toMatchObject({
      code: 'scenario_invalid',
      hint: 'Did you mean fix-bug?',
    });
    await expect(loadScenario('something')).rejects.toMatchObject({
      hint: expect.stringContaining('answer, cut-stream'),
    });
    await expect(loadScenario('./no-such.json')).rejects.toMatchObject({
      message: expect.stringContaining('cannot be read'),
    });
  });
});

describe('the scripted upstream', () => {
  test('answers by the turns of the conversation, so that a repeated request gets the same step', async () => {
    const ask = await rehearse(aScenario({}));
    const later = { messages: [user('go'), assistant, user('on')] };
    for (const [fields, step] of [
      [{}, 'first'],
      [later, 'second'],
      [{}, 'first'],
      [later, 'second'],
    ] as const)
      expect(await (await ask(fields)).text()).toContain(`"text":"${step}"`);
    const ended = { messages: [user('go'), assistant, user('on'), assistant, user('on')] };
    expect(await (await ask(ended)).text()).toContain('The rehearsal scenario has no further');
  });

  test('starts again after the last step of a loop', async () => {
    const ask = await rehearse(aScenario({ loop: true }));
    expect(await (await ask({ messages: [user('go'), assistant, assistant, user('on')] })).text()).toContain('first');
  });

  test('tells sub-agents apart by their first message', async () => {
    const ask = await rehearse(
      aScenario({ conversations: [{ when: 'say "hi"', steps: [{ text: 'from the helper' }] }] }),
    );
    expect(await (await ask({ messages: [user('please say "hi" now')] })).text()).toContain('from the helper');
    expect(await (await ask({ messages: [user('something else')] })).text()).toContain('first');
  });

  test('strikes a fault as often as the step says', async () => {
    const fault = { kind: 'error', status: 529, retryAfterSeconds: 2, times: 2 } as const;
    const ask = await rehearse(aScenario({ steps: [{ text: 'at last', fault }] }));
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([529, 529, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('2');
  });

  test('answers as one body when the request does not stream', async () => {
    const ask = await rehearse(
      aScenario({ steps: [{ text: 'a', tools: [{ name: 'Read', input: { file_path: 'x' } }] }] }),
    );
    expect(await (await ask({ stream: false })).json()).toMatchObject({
      type: 'message',
      stop_reason: 'tool_use',
      content: [{ type: 'text' }, { type: 'tool_use', name: 'Read', input: { file_path: 'x' } }],
    });
  });

  test('streams text and tool input whole, in pieces', async () => {
    const [text, input] = ['ein längerer Satz, '.repeat(20), { command: 'npm test -- "grüße"'.repeat(9) }];
    const ask = await rehearse(aScenario({ steps: [{ text, tools: [{ name: 'Bash', input }] }] }));
    const events = (await (await ask()).text())
      .split('\n')
      .flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []));
    const joined = (field: string) => events.map(({ delta }) => delta?.[field] ?? '').join('');
    expect(joined('text')).toBe(text);
    expect(JSON.parse(joined('partial_json'))).toEqual(input);
    expect(events.map(({ type }) => type).filter((type) => type.startsWith('message'))).toEqual([
      'message_start',
      'message_delta',
      'message_stop',
    ]);
  });

  test('reports realistic figures: a first request writes the cache, later ones read it', () => {
    const marked = (content: string) => ({
      role: 'user',
      content: [{ type: 'text', text: content, cache_control: { type: 'ephemeral' } }],
    });
    const figures = (messages: unknown[]) => {
      const request = messagesRequestSchema.parse(aRequest({ messages }));
      return usageOf({ text: 'a' }, request, JSON.stringify(request));
    };
    const first = figures([marked('x'.repeat(24_000))]);
    const second = figures([user('x'.repeat(24_000)), assistant, marked('more')]);
    expect(first).toMatchObject({ cache_read_input_tokens: 0, input_tokens: 4 });
    expect(first.cache_creation_input_tokens).toBeGreaterThan(12_000);
    expect(second.cache_read_input_tokens).toBeGreaterThan(12_000);
    expect(second.cache_creation_input_tokens).toBeLessThan(200);
  });

  test('never reports more than a real answer could: input within the bytes, output within max_tokens', () => {
    const request = messagesRequestSchema.parse(aRequest({ max_tokens: 50 }));
    const body = JSON.stringify(request);
    const usage = usageOf({ usage: { inputTokens: 10, cacheWriteTokens: 10 ** 6, outputTokens: 999 } }, request, body);
    expect(usage).toMatchObject({ input_tokens: 10, output_tokens: 50 });
    expect(usage.cache_creation_input_tokens).toBe(body.length - 10);
  });

  test('cut in the middle has told its input but not its output', async () => {
    const gateway = await aGateway(await startRehearsal(await loadScenario('cut-stream')));
    await expect((await post(gateway.url, aRequest())).text()).rejects.toThrow();
    const { entries } = await gateway.until(({ requests }) => requests === 1);
    expect(entries[0]).toMatchObject({ estimated: true });
    expect(entries[0]?.outputTokens).toBeGreaterThan(20);
    expect(await (await post(gateway.url, aRequest())).text()).toContain('message_stop');
  });
});
