import { AutomationError } from '../../domain/errors.ts';

export type IsolationKind = 'user' | 'bubblewrap' | 'none';

/** A program started as the agent, for `spawn`. */
export interface AgentCommand {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Comes on standard input before anything else. Empty when there is nothing to come before. */
  input: string;
}

/** The process that `command` was started as. */
export interface StartedCommand {
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  kill(signal: 'SIGTERM' | 'SIGKILL'): boolean;
}

/** How the agent's processes are found where they run as ourselves. */
export interface LeftBehind {
  /** Process group of the command that was started. */
  group?: number | undefined;
  /** Value of the run's marker in their environment. */
  marker?: string | undefined;
  /** Milliseconds from SIGTERM to SIGKILL; 0 when left out. */
  graceMs?: number;
}

/** Where the agent's processes of one run live: its user, its folders, its end. */
export interface Isolation {
  readonly kind: IsolationKind;
  /** For people, after "The agent runs": `as the user siso-agent, with the rest of the machine read-only`. */
  readonly description: string;
  /**
   * The folder below which the agent's copy and home are made; nobody but us and the agent comes into it. It is `own`,
   * the run's folder in the data directory, where nothing is isolated, or lies in it where the agent can be shut in there.
   */
  place(own: string): Promise<string>;
  /** Lets the agent read a file or folder of ours without changing it; answers the path under which it finds it. */
  lend(path: string): Promise<string>;
  /**
   * Gives folders below the place to the agent, with all that is in them. Nothing of the agent runs yet. What lies in a
   * given folder may be a link afterwards: give the folder that is read later, never one above it.
   */
  give(paths: string[]): Promise<void>;
  /** How `file` is started as the agent in `cwd`, with exactly this environment. */
  command(file: string, args: string[], options: { cwd: string; env: Record<string, string> }): AgentCommand;
  /** Signals what `command` has started; it may be gone. */
  signal(child: StartedCommand, name: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends every process of the agent, daemons included. Throws `isolation_unavailable` when one is left. */
  endAll(left?: LeftBehind): Promise<void>;
  /** Makes folders ours again after `endAll`: all in them can be read and removed, whatever the agent did to it. */
  takeBack(paths: string[]): Promise<void>;
  /** Ends what is left, removes the place if it is not `own`, and frees the user for another run. */
  close(): Promise<void>;
}

export interface IsolationOptions {
  /** Folders that the agent has no business in; where it can be done it finds them empty. */
  hidden?: string[];
  /** Whether a user of its own also gets a view of its own of the machine, where that can be had; default true. */
  namespaces?: boolean;
  /** Name of the first user; others get a number. For tests. */
  users?: string;
  /** Where agents have their places; made when it is missing. For tests. */
  base?: string;
}

export function unavailable(message: string, hint: string, cause?: unknown): AutomationError {
  return new AutomationError('isolation_unavailable', message, { hint, cause });
}
