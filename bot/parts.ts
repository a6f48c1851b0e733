import type { ThreadRef } from '../src/contracts/ledger/github.ts';
import type { Store } from '../src/store/index.ts';
import type { RepositoryConfig } from './config/read.ts';
import type { RepositoryGitHub } from './github.ts';

/** What all of the bot's work shares. */
export interface BotParts {
  store: Pick<Store, 'call'>;
  /** Signs markers; of the app, never shown. */
  secret: string;
  /** Login of the app, `name[bot]`. */
  login: string;
  rehearsal: boolean;
  /** `owner/name` of the repository whose issue hears of budgets that are of no repository. */
  alerts: string | undefined;
  /** The client for a thread's repository, with the app's rights there. Throws `not_found` where the app is not installed. */
  repository(thread: Pick<ThreadRef, 'repo'>): Promise<RepositoryGitHub>;
  /** `.github/siso.yml` of the default branch, at most a minute old. */
  configOf(thread: Pick<ThreadRef, 'repo'>): Promise<RepositoryConfig>;
  now(): Date;
  onFault(error: unknown): void;
}
