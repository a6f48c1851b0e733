import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Postgrest, startPostgrest } from '../../tests/support/postgrest.ts';
import { startPostgres } from '../../tests/support/real-postgres.ts';
import { Gateway } from '../../tests/support/supabase.ts';
import { round } from '../statistics.ts';

const SISO = fileURLToPath(new URL('../../build/cli/main.js', import.meta.url));
/** Of Linux: what the kernel counts processor time in. */
const TICKS_PER_SECOND = 100;
const SETTLE_MS = 3_000;

interface IdleOptions {
  seconds: number;
  note(line: string): void;
}

/** Percent of a core and MB that the built `siso serve` takes while nothing happens: with its ledger inside, and with one on Supabase. */
export async function measureIdle({ seconds, note }: IdleOptions) {
  if (!existsSync(SISO)) throw new Error('There is no build yet: npm run -s build');
  note(`siso serve is left alone for ${seconds} s, twice …`);
  const embedded = await idle({}, seconds);
  const shared = await withSupabase((env) => idle(env, seconds));
  return {
    ...{ idleCpuPercent: embedded.cpuPercent, idleRssMb: embedded.rssMb },
    ...{ idleCpuPercentSupabase: shared.cpuPercent, idleRssMbSupabase: shared.rssMb },
  };
}

async function idle(env: Record<string, string>, seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), 'siso-bench-'));
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [SISO, 'serve', '--port', '0'], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { PATH, HOME: folder, SISO_DATA_DIR: join(folder, 'data'), SISO_LINGER: '0', ...env },
  });
  try {
    await said(child, /^Token: /m);
    await delay(SETTLE_MS);
    const before = await ticks(child);
    await delay(seconds * 1_000);
    const used = (await ticks(child)) - before;
    return { cpuPercent: round((used / TICKS_PER_SECOND / seconds) * 100), rssMb: round(await rssMb(child), 0) };
  } finally {
    const ended = once(child, 'exit');
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Resolves once it printed what matches. Throws with all that it said when it ends before. */
function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: unknown) => {
      text += String(chunk);
      if (pattern.test(text)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`siso serve ended: ${text}`)));
  });
}

/** Processor time since its start, of all its threads. */
async function ticks({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // the name in brackets may hold blanks
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function rssMb({ pid }: ChildProcess): Promise<number> {
  const [, kb = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1_024;
}

/** What Supabase has of a project that a client sees: Postgres, PostgREST, a gateway. */
async function withSupabase<Answer>(use: (env: Record<string, string>) => Promise<Answer>): Promise<Answer> {
  const postgres = await startPostgres();
  let postgrest: Postgrest | undefined;
  let gateway: Gateway | undefined;
  try {
    const { url } = await postgres.database({ defaultRole: 'admin' });
    postgrest = await startPostgrest(url);
    gateway = await Gateway.start(postgrest.url);
    return await use({ SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey });
  } finally {
    await gateway?.stop();
    await postgrest?.stop();
    await postgres.stop();
  }
}
