import type { PGlite } from '@electric-sql/pglite';
import { TestLedger } from '../support/ledger.ts';
import { by } from '../support/ledger-arguments.ts';
import { newbornLedger } from '../support/postgres.ts';
import type { Call } from './calls.ts';
import { LedgerModel } from './model.ts';
import { PEOPLE, WEB } from './words.ts';

const [, max, wendy, mallory] = PEOPLE;

/** Where every sequence begins: a ledger in which everything is scarce, told to it and to the model in the same words. */
const SCARCITY: Call[] = [
  limits('testing', null, { tokensPerMinute: 300, tokensPerHour: 600, tokensPerDay: 1_200, requestsPerMinute: 4 }),
  limits('testing', WEB, { tokensPerMinute: 250, tokensPerHour: 500, tokensPerDay: 900, maxConcurrent: 3 }),
  limits('development', null, { tokensPerMinute: 500, tokensPerHour: 900, tokensPerDay: 2_000, requestsPerMinute: 5 }),
  budget('global', '', { dailyMicros: 900_000, monthlyMicros: 1_800_000, dailyTokens: 1_600, bufferTokens: 500 }),
  budget('repo', WEB, { dailyMicros: 500_000 }),
  setting('max_concurrent_jobs', 5),
  setting('default_estimate_tokens', 150),
  setting('default_hold_micros', 120_000),
  member(max, 'maintain', ['budget:use_buffer']),
  member(wendy, 'write', []),
  member(mallory, 'read', []),
];

type Of<Name> = Extract<Call, { name: Name }>['args'];

function limits(
  p_category: 'testing' | 'development',
  p_repo: string | null,
  p_changes: Of<'siso_set_limits'>['p_changes'],
): Call {
  return { name: 'siso_set_limits', args: { ...by('ada'), p_category, p_repo, p_changes } };
}
function budget(p_scope: 'global' | 'repo', p_value: string, p_changes: Of<'siso_set_budget'>['p_changes']): Call {
  return { name: 'siso_set_budget', args: { ...by('ada'), p_scope, p_value, p_changes } };
}
function setting(p_key: string, p_value: number): Call {
  return { name: 'siso_set_setting', args: { ...by('ada'), p_key, p_value } };
}
function member(p_member: string, p_role: 'maintain' | 'write' | 'read', p_permissions: string[]): Call {
  return { name: 'siso_set_member', args: { ...by('ada'), p_member, p_role, p_permissions } };
}

/** From now on the tables are reset to what they are now; nothing has been asked and no period has begun. */
const KEEP = `
  delete from request_log;
  delete from budget_periods;
  do $$
  declare
    v_table text;
  begin
    for v_table in select tablename from pg_tables where schemaname = 'public' loop
      execute format('truncate pristine.%I', v_table);
      execute format('insert into pristine.%I table public.%I', v_table, v_table);
    end loop;
  end $$`;

/** One Postgres for all sequences of a file, and what both worlds are at the beginning of each. */
export class Ground {
  readonly #postgres: PGlite;
  readonly ledger: TestLedger;

  private constructor(postgres: PGlite) {
    this.#postgres = postgres;
    this.ledger = new TestLedger(postgres);
  }

  static async prepare(): Promise<Ground> {
    const ground = new Ground(await newbornLedger());
    const { ledger } = ground;
    await ledger.clock.set('2026-01-01T00:00:00Z');
    for (const { name, args } of SCARCITY) await ledger.call(name, args as never);
    await ground.#postgres.exec(KEEP);
    return ground;
  }

  /** Both worlds anew, at `at`, with a ledger whose days are those of `zone`. */
  async begin({ zone, at }: { zone: string; at: string }): Promise<LedgerModel> {
    await this.#postgres.exec(`
      call pristine.reset();
      update siso.test_clock set at = '${at}';
      update token_limits_config set zone = '${zone}' where scope = 'global'`);
    const model = new LedgerModel(Date.parse(at));
    model.standOn(SCARCITY);
    model.world.global.zone = zone;
    return model;
  }

  /** Runs `work` with SQL of its own in the ledger, which is as before afterwards. */
  async with<Answer>(sql: string, work: () => Promise<Answer>): Promise<Answer> {
    const names = [...sql.matchAll(/create or replace function (\w+\.\w+)/g)].map(([, name]) => name);
    const definitions = await this.ledger.sql<{ text: string }>(
      `select pg_get_functiondef(oid) as text from pg_proc where pronamespace::regnamespace || '.' || proname = any ($1)`,
      [names],
    );
    await this.#postgres.exec(sql);
    try {
      return await work();
    } finally {
      for (const { text } of definitions) await this.#postgres.exec(text);
    }
  }
}
