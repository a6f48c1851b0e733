import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../src/domain/tasks.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import { type Postgrest, startPostgrest } from './postgrest.ts';
import type { Database, RealPostgres } from './real-postgres.ts';
import { Gateway } from './supabase.ts';

export interface MadeKey {
  id: string;
  /** What a runner has. */
  key: string;
}

export interface KeyWishes {
  repo?: string;
  environment?: Environment;
  seconds?: number;
}

/** Makes a runner key as `siso keys create` does, by an admin. */
export async function aRunnerKey(store: Pick<Store, 'call'>, wishes: KeyWishes = {}): Promise<MadeKey> {
  const { repo = 'acme/web', environment = 'development', seconds = 3_600 } = wishes;
  const key = `siso_rk_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest('hex');
  const p_key = { hash, repo, name: `ci of ${repo}`, environment, expiresInSeconds: seconds };
  const { id } = await store.call('siso_create_runner_key', { p_request_id: randomUUID(), p_actor: 'ada', p_key });
  return { id, key };
}

/** A project with a new ledger where everybody is admin, Ada in any case, and the ways into it. */
export interface RunnerProject {
  database: Database;
  postgrest: Postgrest;
  gateway: Gateway;
  /** With the secret key. */
  service: Store;
  runner(key: string): Promise<Store>;
  stop(): Promise<void>;
}

export async function aRunnerProject(postgres: RealPostgres, settings: object = {}): Promise<RunnerProject> {
  const database = await postgres.database();
  const words = JSON.stringify({ defaultRole: 'admin', ...settings });
  const client = await database.connect();
  await client.query('select siso_initialise($1)', [words]);
  await client.query(`insert into members (actor, role, updated_at) values ('ada', 'admin', now())`);
  const postgrest = await startPostgrest(database.url);
  const gateway = await Gateway.start(postgrest.url);
  const { url } = gateway;
  const service = await openSupabaseStore({ url, key: postgrest.serviceKey });
  await service.call('siso_limits_preset', { p_request_id: randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
  return {
    ...{ database, postgrest, gateway, service },
    runner: (runnerKey) => openSupabaseStore({ url, key: postgrest.anonKey, runnerKey }),
    stop: async () => {
      await gateway.stop();
      await postgrest.stop();
    },
  };
}

/** Stopped when the test is over. */
export async function aRunnerProjectOfThisTest(postgres: RealPostgres, settings?: object): Promise<RunnerProject> {
  const project = await aRunnerProject(postgres, settings);
  onTestFinished(() => project.stop());
  return project;
}
