import type { Category, Environment, Priority } from '../../domain/tasks.ts';

/** Options of every command that runs a task, parsed. Money in micro-USD, times in milliseconds. */
export interface TaskOptions {
  priority?: Priority;
  allow?: string[];
  budget?: number;
  estimate?: number;
  model?: string;
  timeout?: number;
  wait?: number;
  workspace?: string;
  reason?: string;
  /** Scenario: a name or the path of a JSON file. */
  rehearse?: string;
  claudePath?: string;
  json?: true;
}

/** Options of `siso run` and `siso submit`. */
export interface RunOptions extends TaskOptions {
  file?: string;
  template?: string;
  /** Values for the template's inputs. */
  input?: Record<string, string>;
  category?: Category;
  environment?: Environment;
  label?: Record<string, string>;
  prepare?: string;
  dryRun?: true;
}
