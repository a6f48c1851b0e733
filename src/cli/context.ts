import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '../contracts/config.ts';
import { AutomationError } from '../domain/errors.ts';
import { formatUsd } from '../domain/money.ts';
import { recoverRuns } from '../engine/index.ts';
import { compileForOneCommand, openStore, type Store } from '../store/index.ts';
import { inspectRepository, isTracked, type SourceRepository } from '../workspace/index.ts';
import { readConfig } from './config.ts';
import { cacheFolder } from './folders.ts';
import { durationOrNone } from './values.ts';

const DATA_FOLDER = '.siso';

/** Where a command works: repository when there is one, configuration, data and cache folders. */
export interface Context {
  /** `undefined` outside a repository; `requireRepository` then says why. */
  repository: SourceRepository | undefined;
  config: Config;
  /** Ledger and runs. `SISO_DATA_DIR`, else `.siso` at the top of the repository or of the current folder. */
  dataDirectory: string;
  /** Installed CLIs. `SISO_CACHE_DIR`, else the user's cache folder. */
  cacheDirectory: string;
  /** A Claude Code binary of one's own: `SISO_CLAUDE_PATH`. */
  claudePath: string | undefined;
  actor: string;
}

/** Throws `config_invalid` for a wrong `siso.config.json` and for a checkout that brings its own ledger. */
export async function readContext(workspace: string | undefined): Promise<Context> {
  const folder = resolve(workspace ?? '.');
  const repository = await inspectRepository(folder).catch(() => undefined);
  const root = repository?.root ?? folder;
  const { SISO_DATA_DIR, SISO_CLAUDE_PATH } = process.env;
  return {
    repository,
    config: await readConfig(root),
    dataDirectory: SISO_DATA_DIR ? resolve(SISO_DATA_DIR) : await ownDataFolder(root),
    cacheDirectory: cacheFolder(),
    claudePath: SISO_CLAUDE_PATH ? resolve(SISO_CLAUDE_PATH) : undefined,
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

const LINGER_MS = 5 * 60_000;

/** `SISO_LINGER`, such as `0` or `30m`; in CI nothing is left running. Throws `config_invalid`. */
function lingerMs(): number {
  const { SISO_LINGER, CI } = process.env;
  if (!SISO_LINGER) return CI ? 0 : LINGER_MS;
  try {
    return durationOrNone(SISO_LINGER);
  } catch (cause) {
    const hint = 'Set it to a time such as 30m, or to 0.';
    throw new AutomationError('config_invalid', `SISO_LINGER cannot be "${SISO_LINGER}"`, { hint, cause });
  }
}

/** Opens the ledger and first ends what runs that died have left. Throws `config_invalid` for a ledger of the other kind. */
export async function openLedger(
  dataDirectory: string,
  { rehearsal, onNote }: { rehearsal: boolean; onNote(line: string): void },
): Promise<Store> {
  compileForOneCommand();
  const store = await openStore({ directory: dataDirectory, rehearsal, lingerMs: lingerMs() });
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
