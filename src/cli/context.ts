import { readLinger } from '../config/index.ts';
import {
  type OpenLedger,
  type OpenLedgerOptions,
  openLedger as open,
  readSurroundings,
  type Surroundings,
} from '../engine/index.ts';
import { compileForOneCommand, compileForService } from '../store/index.ts';

/** Where a command works: repository when there is one, configuration, data and cache folders. */
export interface Context extends Surroundings {
  /** Installed CLIs. `SISO_CACHE_DIR`, else the user's cache folder. */
  cacheDirectory: string;
  /** A Claude Code binary of one's own: `SISO_CLAUDE_PATH`. */
  claudePath: string | undefined;
}

/** Throws `config_invalid` for a wrong file or variable and for a checkout that brings its own ledger. */
export async function readContext(workspace: string | undefined): Promise<Context> {
  const surroundings = await readSurroundings({ workspace });
  const { cacheDirectory, claudePath } = surroundings.settings;
  return { ...surroundings, cacheDirectory, claudePath };
}

/** Opens the ledger and first ends what runs that died have left. Throws `config_invalid` for a ledger of the other kind. */
export async function openLedger(
  surroundings: Surroundings,
  { rehearsal, onNote }: { rehearsal: boolean; onNote(line: string): void },
): Promise<OpenLedger> {
  compileForOneCommand();
  return open({ surroundings, rehearsal, lingerMs: readLinger(process.env), onNote });
}

/** The same for a process that stays: a keeper gives way to it, and none follows it. */
export async function openLedgerToServe(
  surroundings: Surroundings,
  parts: Pick<OpenLedgerOptions, 'rehearsal' | 'onNote' | 'onServed'>,
): Promise<OpenLedger> {
  compileForService();
  return open({ surroundings, lingerMs: 0, takeOver: true, ...parts });
}
