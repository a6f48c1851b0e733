import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type FileLock, tryLock } from '../lock.ts';
import { usersWithProcesses } from '../processes.ts';
import { unavailable } from './isolation.ts';
import type { Root } from './root.ts';

/** A user of the machine that one run has for itself as long as the lock is held. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
  /** Ours; of all others only this user comes through it. */
  folder: string;
  release(): void;
}

export interface AccountPlace {
  users: string;
  base: string;
}

/** Agents at once for one user of the machine. */
const MOST = 64;

/** The first agent's user that no run of ours has; it is made when it is missing. Throws `isolation_unavailable`. */
export async function takeAccount(root: Root, place: AccountPlace): Promise<Account> {
  const locks = await lockFolder(root, place.base);
  for (let number = 1; number <= MOST; number += 1) {
    const name = nameOf(place.users, number);
    const lock = tryLock(join(locks, `${name}.lock`));
    if (lock === undefined) continue;
    const account = await accountUnder(lock, { root, name, locks });
    if (account !== undefined) return account;
  }
  throw unavailable(`All ${MOST} users for agents are taken`, 'Wait until a run has ended.');
}

/**
 * Those of our agents' users that no living run has and that have left something, each locked for whoever looks after it now.
 * This is asked whenever a ledger is opened, and nearly always there is nothing.
 */
export async function abandonedAccounts(root: Root, { users, base }: AccountPlace): Promise<Account[]> {
  const locks = lockFolderOf(base);
  const present = new Set(await readdir(locks).catch(() => []));
  if (present.size === 0) return [];
  const alive = await usersWithProcesses();
  const found: Account[] = [];
  for (let number = 1; number <= MOST; number += 1) {
    const name = nameOf(users, number);
    const entry = present.has(name) ? await find(name) : undefined;
    if (entry?.ours !== true) continue;
    // What a run leaves is in its folder, or lives; an empty one was cleared away last.
    const left = await readdir(join(locks, name)).catch(() => []);
    if (left.length === 0 && !alive.has(entry.uid)) continue;
    const lock = tryLock(join(locks, `${name}.lock`));
    const account = lock && (await accountUnder(lock, { root, name, locks }));
    if (account !== undefined) found.push(account);
  }
  return found;
}

function nameOf(users: string, number: number): string {
  return number === 1 ? users : `${users}-${number}`;
}

/** For locks and places of our user alone: other users of the machine have agents of their own. */
async function lockFolder(root: Root, base: string): Promise<string> {
  const folder = lockFolderOf(base);
  await root.run(['install', '-d', '-m', '0755', '-o', '0', '-g', '0', '--', base]);
  await root.run(['install', '-d', '-m', '0711', ...owned(process.getgid?.()), '--', folder]);
  return folder;
}

export function lockFolderOf(base: string): string {
  return join(base, String(process.getuid?.()));
}

function owned(group: number | undefined): string[] {
  return ['-o', String(process.getuid?.()), '-g', String(group)];
}

interface Wanted {
  root: Root;
  name: string;
  locks: string;
}

/** `undefined`, and the lock is free again, when the name belongs to somebody else. */
async function accountUnder(lock: FileLock, { root, name, locks }: Wanted): Promise<Account | undefined> {
  try {
    const { ours, uid, gid } = (await find(name)) ?? (await make(root, name));
    if (ours) {
      const folder = join(locks, name);
      await root.run(['install', '-d', '-m', '0710', ...owned(gid), '--', folder]);
      return { name, uid, gid, folder, release: () => lock.release() };
    }
  } catch (error) {
    lock.release();
    throw error;
  }
  lock.release();
  return undefined;
}

interface Entry {
  uid: number;
  gid: number;
  /** We have made it, and nobody has changed it into something else. */
  ours: boolean;
}

function comment(): string {
  return `SISO agent of uid ${process.getuid?.()}`;
}

async function find(name: string): Promise<Entry | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const [, , uid, gid, said] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
  if (uid === undefined || gid === undefined) return undefined;
  const ours = said === comment() && Number(uid) > 0 && Number(uid) !== process.getuid?.() && Number(gid) > 0;
  return { uid: Number(uid), gid: Number(gid), ours };
}

const USERADD = ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
const ATTEMPTS = 40;

async function make(root: Root, name: string): Promise<Entry> {
  for (let attempt = 1; ; attempt += 1) {
    const made = await root.ask([...USERADD, '--shell', '/usr/sbin/nologin', '--comment', comment(), name]);
    const entry = await find(name);
    if (entry !== undefined) return entry;
    // Only one at a time may write to the list of users.
    if (!/lock/.test(made.complaint) || attempt === ATTEMPTS) throw cannotMake(name, made.complaint);
    await delay(100);
  }
}

function cannotMake(name: string, complaint: string) {
  return unavailable(
    `The user ${name} for the agent could not be made: ${complaint || 'useradd does not say why'}`,
    'The machine needs useradd (package passwd, shadow or shadow-utils) and a writable /etc/passwd.',
  );
}
