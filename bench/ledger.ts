import { type Cell, openCells, PATHS, PEERS } from './ledger/cells.ts';
import { measureHistory } from './ledger/history.ts';
import { closedLoop, openLoop } from './ledger/load.ts';
import { startServers } from './ledger/servers.ts';
import { median, percentile, round } from './statistics.ts';

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

interface Measured extends Cell {
  /** Of each round. */
  perSecond: number[];
  /** Of each pair. */
  closedMs: number[];
  /** Of each admission that arrived at random. */
  openMs: number[];
}

const ARRIVALS_PER_SECOND = 10;

/** What the ledger bears: pairs a second on three paths and of a peer, latency of what arrives at random, and growth with history. */
export async function benchLedger({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  note('Postgres, PostgREST and PGlite start …');
  const servers = await startServers();
  try {
    const cells = (await openCells(servers)).map((cell) => ({ ...cell, perSecond: [], closedMs: [], openMs: [] }));
    note('Closed loops, one after another in rounds …');
    await warmUp(cells, quick ? 60 : 1_000);
    await measureClosed(cells, quick ? { rounds: 2, ms: 250 } : { rounds: 7, ms: 2_000 });
    note(`${ARRIVALS_PER_SECOND} admissions a second at random …`);
    await measureOpen(cells, quick ? 10 : 400);
    await Promise.all(cells.map((cell) => cell.close()));
    note('Admission with history …');
    const history = await measureHistory(servers.postgres, { quick, note });
    return { ...figuresOf(cells), ...history };
  } finally {
    await servers.stop();
  }
}

/** Plans and code are warm before the first round counts. */
async function warmUp(cells: Measured[], ms: number): Promise<void> {
  // WebAssembly takes longer to get warm, and each connection has plans of its own.
  const needed = ({ kind, clients }: Measured) =>
    kind === 'pglite' ? ms * 10 : kind === 'ownConnections' ? clients * 60 : ms;
  for (const cell of cells) await closedLoop(cell.pairs, Math.max(ms, needed(cell)));
}

/** In rounds, so that a machine that is slow for a while is slow for all of them. */
async function measureClosed(cells: Measured[], { rounds, ms }: { rounds: number; ms: number }): Promise<void> {
  for (let at = 0; at < rounds; at += 1) {
    for (const cell of cells) {
      const { perSecond, took } = await closedLoop(cell.pairs, ms);
      cell.perSecond.push(perSecond);
      cell.closedMs.push(...took);
    }
  }
}

async function measureOpen(cells: Measured[], count: number): Promise<void> {
  for (const cell of cells) {
    if (cell.admissions === undefined) continue;
    cell.openMs.push(...(await openLoop(cell.admissions, { perSecond: ARRIVALS_PER_SECOND, count })));
  }
}

function figuresOf(cells: Measured[]): Record<string, unknown> {
  const by = (kind: Cell['kind'], figure: (cell: Measured) => unknown) =>
    Object.fromEntries(cells.filter((cell) => cell.kind === kind).map((cell) => [cell.clients, figure(cell)]));
  const paths = (figure: (cell: Measured) => unknown) =>
    Object.fromEntries(PATHS.map((path) => [path, by(path, figure)]));
  const rate = ({ perSecond }: Measured) => Math.round(median(perSecond));
  const [shared, each] = PEERS;
  return {
    reserveSettlePerSecond: paths(rate),
    p99Ms: paths(({ openMs }) => round(percentile(openMs, 0.99))),
    p50Ms: paths(({ openMs }) => round(median(openMs))),
    closedLoopP99Ms: paths(({ closedMs }) => round(percentile(closedMs, 0.99))),
    slowestAndFastestRound: paths(({ perSecond }) => [Math.min(...perSecond), Math.max(...perSecond)].map(Math.round)),
    peers: { rateLimiterFlexible: by(shared, rate) },
    peersKeyPerClient: { rateLimiterFlexible: by(each, rate) },
    ownConnectionsPerSecond: by('ownConnections', rate),
    wholeLifePerSecond: by('wholeLife', rate),
    asynchronousCommitPerSecond: by('asynchronousCommit', rate),
    twoLedgersPerSecond: by('twoLedgers', rate),
  };
}
