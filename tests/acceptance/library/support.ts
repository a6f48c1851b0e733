import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { AutomationOptions } from '../../../src/contracts/library.ts';
import { AutomationEngine } from '../../../src/index.ts';
import { aSiso, type Siso, until } from '../../support/siso.ts';

/** Options for a rehearsal at `siso`, with nothing of our environment. */
export function at(siso: Siso, rehearse: string | true = 'answer'): AutomationOptions {
  return { dataDirectory: siso.dataDirectory, rehearse, env: siso.environment };
}

/** An engine that is closed when the test ends. */
export function anEngine(options: AutomationOptions): AutomationEngine {
  const engine = new AutomationEngine(options);
  onTestFinished(() => engine.close());
  return engine;
}

/** A place where so many tasks may run at a time. */
export async function aSisoWithSlots(slots: number): Promise<Siso> {
  const siso = await aSiso();
  await siso.withStore((store) =>
    store.call('siso_set_setting', {
      ...{ p_request_id: randomUUID(), p_actor: 'test' },
      ...{ p_key: 'max_concurrent_jobs', p_value: slots },
    }),
  );
  return siso;
}

/** Waits until Claude Code works on the task. */
export async function worked(engine: AutomationEngine, taskId: string): Promise<void> {
  await until(async () => (await engine.getTask(taskId)).startedAt !== null);
}

/** Few tokens, so that many fit beside each other. */
export const SMALL = { prompt: 'Answer.', estimatedTokens: 2_000, createdBy: 'ada' } as const;
