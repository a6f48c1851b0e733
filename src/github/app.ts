import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { appToken, readKey } from './app-token.ts';
import type { FailedDelivery } from './bot-answers.ts';
import { type BotGitHub, openBotGitHub } from './bot-client.ts';
import { Caller, type GitHubOptions } from './caller.ts';
import { failedSince } from './deliveries.ts';
import { InstallationTokens } from './installation-tokens.ts';
import { allPaged, PAGE } from './pages.ts';

export interface GitHubAppOptions extends Omit<GitHubOptions, 'token'> {
  appId: number | string;
  /** PEM; line breaks may be written as `\n`, as variables hold them. */
  privateKey: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface AppIdentity {
  id: number;
  slug: string;
  /** Of what the app writes: `slug[bot]`. */
  login: string;
}

export interface AppInstallation {
  id: number;
  /** The person or organization whose repositories it is for. */
  account: string;
  suspended: boolean;
}

const INSTALL = 'Install the GitHub App there: its page on GitHub, Install App.';

const identitySchema = z
  .object({ id: z.int(), slug: z.string().min(1) })
  .transform(({ id, slug }): AppIdentity => ({ id, slug, login: `${slug}[bot]` }));

const installationSchema = z
  .object({
    id: z.int(),
    account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullish(),
    suspended_at: z.string().nullish(),
  })
  .transform(({ id, account, suspended_at }): AppInstallation => {
    return { id, account: account?.login ?? account?.slug ?? '', suspended: typeof suspended_at === 'string' };
  });

/** The GitHub App. Everything throws `forbidden`, `not_found` or `github_failed`. */
export class GitHubApp {
  readonly #options: Omit<GitHubOptions, 'token'>;
  readonly #caller: Caller;
  readonly #tokens: InstallationTokens;
  #self: Promise<AppIdentity> | undefined;
  readonly #installations = new Map<string, Promise<number>>();
  readonly #clients = new Map<string, BotGitHub>();

  constructor({ appId, privateKey, now = Date.now, ...options }: GitHubAppOptions) {
    const key = readKey(privateKey);
    this.#options = options;
    this.#caller = new Caller({ ...options, token: async () => appToken({ appId, key, now: now() }) });
    this.#tokens = new InstallationTokens(this.#caller, now);
  }

  /** Asked once. */
  self(): Promise<AppIdentity> {
    this.#self ??= this.#caller
      .ask({ to: 'read the GitHub App', needs: 'metadata: read' }, identitySchema, ({ apps }) =>
        apps.getAuthenticated(),
      )
      .catch((error: unknown) => {
        this.#self = undefined;
        throw error;
      });
    return this.#self;
  }

  /** Asked once for each repository. Throws `not_found` where the app is not installed. */
  installationOf(repository: string): Promise<number> {
    const key = repository.toLowerCase();
    const known = this.#installations.get(key) ?? this.#findInstallation(repository);
    this.#installations.set(key, known);
    return known;
  }

  /** A client for one repository; its token is asked for with the first request. `installation`: as a webhook names it. */
  repository(repository: string, installation?: number): BotGitHub {
    const key = repository.toLowerCase();
    if (installation !== undefined) this.#installations.set(key, Promise.resolve(installation));
    const token = (refused?: string) => this.#tokenFor(repository, refused);
    const client = this.#clients.get(key) ?? openBotGitHub({ ...this.#options, token });
    this.#clients.set(key, client);
    return client;
  }

  /** The first 1,000. */
  installations(): Promise<AppInstallation[]> {
    const asked = { to: 'list the installations of the GitHub App', needs: 'metadata: read' };
    return allPaged((page) =>
      this.#caller.ask(asked, z.array(installationSchema), ({ apps }) =>
        apps.listInstallations({ per_page: PAGE, page }),
      ),
    );
  }

  /** Webhooks that failed since then and were not taken by a later attempt: the last attempt of each, oldest first. */
  deliveries({ since }: { since: Date }): Promise<FailedDelivery[]> {
    return failedSince(this.#caller, since);
  }

  /** Has GitHub send a webhook again. */
  async redeliver(id: string): Promise<void> {
    const asked = { to: `have the webhook ${id} sent again`, needs: 'metadata: read' };
    await this.#caller.ask(asked, z.unknown(), ({ apps }) => {
      // An id is a number, but one that may be larger than what a number of JavaScript holds; the path takes it as text.
      const delivery_id: unknown = id;
      return apps.redeliverWebhookDelivery({ delivery_id: delivery_id as number });
    });
  }

  /** What is known of a repository's installation no longer holds: it was installed anew, or transferred. */
  forget(repository: string): void {
    this.#installations.delete(repository.toLowerCase());
  }

  async #findInstallation(repository: string): Promise<number> {
    const asked = { to: 'find the installation of the GitHub App', repository, needs: 'metadata: read' };
    try {
      const request = this.#caller.ask(asked, installationSchema, ({ apps }, names) => apps.getRepoInstallation(names));
      return (await request).id;
    } catch (error) {
      this.forget(repository);
      if (!isNotFound(error)) throw error;
      throw new AutomationError('not_found', `The GitHub App is not installed in ${repository}`, {
        hint: INSTALL,
        cause: error,
      });
    }
  }

  /** An installation that is known may have been replaced by another since. */
  async #tokenFor(repository: string, refused?: string): Promise<string> {
    const known = await this.installationOf(repository);
    try {
      return await this.#tokens.tokenOf(known, refused);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.forget(repository);
      return this.#tokens.tokenOf(await this.installationOf(repository));
    }
  }
}

/** Nothing is sent yet. Throws `config_invalid` for a key that is none, or an address that is not https. */
export function openGitHubApp(options: GitHubAppOptions): GitHubApp {
  return new GitHubApp(options);
}

function isNotFound(error: unknown): boolean {
  return error instanceof AutomationError && error.code === 'not_found';
}
