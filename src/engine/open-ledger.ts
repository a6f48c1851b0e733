import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { formatUsd } from '../domain/money.ts';
import { openStore, type Store } from '../store/index.ts';
import { recoverRuns } from './recover.ts';

export interface OpenLedgerOptions {
  dataDirectory: string;
  rehearsal: boolean;
  /** How long another process keeps it open after this one, milliseconds. */
  lingerMs: number;
  /** What was found and mended, one sentence each. */
  onNote(line: string): void;
}

/** Opens the ledger and first ends what runs that died have left. Throws `config_invalid` for a ledger of the other kind. */
export async function openLedger({ dataDirectory, rehearsal, lingerMs, onNote }: OpenLedgerOptions): Promise<Store> {
  const store = await openStore({ directory: dataDirectory, rehearsal, lingerMs });
  try {
    demandKind(await store.call('siso_schema', {}), { rehearsal, dataDirectory });
    for (const { taskId, costMicros, estimated, left } of await recoverRuns(
      store,
      runsFolder(dataDirectory, rehearsal),
    )) {
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

/** A rehearsal keeps its ledger and its runs apart. */
export function runsFolder(dataDirectory: string, rehearsal: boolean): string {
  return rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory;
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
