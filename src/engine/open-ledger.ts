import { join } from 'node:path';
import { loadNetwork } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import { formatUsd } from '../domain/money.ts';
import { openStore, openSupabaseStore, prepareDirectory, type SharedStore, type Store } from '../store/index.ts';
import { recoverRuns } from './recover.ts';
import { runnerKey, type SharedLedger, sharedLedger } from './shared-ledger.ts';
import type { Surroundings } from './surroundings.ts';

export interface OpenLedgerOptions {
  surroundings: Pick<Surroundings, 'dataDirectory' | 'settings'>;
  rehearsal: boolean;
  /** Instead of the environment of this process. */
  env?: NodeJS.ProcessEnv | undefined;
  /** How long another process keeps an embedded ledger open after this one, milliseconds. */
  lingerMs: number;
  /** A process that only keeps an embedded ledger open has to give way. */
  takeOver?: boolean;
  /** Another process has called a function of an embedded ledger that is open here. */
  onServed?: ((name: string) => void) | undefined;
  /** What was found and mended, one sentence each. */
  onNote(line: string): void;
}

export interface OpenLedger {
  store: Store;
  /** Runs of this machine that this ledger knows. */
  runsFolder: string;
  /** Others on other machines use it too. */
  shared: boolean;
}

/**
 * Opens the ledger that is configured, shared or embedded, and first ends what runs that died have left.
 * Throws `config_invalid` for a ledger of the other kind.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<OpenLedger> {
  const opened = await openConfigured(options);
  const { store, runsFolder } = opened;
  try {
    for (const { taskId, costMicros, estimated, left } of await recoverRuns(store, runsFolder)) {
      const worst = estimated ? ', what was under way at its worst case' : '';
      options.onNote(`An earlier run died: ${taskId} is settled with ${formatUsd(costMicros)}${worst}.`);
      if (left !== undefined) options.onNote(`Some files of it could not be removed: ${left}`);
    }
    return opened;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openConfigured(options: OpenLedgerOptions): Promise<OpenLedger> {
  const { surroundings, rehearsal } = options;
  const shared = sharedLedger(surroundings.settings.supabaseUrl, options);
  if (shared === undefined) return openEmbedded(options);
  const { directory } = await prepareDirectory(surroundings.dataDirectory);
  const store = rehearsal ? await rehearsalStore(shared, options) : await realStore(shared, options);
  if (store === undefined) return openEmbedded(options);
  // A run that died must be settled by the ledger that admitted it, and a runner cannot settle those of others.
  const folder = join(directory, 'shared', new URL(shared.url).host.replace(':', '_'));
  const { runner } = store.schema;
  const runsFolder = runner === null ? folder : join(folder, 'runners', encodeURIComponent(runner.repo));
  return { store, runsFolder, shared: true };
}

async function openEmbedded(options: OpenLedgerOptions): Promise<OpenLedger> {
  const { surroundings, rehearsal, lingerMs, env, takeOver = false, onServed } = options;
  const { dataDirectory, settings } = surroundings;
  // A rehearsal that falls back to the folder: the key is one of the shared ledger.
  const key = settings.supabaseUrl === undefined ? runnerKey({ env }) : undefined;
  const store = await openStore({ directory: dataDirectory, rehearsal, lingerMs, takeOver, onServed, runnerKey: key });
  try {
    const is = await store.call('siso_schema', {});
    if (is.rehearsal !== rehearsal) throw otherKind(dataDirectory, { rehearsal, hint: OTHER_FOLDER });
  } catch (error) {
    await store.close();
    throw error;
  }
  // A rehearsal keeps its ledger and its runs apart.
  return { store, runsFolder: rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory, shared: false };
}

const OTHER_FOLDER =
  'Name another data directory with SISO_DATA_DIR; a rehearsal keeps its ledger in the folder `rehearsal` of it.';

async function realStore(shared: SharedLedger, { surroundings }: OpenLedgerOptions): Promise<SharedStore> {
  const store = await openSupabaseStore({ ...shared, network: await loadNetwork(surroundings.settings.network) });
  if (!store.schema.rehearsal) return store;
  await store.close();
  const hint = 'Name another project with SUPABASE_URL, or rehearse with --rehearse.';
  throw otherKind(shared.url, { rehearsal: false, hint });
}

/** Soon given up: a rehearsal needs nobody else. */
const GLANCE = { timeoutMs: 3_000, retries: 2 };

/** A shared ledger of rehearsals. One that cannot be asked is left alone, which is said. */
async function rehearsalStore(
  shared: SharedLedger,
  { surroundings, onNote }: OpenLedgerOptions,
): Promise<SharedStore | undefined> {
  try {
    const network = await loadNetwork(surroundings.settings.network);
    const store = await openSupabaseStore({ ...shared, network, opening: GLANCE });
    if (store.schema.rehearsal) return store;
    await store.close();
  } catch (error) {
    if (!(error instanceof AutomationError)) throw error;
    onNote(`${error.message}. The rehearsal uses the folder.`);
  }
  return undefined;
}

function otherKind(where: string, { rehearsal, hint }: { rehearsal: boolean; hint: string }): AutomationError {
  const [is, wanted] = rehearsal ? ['real runs', 'a rehearsal'] : ['rehearsals', 'a real run'];
  return new AutomationError('config_invalid', `The ledger of ${where} is one of ${is}, and this is ${wanted}`, {
    hint,
  });
}
