import { AutomationError } from '../../src/domain/errors.ts';
import { WEBHOOK_PATH } from '../server/guard.ts';

/** What GitHub is told of an app that is to be registered. */
export interface AppManifest {
  name: string;
  url: string;
  description: string;
  public: false;
  hook_attributes: { url: string; active: true };
  redirect_url?: string;
  callback_urls: string[];
  default_permissions: Record<string, 'read' | 'write'>;
  default_events: string[];
}

export interface ManifestChoice {
  /** Unique on the whole of GitHub; default: of the server's name. */
  name?: string | undefined;
  /** Where GitHub reaches `siso serve`. */
  url: URL;
  /** Where GitHub sends the browser back to, with a code. */
  redirectUrl?: string;
}

/** GitHub takes no longer ones. */
const LONGEST_NAME = 34;

/** The least with which everything that docs/bot.md promises works. */
const PERMISSIONS = {
  /** Start runs of the workflow, and see how they ended. */
  actions: 'write',
  /** The command's state beside a pull request. */
  checks: 'write',
  /** `.github/siso.yml`; and the job that publishes pushes its branch with the app's token, so that other workflows start on it. */
  contents: 'write',
  /** Comments and reactions; the issue with alerts. */
  issues: 'write',
  /** Roles of those who comment. */
  metadata: 'read',
  /** Comments there, and the pull request of a result. */
  pull_requests: 'write',
} as const;

/** Of what the bot hears; that an app was installed or removed is told to every app. */
const EVENTS = ['issue_comment', 'workflow_run'];

/** The manifest of an app for this server. */
export function appManifest({ name, url, redirectUrl }: ManifestChoice): AppManifest {
  const base = url.href.replace(/\/+$/, '');
  return {
    name: name ?? `siso ${url.hostname}`.slice(0, LONGEST_NAME).trim(),
    url: base,
    description: 'Runs Claude Code for /siso in issues and pull requests, within limits and budgets.',
    public: false,
    hook_attributes: { url: `${base}${WEBHOOK_PATH}`, active: true },
    ...(redirectUrl === undefined ? {} : { redirect_url: redirectUrl }),
    callback_urls: [`${base}/automation/callback`],
    default_permissions: PERMISSIONS,
    default_events: EVENTS,
  };
}

export interface GitHubPlace {
  /** https://github.com, or that of a GitHub Enterprise Server. */
  webUrl: URL;
  /** Whose app it becomes; default: of the person who registers it. */
  organization?: string | undefined;
}

/** The page of GitHub on which an app is registered. Throws `usage` for what is no name of an organization. */
export function registrationUrl({ webUrl, organization }: GitHubPlace): URL {
  if (organization === undefined) return new URL('/settings/apps/new', webUrl);
  if (/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/.test(organization))
    return new URL(`/organizations/${organization}/settings/apps/new`, webUrl);
  throw new AutomationError('usage', 'That is no name of an organization', {
    hint: 'Give it as in its address: --organization acme for https://github.com/acme.',
  });
}

/** The same page with everything filled in, for whoever has no browser on this machine: GitHub takes the fields as parameters. */
export function filledInUrl(place: GitHubPlace, manifest: AppManifest): URL {
  const url = registrationUrl(place);
  const { name, hook_attributes: hook, default_permissions: permissions } = manifest;
  const fields = { name, url: manifest.url, description: manifest.description, public: 'false', webhook_url: hook.url };
  for (const [field, value] of Object.entries({ ...fields, webhook_active: 'true', ...permissions }))
    url.searchParams.set(field, value);
  for (const event of manifest.default_events) url.searchParams.append('events[]', event);
  for (const callback of manifest.callback_urls) url.searchParams.append('callback_urls[]', callback);
  return url;
}

/** Where the API of a GitHub is, without a slash at its end. */
export function apiUrlOf({ protocol, host, hostname, origin }: URL): string {
  if (hostname === 'github.com') return 'https://api.github.com';
  // Enterprise Cloud with data residency.
  if (hostname.endsWith('.ghe.com')) return `${protocol}//api.${host}`;
  return `${origin}/api/v3`;
}
