import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import type { Store } from '../../src/store/index.ts';
import { copyExample, inspectRepository } from '../../src/workspace/index.ts';
import { type Siso, until } from './siso.ts';

/** A repository with the example in it, as a task names it. */
export async function anExample(folder: string): Promise<{ workspace: string; repo: string }> {
  const workspace = join(folder, 'projects', randomUUID().slice(0, 8), 'calculator');
  await copyExample(workspace);
  return { workspace, repo: (await inspectRepository(workspace)).name };
}

/** What is submitted: cheap, and allowed to read and write. */
function aSubmission(parts: Partial<Submission> = {}): Submission {
  return {
    ...{ name: 'A task', actor: 'tester', category: 'development', priority: 'medium', environment: 'development' },
    ...{
      model: 'claude-sonnet-5-5',
      prompt: 'Do what is to be done.',
      tools: ['Read', 'Edit', 'Write', 'Bash(npm test:*)'],
    },
    ...{ allow: ['Read', 'Edit', 'Write', 'Bash(npm test:*)'], budgetMicros: 500_000 },
    ...parts,
  };
}

export async function submitted(store: Store, parts: Partial<Submission>): Promise<string> {
  const answer = await store.call('siso_submit', { p_request_id: randomUUID(), p_task: aSubmission(parts) });
  if (answer.decision !== 'queued') throw new Error(`This test needs a task that is queued: ${JSON.stringify(answer)}`);
  return answer.taskId;
}

export function taskIn(store: Store, id: string): Promise<TaskRecord> {
  return store.call('siso_get_task', { p_task_id: id });
}

/** Waits until the task is as `look` wants it. */
export async function taskWhen(store: Store, id: string, look: (task: TaskRecord) => boolean): Promise<TaskRecord> {
  return until(async () => {
    const task = await taskIn(store, id);
    return look(task) ? task : undefined;
  });
}

export const isOver = ({ finishedAt }: TaskRecord): boolean => finishedAt !== null;

/** Starts `siso serve` with a worker on the rehearsal ledger. */
export async function serving(siso: Siso, scenario: string, args: string[] = []) {
  const server = siso.start(['serve', `--rehearse=${scenario}`, '--port', '0', ...args]);
  await server.said(/^Token: /m);
  return server;
}
