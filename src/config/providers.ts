import { AutomationError } from '../domain/errors.ts';

/** Ways to Claude that a variable can ask for and siso does not go. The meter holds an API key and nothing else. */
const OTHER_WAYS = new Map([
  ['CLAUDE_CODE_USE_BEDROCK', 'Amazon Bedrock'],
  ['CLAUDE_CODE_USE_VERTEX', 'Google Vertex AI'],
  ['CLAUDE_CODE_USE_FOUNDRY', 'Microsoft Foundry'],
  ['CLAUDE_CODE_OAUTH_TOKEN', 'a Claude subscription'],
  ['ANTHROPIC_AUTH_TOKEN', 'a bearer token'],
]);

export interface ProviderWish {
  apiKey: string | undefined;
  rehearsal: boolean;
  env: NodeJS.ProcessEnv;
  /** Names of secrets that were set and have been taken out of `env`. */
  taken?: readonly string[];
}

/**
 * Throws `provider_unsupported` where the environment asks for another way to Claude than an API key and there is no
 * key. With a key that one is used; a rehearsal needs no provider.
 */
export function refuseOtherProviders({ apiKey, rehearsal, env, taken = [] }: ProviderWish): void {
  if (rehearsal || apiKey !== undefined) return;
  const [asked] = otherProviders(env, taken);
  if (asked === undefined) return;
  throw new AutomationError(
    'provider_unsupported',
    `${asked.variable} asks for ${asked.provider}, which siso does not support`,
    {
      hint: 'Set ANTHROPIC_API_KEY to run against the Anthropic API, or add --rehearse to see a whole run without a key.',
    },
  );
}

/** What the environment asks for beside an API key. */
export function otherProviders(
  env: NodeJS.ProcessEnv,
  taken: readonly string[] = [],
): { variable: string; provider: string }[] {
  return [...OTHER_WAYS].flatMap(([variable, provider]) => {
    const value = env[variable]?.trim().toLowerCase() ?? '';
    const asked = taken.includes(variable) || !['', '0', 'false', 'no', 'off'].includes(value);
    return asked ? [{ variable, provider }] : [];
  });
}
