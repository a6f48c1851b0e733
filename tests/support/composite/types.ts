/** What a step, or the whole action, ended with. `lost`: its runner died, so GitHub learns nothing more from it. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped' | 'lost';

export interface CompositeOptions {
  /** Folder with `action.yml`; becomes `github.action_path`. */
  actionFolder: string;
  /** The checkout; scripts start in it. */
  workspace: string;
  /** The runner context. Only `temp`, a folder of this job alone, must be said. */
  runner: Record<string, string> & { temp: string };
  /** The inputs as the workflow gives them. */
  with?: Record<string, string>;
  /** `env:` of the step that uses the action. It wins over what earlier steps write to GITHUB_ENV, as on GitHub. */
  env?: Record<string, string>;
  /** `env:` of the job; the `env` of an earlier end continues a job. */
  jobEnv?: Record<string, string>;
  /** What GitHub masks from the start, as the job's secrets are. `github.token` always is. */
  secrets?: string[];
  /** Values of the github context, such as `event_name`, `event` (the payload), `repository`, `sha`, `token`. */
  github?: Record<string, unknown>;
  /** Variables of the runner's own process, which steps inherit. Nothing of this process is inherited. */
  machine?: Record<string, string>;
  /** PATH of the steps; this process's when absent. */
  path?: string;
  /** Doubles of the actions that steps use, by how `uses:` starts, such as `actions/cache/restore`. */
  uses?: Record<string, UsesDouble>;
  /** Cancels the job, by hand or by its time limit: for the steps both are the same. */
  signal?: AbortSignal;
  /** The machine dies: everything is killed and nothing more runs. */
  lost?: AbortSignal;
  /** Each line that the script of a step prints, before it is looked at; `step` is the step's id. */
  onLine?: (line: string, step: string) => void;
  patience?: Partial<Patience>;
  /** As if the job ran with debug logging. */
  debug?: boolean;
  /** What a job with `id-token: write` gives to its steps. */
  idToken?: { url: string; token: string };
  /**
   * Marks the processes of a job as RUNNER_TRACKING_ID. When absent the job ends with the action, so what it left
   * running is killed; otherwise call {@link endJob} with it after the last action.
   */
  trackingId?: string;
}

/** Milliseconds the runner waits: after SIGINT, after SIGTERM, and for open pipes of a script that has exited. */
export interface Patience {
  interruptMs: number;
  terminateMs: number;
  pipesMs: number;
}

/** Those of GitHub's runner. */
export const GITHUB_PATIENCE: Patience = { interruptMs: 7_500, terminateMs: 2_500, pipesMs: 5_000 };

/** Answers the step's outputs, or `skip` for none. What it throws fails the step. */
type UsesDouble = (call: UsesCall) => Promise<Record<string, string> | 'skip'>;

/** One use of another action, everything evaluated. */
export interface UsesCall {
  step: string;
  uses: string;
  with: Record<string, string>;
  env: Record<string, string>;
  /** Fires when the job is cancelled. */
  signal: AbortSignal;
  /** As an action writes to GITHUB_PATH and GITHUB_ENV. */
  addPath(folder: string): void;
  exportVariable(name: string, value: string): void;
}

export interface Annotation {
  kind: 'error' | 'warning' | 'notice';
  message: string;
  step: string;
  /** `file`, `line`, `title` and so on, as the command gave them. */
  properties: Record<string, string>;
}

export interface StepEnd {
  /** As in `action.yml`, else `__` and the step's number. */
  id: string;
  name: string;
  /** Before `continue-on-error`. */
  outcome: Result;
  conclusion: Result;
  outputs: Record<string, string>;
  /** What it saved for a post step, which composite run steps never have. */
  state: Record<string, string>;
  /** Absent when no process ran to its end. */
  exitCode?: number;
  /** As GitHub shows it: masked, with the script and its environment at the top. */
  log: string;
  durationMs: number;
}

export interface CompositeEnd {
  conclusion: Result;
  /** Of the job: a cancelled job can have an action that succeeded. */
  jobStatus: Result;
  outputs: Record<string, string>;
  steps: StepEnd[];
  /** At most ten of each kind, as GitHub shows of one step. */
  annotations: Annotation[];
  /** What steps masked with `::add-mask::`. */
  masks: string[];
  /** The summaries of all steps, masked. */
  summary: string;
  /** What the runner itself warned of, such as unknown inputs. */
  warnings: string[];
  /** The job's variables afterwards, with what GITHUB_ENV added. */
  env: Record<string, string>;
  /** PATH afterwards, with what GITHUB_PATH added. */
  path: string;
  usesCalls: Omit<UsesCall, 'signal' | 'addPath' | 'exportVariable'>[];
}
