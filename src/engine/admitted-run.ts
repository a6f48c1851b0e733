import type { ClaudeCodeIntegration } from '../claude/index.ts';
import type { Meter } from '../meter/index.ts';
import type { Workspace } from '../workspace/index.ts';
import type { AgentPlace } from './agent-place.ts';
import type { TaskPlan } from './plan/plan-task.ts';
import type { RunDirectory } from './run-directory.ts';
import type { RunPlace, RunRequest } from './run-request.ts';
import type { HeldRun } from './settle-run.ts';

/** A task that has its hold. */
export interface AdmittedRun extends RunPlace, RunRequest, HeldRun {
  run: RunDirectory;
}

/** A run that may begin: everything is there. */
export interface PreparedParts {
  place: AgentPlace;
  plan: TaskPlan;
  workspace: Workspace;
  claude: ClaudeCodeIntegration;
  meter: Meter;
}
