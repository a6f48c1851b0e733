import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { readSettings, type SettingOrigin, type Settings } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import { inspectRepository, isTracked, type SourceRepository } from '../workspace/index.ts';

const DATA_FOLDER = '.siso';

/** Where tasks are run from: the repository when there is one, settings, data and cache folders, and who asks. */
export interface Surroundings {
  /** `undefined` outside a repository; `inspectRepository(folder)` says why. */
  repository: SourceRepository | undefined;
  /** Absolute; what was looked at. */
  folder: string;
  settings: Settings;
  origins: SettingOrigin[];
  /** Ledger and runs. */
  dataDirectory: string;
  /** The user of this process. */
  actor: string;
}

export interface SurroundingsOptions {
  workspace?: string | undefined;
  dataDirectory?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
}

/** Throws `config_invalid` for wrong settings and for a checkout that brings its own ledger. */
export async function readSurroundings(options: SurroundingsOptions): Promise<Surroundings> {
  const folder = resolve(options.workspace ?? '.');
  const repository = await inspectRepository(folder).catch(() => undefined);
  const root = repository?.root ?? folder;
  const { settings, origins } = await readSettings({ folder: root, env: options.env ?? process.env });
  const dataDirectory = options.dataDirectory === undefined ? settings.dataDirectory : resolve(options.dataDirectory);
  return {
    repository,
    folder,
    settings,
    origins,
    dataDirectory: dataDirectory ?? (await ownDataFolder(root)),
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
