import { lstat } from 'node:fs/promises';
import {
  apiUrlOf,
  appManifest,
  filledInUrl,
  keepApp,
  type RegisteredApp,
  registerApp,
  registrationUrl,
} from '../../bot/setup/index.ts';
import { loadNetwork } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { openWay } from '../host/way.ts';
import { type Context, readContext } from './context.ts';
import { keptAppFile } from './serve/kept-app.ts';

export interface GitHubChoice {
  /** Where GitHub reaches `siso serve`. */
  url: string | undefined;
  organization: string | undefined;
  name: string | undefined;
  githubUrl: string | undefined;
  /** Of the page on this machine. */
  port: number;
}

/** Prints the manifest, and a link that has all of it, for whoever has no browser here. Registers and writes nothing. */
export function printManifest(choice: GitHubChoice): void {
  const place = placeOf(choice);
  const manifest = appManifest({ name: choice.name, url: publicUrl(choice.url) });
  console.log(JSON.stringify(manifest, undefined, 2));
  console.log(`
Without a browser on this machine:
  1. Open this link, set a webhook secret (the output of: openssl rand -hex 32), and create the app:
     ${filledInUrl(place, manifest).href}
  2. On the app's page, generate a private key.
  3. Start the bot with what the page says:
     SISO_APP_ID=… SISO_APP_PRIVATE_KEY_FILE=….pem SISO_WEBHOOK_SECRET=… siso serve${enterprise(place.webUrl)}
With one, siso init --github does all of that.`);
}

/**
 * Registers an app and keeps what GitHub hands out, in a project that `makeReady` has made ready: git must not see the file. Throws `usage`,
 * `config_invalid` or `github_failed`.
 */
export async function setUpApp(choice: GitHubChoice, makeReady: () => Promise<void>): Promise<void> {
  const context = await readContext(undefined);
  const [place, url, file] = [placeOf(choice), publicUrl(choice.url), keptAppFile(context)];
  await demandNone(file);
  await makeReady();
  const app = await register({ choice, context, url, file });
  console.log(nextSteps({ app, file, url, webUrl: place.webUrl }));
}

async function register(parts: {
  choice: GitHubChoice;
  context: Context;
  url: URL;
  file: string;
}): Promise<RegisteredApp> {
  const { choice, context, url, file } = parts;
  const place = placeOf(choice);
  const apiUrl = apiUrlOf(place.webUrl);
  const way = await openWay(new URL(apiUrl).origin, await loadNetwork(context.settings.network));
  try {
    return await registerApp({
      ...{ ...place, url, name: choice.name, port: choice.port, fetch: way.fetch },
      onPage: (page) => console.log(`Open this page in a browser on this machine, and follow it:\n  ${page}`),
      keep: (app) => keepApp(file, app, apiUrl),
    });
  } finally {
    way.close();
  }
}

/** Never over another one: its key could not be had again. */
async function demandNone(file: string): Promise<void> {
  const isThere = await lstat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new AutomationError('usage', `There is a GitHub App already, in ${file}`, {
    hint: 'siso serve uses it. For another one, move that file away first.',
  });
}

function placeOf({ githubUrl, organization }: GitHubChoice) {
  const webUrl = addressOf(githubUrl ?? process.env.GITHUB_SERVER_URL?.trim() ?? 'https://github.com', '--github-url');
  const place = { webUrl, organization };
  // Throws for a wrong name before anything is begun.
  registrationUrl(place);
  return place;
}

function publicUrl(text: string | undefined): URL {
  if (text !== undefined) return addressOf(text, '--url');
  throw new AutomationError('usage', 'GitHub must be told where it reaches siso serve', {
    hint: 'Name its public address: siso init --github --url https://siso.example.com',
  });
}

/** Webhooks and codes travel there: encrypted, except on this machine. */
function addressOf(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = ['localhost', '127.0.0.1'].includes(url?.hostname ?? '');
  const isPlain = url !== undefined && url.search === '' && url.hash === '' && url.username === '';
  if (isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere))) return url;
  throw new AutomationError('usage', `${option} is no address that can be used`, {
    hint: `Give one such as ${option} https://siso.example.com.`,
  });
}

function enterprise(webUrl: URL): string {
  return webUrl.hostname === 'github.com' ? '' : `, with GITHUB_API_URL=${apiUrlOf(webUrl)}`;
}

interface Registered {
  app: RegisteredApp;
  file: string;
  url: URL;
  webUrl: URL;
}

/** What goes where. The secrets themselves are in the file and nowhere else. */
function nextSteps({ app, file, url, webUrl }: Registered): string {
  const page = new URL(`/apps/${app.slug}/installations/new`, webUrl).href;
  return printable(`The GitHub App ${app.slug} (id ${app.appId}) is registered.
Its id, private key and webhook secret are in ${file}, which only you can read and siso serve finds.

Next:
  1. Install it in your repositories: ${page}
  2. In each of them, on the default branch: .github/workflows/siso-task.yml
       variables: SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY
       secrets:   ANTHROPIC_API_KEY, SISO_RUNNER_KEY (docs/runner-keys.md)
     Keep this app's key out of them: whoever may push there could act as the bot everywhere. docs/bot.md
     says how pull requests start other workflows.
  3. Start the bot behind TLS: SISO_API_TOKEN=… siso serve --host 0.0.0.0 --allow-host ${url.host}
  4. Write /siso help in an issue.`);
}
