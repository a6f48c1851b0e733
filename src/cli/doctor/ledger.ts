import { loadNetwork, type Settings } from '../../config/index.ts';
import type { RunnerKey } from '../../contracts/ledger/keys.ts';
import { AutomationError } from '../../domain/errors.ts';
import { DEFAULT_MODEL } from '../../domain/models.ts';
import { runnerKey, type SharedLedger, sharedLedger } from '../../engine/index.ts';
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

export function checkLedger({ dataDirectory, settings, actor }: Context): Promise<Check> {
  return checked('Ledger', async () => {
    const shared = sharedLedger(settings.supabaseUrl, { rehearsal: false });
    return shared === undefined ? embeddedText(dataDirectory, actor) : sharedText(shared, { settings, actor });
  });
}

async function embeddedText(directory: string, actor: string): Promise<string> {
  // Before we open it ourselves.
  const owner = await ledgerOwner(directory);
  const store = await openStore({ directory, runnerKey: runnerKey({}) });
  return `embedded in ${directory}, ${OWNERS[owner]}${await answersText(store, { actor, asWhom: '' })}`;
}

async function sharedText(
  shared: SharedLedger,
  { settings, actor }: { settings: Settings; actor: string },
): Promise<string> {
  const network = await loadNetwork(settings.network);
  const store = await openSupabaseStore({ ...shared, ...HASTE, network });
  const asWhom = `, with the key in ${shared.keyVariable}`;
  return `on Supabase at ${shared.url}${await answersText(store, { actor, asWhom })}`;
}

/** As whom the ledger answers and how fast, and whether it would take a task. Closes it. */
async function answersText(store: Store, { actor, asWhom }: { actor: string; asWhom: string }): Promise<string> {
  try {
    const startedAt = performance.now();
    const { version, rehearsal, runner } = await store.call('siso_schema', {});
    const took = (performance.now() - startedAt).toFixed(1);
    await demandTasks(store, { actor, runner });
    const who = runner === null ? asWhom : runnerText(runner);
    return `${who}; schema ${version}${rehearsal ? ', for rehearsals only' : ''}, answers in ${took} ms`;
  } finally {
    await store.close();
  }
}

function runnerText({ id, name, repo, environment, expiresAt }: RunnerKey): string {
  const until = expiresAt.slice(0, 10);
  return `, as a runner with the key ${name} (${id}) for ${environment} tasks of ${repo}, which ends on ${until}`;
}

/** Asks what a run would ask, and books nothing. Throws `forbidden` where no task could be made. */
async function demandTasks(
  store: Store,
  { actor, runner }: { actor: string; runner: RunnerKey | null },
): Promise<void> {
  const p_task = {
    ...({ name: 'doctor', category: 'development', priority: 'medium', prompt: '' } as const),
    ...{ actor, tools: [], model: DEFAULT_MODEL, environment: runner?.environment ?? 'development' },
  };
  const answer = await store.call('siso_check', { p_task });
  if (answer.decision !== 'refused' || answer.reason !== 'forbidden') return;
  throw new AutomationError('forbidden', 'The ledger answers, and would refuse every task', { hint: answer.hint });
}

/** Only where a key was given that nothing uses. */
export function checkUnusedKey({ settings }: Context, taken: readonly string[]): Check[] {
  const key = taken.find((name) => name === 'SUPABASE_SECRET_KEY' || name === 'SUPABASE_SERVICE_ROLE_KEY');
  if (settings.supabaseUrl !== undefined || key === undefined) return [];
  const text = `${key} is set and no project is: the embedded ledger is used. Name the project with SUPABASE_URL.`;
  return [{ name: 'Supabase', level: 'warning', text }];
}
