import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type JournalLine, journalLineSchema, type MeterHold, type MeterUsage } from '../contracts/meter.ts';
import { AutomationError } from '../domain/errors.ts';
import { countedTokens, type UsageEntry } from '../domain/prices.ts';
import { type FileLock, tryLock } from '../host/lock.ts';
import { Entries } from './entries.ts';

/**
 * The meter's memory on disk: each request's worst case before it is forwarded, its actual usage after.
 * Written through to the kernel line by line, so it survives the death of every process, not of the machine.
 */
export class Journal {
  readonly #file: number;
  #torn = false;

  /** Throws `meter_failed` when the file exists already or cannot be written. */
  constructor(path: string, hold: MeterHold) {
    try {
      this.#file = openSync(path, 'wx', 0o600);
      this.write({ type: 'header', version: 1, hold });
    } catch (cause) {
      throw notCreated(path, cause);
    }
  }

  /** Throws when the line is not wholly on the file: then nothing may be forwarded. */
  write(line: JournalLine): void {
    // Nothing may follow a torn line, or the file could no longer be read.
    if (this.#torn) throw new AutomationError('meter_failed', 'The journal broke off at an earlier line');
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    this.#torn = true;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#torn = false;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Shows that a meter lives; held from before its first line until its end. Throws `meter_failed` when one lives already. */
export function lockJournal(path: string): FileLock {
  try {
    const lock = tryLock(lockOf(path));
    if (lock) return lock;
  } catch (cause) {
    throw notCreated(path, cause);
  }
  throw notCreated(path, 'another meter holds its lock');
}

function lockOf(path: string): string {
  return `${path}.lock`;
}

function notCreated(path: string, cause: unknown): AutomationError {
  return new AutomationError('meter_failed', `The journal ${path} cannot be created`, {
    hint: 'Each run needs a journal of its own in a folder that can be written.',
    cause,
  });
}

/** What a journal tells of a run. */
export type JournalUsage = Omit<MeterUsage, 'inFlight' | 'worstCaseMicros' | 'provider'>;

/**
 * The figures of a run from its journal: finished requests exactly, each one that was in flight at its worst
 * case. `undefined` without a journal (the meter never started). A torn last line is ignored: nothing was
 * forwarded for it. Waits for the meter that writes it to end. Throws `meter_failed` when that takes too long
 * (`retryable`) or when a line before the last is damaged.
 */
export async function readJournal(path: string): Promise<JournalUsage | undefined> {
  await writerGone(path);
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, 'utf8');
  const [header, ...lines] = completeLines(text).map((line, index) => parseLine(line, `${path}:${index + 1}`));
  if (!header) return recovered({ amountMicros: 0, tokens: 0, prices: [], countCacheWrites: false }, []);
  if (header.type !== 'header') throw damaged(`${path}:1`);
  return recovered(header.hold, lines);
}

/** A meter whose parent died ends the agent first, which may take it some 10 s. */
const WRITER_END_MS = 15_000;
const POLL_MS = 50;

async function writerGone(path: string): Promise<void> {
  const deadline = performance.now() + WRITER_END_MS;
  while (existsSync(lockOf(path))) {
    const lock = tryLock(lockOf(path));
    if (lock) return lock.release();
    if (performance.now() >= deadline) {
      throw new AutomationError('meter_failed', `The meter of that run still lives (${path})`, {
        hint: 'What was spent may still change; try again when its process has ended.',
        retryable: true,
      });
    }
    await new Promise((again) => setTimeout(again, POLL_MS));
  }
}

function recovered(hold: MeterHold, lines: JournalLine[]): JournalUsage {
  const entries = new Entries(hold.prices);
  const inFlight = new Map<number, UsageEntry>();
  let stopped: JournalUsage['stopped'] = null;
  for (const line of lines) {
    if (line.type === 'begin') inFlight.set(line.id, line.worst);
    if (line.type === 'end' && inFlight.delete(line.id) && line.entry) entries.add(line.entry);
    if (line.type === 'stopped') stopped = line.stopped;
  }
  for (const worst of inFlight.values()) entries.add(worst);
  const list = entries.list();
  return {
    entries: list,
    costMicros: entries.cost(),
    countedTokens: list.reduce((sum, entry) => sum + countedTokens(entry, hold.countCacheWrites), 0),
    requests: list.reduce((sum, entry) => sum + entry.requests, 0),
    stopped,
  };
}

/** Lines are appended whole with their newline, so what follows the last newline was torn off. */
function completeLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function parseLine(line: string, place: string): JournalLine {
  try {
    return journalLineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw damaged(place, cause);
  }
}

function damaged(place: string, cause?: unknown): AutomationError {
  return new AutomationError('meter_failed', `The meter's journal is damaged at ${place}`, {
    hint: 'What was spent is unknown, so settle the hold at its full amount.',
    cause,
  });
}
