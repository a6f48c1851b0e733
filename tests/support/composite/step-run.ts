import { asRecord, stepContexts } from './contexts.ts';
import { type Contexts, condition, fill, holds, KNOWN } from './expressions.ts';
import { makeCommandFiles, obeyFiles } from './file-commands.ts';
import { callDouble, runShell } from './handlers.ts';
import type { Job } from './job.ts';
import { type Step, titleOf } from './manifest.ts';
import { messageOf, worse } from './results.ts';
import { StepLog } from './step-log.ts';
import type { CompositeEnd, Result, StepEnd } from './types.ts';

const NEVER = new AbortController().signal;
type Calls = CompositeEnd['usesCalls'];

/** One step, from its condition to its conclusion. */
export class StepRun {
  /** Whether its condition could not be evaluated. */
  broken = false;
  readonly #step: Step;
  readonly #id: string;
  readonly #job: Job;
  readonly #log: StepLog;
  readonly #stop = new AbortController();
  /** What status functions answer from: of the steps before, or `cancelled` since. */
  #status: Result;
  #exitCode: number | undefined;

  constructor(step: Step, { id, job, status }: { id: string; job: Job; status: Result }) {
    this.#step = step;
    this.#id = id;
    this.#job = job;
    this.#status = status;
    this.#log = new StepLog(job, id);
  }

  async end(around: { shared: Contexts; steps: StepEnd[]; calls: CompositeEnd['usesCalls'] }): Promise<StepEnd> {
    const started = performance.now();
    const { signal = NEVER, lost = NEVER } = this.#job.options;
    const contexts = stepContexts(around.shared, { job: this.#job, steps: around.steps, status: this.#status });
    const env = this.#environment(contexts);
    const onCancel = () => this.#cancel(contexts);
    if (signal.aborted) this.#job.status = 'cancelled';
    else signal.addEventListener('abort', onCancel, { once: true });
    try {
      const wanted = this.#wanted(contexts);
      let outcome: Result = env.fault || this.broken ? 'failure' : 'success';
      if (!wanted && !this.broken) outcome = 'skipped';
      else if (wanted) outcome = worse(outcome, await this.#run({ ...around, contexts, env: env.values }));
      if (lost.aborted) outcome = 'lost';
      return this.#ended(outcome, { contexts, durationMs: performance.now() - started });
    } finally {
      signal.removeEventListener('abort', onCancel);
    }
  }

  /** Job, then the step that uses the action, then this step, whose expressions see the two before. */
  #environment(contexts: Contexts): { values: Record<string, string>; fault: boolean } {
    const outer = { ...Object.fromEntries(this.#job.env), ...this.#job.options.env };
    contexts.env = outer;
    try {
      const own = Object.entries(this.#step.env).map(([name, value]) => [name, fill(value, KNOWN.step, contexts)]);
      const values = { ...outer, ...Object.fromEntries(own) };
      contexts.env = values;
      return { values, fault: false };
    } catch (error) {
      this.#log.annotate('error', messageOf(error));
      return { values: outer, fault: true };
    }
  }

  #wanted(contexts: Contexts): boolean {
    try {
      return this.#holds(contexts);
    } catch (error) {
      this.#log.annotate('error', messageOf(error));
      this.broken = true;
      return false;
    }
  }

  #holds(contexts: Contexts): boolean {
    const status = (name: string) =>
      name === 'always' || (name === 'cancelled' ? this.#job.status === 'cancelled' : this.#status === name);
    return holds(condition(this.#step.if), contexts, status);
  }

  /** The running step is asked again whether it wants to run, and stopped when not. */
  #cancel(contexts: Contexts): void {
    this.#job.status = 'cancelled';
    this.#status = 'cancelled';
    if (!this.#wanted({ ...contexts, job: { status: 'cancelled' } })) this.#stop.abort();
  }

  async #run({
    contexts,
    env,
    calls,
  }: {
    contexts: Contexts;
    env: Record<string, string>;
    calls: Calls;
  }): Promise<Result> {
    const { runner, lost = NEVER } = this.#job.options;
    const [step, job, log] = [this.#step, this.#job, this.#log];
    const files = makeCommandFiles(runner.temp);
    const own = { ...contexts, github: { ...asRecord(contexts.github), ...files } };
    const setting = { id: this.#id, job, log, contexts: own, env, stop: this.#stop.signal, lost, calls };
    try {
      if ('run' in step) this.#exitCode = await runShell(step, setting);
      else await callDouble(step, setting);
    } catch (error) {
      log.annotate('error', messageOf(error));
      log.failed = true;
    }
    if (lost.aborted) return 'lost';
    obeyFiles(files, job, log);
    if (this.#stop.signal.aborted) log.annotate('error', 'The operation was canceled.');
    const ended = (this.#exitCode ?? 0) === 0 && !log.failed ? 'success' : 'failure';
    return this.#stop.signal.aborted ? 'cancelled' : ended;
  }

  #ended(outcome: Result, { contexts, durationMs }: { contexts: Contexts; durationMs: number }): StepEnd {
    const { outputs, state } = this.#log;
    return {
      id: this.#id,
      name: this.#name(contexts),
      outcome,
      conclusion: outcome === 'failure' && this.#continues(contexts) ? 'success' : outcome,
      outputs: Object.fromEntries(outputs),
      state: Object.fromEntries(state),
      ...(this.#exitCode !== undefined && { exitCode: this.#exitCode }),
      log: this.#log.text,
      durationMs,
    };
  }

  #continues(contexts: Contexts): boolean {
    // A condition that broke is not forgiven.
    if (this.broken) return false;
    try {
      return fill(this.#step['continue-on-error'], KNOWN.step, contexts) === 'true';
    } catch (error) {
      this.#log.annotate('error', messageOf(error));
      return false;
    }
  }

  #name(contexts: Contexts): string {
    const title = titleOf(this.#step);
    try {
      return this.#job.masker.mask(fill(title, KNOWN.step, contexts));
    } catch {
      return title;
    }
  }
}
