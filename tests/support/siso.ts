import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';
import { afterAll, expect, onTestFinished, vi } from 'vitest';
import { type RunReport, runReportSchema } from '../../src/contracts/run-report.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { imbalances } from './books.ts';
import { CACHE_DIR, claudeBinary } from './claude.ts';
import { TestLedger } from './ledger.ts';

const SOURCE = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface SisoEnd {
  /** `null` when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** The document of `--json`. Throws, with what was said instead, when there is none. */
  report(): RunReport;
}

export interface RunningSiso {
  readonly pid: number;
  readonly stdin: NodeJS.WritableStream;
  /** What it has printed so far. */
  readonly printed: string;
  /** Resolves once what was printed matches. Throws when the process ends before. */
  said(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<SisoEnd>;
}

export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** What runs instead of Node and the source; the arguments follow. */
  command?: [string, ...string[]];
}

/** A place where siso runs: data directory and home of its own, the shared cache, and nothing of our environment. */
export class Siso {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-run-')));
  readonly dataDirectory = join(this.root, 'data');
  /** Where a rehearsal keeps its ledger and its runs. */
  readonly rehearsalFolder = join(this.dataDirectory, 'rehearsal');
  readonly environment = {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: join(this.root, 'home'),
    SISO_DATA_DIR: this.dataDirectory,
    SISO_CACHE_DIR: CACHE_DIR,
    SISO_LINGER: '0',
  };

  start(args: string[], { cwd = this.root, env = {}, command = SISO }: StartOptions = {}): RunningSiso {
    const [program, ...first] = command;
    const child = spawn(program, [...first, ...args], { cwd, env: { ...this.environment, ...env } });
    onTestFinished(() => void child.kill('SIGKILL'));
    return following(child);
  }

  run(args: string[], options?: StartOptions): Promise<SisoEnd> {
    const running = this.start(args, options);
    running.stdin.end();
    return running.ended;
  }

  /** Rehearses `scenario` with `--json`. */
  rehearse(scenario: string, args: string[] = [], options?: StartOptions): Promise<SisoEnd> {
    return this.run(rehearsal(scenario, ['--json', ...args]), options);
  }

  /** Uses the rehearsal ledger through the same door as siso, also while one runs. */
  async withStore<Answer>(use: (store: Store) => Promise<Answer>): Promise<Answer> {
    const store = await openStore({ directory: this.dataDirectory, rehearsal: true });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  /** Folders of runs that are under way or were left behind. */
  runs(): string[] {
    const folder = join(this.rehearsalFolder, 'runs');
    return existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => !name.startsWith('.'))
          .map((name) => join(folder, name))
      : [];
  }

  /** What is spent today in micro-USD, and that nothing is held, every sum agrees and no run has left anything. */
  async settled(): Promise<number> {
    const postgres = await PGlite.create(join(this.rehearsalFolder, 'ledger'), {
      serializers: { [types.JSON]: JSON.stringify, [types.JSONB]: JSON.stringify },
    });
    try {
      const ledger = new TestLedger(postgres);
      const { running, budgets } = await ledger.call('siso_status', {});
      const held = budgets.filter((budget) => budget.held > 0);
      expect({ running, held, wrong: await imbalances(ledger), runs: this.runs() }).toEqual({
        ...{ running: 0, held: [], wrong: [], runs: [] },
      });
      return budgets.find(({ kind, unit }) => kind === 'day' && unit === 'usd')?.spent ?? Number.NaN;
    } finally {
      await postgres.close();
    }
  }
}

const SISO: [string, ...string[]] = [process.execPath, SOURCE];
export const BUILT_SISO: [string, ...string[]] = [
  process.execPath,
  fileURLToPath(new URL('../../build/cli/main.js', import.meta.url)),
];

/** The arguments of a rehearsal: of the example, unless they name a workspace. */
export function rehearsal(scenario: string, args: string[] = []): string[] {
  return ['run', 'Do what is to be done.', `--rehearse=${scenario}`, ...args];
}

/** A scenario of the tests, by name. */
export function scenarioFile(name: string): string {
  return fileURLToPath(new URL(`../fixtures/scenarios/${name}.json`, import.meta.url));
}

/** A project whose tests neither end nor stop when asked to; they leave the file `stubborn`. */
export const STUBBORN = {
  'package.json': JSON.stringify({ scripts: { test: "trap '' TERM; touch stubborn; while :; do sleep 1; done" } }),
};

const templates = new Map<string, Promise<string>>();

afterAll(async () => {
  for (const template of await Promise.all(templates.values())) rmSync(template, { recursive: true, force: true });
});

/** A place whose rehearsal ledger is there already, with one of the presets of limits; by default only budgets limit. */
export async function aSiso(preset: 'unlimited' | 'specification' = 'unlimited'): Promise<Siso> {
  await claudeBinary();
  const siso = new Siso();
  onTestFinished(() => rmSync(siso.root, { recursive: true, force: true, maxRetries: 5 }));
  const template = templates.get(preset) ?? makeTemplate(preset);
  templates.set(preset, template);
  mkdirSync(siso.environment.HOME);
  cpSync(await template, siso.dataDirectory, { recursive: true });
  return siso;
}

/** A new ledger takes longer than a copy. */
async function makeTemplate(preset: 'unlimited' | 'specification'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'siso-template-'));
  const store = await openStore({ directory: folder, rehearsal: true });
  await store.call('siso_limits_preset', { p_request_id: randomUUID(), p_actor: 'test', p_preset: preset });
  await store.close();
  return folder;
}

function following(child: ChildProcess & { stdin: NodeJS.WritableStream }): RunningSiso {
  let [stdout, stderr, over] = ['', '', false];
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<SisoEnd>((resolve) => {
    child.once('close', (code) => {
      over = true;
      resolve({ code, stdout, stderr, report: () => readReport(stdout, stderr) });
    });
  });
  const said = async (pattern: RegExp) => {
    await until(() => pattern.test(stdout + stderr) || over);
    if (!pattern.test(stdout + stderr)) throw new Error(`It ended without saying ${pattern}:\n${stderr}${stdout}`);
  };
  return {
    ...{ pid: child.pid ?? 0, stdin: child.stdin, said, kill: (signal) => void child.kill(signal), ended },
    get printed() {
      return stdout;
    },
  };
}

function readReport(stdout: string, stderr: string): RunReport {
  try {
    return runReportSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error(`There is no report:\n${stdout}${stderr}`, { cause });
  }
}

/** Looks again and again until `look` answers something: for files and processes, which tell nobody when they change. */
export async function until<Found>(look: () => Found | Promise<Found>): Promise<NonNullable<Found>> {
  const found = await vi.waitUntil(look, { timeout: 30_000, interval: 5 });
  if (found == null) throw new Error('vi.waitUntil answers only what is there');
  return found;
}
