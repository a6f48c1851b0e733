import { loadNetwork } from '../config/index.ts';
import type { RemoteOptions } from '../workspace/index.ts';
import type { Place, StepContext } from './context.ts';

/** The way to the repository on GitHub, with the token of the input `github-token`. */
export async function remoteOf({ inputs, job }: StepContext, { surroundings }: Place): Promise<RemoteOptions> {
  return {
    remoteUrl: `${job.serverUrl}/${job.repository}.git`,
    token: inputs.githubToken ?? '',
    network: await loadNetwork(surroundings.settings.network),
  };
}
