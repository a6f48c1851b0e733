import { AutomationError } from '../domain/errors.ts';
import type { GitHub } from '../github/index.ts';
import type { StepContext } from './context.ts';

/** GitHub with the token of the input `github-token`; loaded only where it is asked something. Throws `usage` without a token. */
export async function githubOf({ inputs, job }: StepContext): Promise<GitHub> {
  if (inputs.githubToken === undefined)
    throw new AutomationError('usage', 'There is no token for GitHub', {
      hint: 'Leave `github-token` at its default, or give it one.',
    });
  const { openGitHub } = await import('../github/index.ts');
  return openGitHub({ apiUrl: job.apiUrl, token: inputs.githubToken });
}
