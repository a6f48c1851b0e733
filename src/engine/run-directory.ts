import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { type FileLock, tryLock } from '../host/lock.ts';
import { disposeWorkspace } from '../workspace/index.ts';

/** What a later start needs to end a run whose process died. Written before anything is asked of the ledger. */
const runRecordSchema = z.object({
  /** The request id of the admission or claim: the ledger still knows what it answered. */
  requestId: z.uuid(),
  /** The one of the claimed tasks that runs here. Absent where all of them are meant that run nowhere yet. */
  taskId: z.string().optional(),
  /** Carried by every process of the run. */
  marker: z.uuid(),
});
type RunRecord = z.infer<typeof runRecordSchema>;

interface Claimed {
  /** Of the claim. */
  requestId: string;
  taskId: string;
}

/** The folder of one run in the data directory. Its lock is held as long as the run's process lives. */
export class RunDirectory {
  readonly path: string;
  readonly #lock: FileLock;
  #record: RunRecord;

  private constructor(path: string, record: RunRecord, lock: FileLock) {
    this.path = path;
    this.#record = record;
    this.#lock = lock;
  }

  get record(): Readonly<RunRecord> {
    return this.#record;
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl');
  }
  get workspace(): string {
    return join(this.path, 'workspace');
  }
  get home(): string {
    return join(this.path, 'home');
  }

  /** For a run that is about to ask for admission, or for a task that `claimed` has answered. */
  static async create(dataDirectory: string, claimed?: Claimed): Promise<RunDirectory> {
    const record = { requestId: randomUUID(), marker: randomUUID(), ...claimed };
    const name = claimed === undefined ? record.requestId : record.marker;
    const path = join(runsFolder(dataDirectory), name);
    // Under a name that nobody adopts until it is locked and has its record.
    const making = join(runsFolder(dataDirectory), `.new-${name}`);
    try {
      await mkdir(join(making, 'home'), { recursive: true, mode: 0o700 });
      const lock = tryLock(join(making, 'lock'));
      if (!lock) throw new Error('another process holds the lock of a new run');
      await new RunDirectory(making, record, lock).note(record.requestId);
      await rename(making, path);
      return new RunDirectory(path, record, lock);
    } catch (cause) {
      throw new AutomationError('store_unavailable', `The data directory ${dataDirectory} cannot be written`, {
        hint: 'Make it writable, or name another one with SISO_DATA_DIR.',
        cause,
      });
    }
  }

  /** Runs whose process is gone, each locked for whoever looks after it now. */
  static async abandoned(dataDirectory: string): Promise<RunDirectory[]> {
    const all = await readdir(runsFolder(dataDirectory)).catch(() => []);
    const names = all.filter((name) => !name.startsWith('.'));
    const found = await Promise.all(names.map((name) => RunDirectory.#adopt(join(runsFolder(dataDirectory), name))));
    return found.filter((run) => run !== undefined);
  }

  /** The folder of a run that another process has asked for, which is locked from now on. Throws `store_unavailable`. */
  static async open(path: string): Promise<RunDirectory> {
    const run = await RunDirectory.#adopt(path);
    if (run !== undefined) return run;
    throw new AutomationError('store_unavailable', `There is no run in ${path}, or another process has it`, {
      hint: 'Start the task again; its hold is given back.',
    });
  }

  static async #adopt(path: string): Promise<RunDirectory | undefined> {
    const lock = tryLockIn(path);
    if (!lock) return undefined;
    const text = await readFile(join(path, 'run.json'), 'utf8').catch(() => undefined);
    const record = runRecordSchema.safeParse(parseJson(text));
    if (record.success) return new RunDirectory(path, record.data, lock);
    // Not one of ours: a run has its record before it has its name.
    lock.release();
    return undefined;
  }

  /** Notes the request that is about to ask for admission; every earlier one was answered with no. */
  async note(requestId: string): Promise<void> {
    this.#record = { ...this.#record, requestId };
    await writeFile(join(this.path, 'run.json.new'), JSON.stringify(this.#record));
    await rename(join(this.path, 'run.json.new'), join(this.path, 'run.json'));
  }

  /** Leaves everything to the next start, which settles from the journal. */
  leave(): void {
    this.#lock.release();
  }

  /** Removes the folder of a run that is over. Answers what could not be removed; nobody adopts that. */
  async remove(): Promise<string | undefined> {
    const gone = join(dirname(this.path), `.gone-${basename(this.path)}`);
    let place = this.path;
    try {
      await rename(place, gone);
      place = gone;
      await disposeWorkspace(gone);
      return undefined;
    } catch {
      return place;
    } finally {
      this.#lock.release();
    }
  }
}

/** Of a data directory. */
export function runsFolder(dataDirectory: string): string {
  return join(dataDirectory, 'runs');
}

/** `undefined` when the run lives, or its folder went away between the look and the lock. */
function tryLockIn(path: string): FileLock | undefined {
  try {
    return tryLock(join(path, 'lock'));
  } catch {
    return undefined;
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
