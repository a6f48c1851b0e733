import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { copyExample } from '../../src/workspace/index.ts';
import { keepersOf } from './keepers.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(PROJECT, 'dist');

export interface StepEnd {
  code: number | null;
  printed: string;
  /** What the step `gate` has left for the next, as text. */
  state: string;
}

/** Names of the packages that are in the bundle. */
export function bundledPackages(): string[] {
  const licenses = readFileSync(join(DIST, 'licenses.txt'), 'utf8');
  return [...licenses.matchAll(/^-{80}\n(\S+) \d\S*$/gm)].map(([, name = '']) => name);
}

/** The Action in a folder with nothing installed, below one whose packages tell when anybody loads them. */
export class LoneDist {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-lone-dist-')));
  readonly action = join(this.root, 'action');
  readonly dist = join(this.action, 'dist');
  readonly #touched = join(this.root, 'touched');
  readonly #workspace = join(this.root, 'work');
  readonly #data = join(this.root, 'data');
  /** Where a rehearsal keeps its ledger. */
  readonly rehearsals = join(this.#data, 'rehearsal');

  private constructor() {
    onTestFinished(() => {
      for (const id of keepersOf(this.rehearsals)) process.kill(id, 'SIGKILL');
      rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  static async make(): Promise<LoneDist> {
    const lone = new LoneDist();
    for (const name of ['action.yml', 'dist'])
      cpSync(join(PROJECT, name), join(lone.action, name), { recursive: true });
    writeFileSync(join(lone.root, 'package.json'), '{ "type": "commonjs" }');
    for (const name of bundledPackages()) lone.#poison(name);
    await copyExample(lone.#workspace);
    return lone;
  }

  /** Whether a package of a folder above was loaded. */
  get touched(): boolean {
    return existsSync(this.#touched);
  }

  /** Runs the step `gate` as the runner does. */
  async gate(inputs: Record<string, string>, env: Record<string, string> = {}): Promise<StepEnd> {
    const temp = mkdtempSync(join(this.root, 'temp-'));
    const state = mkdtempSync(join(temp, 'siso.'));
    const output = join(temp, 'output');
    writeFileSync(output, '');
    const child = this.start(['index.js', 'gate'], {
      ...{ GITHUB_WORKSPACE: this.#workspace, GITHUB_OUTPUT: output, RUNNER_TEMP: temp, SISO_ACTION_STATE: state },
      ...{ GITHUB_REPOSITORY: 'acme/web', GITHUB_ACTOR: 'mona', GITHUB_EVENT_NAME: 'workflow_dispatch' },
      SISO_ACTION_INPUTS: JSON.stringify({ 'data-dir': this.#data, ...inputs }),
      ...env,
    });
    child.stdin?.end();
    const printed = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))));
    const [code] = await once(child, 'close');
    const left = join(state, 'gate.json');
    return { code, printed: (await printed).join(''), state: existsSync(left) ? readFileSync(left, 'utf8') : '' };
  }

  /** Starts a file of dist with nothing of our environment. */
  start([file = '', ...args]: string[], env: Record<string, string> = {}): ChildProcess {
    const home = join(this.root, 'home');
    mkdirSync(home, { recursive: true });
    const child = spawn(process.execPath, [join(this.dist, file), ...args], {
      cwd: this.#workspace,
      env: { PATH: process.env.PATH, HOME: home, ...env },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  }

  #poison(name: string): void {
    const folder = join(this.root, 'node_modules', name);
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { recursive: true });
    const manifest = { name, version: '0.0.0', exports: { '.': './index.js', './*': './index.js' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(
      join(folder, 'index.js'),
      `require('node:fs').writeFileSync(${JSON.stringify(this.#touched)}, '${name}');`,
    );
  }
}
