import type { Category, Environment, Priority } from '../../domain/tasks.ts';

/** Options of `siso run`, parsed. Money in micro-USD, times in milliseconds. */
export interface RunOptions {
  file?: string;
  template?: string;
  category?: Category;
  priority?: Priority;
  environment?: Environment;
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
