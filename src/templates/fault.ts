import { AutomationError } from '../domain/errors.ts';

/** A template file that is not valid; `what` reads on after the file: "there is no field …". */
export function templateFault(file: string, what: string, cause?: unknown): AutomationError {
  return new AutomationError('prompt_invalid', `${file}: ${what}`, {
    hint: 'Correct the file; docs/templates.md lists the fields.',
    cause,
  });
}
