import { ancestorsShowing } from '../host/ancestors.ts';
import type { Secrets } from './frame.ts';

/** Says which processes that started siso still show the API key, and how to start it without; nothing when none does. */
export function exposureWarning({ apiKey }: Secrets): string | undefined {
  const shown = apiKey === undefined ? [] : ancestorsShowing(apiKey);
  if (shown.length === 0) return undefined;
  const who = shown.map(({ id, name }) => `${name} (${id})`).join(', ');
  return `ANTHROPIC_API_KEY can be read in the environment of ${who}, also by what a task starts. Start siso with exec: exec node build/cli/main.js … or exec scripts/run-automation.sh …`;
}
