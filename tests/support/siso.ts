import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';
import { onTestFinished, vi } from 'vitest';
import type { LedgerStatus } from '../../src/contracts/ledger/reports.ts';
import { type RunReport, runReportSchema } from '../../src/contracts/run-report.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { imbalances } from './books.ts';
import { CACHE_DIR, claudeBinary } from './claude.ts';
import { TestLedger } from './ledger.ts';

const SOURCE = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
export const BUILT = fileURLToPath(new URL('../../build/cli/main.js', import.meta.url));

export interface SisoEnd {
  /** `null` when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The report of `--json`. Throws, with what was said instead, when there is none. */
  report(): RunReport;
}

export interface RunningSiso {
  readonly pid: number;
  /** Resolves once standard error matches. Throws when the process ends before. */
  said(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<SisoEnd>;
}

export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Default: the source. */
  entry?: string;
}

/** A place where siso runs: data directory and home of its own, the shared cache, and nothing of our environment. */
export class Siso {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-run-')));
  readonly dataDirectory = join(this.root, 'data');
  /** Where a rehearsal keeps its ledger and runs. */
  readonly rehearsal = join(this.dataDirectory, 'rehearsal');

  get environment(): Record<string, string> {
    const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
    const home = join(this.root, 'home');
    return { PATH: path, HOME: home, SISO_DATA_DIR: this.dataDirectory, SISO_CACHE_DIR: CACHE_DIR };
  }

  start(args: string[], { cwd = this.root, env = {}, entry = SOURCE }: StartOptions = {}): RunningSiso {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      env: { ...this.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return following(child);
  }

  run(args: string[], options?: StartOptions): Promise<SisoEnd> {
    return this.start(args, options).ended;
  }

  /** Rehearses `scenario` with `--json`. */
  rehearse(scenario: string, args: string[] = [], options?: StartOptions): Promise<SisoEnd> {
    return this.run(rehearsal(scenario, ['--json', ...args]), options);
  }

  /** Through the same door as siso itself; may be used while it runs. */
  async withStore<Answer>(use: (store: Store) => Promise<Answer>): Promise<Answer> {
    const store = await openStore({ directory: this.dataDirectory, rehearsal: true });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  /** What the rehearsal ledger holds now that no siso runs, and every sum in it that does not agree. */
  async books(): Promise<LedgerStatus & { imbalances: string[] }> {
    const postgres = await PGlite.create(join(this.rehearsal, 'ledger'), {
      serializers: { [types.JSON]: JSON.stringify, [types.JSONB]: JSON.stringify },
    });
    try {
      const ledger = new TestLedger(postgres);
      return { ...(await ledger.call('siso_status', {})), imbalances: await imbalances(ledger) };
    } finally {
      await postgres.close();
    }
  }

  /** Folders of runs that nobody has cleaned up. */
  runs(): string[] {
    const folder = join(this.rehearsal, 'runs');
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [join(folder, entry.name)] : [],
    );
  }

  /** The folder of the only run, once it has the file `name`. */
  runWith(name: string): Promise<string> {
    return until(() => this.runs().find((run) => readdirSync(run).includes(name)));
  }
}

/** A prompt and `--rehearse`, as arguments of siso. */
export function rehearsal(scenario: string, args: string[] = []): string[] {
  return ['run', 'Do what is to be done.', `--rehearse=${scenario}`, ...args];
}

const templates = new Map<string, Promise<string>>();

/** A place with a rehearsal ledger under one of the presets of limits. The default is that nothing is limited but dollars. */
export async function aSiso(preset: 'unlimited' | 'specification' = 'unlimited'): Promise<Siso> {
  await claudeBinary();
  const siso = new Siso();
  onTestFinished(() => rmSync(siso.root, { recursive: true, force: true, maxRetries: 5 }));
  const template = templates.get(preset) ?? makeTemplate(preset);
  templates.set(preset, template);
  mkdirSync(join(siso.root, 'home'));
  cpSync(await template, siso.dataDirectory, { recursive: true });
  return siso;
}

/** Made once per test file: a new ledger takes longer than a copy. */
async function makeTemplate(preset: 'unlimited' | 'specification'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'siso-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore({ directory: folder, rehearsal: true });
  await store.call('siso_limits_preset', { p_request_id: randomUUID(), p_actor: 'test', p_preset: preset });
  await store.close();
  return folder;
}

function following(child: ChildProcess): RunningSiso {
  let [stdout, stderr, over] = ['', '', false];
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<SisoEnd>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve({ code, signal, stdout, stderr, report: () => readReport(stdout, stderr) });
    });
  });
  const said = async (pattern: RegExp) => {
    await until(() => pattern.test(stderr) || over);
    if (!pattern.test(stderr)) throw new Error(`It ended without saying ${pattern}:\n${stderr}${stdout}`);
  };
  return { pid: child.pid ?? 0, said, kill: (signal) => void child.kill(signal), ended };
}

function readReport(stdout: string, stderr: string): RunReport {
  try {
    return runReportSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error(`There is no report:\n${stdout}${stderr}`, { cause });
  }
}

/** Looks again and again until `look` answers something; for what nobody tells us of, such as files and processes. */
export function until<Found>(look: () => Found | Promise<Found>): Promise<NonNullable<Found>> {
  return vi.waitUntil(look, { timeout: 30_000, interval: 5 }) as Promise<NonNullable<Found>>;
}
