import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Config } from '../contracts/config.ts';
import { formatUsd } from '../domain/money.ts';
import { recoverRuns } from '../engine/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { inspectRepository, type SourceRepository } from '../workspace/index.ts';
import { readConfig } from './config.ts';
import { cacheFolder } from './folders.ts';

/** Where a command works: repository when there is one, configuration, data and cache folders. */
export interface Context {
  /** `undefined` outside a repository; `requireRepository` then says why. */
  repository: SourceRepository | undefined;
  config: Config;
  /** Ledger and runs. `SISO_DATA_DIR`, else `.siso` at the top of the repository or of the current folder. */
  dataDirectory: string;
  /** Installed CLIs. `SISO_CACHE_DIR`, else the user's cache folder. */
  cacheDirectory: string;
  actor: string;
}

export async function readContext(workspace: string | undefined): Promise<Context> {
  const folder = resolve(workspace ?? '.');
  const repository = await inspectRepository(folder).catch(() => undefined);
  const root = repository?.root ?? folder;
  const { SISO_DATA_DIR } = process.env;
  return {
    repository,
    config: await readConfig(root),
    dataDirectory: SISO_DATA_DIR ? resolve(SISO_DATA_DIR) : join(root, '.siso'),
    cacheDirectory: cacheFolder(),
    actor: userName(),
  };
}

/** Accounts without an entry in the user database exist in containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Opens the ledger and first ends what runs that died have left. */
export async function openLedger(
  dataDirectory: string,
  { rehearsal, onNote }: { rehearsal: boolean; onNote(line: string): void },
): Promise<Store> {
  compileOnce();
  const store = await openStore({ directory: dataDirectory, rehearsal });
  try {
    const runs = rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory;
    for (const { taskId, costMicros, estimated } of await recoverRuns(store, runs)) {
      const worst = estimated ? ', what was under way at its worst case' : '';
      onNote(`An earlier run died: ${taskId} is settled with ${formatUsd(costMicros)}${worst}.`);
    }
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** `tokenLimits.daily` of the configuration becomes the ledger's daily token budget; the change is audited. */
export async function applyConfig(store: Store, { config, actor }: Context): Promise<void> {
  const daily = config.tokenLimits?.daily;
  if (daily === undefined) return;
  const { budgets } = await store.call('siso_status', {});
  const current = budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'tokens');
  if (current?.cap === daily) return;
  await store.call('siso_set_budget', {
    p_request_id: randomUUID(),
    p_actor: actor,
    p_scope: 'global',
    p_value: '',
    p_changes: { dailyTokens: daily },
  });
}

/**
 * Postgres is WebAssembly. The optimising compiler pays off after many calls and a command makes ten: without it the
 * ledger opens and admits in half the processor time (measured).
 */
function compileOnce(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
