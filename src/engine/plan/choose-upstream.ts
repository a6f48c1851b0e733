import { loadNetwork, refuseOtherProviders, type Settings } from '../../config/index.ts';
import type { Upstream } from '../../contracts/meter.ts';
import { AutomationError } from '../../domain/errors.ts';
import { loadScenario } from '../../meter/index.ts';

const API = 'https://api.anthropic.com';

/** What decides where requests go. */
export interface UpstreamChoice {
  /** A scenario's name, or the path of a JSON file. */
  rehearse: string | undefined;
  apiKey: string | undefined;
  env: NodeJS.ProcessEnv;
  /** Names of secrets that have been taken out of `env`. */
  taken?: readonly string[] | undefined;
}

/** Throws `key_missing`, `provider_unsupported`, or `scenario_invalid` for a rehearsal. */
export async function chooseUpstream(choice: UpstreamChoice, settings: Settings): Promise<Upstream> {
  const { rehearse, apiKey, env, taken = [] } = choice;
  if (rehearse !== undefined) return { kind: 'rehearsal', scenario: await loadScenario(rehearse) };
  if (apiKey !== undefined) return { kind: 'api', baseUrl: API, apiKey, network: await loadNetwork(settings.network) };
  refuseOtherProviders({ apiKey, rehearsal: false, env, taken });
  throw new AutomationError('key_missing', 'There is no API key', {
    hint: 'Set ANTHROPIC_API_KEY to run against the real API, or add --rehearse to see a whole run without a key and without cost.',
  });
}
