import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import type { TaskPlan } from '../engine/index.ts';
import { type Isolation, NO_ISOLATION, openIsolation, probe } from '../host/isolation/index.ts';
import type { Place, StepContext } from './context.ts';
import { annotate } from './job-log.ts';
import type { Job } from './runner.ts';

/** Files that the runner reads commands from, for the steps that follow. */
const RUNNER_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/** With these a task runs programs of its choosing; without them it can only read and edit files of its copy. */
const PROGRAMS = /^(?:Bash|mcp__)/;

/** Shuts in the agents of a step, one after the other. */
export class JobIsolation {
  readonly #context: StepContext;
  readonly #ledger: string;
  /** An agent ran as ourselves, so nothing of this job is pushed from it. */
  unconfined = false;

  constructor(context: StepContext, { surroundings }: Place) {
    this.#context = context;
    this.#ledger = surroundings.dataDirectory;
  }

  /**
   * For one run, and looks, as the agent, whether it holds. Throws `isolation_unavailable` when something gets through and
   * programs may run for the task; `isolation: none` is the workflow's own word for going without.
   */
  async open({ task, prepare }: TaskPlan): Promise<Isolation> {
    const { isolation: wanted = 'auto' } = this.#context.inputs;
    if (wanted === 'none') return this.#without();
    try {
      return await openProven(this.#context, this.#ledger, wanted);
    } catch (error) {
      const programs = prepare !== undefined || task.tools.some((tool) => PROGRAMS.test(tool));
      if (wanted !== 'auto' || programs || !(error instanceof AutomationError)) throw error;
      annotate(
        'notice',
        `${error.message}. The task runs no programs, so it is run all the same, and makes a patch only.`,
      );
      return this.#without();
    }
  }

  #without(): Isolation {
    this.unconfined = true;
    return NO_ISOLATION;
  }
}

/** Where actions/checkout keeps the token of the job, unless it was told not to. */
async function credentialsIn({ workspace, temp }: Job): Promise<string[]> {
  const config = join(workspace, '.git', 'config');
  const text = await readFile(config, 'utf8').catch(() => '');
  const names = await readdir(temp).catch(() => []);
  const beside = names.filter((name) => name.startsWith('git-credentials-')).map((name) => join(temp, name));
  return [...(/extraheader/i.test(text) ? [config] : []), ...beside];
}

async function openProven(
  { job, state, env }: StepContext,
  ledger: string,
  wanted: 'auto' | 'user' | 'bubblewrap',
): Promise<Isolation> {
  const isolation = await openIsolation(wanted, { hidden: [job.temp, job.workspace, ledger] });
  try {
    const action = env.GITHUB_ACTION_PATH;
    const results = await probe(isolation, {
      runnerFiles: RUNNER_FILES.flatMap((name) => env[name] ?? []),
      protectedFolders: [job.workspace, ...(action === undefined ? [] : [join(action, 'dist')])],
      secrets: [state.path, ledger, ...(await credentialsIn(job))],
    });
    const through = results.filter(({ held }) => !held).map(({ name, sentence }) => sentence ?? name);
    if (through.length === 0) return isolation;
    throw new AutomationError(
      'isolation_unavailable',
      `The agent would not be kept from the job: ${through.join(' ')}`,
      {
        hint: 'Use a hosted runner or one with sudo, or set `isolation: none`, which makes a patch only.',
      },
    );
  } catch (error) {
    await isolation.close().catch((left: unknown) => annotate('warning', String(left)));
    throw error;
  }
}
