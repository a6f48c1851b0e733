import type { Block, MessagesRequest } from '../../contracts/messages-api.ts';
import type { Fault, Scenario, Step } from '../../contracts/scenario.ts';

const ENDED: Step = { text: 'The rehearsal scenario has no further step.' };

/**
 * The step that answers `request`. Decided by the request alone (which conversation, how many assistant turns),
 * so that sub-agents side by side and repeated requests need no memory.
 */
export function stepFor(scenario: Scenario, { messages }: MessagesRequest): Step {
  const first = JSON.stringify(messages[0]?.content ?? '');
  const { steps, loop } = scenario.conversations?.find(({ when }) => first.includes(quoted(when))) ?? scenario;
  const turns = messages.filter(({ role }) => role === 'assistant').length;
  return steps[loop ? turns % steps.length : turns] ?? ENDED;
}

/** As the words appear inside JSON text. */
function quoted(words: string): string {
  return JSON.stringify(words).slice(1, -1);
}

/** Counts how often the faults of a run have struck. */
export class Faults {
  readonly #struck = new Map<Step, number>();

  /** The fault that strikes this time, if any. */
  strike(step: Step): Fault | undefined {
    if (!step.fault) return undefined;
    const struck = this.#struck.get(step) ?? 0;
    if (struck >= (step.fault.times ?? Number.POSITIVE_INFINITY)) return undefined;
    this.#struck.set(step, struck + 1);
    return step.fault;
  }
}

/** The content blocks of a step's answer; `id` makes the ids of its tool calls unique. */
export function contentOf(step: Step, id: string): Block[] {
  const text = step.text ? [{ type: 'text', text: step.text }] : [];
  const calls = (step.tools ?? []).map((tool, index) => ({ type: 'tool_use', id: `toolu_${id}_${index}`, ...tool }));
  return [...text, ...calls];
}

export interface ScriptedUsage {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  output_tokens: number;
}

const BYTES_PER_TOKEN = 2;
/** What follows the last cache breakpoint. */
const UNCACHED_TOKENS = 4;

/**
 * Figures for an answer: the step's own, else derived from the request. What the conversation had before its
 * last turn is read from the cache, the rest written. As in a real answer the input is never more tokens than
 * the request has bytes, the output never more than `max_tokens`.
 */
export function usageOf(step: Step, request: MessagesRequest, body: string): ScriptedUsage {
  const derived = derivedInput(request, body);
  let room = Buffer.byteLength(body);
  const take = (tokens: number) => {
    const taken = Math.min(tokens, room);
    room -= taken;
    return taken;
  };
  const output = step.usage?.outputTokens ?? Math.ceil(JSON.stringify(contentOf(step, '')).length / BYTES_PER_TOKEN);
  return {
    input_tokens: take(step.usage?.inputTokens ?? derived.input),
    cache_creation_input_tokens: take(step.usage?.cacheWriteTokens ?? derived.write),
    cache_read_input_tokens: take(step.usage?.cacheReadTokens ?? derived.read),
    output_tokens: Math.min(output, request.max_tokens ?? output),
  };
}

function derivedInput({ messages }: MessagesRequest, body: string): { input: number; write: number; read: number } {
  const total = tokensIn(body);
  if (!body.includes('"cache_control":{')) return { input: total, write: 0, read: 0 };
  const lastTurn = messages.findLastIndex(({ role }) => role === 'assistant');
  const fresh = lastTurn === -1 ? total : Math.min(total, tokensIn(JSON.stringify(messages.slice(lastTurn))));
  const input = Math.min(UNCACHED_TOKENS, fresh);
  return { input, write: fresh - input, read: total - fresh };
}

/** A rough count, good enough for a rehearsal. */
export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
