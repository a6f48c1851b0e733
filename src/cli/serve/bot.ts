import { setTimeout as after } from 'node:timers/promises';
import type { Bot } from '../../../bot/index.ts';
import type { AppCredentials, Guard } from '../../../bot/server/index.ts';
import { readCredentials } from '../../../bot/server/index.ts';
import { loadNetwork } from '../../config/index.ts';
import { AutomationError } from '../../domain/errors.ts';
import { mayMakeWork } from '../../engine/index.ts';
import { secretOf } from '../../host/secrets.ts';
import { openWay } from '../../host/way.ts';
import type { Store } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { isLoopback } from './hosts.ts';
import { keptAppFile } from './kept-app.ts';

export interface BotPlace {
  credentials: AppCredentials;
  store: Store;
  context: Context;
  rehearsal: boolean;
  /** Gives up asking for GitHub. */
  signal: AbortSignal;
  onFault(error: unknown): void;
}

/** The bot beside the API. */
export interface ServedBot {
  /** Takes webhooks; answers 503 until the bot has begun. */
  guard: Guard;
  isReady(): boolean;
  /** The ledger was called by this name. */
  heard(name: string): void;
  stop(): Promise<void>;
}

const AGAIN_MS = 10_000;
/** The rest of the server waits no longer for GitHub. */
const PATIENCE_MS = 3_000;

/** The GitHub App that is configured here. Throws `config_invalid` for one that is incomplete or unsafe. */
export async function configuredApp(host: string, context: Context): Promise<AppCredentials | undefined> {
  const file = keptAppFile(context);
  return readCredentials({ env: process.env, secretOf, file, isLoopback: isLoopback(host) });
}

/**
 * Begins at once where GitHub answers, else as soon as it does: until then GitHub keeps what it has told, and is asked for it later.
 * Throws `forbidden`, `not_found` or `config_invalid` where GitHub does not know the app.
 */
export async function startServedBot(place: BotPlace): Promise<ServedBot> {
  const { credentials, onFault, signal } = place;
  const [{ startBot }, { sisoApp }, { Guard, openProbot }] = await Promise.all([
    ...([import('../../../bot/index.ts'), import('../../../bot/app.ts')] as const),
    import('../../../bot/server/index.ts'),
  ]);
  const way = await openWay(new URL(credentials.app.apiUrl).origin, await loadNetwork(place.context.settings.network));
  let bot: Bot | undefined;
  const { store, rehearsal } = place;
  const begin = async () => {
    bot = await startBot({ store, rehearsal, app: credentials.app, fetch: way.fetch, onFault });
  };
  const receive = await openProbot(sisoApp({ receive: (delivery) => demand(bot).receive(delivery) }));
  const beginning = untilBegun(begin, { signal, onFault });
  await Promise.race([beginning, after(PATIENCE_MS, undefined, { ref: false })]);
  const begun = beginning.catch(onFault);
  return {
    guard: new Guard({ secrets: credentials.webhookSecrets, receive, onFault }),
    isReady: () => bot !== undefined,
    heard: (name) => {
      // What the bot itself writes must not wake it.
      if (mayMakeWork(name) && !name.startsWith('siso_github_')) bot?.wake();
    },
    stop: async () => {
      await begun;
      await bot?.stop();
      way.close();
    },
  };
}

/** Rejects with what does not pass; that GitHub is away is said once. */
async function untilBegun(
  begin: () => Promise<void>,
  { signal, onFault }: Pick<BotPlace, 'signal' | 'onFault'>,
): Promise<void> {
  const begun = Date.now();
  for (let isSaid = false; !signal.aborted; isSaid = true) {
    try {
      return await begin();
    } catch (error) {
      // Whoever has begun without GitHub goes on: a clock that is off, or an app that is suspended, may be mended meanwhile.
      if (!isAway(error) && Date.now() - begun < PATIENCE_MS) throw error;
      if (!isSaid) onFault(error);
    }
    await after(AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

function isAway(error: unknown): boolean {
  return error instanceof AutomationError && error.code === 'github_failed';
}

function demand(bot: Bot | undefined): Bot {
  if (bot !== undefined) return bot;
  throw new AutomationError('github_failed', 'A webhook came before GitHub had answered who the app is', {
    hint: 'GitHub is asked for it again within minutes.',
  });
}
