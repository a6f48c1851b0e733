import { z } from 'zod';
import { AutomationError } from '../../src/domain/errors.ts';

/** What GitHub answers for the code of a registration; once. */
const registeredSchema = z
  .object({
    id: z.int(),
    slug: z.string().regex(/^[\w-]{1,100}$/),
    client_id: z.string().min(1),
    client_secret: z.string().nullish(),
    pem: z.string().includes('PRIVATE KEY'),
    webhook_secret: z.string().min(1),
    html_url: z.url({ protocol: /^https?$/ }),
  })
  .transform((app) => ({
    ...{ appId: String(app.id), slug: app.slug, clientId: app.client_id, pageUrl: app.html_url },
    ...{ privateKey: app.pem, webhookSecret: app.webhook_secret, clientSecret: app.client_secret ?? undefined },
  }));
export type RegisteredApp = z.output<typeof registeredSchema>;

const PATIENCE_MS = 30_000;
const AGAIN = 'Run siso init --github again: a code of GitHub is good for one try within an hour.';

/** Exchanges the code of a registration for the app. Throws `github_failed`; no message holds what GitHub answered. */
export async function convertCode(
  code: string,
  { apiUrl, fetch }: { apiUrl: string; fetch: typeof globalThis.fetch },
): Promise<RegisteredApp> {
  const url = `${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`;
  const headers = { accept: 'application/vnd.github+json', 'user-agent': 'siso-automation' };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, { method: 'POST', headers, signal, redirect: 'error' }).catch((cause: unknown) => {
    throw new AutomationError('github_failed', `${new URL(apiUrl).host} could not be reached`, { hint: AGAIN, cause });
  });
  const { data } = registeredSchema.safeParse(await answer.json().catch(() => undefined));
  if (answer.status === 201 && data !== undefined) return data;
  throw new AutomationError('github_failed', `GitHub did not hand out the app (${answer.status})`, { hint: AGAIN });
}
