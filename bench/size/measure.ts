import { randomUUID } from 'node:crypto';
import type { LedgerResult } from '../../src/contracts/ledger/functions.ts';
import { round } from '../statistics.ts';

export interface TableSize {
  table: string;
  rows: number;
  rowsMb: number;
  indexesMb: number;
}

/** Answers rows of a query. */
export type Ask = <Row>(text: string) => Promise<Row[]>;

/** What each table takes, largest first; `rowsMb` includes what is kept beside long rows. Tables of less than 0.1 MB are left out. */
export async function tableSizes(ask: Ask): Promise<TableSize[]> {
  const found = await ask<{ name: string; heap: number; indexes: number }>(`
    select c.relname as name, pg_table_size(c.oid)::float as heap, pg_indexes_size(c.oid)::float as indexes from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_total_relation_size(c.oid) > 100000
    order by pg_total_relation_size(c.oid) desc`);
  const sizes: TableSize[] = [];
  for (const { name, heap, indexes } of found) {
    const [counted] = await ask<{ n: number }>(`select count(*)::float as n from public.${name}`);
    sizes.push({ table: name, rows: counted?.n ?? 0, rowsMb: mb(heap), indexesMb: mb(indexes) });
  }
  return sizes;
}

/** The largest indexes, MB. */
export async function indexSizes(ask: Ask): Promise<Record<string, number>> {
  const found = await ask<{ name: string; bytes: number }>(`
    select c.relname as name, pg_relation_size(c.oid)::float as bytes from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'i' order by 2 desc limit 12`);
  return Object.fromEntries(found.map(({ name, bytes }) => [name, mb(bytes)]));
}

export const totalMb = (sizes: TableSize[]) =>
  round(
    sizes.reduce((sum, { rowsMb, indexesMb }) => sum + rowsMb + indexesMb, 0),
    0,
  );

export type PruneCall = (args: {
  p_request_id: string;
  p_actor: string;
  p_figure_days: number;
  p_text_days: number;
  p_batch: number;
  p_after: string | null;
}) => Promise<LedgerResult<'siso_prune'>>;

/** As `siso prune` does it: in batches of 100 tasks until nothing is left. Milliseconds. */
export async function measurePrune(prune: PruneCall, keepDays: number) {
  const days = { p_figure_days: keepDays, p_text_days: 30, p_batch: 100 };
  const times: number[] = [];
  let tasks = 0;
  let next: string | null = null;
  do {
    const startedAt = performance.now();
    const step = await prune({ p_request_id: randomUUID(), p_actor: 'bench', ...days, p_after: next });
    times.push(performance.now() - startedAt);
    tasks += step.tasks;
    next = step.next;
  } while (next !== null);
  const total = times.reduce((sum, ms) => sum + ms, 0);
  return { tasks, calls: times.length, ms: round(total, 0), longestCallMs: round(Math.max(...times), 0) };
}

const mb = (bytes: number) => round(bytes / 1_048_576, 1);
