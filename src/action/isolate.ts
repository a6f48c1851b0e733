import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { type Isolation, NO_ISOLATION, openIsolation, probe } from '../host/isolation/index.ts';
import type { Place, StepContext } from './context.ts';
import { annotate } from './job-log.ts';

/** Files that the runner reads commands from, for the steps that follow. */
const RUNNER_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/** With these a task runs programs of its choosing; without them it can only read and edit files of its copy. */
const PROGRAMS = /^(?:Bash|mcp__)/;

/**
 * Shuts in the agent of one run and looks, as the agent, whether that holds. Throws `isolation_unavailable` when something
 * gets through and the task may run programs; `isolation: none` is the workflow's own word for going without.
 */
export async function openJobIsolation(
  context: StepContext,
  { surroundings }: Place,
  tools: readonly string[],
): Promise<Isolation> {
  const { isolation: wanted = 'auto' } = context.inputs;
  if (wanted === 'none') return NO_ISOLATION;
  try {
    return await openProven(context, surroundings.dataDirectory, wanted);
  } catch (error) {
    const optional = wanted === 'auto' && !tools.some((tool) => PROGRAMS.test(tool));
    if (!optional || !(error instanceof AutomationError)) throw error;
    annotate('notice', `${error.message}. The task runs no programs, so it is run all the same.`);
    return NO_ISOLATION;
  }
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
      secrets: [state.path, ledger],
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
