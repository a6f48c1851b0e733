/** Runs tasks: admission, run, settlement, recovery. May import everything below it; knows nothing of terminals. */
export { recoverRuns } from './recover.ts';
export type { RunEvent, RunRequest } from './run-request.ts';
export { runTask } from './run-task.ts';
