import type { PreparedRun } from '../../engine/index.ts';
import type { TaskOptions } from './options.ts';

/** A task that was put into the queue by this command. */
export interface Queued {
  prepared: Pick<PreparedRun, 'plan' | 'repository' | 'upstream'>;
  options: TaskOptions;
  /** What has happened to the task. */
  said: string;
}
