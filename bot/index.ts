import { createPacer, type GitHubApp, openGitHubApp } from '../src/github/bot.ts';
import type { Store } from '../src/store/index.ts';
import { type RepositoryConfig, readRepositoryConfig } from './config/read.ts';
import { dispatchTasks } from './dispatch/dispatcher.ts';
import { RepositoryGitHub, type RoleMemory } from './github.ts';
import { mentionsCommand } from './grammar/index.ts';
import { workInbox } from './intake/inbox.ts';
import { type Delivery, itemOf } from './intake/item.ts';
import { createLoop } from './loop.ts';
import type { BotParts } from './parts.ts';
import { sayAlerts } from './post/alerts.ts';
import { postThreads } from './post/poster.ts';
import { DeliveryReconciler, reconcileRuns, refresh } from './reconcile.ts';

/** The bot: hears `/siso` in comments, has tasks run, and says in one comment a thread how they are. Imports anything of `src` below `cli`. */

export interface GitHubAppConfig {
  /** https://api.github.com, or https://HOST/api/v3. */
  apiUrl: string;
  appId: string;
  /** PEM. */
  privateKey: string;
  /** `owner/name` of the repository whose issue hears of budgets that are of no repository. */
  alerts?: string;
}

export interface BotOptions {
  store: Store;
  app: GitHubAppConfig;
  rehearsal: boolean;
  fetch?: typeof globalThis.fetch;
  onFault(error: unknown): void;
  /** Tests give their own. */
  pace?: { now?: () => Date; wait?: (ms: number) => Promise<void>; everyMs?: number };
}

export interface Bot {
  /** Stores what is to be worked on; whoever sent it may be answered then. */
  receive(delivery: Delivery): Promise<'stored' | 'known' | 'ignored'>;
  /** There may be something to do. */
  wake(): void;
  /** Everything that is due now, once. */
  settle(): Promise<void>;
  /** Asks GitHub now for what was missed: failed deliveries, runs that are over. */
  reconcile(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;
const MINUTE_MS = 60_000;
const RECONCILE_MS = 5 * MINUTE_MS;
const CONFIG_MS = 60_000;

export async function startBot(options: BotOptions): Promise<Bot> {
  const { store, onFault, pace = {} } = options;
  const app = openGitHubApp({
    ...{ apiUrl: options.app.apiUrl, appId: options.app.appId, privateKey: options.app.privateKey },
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...(pace.wait === undefined ? {} : { wait: pace.wait }),
  });
  const { login } = await app.self();
  const parts = partsOf(options, app, login);
  const deliveries = new DeliveryReconciler(parts, app);
  const work = createLoop({ everyMs: pace.everyMs ?? EVERY_MS, onFault, work: () => doDue(parts) });
  const compare = async () => {
    await refresh(parts);
    await reconcileRuns(parts);
  };
  const minutely = createLoop({ everyMs: MINUTE_MS, onFault, work: compare });
  const reconcile = createLoop({ everyMs: RECONCILE_MS, onFault, work: () => deliveries.run() });
  return {
    receive: async (delivery) => {
      const item = itemOf(delivery, mentionsCommand);
      if (item === undefined) return 'ignored';
      const { stored } = await store.call('siso_github_receive', { p_item: item });
      work.wake();
      return stored ? 'stored' : 'known';
    },
    wake: () => work.wake(),
    settle: () => work.once(),
    reconcile: async () => {
      await compare();
      await deliveries.run();
    },
    stop: async () => {
      await Promise.all([work.stop(), minutely.stop(), reconcile.stop()]);
    },
  };
}

/** What is due now. One that fails does not keep the others. */
async function doDue(parts: BotParts): Promise<void> {
  const due = await parts.store.call('siso_github_due', {});
  const faults: unknown[] = [];
  const step = (work: Promise<unknown>) => work.catch((error: unknown) => void faults.push(error));
  if (due.inbox) await step(workInbox(parts));
  if (due.inbox || due.workflow) await step(dispatchTasks(parts));
  await step(postThreads(parts));
  if (due.alerts) await step(sayAlerts(parts));
  if (faults.length > 0) throw faults[0];
}

function partsOf(options: BotOptions, app: GitHubApp, login: string): BotParts {
  const { store, onFault, rehearsal, pace = {} } = options;
  const now = pace.now ?? (() => new Date());
  const pacer = createPacer({
    now: () => now().getTime(),
    ...(pace.wait === undefined ? {} : { wait: pace.wait }),
  });
  const roles: RoleMemory = new Map();
  const configs = new Map<string, { config: RepositoryConfig; until: number }>();
  const repository: BotParts['repository'] = async ({ repo }) => {
    const installationId = await app.installationOf(repo);
    const client = app.repository(repo, installationId);
    const onMissing = () => app.forget(repo);
    return new RepositoryGitHub({ repository: repo, client, installationId, pacer, roles, now, onMissing });
  };
  return {
    ...{ store, onFault, rehearsal, login, now, repository, secret: options.app.privateKey },
    alerts: options.app.alerts,
    configOf: async ({ repo }) => {
      const known = configs.get(repo.toLowerCase());
      if (known !== undefined && known.until > now().getTime()) return known.config;
      const config = await readRepositoryConfig(repo, async (of, path) =>
        (await repository({ repo: of })).fileAt(path),
      );
      configs.set(repo.toLowerCase(), { config, until: now().getTime() + CONFIG_MS });
      return config;
    },
  };
}
