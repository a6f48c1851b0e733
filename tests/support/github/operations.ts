// What each operation of the double does, by GitHub's name for it.
import type { Call, Done } from './operations/call.ts';
import { CHECKS } from './operations/checks.ts';
import { PULLS } from './operations/pulls.ts';
import { REPOSITORIES } from './operations/repositories.ts';
import { THREADS } from './operations/threads.ts';
import { WORKFLOWS } from './operations/workflows.ts';

export { APP_OPERATIONS } from './operations/apps.ts';
export type { Done } from './operations/call.ts';

/** About a repository, with the token of a job or of an installation. */
export const OPERATIONS: Record<string, (call: Call) => Done> = {
  ...REPOSITORIES,
  ...THREADS,
  ...PULLS,
  ...WORKFLOWS,
  ...CHECKS,
};
