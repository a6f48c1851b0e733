import type { z } from 'zod';
import type { FAILURE_POLICIES, NewWorkflow } from '../../contracts/ledger/workflows.ts';
import type { automationTaskRequestSchema } from '../../contracts/library.ts';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import { planRequest, type RequestParts } from '../plan/plan-request.ts';

type Policy = (typeof FAILURE_POLICIES)[number];

/** One step as it was asked for. */
export interface StepDefinition {
  key: string;
  needs: string[];
  /** The step on whose result it builds. */
  base: string | undefined;
  onFailure: Policy | undefined;
  request: z.output<typeof automationTaskRequestSchema>;
  /** Says where the step stands, for messages that read on after that. */
  fault?: (what: string, hint: string | undefined) => AutomationError;
}

/** A chain as it was asked for. */
export interface ChainDefinition {
  name: string;
  onFailure: Policy | undefined;
  budgetMicros: number | undefined;
  steps: StepDefinition[];
}

/**
 * Every step planned as a task of its own, nothing stored. Throws `usage`, `prompt_invalid`, `workspace_invalid` that name
 * the step. The graph itself is judged by the ledger.
 */
export async function planChain(chain: ChainDefinition, parts: RequestParts): Promise<NewWorkflow> {
  const steps: NewWorkflow['steps'] = [];
  // One by one, so that of several faults it is always the same that is told.
  for (const step of chain.steps) steps.push(await planStep(step, chain, parts));
  const { name, onFailure, budgetMicros } = chain;
  return {
    name,
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(budgetMicros === undefined ? {} : { budgetMicros }),
    steps,
  };
}

async function planStep(
  step: StepDefinition,
  { steps }: ChainDefinition,
  parts: RequestParts,
): Promise<NewWorkflow['steps'][number]> {
  const { key, needs, base, onFailure, request, fault = (what, hint) => stepFault(key, what, hint) } = step;
  const {
    dedupeKey: _,
    dedupe: _dedupe,
    cacheHours: _hours,
    ...task
  } = await planRequest(request, parts).catch((cause) => {
    if (!(cause instanceof AutomationError)) throw cause;
    const { message, hint } = fault(`${cause.message}`, cause.hint);
    throw new AutomationError(cause.code, message, { ...(hint === undefined ? {} : { hint }), cause });
  });
  const problem = outputProblem(
    task.prompt,
    steps.map((one) => one.key),
  );
  if (problem !== undefined) throw fault(problem.what, problem.hint);
  const optional = { ...(onFailure === undefined ? {} : { onFailure }), ...(base === undefined ? {} : { base }) };
  return { key, needs, ...optional, task };
}

function stepFault(key: string, what: string, hint: string | undefined): AutomationError {
  return new AutomationError('usage', `Step "${key}": ${what}`, hint === undefined ? {} : { hint });
}

const OUTPUT = /\{\{[ \t]*steps[ \t]*\.([^{}\n]*)\}\}/g;
const FIELDS = ['result', 'branch', 'commit'];

/** The first `{{ steps.… }}` that names no step or no output. */
function outputProblem(prompt: string, keys: string[]): { what: string; hint: string } | undefined {
  for (const [whole, inner = ''] of prompt.matchAll(OUTPUT)) {
    const [key = '', field = '', ...more] = inner.trim().split('.');
    const words = keys.includes(key) ? FIELDS : keys;
    if (words === FIELDS && FIELDS.includes(field) && more.length === 0) continue;
    const meant = nearest(words === FIELDS ? field : key, words);
    const right = words === FIELDS ? `steps.${key}.${meant}` : `steps.${meant}.${field}`;
    return {
      what: `${whole} is no output of a step`,
      hint: meant
        ? `Did you mean {{ ${right} }}?`
        : `There are {{ steps.NAME.result }}, .branch and .commit of ${keys.join(', ')}.`,
    };
  }
  return undefined;
}
