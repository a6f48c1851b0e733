import { realpath } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { pathsOf } from './folder.ts';
import { findSocketPath } from './socket-path.ts';
import { greetingSchema, LINE_LIMIT, readLines } from './wire.ts';

/** Who has the ledger of a data directory open: nobody, a keeper between commands, or a process with work of its own. */
export type LedgerOwner = 'nobody' | 'keeper' | 'process';

/** How long an owner may take to greet, milliseconds. It does so at once unless it is stuck. */
const PATIENCE_MS = 2_000;

/** Looks and changes nothing. */
export async function ledgerOwner(directory: string): Promise<LedgerOwner> {
  const real = await realpath(directory).catch(() => undefined);
  if (real === undefined) return 'nobody';
  const greeting = await firstLine(await findSocketPath(pathsOf(real)));
  if (greeting === undefined) return 'nobody';
  const parsed = greetingSchema.safeParse(parseJson(greeting));
  return parsed.success && parsed.data.keeper ? 'keeper' : 'process';
}

function firstLine(path: string): Promise<string | undefined> {
  const socket = createConnection(path);
  const line = new Promise<string | undefined>((resolve) => {
    socket.setTimeout(PATIENCE_MS, () => resolve('stuck'));
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
    readLines(socket, LINE_LIMIT, resolve);
  });
  return line.finally(() => socket.destroy());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
