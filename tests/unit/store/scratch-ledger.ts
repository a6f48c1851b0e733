import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { writeSnapshot } from '../../../src/store/embedded/snapshot.ts';
import { type EmbeddedLedger, openEmbeddedLedger } from '../../../src/store/embedded/store.ts';
import { listMigrations } from '../../../src/store/migrations.ts';
import type { ProcessRequest } from './ledger-process.ts';

/** Bodies so small that a test can foretell every answer, under names that the contract knows. */
const FUNCTIONS = `
create table notes (key text primary key, value jsonb);
create table requests (ordinal bigint unique, id uuid primary key);

create function siso_schema() returns jsonb language sql as $$ select '{"version": 1, "minClient": 1}'::jsonb $$;

create function siso_initialise(p_settings jsonb) returns void language sql as $$
  insert into notes values ('settings', p_settings) $$;

-- Answers how many requests there were when this one was first seen.
create function siso_expire(p_request_id uuid) returns jsonb language plpgsql as $$
begin
  insert into requests select (select count(*) + 1 from requests), p_request_id
    where not exists (select from requests where id = p_request_id);
  return (select jsonb_build_object('expired', ordinal) from requests where id = p_request_id);
end $$;

create function siso_set_setting(p_request_id uuid, p_actor text, p_key text, p_value jsonb) returns jsonb language sql as $$
  select jsonb_build_object('before', (select value from notes where key = 'settings'),
    'after', jsonb_build_object(p_key, p_value, 'type', jsonb_typeof(p_value))) $$;

create function siso_set_member(p_request_id uuid, p_actor text, p_member text, p_role text, p_permissions text[])
returns jsonb language sql as $$
  select jsonb_build_object('before', null, 'after', jsonb_build_object('member', p_member, 'permissions', p_permissions)) $$;

-- Raises the SQLSTATE it is given as a reason.
create function siso_release(p_request_id uuid, p_lease_token uuid, p_reason text) returns jsonb language plpgsql as $$
begin
  raise exception using errcode = p_reason, message = 'what happened', hint = 'what to do';
end $$;

create function siso_get_task(p_task_id text) returns jsonb language sql as $$ select '{"id": 1}'::jsonb $$;
`;

/** A folder that is gone after the test or, given at the top of a file, by `dispose`. */
export async function temporaryFolder(): Promise<{ path: string; dispose: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'siso-test-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

export async function folderForTest(): Promise<string> {
  const { path, dispose } = await temporaryFolder();
  onTestFinished(dispose);
  return path;
}

/** Where the migrations of the scratch ledger lie, and the snapshot made of them. */
export interface Scratch {
  migrationsDirectory: string;
  snapshotDirectory: string;
}

export async function writeScratch(folder: string): Promise<Scratch> {
  const scratch = { migrationsDirectory: join(folder, 'migrations'), snapshotDirectory: join(folder, 'snapshot') };
  await mkdir(scratch.migrationsDirectory);
  await writeFile(join(scratch.migrationsDirectory, '20260101000000_functions.sql'), FUNCTIONS);
  await writeSnapshot(await listMigrations(scratch.migrationsDirectory), scratch.snapshotDirectory);
  return scratch;
}

/** Opens a ledger that is closed when the test ends. */
export async function openForTest(scratch: Scratch, directory: string): Promise<EmbeddedLedger> {
  const ledger = await openEmbeddedLedger({ ...scratch, directory });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** Another process with the ledger open; killed when the test ends. */
export class LedgerProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(scratch: Scratch, directory: string): Promise<LedgerProcess> {
    const entry = fileURLToPath(new URL('./ledger-process.ts', import.meta.url));
    const child = fork(entry, [JSON.stringify({ ...scratch, directory })], { execArgv: [] });
    const started = new LedgerProcess(child);
    onTestFinished(() => started.kill());
    await once(child, 'message');
    return started;
  }

  /** Answers when the process does; never, if it is killed before. */
  async ask(request: ProcessRequest): Promise<unknown> {
    const answer = once(this.#child, 'message');
    this.#child.send(request);
    return (await answer)[0];
  }

  async role(): Promise<unknown> {
    return this.ask({ ask: 'role' });
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async leave(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.send({ ask: 'close' });
    await gone;
  }
}
