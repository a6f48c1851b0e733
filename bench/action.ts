import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { openSupabaseStore } from '../src/store/index.ts';
import { copyExample } from '../src/workspace/index.ts';
import { runComposite } from '../tests/support/composite/run-composite.ts';
import { startPostgrest } from '../tests/support/postgrest.ts';
import { startPostgres } from '../tests/support/real-postgres.ts';
import { Gateway } from '../tests/support/supabase.ts';
import { liftedDatabase } from './ledger/servers.ts';
import { median, round, timed } from './statistics.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

/** A lone copy of the action, a checkout, and how its steps are started: cold, without any cache of compiled code. */
class Place {
  readonly folder: string;
  readonly #env: Record<string, string>;

  constructor(folder: string, env: Record<string, string>) {
    this.folder = folder;
    this.#env = env;
  }

  /** One step as the runner starts it. */
  async step(name: string, inputs: Record<string, string>): Promise<void> {
    const temp = join(this.folder, 'temp', randomUUID());
    await mkdir(join(temp, 'siso.state'), { recursive: true });
    await writeFile(join(temp, 'output'), '');
    const { exitCode, stdout } = await execa(
      process.execPath,
      [join(this.folder, 'action', 'dist', 'index.js'), name],
      {
        extendEnv: false,
        reject: false,
        env: {
          ...this.#env,
          ...{
            PATH: PATH,
            HOME: join(this.folder, 'home'),
            CI: 'true',
            RUNNER_TEMP: temp,
            GITHUB_OUTPUT: join(temp, 'output'),
          },
          ...{
            GITHUB_WORKSPACE: join(this.folder, 'web'),
            GITHUB_REPOSITORY: 'acme/web',
            GITHUB_EVENT_NAME: 'push',
            GITHUB_ACTOR: 'bench',
          },
          ...{ SISO_ACTION_INPUTS: JSON.stringify(inputs), SISO_ACTION_STATE: join(temp, 'siso.state') },
        },
      },
    );
    if (exitCode !== 0) throw new Error(`The step ${name} ended with ${exitCode}: ${stdout}`);
  }

  /** The whole action, every step of it. */
  async whole(inputs: Record<string, string>): Promise<void> {
    const temp = join(this.folder, 'temp', randomUUID());
    await mkdir(temp, { recursive: true });
    const end = await runComposite({
      ...{ actionFolder: join(this.folder, 'action'), workspace: join(this.folder, 'web'), runner: { temp } },
      ...{ with: inputs, path: PATH, machine: { HOME: join(this.folder, 'home') } },
      env: { ...this.#env, CI: 'true' },
      github: { event_name: 'push', repository: 'acme/web', actor: 'bench', token: 'none' },
      uses: { 'actions/': async () => 'skip' },
    });
    if (end.conclusion !== 'success' || end.outputs.decision === 'admitted')
      throw new Error(`Not refused: ${end.outputs.decision}`);
  }
}

const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
const TASK = { prompt: 'Measure the gate.', 'create-pull-request': 'false' };
const NEVER_FITS = { category: 'maintenance', 'estimate-tokens': '9000' };
/** Of a key that no run uses: the gate only looks whether there is one. */
const KEY = { ANTHROPIC_API_KEY: 'bench-key' };

/** What a job waits for the gate, what a refused run takes in all, and how large the bundle is. */
export async function benchAction({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  const rounds = quick ? 5 : 15;
  const folder = await mkdtemp(join(tmpdir(), 'siso-bench-action-'));
  const postgres = await startPostgres();
  const database = await liftedDatabase(postgres);
  const postgrest = await startPostgrest(database.url);
  const gateway = await Gateway.start(postgrest.url);
  try {
    for (const name of ['action.yml', 'dist'])
      await cp(join(ROOT, name), join(folder, 'action', name), { recursive: true });
    await Promise.all([copyExample(join(folder, 'web')), mkdir(join(folder, 'home'))]);
    const shared = new Place(folder, { ...KEY, SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey });
    note('The gate on Supabase …');
    const gateSupabaseMs = await medianOf(rounds, () => shared.step('gate', TASK));
    note('The gate on a new folder …');
    const embedded = new Place(folder, KEY);
    const gateEmbeddedMs = await medianOf(rounds, () =>
      embedded.step('gate', { ...TASK, 'data-dir': join(folder, randomUUID()) }),
    );
    note('A refused run …');
    await refuseMaintenance({ url: gateway.url, key: postgrest.serviceKey });
    const refusedRunMs = await medianOf(rounds, () => shared.whole({ ...TASK, ...NEVER_FITS }));
    return {
      gateSupabaseMs,
      gateEmbeddedMs,
      refusedRunMs,
      bundleMb: round((await bundleBytes(join(folder, 'action', 'dist'))) / 1e6),
    };
  } finally {
    await gateway.stop();
    await postgrest.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** From now on no task of this category fits. */
async function refuseMaintenance(project: { url: string; key: string }): Promise<void> {
  const store = await openSupabaseStore(project);
  const limits = { p_category: 'maintenance', p_repo: null, p_changes: { tokensPerDay: 10 } } as const;
  await store.call('siso_set_limits', { p_request_id: randomUUID(), p_actor: 'bench', ...limits });
  await store.close();
}

async function medianOf(rounds: number, work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < rounds; at += 1) times.push(await timed(work));
  return round(median(times), 0);
}

/** Programs of ours, without PGlite and the packed ledger. */
async function bundleBytes(dist: string): Promise<number> {
  const names = (await readdir(dist, { recursive: true })).filter(
    (name) => /\.m?js$/.test(name) && !name.startsWith('pglite'),
  );
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dist, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
