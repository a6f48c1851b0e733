import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Admitted, TaskRequest } from '../../src/contracts/ledger/admission.ts';
import type { Outcome } from '../../src/contracts/ledger/life.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { keepersOf } from './keepers.ts';
import { ended, usage } from './ledger.ts';
import { BUILT_SISO, Siso, type SisoEnd } from './siso.ts';

/** What others wrote: it would clear the screen, run a command of the runner, and turn text around. */
const HOSTILE_NAME = 'Fix 日本語 🚀 \u001b[2J##[error]\u202e "quotes"';

const TASK: TaskRequest = {
  name: 'Fix the login',
  actor: 'ada',
  category: 'development',
  priority: 'medium',
  environment: 'development',
  model: 'claude-sonnet-5-5',
  prompt: 'Fix the login.',
  tools: ['Read', 'Edit'],
  repo: 'acme/web',
  labels: { team: 'web' },
  estimateTokens: 500,
  budgetMicros: 1_000_000,
};

/** Ids of the tasks in the ledger, by how they ended. */
export interface Seeds {
  succeeded: string;
  failed: string;
  capped: string;
  running: string;
  queued: string;
  hostile: string;
}

/**
 * One place for a whole test file: its rehearsal ledger has tasks of every kind and stays open between the commands.
 * `siso` runs the built command on it.
 */
export class SeededSiso {
  readonly place = new Siso();
  #seeds: Seeds | undefined;

  readonly seeds = (): Seeds => {
    if (this.#seeds === undefined) throw new Error('The ledger is not seeded yet');
    return this.#seeds;
  };

  async prepare(): Promise<void> {
    mkdirSync(this.place.environment.HOME);
    const store = await openStore({ directory: this.place.dataDirectory, rehearsal: true });
    try {
      this.#seeds = await seed(store);
    } finally {
      await store.close();
    }
  }

  remove(): void {
    for (const id of keepersOf(this.place.rehearsalFolder)) process.kill(id, 'SIGKILL');
    rmSync(this.place.root, { recursive: true, force: true, maxRetries: 5 });
  }

  siso(args: string[], env: Record<string, string> = {}): Promise<SisoEnd> {
    return this.place.run([...args, '--rehearse'], { command: BUILT_SISO, env: { SISO_LINGER: '10m', ...env } });
  }

  /** The document of `--json`, and that nothing else is printed. */
  async json(args: string[]): Promise<unknown> {
    const end = await this.siso([...args, '--json']);
    expect({ args, code: end.code, stderr: end.stderr }).toEqual({ args, code: 0, stderr: '' });
    return JSON.parse(end.stdout);
  }

  /** What a person sees who has a terminal of so many columns. */
  async shown(args: string[], columns = 80, more = ['--rehearse']): Promise<string> {
    const words = [...BUILT_SISO, ...args, ...more].map((word) => `'${word}'`).join(' ');
    const env = { TERM: 'xterm-256color', SHELL: '/bin/sh', TZ: 'Europe/Berlin', SISO_LINGER: '10m' };
    const typed = ['--quiet', '--return', '--command', `stty cols ${columns}; exec ${words}`, '/dev/null'];
    const end = await this.place.run(typed, { command: ['script'], env });
    expect({ args, code: end.code }).toEqual({ args, code: 0 });
    return end.stdout.replaceAll('\r\n', '\n');
  }
}

/** The one place of a test file. */
export function seededSiso(): SeededSiso {
  const seeded = new SeededSiso();
  beforeAll(() => seeded.prepare());
  afterAll(() => seeded.remove());
  return seeded;
}

async function seed(store: Store): Promise<Seeds> {
  const by = { p_request_id: randomUUID(), p_actor: 'ada' };
  await store.call('siso_limits_preset', { ...by, p_preset: 'team' });
  const succeeded = await done(
    store,
    { category: 'testing', template: 'fix-bugs' },
    {
      ...{ result: 'All tests pass.\n\u001b[31mred\u001b[0m', branch: 'siso/task-1', changedFiles: ['src/login.ts'] },
      ...{ turns: 3, durationMs: 65_000, denials: ['Bash(rm -rf /)'], reportedCostMicros: 11_000 },
    },
  );
  const failed = await done(
    store,
    { name: 'Broken\nname' },
    { state: 'failed', reason: 'api_failed', error: 'The API answered 500.' },
  );
  const capped = await done(
    store,
    { category: 'analysis', labels: {} },
    { state: 'budget_capped', reason: 'hold_reached' },
  );
  const hostile = await done(store, { name: HOSTILE_NAME, repo: HOSTILE_NAME, labels: { team: HOSTILE_NAME } });
  const running = await admit(store, { priority: 'high', name: 'Still at it' });
  const queued = await store.call('siso_submit', { p_request_id: randomUUID(), p_task: { ...TASK, name: 'Waits' } });
  if (queued.decision !== 'queued') throw new Error(`A seed was refused: ${JSON.stringify(queued)}`);
  return { succeeded, failed, capped, hostile, running: running.taskId, queued: queued.taskId };
}

async function admit(store: Store, task: Partial<TaskRequest>): Promise<Admitted> {
  const verdict = await store.call('siso_admit', { p_request_id: randomUUID(), p_task: { ...TASK, ...task } });
  if (verdict.decision !== 'admitted') throw new Error(`A seed was not admitted: ${JSON.stringify(verdict)}`);
  return verdict;
}

async function done(store: Store, task: Partial<TaskRequest>, outcome: Partial<Outcome> = {}): Promise<string> {
  const { hold, taskId } = await admit(store, task);
  const lease = () => ({ p_request_id: randomUUID(), p_lease_token: hold.leaseToken });
  await store.call('siso_start', lease());
  const log = Array.from({ length: 30 }, (_, line) => `line ${line + 1} of the log\n`).join('');
  await store.call('siso_append_log', { ...lease(), p_text: log });
  await store.call('siso_settle', {
    ...lease(),
    p_outcome: { ...ended(hold, usage({ tokens: 400, micros: 12_000 })), ...outcome },
  });
  return taskId;
}
