import { randomUUID } from 'node:crypto';
import type { TaskRequest } from '../../src/contracts/ledger/admission.ts';
import { type ActionJob, aJob, gitIn, type JobUse } from './action-job.ts';
import type { CompositeEnd } from './composite/types.ts';
import { TASK } from './ledger-arguments.ts';
import type { RealPostgres } from './real-postgres.ts';
import { aRunnerKey, aRunnerProjectOfThisTest, type RunnerProject } from './runners.ts';

/** Of the job's run. */
const RUN = '4711';
const PROMPT = 'Make the tests pass.';

const id = () => ({ p_request_id: randomUUID() });

type Wishes = Partial<TaskRequest> & { commit?: string; untrusted?: boolean };

/** A job of GitHub Actions with a runner key on a ledger of Supabase: Postgres, PostgREST and the gateway before it are real. */
export class SharedJob {
  readonly project: RunnerProject;
  readonly job: ActionJob;
  readonly env: Record<string, string>;

  constructor({ project, job, env }: { project: RunnerProject; job: ActionJob; env: Record<string, string> }) {
    this.project = project;
    this.job = job;
    this.env = env;
  }

  use(inputs: Record<string, string>, options: JobUse = {}): Promise<CompositeEnd> {
    return this.job.use(inputs, { ...options, env: { ...this.env, ...options.env } });
  }

  taskOf(end: CompositeEnd) {
    return this.project.service.call('siso_get_task', { p_task_id: end.outputs['task-id'] ?? 'T-NONE0000' });
  }

  get commit(): string {
    return gitIn(this.job.workspace, ['rev-parse', 'HEAD']).trim();
  }

  /** A task that somebody with the right to has left in the queue. */
  async queued({ commit = this.commit, ...wishes }: Wishes = {}): Promise<string> {
    const task = { ...TASK, repo: 'acme/web', prompt: PROMPT, estimateTokens: 10_000, tokenHold: 30_000, ...wishes };
    const p_task = { ...task, commit, budgetMicros: 900_000 };
    const made = await this.project.service.call('siso_submit', { ...id(), p_task });
    if (made.decision !== 'queued') throw new Error(`This test needs a queued task, not ${JSON.stringify(made)}`);
    return made.taskId;
  }

  /** A task that is dispatched, with the lease of whoever dispatched it. */
  async claimed(wishes: Wishes = {}): Promise<{ taskId: string; leaseToken: string }> {
    const taskId = await this.queued(wishes);
    const { claimed } = await this.project.service.call('siso_dispatch', { ...id(), p_filter: {}, p_limit: 1 });
    return { taskId, leaseToken: claimed[0]?.hold.leaseToken ?? '' };
  }

  async noteRun(leaseToken: string): Promise<void> {
    await this.project.service.call('siso_note_run', { ...id(), p_lease_token: leaseToken, p_run_id: RUN });
  }

  /** The same, dispatched to the run of this job. */
  async dispatched(wishes: Wishes = {}): Promise<string> {
    const { taskId, leaseToken } = await this.claimed(wishes);
    await this.noteRun(leaseToken);
    return taskId;
  }
}

/** Ended when the test is over. */
export async function aSharedJob(postgres: RealPostgres): Promise<SharedJob> {
  const project = await aRunnerProjectOfThisTest(postgres, { rehearsal: true });
  const job = await aJob();
  const { key } = await aRunnerKey(project.service);
  const env = {
    SUPABASE_URL: project.gateway.url,
    SUPABASE_PUBLISHABLE_KEY: project.postgrest.anonKey,
    SISO_RUNNER_KEY: key,
  };
  return new SharedJob({ project, job, env });
}
