import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import { MINUTE, type Queries, TestLedger } from '../support/ledger.ts';
import { by, ended, small, TASK } from '../support/ledger-arguments.ts';
import { newbornLedger } from '../support/postgres.ts';
import type { Call } from './calls.ts';
import { LedgerModel, type Told } from './model.ts';
import type { Mutant } from './mutants.ts';
import { type Beginning, PEOPLE, WEB } from './words.ts';

/** Months before any sequence, of the same day in all their zones. */
const EARLIER = Date.parse('2025-12-01T10:30:00Z');
/** Tasks of this category and model have succeeded often enough for estimates to be learned from them. */
const LEARNED = { category: 'testing', model: 'claude-haiku-5-5' } as const;

const [, max, wendy, mallory] = PEOPLE;

/** Where every sequence begins: a ledger in which everything is scarce, told to it and to the model in the same words. */
const SCARCITY: Call[] = [
  limits('testing', null, { tokensPerMinute: 400, tokensPerHour: 700, tokensPerDay: 800, requestsPerMinute: 4 }),
  limits('testing', WEB, { tokensPerMinute: 300, tokensPerHour: 500, tokensPerDay: 600, maxConcurrent: 3 }),
  limits('development', null, { tokensPerMinute: 600, tokensPerHour: 900, tokensPerDay: 1_000, requestsPerMinute: 5 }),
  budget('global', '', { dailyMicros: 900_000, monthlyMicros: 1_800_000, dailyTokens: 900, bufferTokens: 500 }),
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

/** What resets leave behind slows every look at a table, and nobody sweeps in an embedded Postgres. */
const TIDY = 50;

/** Long questions without arguments are asked after every step: they are planned the first time only. */
function planningOnce(postgres: PGlite): Queries {
  const plans = new Map<string, string>();
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      if (values.length > 0) return postgres.query<Row>(text, values);
      const known = plans.get(text);
      const plan = known ?? `plan_${plans.size}`;
      plans.set(text, plan);
      if (known === undefined) await postgres.exec(`prepare ${plan} as ${text}`);
      return postgres.query<Row>(`execute ${plan}`);
    },
  };
}

/** One Postgres for all sequences of a file, and what both worlds are at the beginning of each. */
export class Ground {
  readonly #postgres: PGlite;
  readonly ledger: TestLedger;
  readonly #told: Told[] = [];
  #now = EARLIER;

  private constructor(postgres: PGlite) {
    this.#postgres = postgres;
    this.ledger = new TestLedger(planningOnce(postgres));
  }

  static async prepare(): Promise<Ground> {
    const ground = new Ground(await newbornLedger());
    for (let past = 0; past < 12; past++) await ground.#pastTask(past);
    for (const { name, args } of SCARCITY) await ground.#tell(name, args);
    await ground.#postgres.exec(KEEP);
    return ground;
  }

  /** One of the tasks that estimates are learned from. */
  async #pastTask(past: number): Promise<void> {
    this.#now = EARLIER + past * 10 * MINUTE;
    await this.ledger.clock.set(new Date(this.#now));
    const p_task = { ...TASK, ...small({ ...LEARNED, estimateTokens: 10, tokenHold: 10 }) };
    const verdict = await this.#tell('siso_admit', { p_request_id: randomUUID(), p_task });
    if (verdict.decision !== 'admitted') throw new Error(`The past has no room: ${JSON.stringify(verdict)}`);
    const { hold } = verdict;
    const used = { model: LEARNED.model, inputTokens: 100 * past, cacheReadTokens: 6_000_000 * past };
    const lease = { p_request_id: randomUUID(), p_lease_token: hold.leaseToken };
    await this.#tell('siso_settle', { ...lease, p_outcome: ended(hold, used) });
  }

  async #tell<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    const answer = await this.ledger.call(name, args);
    this.#told.push({ at: this.#now, call: { name, args } as Call, answer });
    return answer;
  }

  #begun = 0;

  /** Both worlds anew, at `at`, with a ledger whose days are those of `zone`. */
  async begin({ zone, at }: Beginning): Promise<LedgerModel> {
    this.#begun += 1;
    if (this.#begun % TIDY === 0) await this.#postgres.exec('vacuum');
    await this.#postgres.exec(`
      call pristine.reset();
      update siso.test_clock set at = '${at}';
      update token_limits_config set zone = '${zone}' where scope = 'global'`);
    const model = new LedgerModel(Date.parse(at));
    model.standOn(this.#told);
    model.world.global.zone = zone;
    return model;
  }

  /** Does `work` on a ledger that is wrong in one place. Afterwards it is as before. */
  async with<Answer>(mutant: Mutant, work: () => Promise<Answer>): Promise<Answer> {
    const [found] = await this.ledger.sql<{ text: string }>('select pg_get_functiondef($1::regproc) as text', [
      mutant.function,
    ]);
    const right = found?.text ?? '';
    const wrong = right.replaceAll(mutant.from, mutant.to);
    if (wrong === right)
      throw new Error(`${mutant.function} has no longer what "${mutant.name}" changes: follow it there.`);
    await this.#postgres.exec(wrong);
    try {
      return await work();
    } finally {
      await this.#postgres.exec(right);
    }
  }
}
