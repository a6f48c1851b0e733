import { randomUUID } from 'node:crypto';
import type { Admitted, Hold, TaskRequest, Verdict } from '../../src/contracts/ledger/admission.ts';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import type { Outcome, Progress } from '../../src/contracts/ledger/life.ts';
import type { BudgetStatus } from '../../src/contracts/ledger/reports.ts';
import type { BUDGET_SCOPES, BudgetChanges, LimitChanges, RecordedUsage } from '../../src/contracts/ledger/settings.ts';
import type { RetryOverrides, Submission, Submitted, TaskFilter } from '../../src/contracts/ledger/tasks.ts';
import type { UsageEntry } from '../../src/domain/prices.ts';
import type { Category } from '../../src/domain/tasks.ts';
import { checkArguments, parseAnswer } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/store.ts';
import { by, ended, lease, small, TASK } from './ledger-arguments.ts';
import { newbornLedger } from './postgres.ts';

export { ended, usage } from './ledger-arguments.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const USD = 1_000_000;

/** A ledger as it was born, whose clock stands at `iso` until a test moves it. Everybody is admin. */
export async function ledgerAt(iso: string): Promise<TestLedger> {
  const ledger = new TestLedger(await newbornLedger());
  await ledger.clock.set(iso);
  return ledger;
}

/**
 * The SQL functions as sentences. Arguments and answers are held against their contracts; what SQL raises is thrown.
 * With a store the functions are called through it, and throw what it throws.
 */
export class TestLedger {
  readonly #postgres: Queries;
  readonly #store: Store | undefined;
  readonly clock = {
    set: (at: string | Date) => this.sql('update siso.test_clock set at = $1', [at]),
    advance: (ms: number) => this.sql('update siso.test_clock set at = at + $1 * interval $$1 ms$$', [ms]),
  };

  constructor(postgres: Queries, store?: Store) {
    this.#postgres = postgres;
    this.#store = store;
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    if (this.#store !== undefined) return this.#store.call(name, args);
    const given = Object.entries(checkArguments(name, args));
    const named = given.map(([argument], at) => `${argument} => $${at + 1}`).join(', ');
    const values = given.map(([, value]) => value);
    const [row] = await this.sql<{ answer: string }>(
      `select to_jsonb(public.${name}(${named}))::text as answer`,
      values,
    );
    return parseAnswer(name, row?.answer ?? 'null');
  }

  /** Rows as Postgres's own JSON. */
  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#postgres.query<Row>(text, values)).rows;
  }

  /** Asks for a task of which the ledger has to work out the estimate and the hold. */
  ask(task: Partial<TaskRequest> = {}, requestId: string = randomUUID()): Promise<Verdict> {
    return this.call('siso_admit', { p_request_id: requestId, p_task: { ...TASK, ...task } });
  }

  /** Asks for a task of 100 tokens and ten cents. */
  admit(task: Partial<TaskRequest> = {}): Promise<Verdict> {
    return this.ask(small(task));
  }

  /** Admits a task for the sake of what follows. */
  async held(task: Partial<TaskRequest> = {}): Promise<Admitted> {
    const verdict = await this.admit(task);
    if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
    return verdict;
  }

  /** Admits and starts a task for the sake of what follows. */
  async running(task: Partial<TaskRequest> = {}): Promise<Admitted> {
    const admitted = await this.held(task);
    await this.start(admitted.hold);
    return admitted;
  }

  /** A whole task: admitted, started, settled. */
  async done(task: Partial<TaskRequest> = {}, used: Partial<UsageEntry> = {}): Promise<Admitted> {
    const admitted = await this.running(task);
    await this.settle(admitted.hold, used);
    return admitted;
  }

  /** Leaves a task of 100 tokens and ten cents in the queue, or is refused. */
  submit(task: Partial<Submission> = {}): Promise<Submitted> {
    return this.call('siso_submit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small(task) } });
  }

  /** Submits a task for the sake of what follows; answers its id. */
  async queued(task: Partial<Submission> = {}): Promise<string> {
    const answer = await this.submit(task);
    if (answer.decision !== 'queued') throw new Error(`This test needs a task: ${JSON.stringify(answer)}`);
    return answer.taskId;
  }

  /** Asks for a task that waits. */
  admitQueued(taskId: string): Promise<Verdict> {
    return this.call('siso_admit_task', { p_request_id: randomUUID(), p_task_id: taskId });
  }

  /** Admits and starts a task that waits, for the sake of what follows. */
  async runQueued(taskId: string): Promise<Admitted> {
    const verdict = await this.admitQueued(taskId);
    if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
    await this.start(verdict.hold);
    return verdict;
  }

  cancel(taskId: string, actor = 'ada') {
    return this.call('siso_cancel', { ...by(actor), p_task_id: taskId });
  }

  retry(taskId: string, overrides: RetryOverrides = {}, actor = 'ada') {
    return this.call('siso_retry', { ...by(actor), p_task_id: taskId, p_overrides: overrides });
  }

  list(filter: TaskFilter = {}, { limit = 50, after = null }: { limit?: number; after?: string | null } = {}) {
    return this.call('siso_list_tasks', { p_filter: filter, p_limit: limit, p_after: after });
  }

  /** What a dry run says. */
  check(task: Partial<TaskRequest> = {}) {
    return this.call('siso_check', { p_task: { ...TASK, ...small(task) } });
  }

  start(hold: Hold) {
    return this.call('siso_start', lease(hold));
  }

  heartbeat(hold: Hold, progress: Partial<Progress> = {}) {
    return this.call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 0, usedTokens: 0, ...progress } });
  }

  settle(hold: Hold, used: Partial<UsageEntry> = {}, outcome: Partial<Outcome> = {}) {
    return this.call('siso_settle', { ...lease(hold), p_outcome: { ...ended(hold, used), ...outcome } });
  }

  release(hold: Hold) {
    return this.call('siso_release', { ...lease(hold), p_reason: 'not needed' });
  }

  resize(hold: Hold, { micros = hold.amountMicros, tokens = hold.tokens }: { micros?: number; tokens?: number }) {
    return this.call('siso_resize', { ...lease(hold), p_amount_micros: micros, p_tokens: tokens });
  }

  async expire(): Promise<number> {
    return (await this.call('siso_expire', { p_request_id: randomUUID() })).expired;
  }

  record(usage: RecordedUsage, actor = 'ada') {
    return this.call('siso_record_usage', { ...by(actor), p_usage: usage });
  }

  setLimits(
    category: Category,
    changes: LimitChanges,
    { repo = null, actor = 'ada' }: By & { repo?: string | null } = {},
  ) {
    return this.call('siso_set_limits', { ...by(actor), p_category: category, p_repo: repo, p_changes: changes });
  }

  setBudget(changes: BudgetChanges, { scope = 'global', value = '', actor = 'ada' }: Scope & By = {}) {
    return this.call('siso_set_budget', { ...by(actor), p_scope: scope, p_value: value, p_changes: changes });
  }

  grant(amount: number, { unit = 'usd', seconds = 3_600 }: { unit?: 'usd' | 'tokens'; seconds?: number } = {}) {
    const grant = {
      scope: 'global',
      value: '',
      unit,
      amount,
      expiresInSeconds: seconds,
      reason: 'release day',
    } as const;
    return this.call('siso_grant', { ...by('ada'), p_grant: grant });
  }

  set(key: string, value: boolean | number | null, { actor = 'ada' }: By = {}) {
    return this.call('siso_set_setting', { ...by(actor), p_key: key, p_value: value });
  }

  member(
    member: string,
    role: 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none',
    permissions: string[] = [],
  ) {
    return this.call('siso_set_member', { ...by('ada'), p_member: member, p_role: role, p_permissions: permissions });
  }

  status() {
    return this.call('siso_status', {});
  }

  task(id: string) {
    return this.call('siso_get_task', { p_task_id: id });
  }

  /** The global budget's period of now. */
  async budget(kind: 'day' | 'month', unit: 'usd' | 'tokens' | 'buffer'): Promise<BudgetStatus> {
    const { budgets } = await this.status();
    const found = budgets.find((budget) => budget.scope === 'global' && budget.kind === kind && budget.unit === unit);
    if (found === undefined) throw new Error(`The ledger shows no global ${unit} budget of the ${kind}`);
    return found;
  }

  /** Audit rows, oldest first. */
  audit(): Promise<{ actor: string; action: string; subject: string; reason: string | null; details: unknown }[]> {
    return this.sql('select * from public.audit_log order by id');
  }

  /** Every row of every table. */
  async dump(): Promise<Record<string, unknown>> {
    const tables = await this.sql<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const rows = tables.map(async ({ name }) => [
      name,
      await this.sql(`select t::text from public.${name} t order by 1`),
    ]);
    return Object.fromEntries(await Promise.all(rows));
  }
}

/** PGlite, or a connection to a real Postgres. Asked several things at once it answers them in turn. */
export interface Queries {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

interface By {
  actor?: string;
}

interface Scope {
  scope?: (typeof BUDGET_SCOPES)[number];
  value?: string;
}
