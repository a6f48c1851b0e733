import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import {
  endAbandonedAgents,
  type Isolation,
  type IsolationOptions,
  openIsolation,
} from '../../src/host/isolation/index.ts';
import { Root } from '../../src/host/isolation/root.ts';

const root = process.platform === 'linux' ? await Root.find() : undefined;

/** Why users for agents cannot be tested here; the name of a skipped test tells it. */
export const WITHOUT_USERS =
  root === undefined
    ? 'skipped: not Linux, or neither root nor sudo without a password'
    : existsSync('/usr/bin/setpriv') && existsSync('/usr/sbin/useradd')
      ? undefined
      : 'skipped: setpriv or useradd is missing';

/** Users and folders of one test, which go with it. Everybody can see the folders. */
export interface Yard {
  /** Name of its first user; others get a number. */
  prefix: string;
  /** Ours, for what the agent must not get. */
  visible: string;
  /** Where runs have their folders. */
  base: string;
  /** A user of its own for one run; closed when the test ends. */
  open(options?: IsolationOptions): Promise<Isolation>;
  /** Names of the users made so far. */
  users(): string[];
}

export async function aYard(): Promise<Yard> {
  const mark = randomBytes(4).toString('hex');
  const [prefix, base] = [`siso-t${mark}`, `/var/lib/siso-test-${mark}`];
  const opened: Isolation[] = [];
  const users = () =>
    [...readFileSync('/etc/passwd', 'utf8').matchAll(/^[^:]+/gm)].map(String).filter((name) => name.startsWith(prefix));
  onTestFinished(async () => {
    for (const isolation of opened) await isolation.close();
    await endAbandonedAgents({ users: prefix, base });
    for (const name of users()) await asRoot('userdel', name);
    await asRoot('rm', '-rf', '--', base);
  });
  const us = ['-o', `${process.getuid?.()}`, '-g', `${process.getgid?.()}`];
  await asRoot('install', '-d', '-m', '0755', ...us, base, join(base, 'visible'));
  return {
    ...{ prefix, base, users, visible: join(base, 'visible') },
    async open(options = {}) {
      const isolation = await openIsolation('user', { users: prefix, base, ...options });
      opened.push(isolation);
      return isolation;
    },
  };
}

/** Runs a command as root. Throws with its complaint. */
export async function asRoot(...command: string[]): Promise<void> {
  if (root === undefined) throw new Error(WITHOUT_USERS);
  await root.run(command);
}

/** A folder that root makes for everybody to see; it goes when the test ends. */
export async function aFolderOfRoot(path: string): Promise<void> {
  await asRoot('install', '-d', '-m', '0755', '--', path);
  onTestFinished(() => asRoot('rmdir', '--', path));
}

export interface AgentEnd {
  code: number | undefined;
  /** Both of its outputs. */
  output: string;
}

interface Where {
  cwd?: string;
  env?: Record<string, string>;
}

/** A shell script as the agent, started as Claude Code is. */
export function startAsAgent(isolation: Isolation, script: string, { cwd = '/', env = {} }: Where = {}) {
  const path = { PATH: process.env.PATH ?? '' };
  const command = isolation.command('/bin/sh', ['-c', script], { cwd, env: { ...path, ...env } });
  return execa(command.file, command.args, {
    ...{ cwd: command.cwd, env: command.env, extendEnv: false, input: command.input, all: true },
    ...{ reject: false, detached: true },
  });
}

export async function asAgent(isolation: Isolation, script: string, where?: Where): Promise<AgentEnd> {
  const { exitCode, all } = await startAsAgent(isolation, script, where);
  return { code: exitCode, output: `${all}` };
}

/** Ids of the living processes of a user. */
export async function processesOf(user: string): Promise<string[]> {
  const { stdout } = await execa('ps', ['-o', 'pid=,stat=', '-u', user], { reject: false });
  return stdout.split('\n').filter((line) => line !== '' && !/Z/.test(line));
}
