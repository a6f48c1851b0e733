import { jobContexts, stepContexts } from './contexts.ts';
import { type Contexts, fill, KNOWN } from './expressions.ts';
import { doubleOf } from './handlers.ts';
import { resolveInputs } from './inputs.ts';
import { Job } from './job.ts';
import { loadManifest, type Manifest } from './manifest.ts';
import { endJob, loseProcesses } from './processes.ts';
import { messageOf, worse } from './results.ts';
import { StepRun } from './step-run.ts';
import type { CompositeEnd, CompositeOptions, Result, StepEnd } from './types.ts';

const NEVER = new AbortController().signal;

/**
 * Executes a composite `action.yml` on this machine. It is **not GitHub**: no containers, Linux only, actions of others
 * are doubles, and `hashFiles`, problem matchers and post steps are missing. Everything else follows the published
 * runner (actions/runner), its oddities included:
 *
 * - Signals go to the script alone. `bash` waits for its child before it obeys, so a child hears nothing: `exec` it.
 * - A condition that cannot be evaluated ends the action there; not even `always()` steps run.
 * - When the job is cancelled while an `always()` step runs, later steps still see `success()`.
 * - Unknown inputs are warned of and stay in the `inputs` context.
 *
 * Throws when `action.yml` would be refused before its first step, or a double is missing. Faults of steps are in the end.
 */
export async function runComposite(options: CompositeOptions): Promise<CompositeEnd> {
  const manifest = loadManifest(options.actionFolder);
  const composite = new Composite(new Job(options), manifest);
  try {
    return await composite.run();
  } finally {
    if (options.trackingId === undefined) endJob(composite.job.trackingId);
  }
}

class Composite {
  readonly job: Job;
  readonly #manifest: Manifest;
  readonly #shared: Contexts;
  readonly #steps: StepEnd[] = [];
  readonly #calls: CompositeEnd['usesCalls'] = [];
  readonly #lost: AbortSignal;
  #result: Result = 'success';

  constructor(job: Job, manifest: Manifest) {
    this.job = job;
    this.#manifest = manifest;
    this.#lost = job.options.lost ?? NEVER;
    this.#shared = jobContexts(job);
    this.#shared.inputs = resolveInputs(manifest, this.#shared, job);
    for (const step of manifest.runs.steps) if ('uses' in step) doubleOf(step.uses, job);
  }

  async run(): Promise<CompositeEnd> {
    for (const [index, step] of this.#manifest.runs.steps.entries()) {
      if (this.#lost.aborted) break;
      const run = new StepRun(step, { id: step.id ?? `__${index + 1}`, job: this.job, status: this.#result });
      const end = await run.end({ shared: this.#shared, steps: this.#steps, calls: this.#calls });
      this.#steps.push(end);
      if (end.conclusion === 'failure' || end.conclusion === 'cancelled')
        this.#result = worse(this.#result, end.conclusion);
      if (run.broken) break;
    }
    if (this.#lost.aborted) return this.#lostEnd();
    const outputs = this.#outputs();
    return this.#end(outputs);
  }

  async #lostEnd(): Promise<CompositeEnd> {
    await loseProcesses(undefined, this.job.trackingId);
    this.#result = 'lost';
    this.job.status = 'lost';
    return this.#end({});
  }

  /** On every end, also after a failure; an expression that cannot be evaluated fails the action. */
  #outputs(): Record<string, string> {
    const { env = {} } = this.job.options;
    const contexts = stepContexts(this.#shared, { job: this.job, steps: this.#steps, status: this.#result });
    contexts.env = { ...Object.fromEntries(this.job.env), ...env };
    try {
      const outputs = Object.entries(this.#manifest.outputs);
      return Object.fromEntries(outputs.map(([name, { value }]) => [name, fill(value, KNOWN.output, contexts)]));
    } catch (error) {
      this.job.annotate({ kind: 'error', message: messageOf(error), step: '', properties: {} });
      this.#result = 'failure';
      return {};
    }
  }

  #end(outputs: Record<string, string>): CompositeEnd {
    const { annotations, masks, warnings, status, summaries } = this.job;
    return {
      ...{ conclusion: this.#result, jobStatus: worse(this.#result, status), outputs, steps: this.#steps },
      ...{ annotations, masks, warnings, summary: summaries.join('\n'), usesCalls: this.#calls },
      ...{ env: Object.fromEntries(this.job.env), path: this.job.pathOver() },
    };
  }
}
