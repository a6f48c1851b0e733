import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RunReader } from '../../../src/claude/reader.ts';
import { claudeResult, type RunEnd } from '../../../src/claude/result.ts';

const SUCCESS = {
  type: 'result' as const,
  subtype: 'success',
  is_error: false,
  num_turns: 2,
  total_cost_usd: 0.0008,
  result: 'done',
  errors: [],
  permission_denials: [],
};
const CLEAN: RunEnd = {
  exitCode: 0,
  signal: undefined,
  stopped: undefined,
  result: SUCCESS,
  began: true,
  lastText: '',
  stderr: '',
};
const failed = (fields: object) => ({ exitCode: 1, result: { ...SUCCESS, is_error: true, ...fields } });
const silent = (fields: Partial<RunEnd>) => ({ result: undefined, ...fields });

describe('how an end is read', () => {
  test.each<[string, Partial<RunEnd>, string]>([
    ['exit 0 with a success', {}, 'completed'],
    [
      'denied tools, exit 0',
      { result: { ...SUCCESS, permission_denials: [{ tool_name: 'Bash', tool_input: {} }] } },
      'completed',
    ],
    ['API error, subtype success', failed({ terminal_reason: 'api_error', api_error_status: 429 }), 'api_failed'],
    ['prompt too long', failed({ terminal_reason: 'prompt_too_long' }), 'api_failed'],
    ['a status alone', failed({ api_error_status: 500 }), 'api_failed'],
    ['the model refuses', failed({ terminal_reason: 'completed' }), 'agent_failed'],
    ['turn limit', failed({ subtype: 'error_max_turns', terminal_reason: 'max_turns' }), 'max_turns'],
    ['budget', failed({ subtype: 'error_max_budget_usd', terminal_reason: 'budget_exhausted' }), 'hold_reached'],
    ['schema', failed({ subtype: 'error_max_structured_output_retries' }), 'agent_failed'],
    [
      'SIGINT while streaming',
      { ...failed({ subtype: 'error_during_execution', terminal_reason: 'aborted_streaming' }), exitCode: 0 },
      'interrupted',
    ],
    ['an error told as success with exit 0', { ...failed({}), exitCode: 0 }, 'agent_failed'],
    ['a success, then a bad exit', { exitCode: 1 }, 'crashed'],
    ['a success, then ended by us', { exitCode: 143, stopped: 'lingered' }, 'completed'],
    ['a success just before the time limit', { exitCode: 143, stopped: 'timed_out' }, 'completed'],
    ['the time limit', silent({ exitCode: 143, stopped: 'timed_out' }), 'timed_out'],
    ['a stop on request', silent({ exitCode: 143, stopped: 'interrupted' }), 'interrupted'],
    ['SIGTERM from elsewhere', silent({ exitCode: 143 }), 'interrupted'],
    ['SIGTERM during start-up', silent({ exitCode: undefined, signal: 'SIGTERM', began: false }), 'interrupted'],
    ['SIGHUP', silent({ exitCode: 129 }), 'interrupted'],
    ['SIGINT without a word, exit 0', silent({ began: false }), 'interrupted'],
    ['SIGKILL', silent({ exitCode: undefined, signal: 'SIGKILL' }), 'crashed'],
    ['a bad flag', silent({ exitCode: 1, began: false, stderr: 'error: unknown option' }), 'start_failed'],
    ['a crash in the middle', silent({ exitCode: 1 }), 'crashed'],
  ])('%s', (_, end, reason) => {
    const { ok, reason: read, error } = claudeResult({ ...CLEAN, ...end });
    expect(read).toBe(reason);
    expect(ok).toBe(reason === 'completed');
    expect(error === undefined).toBe(ok);
  });
});

test('a bad start tells what the CLI said', () => {
  expect(
    claudeResult({ ...CLEAN, ...silent({ exitCode: 1, began: false, stderr: 'error: unknown\noption\n' }) }),
  ).toMatchObject({
    error: 'error: unknown option',
    text: '',
    turns: 0,
  });
});

test.each([
  ['recipe-final.jsonl', { ok: true, text: 'done', turns: 3, reportedCostMicros: 800, denials: ['Bash: touch q'] }],
  [
    'budget-0.10-loop.jsonl',
    { ok: false, reason: 'hold_reached', error: 'Reached maximum budget ($0.1)', reportedCostMicros: 135_000 },
  ],
  [
    'err-r0-429.jsonl',
    {
      ok: false,
      reason: 'api_failed',
      apiStatus: 429,
      error: 'API Error: Request rejected (429) · fake 429',
      text: '',
    },
  ],
  ['control-interrupt.jsonl', { ok: false, reason: 'interrupted', reportedCostMicros: 21_040 }],
  ['err-truncate.jsonl', { ok: true, reportedCostMicros: 1_920 }],
])('the recorded end of %s', (name, expected) => {
  const reader = new RunReader({});
  reader.push(readFileSync(new URL(`../../fixtures/claude-stream/${name}`, import.meta.url)));
  const { ok } = expected;
  expect(claudeResult({ ...reader.end(), exitCode: ok ? 0 : 1, signal: undefined, stopped: undefined })).toMatchObject(
    expected,
  );
});

test('a reply that crosses the budget is kept as text, though the result has none', () => {
  const reader = new RunReader({});
  const said = { type: 'assistant', message: { id: 'm', content: [{ type: 'text', text: 'the last words' }] } };
  const end = { type: 'result', subtype: 'error_max_budget_usd', is_error: true, errors: ['Reached maximum budget'] };
  reader.push(Buffer.from(`${JSON.stringify(said)}\n${JSON.stringify(end)}\n`));
  expect(claudeResult({ ...reader.end(), exitCode: 1, signal: undefined, stopped: undefined })).toMatchObject({
    reason: 'hold_reached',
    text: 'the last words',
  });
});
