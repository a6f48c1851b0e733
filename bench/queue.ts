import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres } from '../tests/support/real-postgres.ts';
import { DURABLE } from './ledger/servers.ts';
import { openGraphile } from './queue/graphile.ts';
import { measureIdle } from './queue/idle.ts';
import { openPgBoss } from './queue/pg-boss.ts';
import { claimTimes, openSiso, queueOf } from './queue/siso.ts';
import { BATCH, type OpenSystem, type Running, type System } from './queue/system.ts';
import { median, percentile, round } from './statistics.ts';

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

const SYSTEMS: Record<string, OpenSystem> = { siso: openSiso, graphileWorker: openGraphile, pgBoss: openPgBoss };
const WORKERS = [1, 8, 32];
const PENDING = 100_000;
const WARM_TURNS = 6;

interface Cell {
  name: string;
  system: System;
  workers: number;
  /** Completed a second, of each round. */
  perSecond: number[];
}

/** Claim and completion beside two other queues on the same Postgres, the time of a claim, and what `siso serve` costs while nothing happens. */
export async function benchQueue({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  const idle = await measureIdle({ seconds: quick ? 10 : 30, note });
  note('Postgres starts …');
  const postgres = await startPostgres(DURABLE);
  try {
    note(`Claim and complete, ${PENDING} waiting, in rounds …`);
    const cells = await openCells(postgres);
    await measure(
      cells,
      quick ? { rounds: 1, ms: 1_500, mostWarmUpMs: 8_000 } : { rounds: 5, ms: 3_000, mostWarmUpMs: 30_000 },
    );
    note('Claims of ten, 20,000 waiting in 200 flows …');
    const took = await claimTimes(await queueOf(postgres, 20_000), quick ? 100 : 1_000);
    return {
      claimCompletePerSecond: byName(cells, ({ perSecond }) => Math.round(median(perSecond))),
      slowestAndFastestRound: byName(cells, ({ perSecond }) =>
        [Math.min(...perSecond), Math.max(...perSecond)].map(Math.round),
      ),
      ...{ claimP50Ms: round(median(took)), claimP99Ms: round(percentile(took, 0.99)) },
      ...idle,
    };
  } finally {
    await postgres.stop();
  }
}

async function openCells(postgres: Parameters<OpenSystem>[0]): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [name, open] of Object.entries(SYSTEMS)) {
    const system = await open(postgres);
    cells.push(...WORKERS.map((workers) => ({ name, system, workers, perSecond: [] })));
  }
  // side by side, so that a machine that is slow for a while is slow for all three
  return cells.toSorted((a, b) => a.workers - b.workers);
}

async function measure(cells: Cell[], { rounds, ms, mostWarmUpMs }: Record<'rounds' | 'ms' | 'mostWarmUpMs', number>) {
  for (let at = 0; at < rounds; at += 1) {
    for (const { system, workers, perSecond } of cells) {
      await system.fill(PENDING);
      const running = await system.start(workers);
      await warmUp(running, workers, mostWarmUpMs);
      const [begun, before] = [performance.now(), running.done()];
      await delay(ms);
      perSecond.push(((running.done() - before) / (performance.now() - begun)) * 1_000);
      await running.stop();
    }
  }
}

/** Until every connection has its plans, which Postgres keeps from about the sixth time on. */
async function warmUp(running: Running, workers: number, mostMs: number): Promise<void> {
  const begun = performance.now();
  while (running.done() < workers * WARM_TURNS * BATCH && performance.now() - begun < mostMs) await delay(20);
}

function byName(cells: Cell[], figure: (cell: Cell) => unknown): Record<string, unknown> {
  const of = (name: string) =>
    Object.fromEntries(cells.filter((cell) => cell.name === name).map((cell) => [cell.workers, figure(cell)]));
  return Object.fromEntries(Object.keys(SYSTEMS).map((name) => [name, of(name)]));
}
