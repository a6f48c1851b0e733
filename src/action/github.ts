import { loadNetwork } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import type { GitHub } from '../github/index.ts';
import { openWay } from '../host/way.ts';
import { readPlace, type StepContext } from './context.ts';

/**
 * Asks GitHub with the token of the input `github-token`, through the proxy and with the authorities that are configured.
 * Loaded only where something is asked. Throws `usage` without a token, and what `work` throws.
 */
export async function withGitHub<Answer>(
  context: StepContext,
  work: (github: GitHub) => Promise<Answer>,
): Promise<Answer> {
  const { inputs, job } = context;
  if (inputs.githubToken === undefined)
    throw new AutomationError('usage', 'There is no token for GitHub', {
      hint: 'Leave `github-token` at its default, or give it one.',
    });
  const { openGitHub } = await import('../github/index.ts');
  const { surroundings } = await readPlace(context);
  const way = await openWay(job.apiUrl, await loadNetwork(surroundings.settings.network));
  try {
    return await work(openGitHub({ apiUrl: job.apiUrl, token: inputs.githubToken, fetch: way.fetch }));
  } finally {
    way.close();
  }
}
