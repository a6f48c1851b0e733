import { AutomationError } from '../domain/errors.ts';

/** The stop that comes before a task has started, when there is nothing to report yet. */
export function interrupted(): AutomationError {
  return new AutomationError('interrupted', 'Stopped before the task started', { hint: 'Nothing was used.' });
}

export function isInterruption(error: unknown): boolean {
  return error instanceof AutomationError && error.code === 'interrupted';
}
