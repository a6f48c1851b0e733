import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { formatUsd } from '../domain/money.ts';
import { openStore, openSupabaseStore, prepareDirectory, type Store } from '../store/index.ts';
import { recoverRuns } from './recover.ts';
import { type SharedLedger, sharedLedger } from './shared-ledger.ts';
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
  /** What was found and mended, one sentence each. */
  onNote(line: string): void;
}

export interface OpenLedger {
  store: Store;
  /** Runs of this machine that this ledger knows. */
  runsFolder: string;
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
  if (rehearsal && !(await isForRehearsals(shared, options.onNote))) return openEmbedded(options);
  return openShared(shared, options);
}

async function openEmbedded({
  surroundings,
  rehearsal,
  lingerMs,
  takeOver = false,
}: OpenLedgerOptions): Promise<OpenLedger> {
  const { dataDirectory } = surroundings;
  const store = await openStore({ directory: dataDirectory, rehearsal, lingerMs, takeOver });
  await demandKind(store, {
    rehearsal,
    where: dataDirectory,
    hint: 'Name another data directory with SISO_DATA_DIR; a rehearsal keeps its ledger in the folder `rehearsal` of it.',
  });
  // A rehearsal keeps its ledger and its runs apart.
  return { store, runsFolder: rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory };
}

async function openShared(
  shared: SharedLedger,
  { surroundings: { dataDirectory }, rehearsal }: OpenLedgerOptions,
): Promise<OpenLedger> {
  const { directory } = await prepareDirectory(dataDirectory);
  const store = await openSupabaseStore(shared);
  await demandKind(store, {
    rehearsal,
    where: shared.url,
    hint: 'Name another project with SUPABASE_URL, or rehearse with --rehearse.',
  });
  // A run that died must be settled by the ledger that admitted it.
  return { store, runsFolder: join(directory, 'shared', new URL(shared.url).host.replace(':', '_')) };
}

/** Soon given up: a rehearsal needs nobody else. */
const GLANCE = { timeoutMs: 3_000, retries: 2 };

/** Whether a shared ledger is one of rehearsals. One that cannot be asked is left alone, which is said. */
async function isForRehearsals(shared: SharedLedger, onNote: OpenLedgerOptions['onNote']): Promise<boolean> {
  try {
    const store = await openSupabaseStore({ ...shared, ...GLANCE });
    const { rehearsal } = await store.call('siso_schema', {});
    await store.close();
    return rehearsal;
  } catch (error) {
    if (!(error instanceof AutomationError)) throw error;
    onNote(`${error.message}. The rehearsal uses the folder.`);
    return false;
  }
}

interface Wanted {
  rehearsal: boolean;
  where: string;
  hint: string;
}

/** Closes a ledger of the other kind. */
async function demandKind(store: Store, { rehearsal, where, hint }: Wanted): Promise<void> {
  try {
    const ledger = await store.call('siso_schema', {});
    if (ledger.rehearsal === rehearsal) return;
    const [is, wanted] = rehearsal ? ['real runs', 'a rehearsal'] : ['rehearsals', 'a real run'];
    throw new AutomationError('config_invalid', `The ledger of ${where} is one of ${is}, and this is ${wanted}`, {
      hint,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}
