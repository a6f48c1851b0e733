import type { Hold } from '../../src/contracts/ledger/admission.ts';
import type { Outcome } from '../../src/contracts/ledger/life.ts';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import type { NewWorkflow, QueuedWorkflow, Workflow } from '../../src/contracts/ledger/workflows.ts';
import { type TestLedger, usage } from './ledger.ts';
import { by, small, TASK } from './ledger-arguments.ts';
import { claim } from './queue.ts';

interface Step extends Partial<Omit<NewWorkflow['steps'][number], 'key' | 'task'>> {
  task?: Partial<Submission>;
}

/** A chain of small tasks, each named after its step. */
export function aChain(steps: Record<string, Step | string[]>, chain: Partial<NewWorkflow> = {}): NewWorkflow {
  return {
    name: 'A chain',
    steps: Object.entries(steps).map(([key, given]) => {
      const { task, ...step } = Array.isArray(given) ? { needs: given } : given;
      return { key, needs: [], ...step, task: { ...TASK, ...small({ name: key, prompt: `Do ${key}.`, ...task }) } };
    }),
    ...chain,
  };
}

export function create(ledger: TestLedger, chain: NewWorkflow, actor = 'ada'): Promise<QueuedWorkflow> {
  return ledger.call('siso_create_workflow', { ...by(actor), p_workflow: chain });
}

/** Stores a chain for the sake of what follows. */
export async function created(ledger: TestLedger, ...chain: Parameters<typeof aChain>): Promise<Workflow> {
  const answer = await create(ledger, aChain(...chain));
  if (answer.decision === 'refused') throw new Error(`This test needs a chain: ${answer.hint}`);
  return answer.workflow;
}

export const look = (ledger: TestLedger, id: string) => ledger.call('siso_get_workflow', { p_workflow_id: id });
export const resume = (
  ledger: TestLedger,
  id: string,
  { budget = null, actor = 'ada' }: { budget?: number | null; actor?: string } = {},
) => ledger.call('siso_resume_workflow', { ...by(actor), p_workflow_id: id, p_budget_micros: budget });
export const cancelChain = (ledger: TestLedger, id: string, actor = 'ada') =>
  ledger.call('siso_cancel_workflow', { ...by(actor), p_workflow_id: id });

/** State of the chain and of each step; one that was cancelled without having run is `skipped`. */
export async function states(ledger: TestLedger, id: string): Promise<Record<string, string>> {
  const { state, steps } = await look(ledger, id);
  return {
    chain: state,
    ...Object.fromEntries(
      steps.map((step) => [step.key, step.skipped && step.state === 'cancelled' ? 'skipped' : step.state]),
    ),
  };
}

export interface RunningStep {
  step: string;
  prompt: string;
  commit: string | undefined;
  hold: Hold;
}

/** Claims and starts every step that can, in the order of their names. */
export async function workAll(ledger: TestLedger): Promise<RunningStep[]> {
  const { claimed } = await claim(ledger, 10);
  for (const { hold } of claimed) await ledger.start(hold);
  return claimed
    .map(({ request, hold }) => ({ step: request.name, prompt: request.prompt, commit: request.commit, hold }))
    .sort((a, b) => (a.step < b.step ? -1 : 1));
}

/** Claims and ends every step that can run; answers their names. */
export async function runAll(ledger: TestLedger, outcomes: Record<string, Partial<Outcome>> = {}): Promise<string[]> {
  const running = await workAll(ledger);
  for (const { step, hold } of running) await ledger.settle(hold, usage({ micros: 1_000 }), outcomes[step]);
  return running.map(({ step }) => step);
}

export const FAILED: Partial<Outcome> = { state: 'failed', reason: 'agent_failed', error: 'it did not work' };
