/** Where the agent's processes run, so that they can neither read nor change what is ours. */

export type { Isolation, IsolationOptions, StartedCommand } from './isolation.ts';
export { NO_ISOLATION } from './none.ts';
export { endAbandonedAgents, openIsolation } from './open.ts';
export { type ProbeFacts, probe } from './probe.ts';
