import { loadNetwork, type Settings } from '../../config/index.ts';
import { type SharedLedger, sharedLedger } from '../../engine/index.ts';
import { ledgerOwner, openStore, openSupabaseStore, type Store } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { type Check, checked } from './check.ts';

/** Which ledger is used, and whether it answers. */

const OWNERS = {
  nobody: 'nobody had it open',
  keeper: 'kept open between commands by a keeper',
  process: 'open in another command',
} as const;

/** Whoever is at the doctor's wants to hear soon. */
const HASTE = { timeoutMs: 5_000, retries: 1 };

export function checkLedger({ dataDirectory, settings }: Context): Promise<Check> {
  return checked('Ledger', async () => {
    const shared = sharedLedger(settings.supabaseUrl, { rehearsal: false });
    return shared === undefined ? embeddedText(dataDirectory) : sharedText(shared, settings);
  });
}

async function embeddedText(directory: string): Promise<string> {
  // Before we open it ourselves.
  const owner = await ledgerOwner(directory);
  const store = await openStore({ directory });
  return `embedded in ${directory}, ${OWNERS[owner]}; ${await answersText(store)}`;
}

async function sharedText(shared: SharedLedger, settings: Settings): Promise<string> {
  const network = await loadNetwork(settings.network);
  const store = await openSupabaseStore({ ...shared, ...HASTE, network });
  return `on Supabase at ${shared.url}, with the key in ${shared.keyVariable}; ${await answersText(store)}`;
}

/** Asks what every key may ask that may use the ledger, and closes it. */
async function answersText(store: Store): Promise<string> {
  try {
    const startedAt = performance.now();
    const { version, rehearsal } = await store.call('siso_schema', {});
    const took = (performance.now() - startedAt).toFixed(1);
    return `schema ${version}${rehearsal ? ', for rehearsals only' : ''}, answers in ${took} ms`;
  } finally {
    await store.close();
  }
}

/** Only where a key was given that nothing uses. */
export function checkUnusedKey({ settings }: Context, taken: readonly string[]): Check[] {
  const key = taken.find((name) => name === 'SUPABASE_SECRET_KEY' || name === 'SUPABASE_SERVICE_ROLE_KEY');
  if (settings.supabaseUrl !== undefined || key === undefined) return [];
  const text = `${key} is set and no project is: the embedded ledger is used. Name the project with SUPABASE_URL.`;
  return [{ name: 'Supabase', level: 'warning', text }];
}
