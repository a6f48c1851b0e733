import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { readLinger, readSettings, type SettingOrigin, type Settings } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import { formatUsd } from '../domain/money.ts';
import { recoverRuns } from '../engine/index.ts';
import { compileForOneCommand, openStore, type Store } from '../store/index.ts';
import { inspectRepository, isTracked, type SourceRepository } from '../workspace/index.ts';

const DATA_FOLDER = '.siso';

/** Where a command works: repository when there is one, configuration, data and cache folders. */
export interface Context {
  /** `undefined` outside a repository; `requireRepository` then says why. */
  repository: SourceRepository | undefined;
  settings: Settings;
  /** Where each value is from. */
  origins: SettingOrigin[];
  /** Ledger and runs. `SISO_DATA_DIR`, else `.siso` at the top of the repository or of the current folder. */
  dataDirectory: string;
  /** Installed CLIs. `SISO_CACHE_DIR`, else the user's cache folder. */
  cacheDirectory: string;
  /** A Claude Code binary of one's own: `SISO_CLAUDE_PATH`. */
  claudePath: string | undefined;
  actor: string;
}

/** Throws `config_invalid` for a wrong file or variable and for a checkout that brings its own ledger. */
export async function readContext(workspace: string | undefined): Promise<Context> {
  const folder = resolve(workspace ?? '.');
  const repository = await inspectRepository(folder).catch(() => undefined);
  const root = repository?.root ?? folder;
  const { settings, origins } = await readSettings({ folder: root, env: process.env });
  return {
    repository,
    settings,
    origins,
    dataDirectory: settings.dataDirectory ?? (await ownDataFolder(root)),
    cacheDirectory: settings.cacheDirectory,
    claudePath: settings.claudePath,
    actor: userName(),
  };
}

/** A ledger that came with the checkout says whatever its author wants: other budgets, other prices, nothing spent. */
async function ownDataFolder(root: string): Promise<string> {
  // Without git, which is said elsewhere, nothing can be worked on anyway.
  const tracked = await isTracked(root, DATA_FOLDER).catch(() => false);
  if (!tracked) return join(root, DATA_FOLDER);
  throw new AutomationError(
    'config_invalid',
    `git tracks files in ${join(root, DATA_FOLDER)}: a ledger that comes with a checkout limits nothing`,
    {
      hint: `Take it out of the repository with \`git rm -r --cached ${DATA_FOLDER}\`, delete it if you did not make it, and commit; or keep the ledger elsewhere with SISO_DATA_DIR.`,
    },
  );
}

/** Accounts without an entry in the user database exist in containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Opens the ledger and first ends what runs that died have left. Throws `config_invalid` for a ledger of the other kind. */
export async function openLedger(
  dataDirectory: string,
  { rehearsal, onNote }: { rehearsal: boolean; onNote(line: string): void },
): Promise<Store> {
  compileForOneCommand();
  const store = await openStore({ directory: dataDirectory, rehearsal, lingerMs: readLinger(process.env) });
  try {
    demandKind(await store.call('siso_schema', {}), { rehearsal, dataDirectory });
    const runs = rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory;
    for (const { taskId, costMicros, estimated, left } of await recoverRuns(store, runs)) {
      const worst = estimated ? ', what was under way at its worst case' : '';
      onNote(`An earlier run died: ${taskId} is settled with ${formatUsd(costMicros)}${worst}.`);
      if (left !== undefined) onNote(`Some files of it could not be removed: ${left}`);
    }
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function demandKind(ledger: { rehearsal: boolean }, asked: { rehearsal: boolean; dataDirectory: string }): void {
  if (ledger.rehearsal === asked.rehearsal) return;
  const [is, wanted] = asked.rehearsal ? ['real runs', 'a rehearsal'] : ['rehearsals', 'a real run'];
  throw new AutomationError(
    'config_invalid',
    `The ledger of ${asked.dataDirectory} is one of ${is}, and this is ${wanted}`,
    {
      hint: 'Name another data directory with SISO_DATA_DIR; a rehearsal keeps its ledger in the folder `rehearsal` of it.',
    },
  );
}
