import type { Admitted, TaskRequest } from '../../src/contracts/ledger/admission.ts';
import { DAY, HOUR, MINUTE } from './ledger.ts';

const SPANS = { minute: MINUTE, hour: HOUR, day: DAY };
type Span = keyof typeof SPANS;
type Limits = Record<Span, number>;

/** A limit row: a category's, or only of one of its repositories. */
export interface Row {
  category: string;
  repo?: string;
  limits: Limits;
}

/** An attempt as a person would note it down. `counted` and `cost` are what is charged now. */
export interface Run extends Admitted {
  task: Partial<TaskRequest>;
  at: number;
  /** What it was charged under, by row. */
  under: Map<Row, Limits>;
  state: 'active' | 'over';
  started: boolean;
  answered: boolean;
  leaseEnd: number;
  usedTokens: number;
  usedMicros: number;
  counted: number;
  cost: number;
}

/** The rules of limits and budgets in their plainest form: exact instants, no buckets, everything added up anew. */
export class NaiveLedger {
  readonly rows: Row[];
  readonly runs: Run[] = [];
  now: number;

  constructor(rows: Row[], now: number) {
    this.rows = rows;
    this.now = now;
  }

  admit(task: Partial<TaskRequest>, admitted: Admitted): void {
    const factor = task.environment === 'staging' ? 2 : 1;
    const rows = this.rows.filter((row) => row.category === task.category && (row.repo ?? task.repo) === task.repo);
    const under = rows.map(({ limits }) => ({
      minute: limits.minute * factor,
      hour: limits.hour * factor,
      day: limits.day * factor,
    }));
    this.runs.push({
      ...admitted,
      ...{ task, at: this.now, state: 'active', started: false, answered: false, leaseEnd: this.now + 10 * MINUTE },
      under: new Map(rows.map((row, index) => [row, under[index] ?? row.limits])),
      ...{ usedTokens: 0, usedMicros: 0, counted: admitted.hold.estimateTokens, cost: 0 },
    });
  }

  /** Ends a run whose lease is over: as it was if it never started, else at its full hold. */
  expire(run: Run): void {
    if (run.state !== 'active' || run.leaseEnd > this.now) return;
    run.state = 'over';
    run.counted = run.started ? Math.max(run.hold.tokens, run.usedTokens) : 0;
    run.cost = run.started ? Math.max(run.hold.amountMicros, run.usedMicros) : 0;
  }

  /** What a trailing window of exactly that length holds for a row. */
  trailing(row: Row, span: Span): number {
    const recent = this.runs.filter((run) => run.under.has(row) && run.at > this.now - SPANS[span]);
    return recent.reduce((sum, run) => sum + this.#charge(run, { row, span }), 0);
  }

  /** Dollars spent and held of what was admitted since `start`. */
  dollars(start: number, repo?: string): { spent: number; held: number } {
    const runs = this.runs.filter((run) => run.at >= start && (repo === undefined || run.task.repo === repo));
    return {
      spent: runs.reduce((sum, run) => sum + run.cost, 0),
      held: runs.reduce((sum, run) => sum + (run.state === 'active' ? run.hold.amountMicros : 0), 0),
    };
  }

  /** Windows that the newest admission should not have been let into. */
  overruns(): string[] {
    const newest = this.runs.at(-1);
    const windows = [...(newest?.under ?? [])].flatMap(([row, limits]) =>
      (['minute', 'hour', 'day'] as const).map((span) => ({ row, span, limit: limits[span] })),
    );
    return windows
      .filter(({ row, span, limit }) => this.trailing(row, span) > limit)
      .map(
        ({ row, span, limit }) => `${row.category} ${row.repo ?? ''} ${span}: ${this.trailing(row, span)} > ${limit}`,
      );
  }

  /** A task larger than a minute or an hour fills it; a day is charged in full. */
  #charge(run: Run, { row, span }: { row: Row; span: Span }): number {
    return span === 'day' ? run.counted : Math.min(run.counted, run.under.get(row)?.[span] ?? 0);
  }
}
