import { AutomationError } from '../../domain/errors.ts';

/** One thing looked at. `warning` lets a run go on, `error` does not. */
export interface Check {
  name: string;
  level: 'ok' | 'warning' | 'error';
  text: string;
}

/** A fault becomes a check that says what to do. */
export async function checked(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, level: 'ok', text: await look() };
  } catch (error) {
    const hint = error instanceof AutomationError && error.hint ? ` ${error.hint}` : '';
    const message = error instanceof Error ? error.message : String(error);
    return { name, level: 'error', text: `${message.replace(/\.$/, '')}.${hint}` };
  }
}
