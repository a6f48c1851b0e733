import type { AdmittedTask, EndState } from '../state.ts';

/** What the step `gate` comes to. */
export interface GateAnswer {
  /** Whether the step `run` has something to do. */
  runs: boolean;
  admitted?: AdmittedTask | undefined;
  /** How it ended, where nothing is run. */
  end?: EndState | undefined;
  claude?: ClaudePlace | undefined;
}

export interface ClaudePlace {
  /** Folder that the pinned Claude Code is installed in. */
  folder: string;
  /** Whether it has still to be installed. */
  missing: boolean;
}
