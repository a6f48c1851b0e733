import type { ApplicationFunction } from 'probot';
import type { Bot } from './index.ts';

/** The Probot app: hands on what it hears. Everything that is decided is decided elsewhere, after the webhook was answered. */
export function sisoApp({ receive }: Pick<Bot, 'receive'>): ApplicationFunction {
  return (app) => {
    app.on(['issue_comment', 'workflow_run.completed'], async ({ id, name, payload }) => {
      await receive({ id, event: name, payload });
    });
  };
}
