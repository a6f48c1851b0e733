import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerFunction } from '../../src/contracts/ledger/functions.ts';
import { claimedRunner, createWorker, LATE_METER, Repositories, type WorkerEvent } from '../../src/engine/index.ts';
import { loadScenario } from '../../src/meter/index.ts';
import type { Store } from '../../src/store/index.ts';
import { claudeBinary } from './claude.ts';
import type { TestLedger } from './ledger.ts';
import { openLedger } from './queue.ts';
import { anExample } from './worker.ts';

export interface Workplace {
  ledger: TestLedger;
  /** The same as a store; `calls` has what was called, in order, with the moment. */
  store: Store;
  calls: { name: LedgerFunction; at: number }[];
  folder: string;
  example: { workspace: string; repo: string };
  /** Works with `scenario`; in the background until `end` is called. */
  worker(scenario: string, parts?: WorkerParts): Promise<{ events: WorkerEvent[]; end(): Promise<void> }>;
}

interface WorkerParts {
  slots?: number;
  clones?: Record<string, string>;
  until?: 'claimed' | 'empty';
}

/** A ledger whose clock tests move, and workers in this process that run the real Claude Code against it. */
export async function aWorkplace(): Promise<Workplace> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-worker-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const ledger = await openLedger();
  const calls: Workplace['calls'] = [];
  const store: Store = {
    call: async (name, args) => {
      calls.push({ name, at: Date.now() });
      return ledger.call(name, args);
    },
    close: async () => undefined,
  };
  const worker: Workplace['worker'] = async (scenario, { slots = 1, clones = {}, until } = {}) => {
    const stop = new AbortController();
    const events: WorkerEvent[] = [];
    const upstream = { kind: 'rehearsal', scenario: await loadScenario(scenario) } as const;
    const place = {
      store,
      dataDirectory: folder,
      upstream,
      meter: LATE_METER,
      locateClaude: claudeBinary,
      progressMs: 0,
    };
    const repositories = new Repositories({ trees: {}, clones, dataDirectory: folder, shared: false });
    const working = createWorker({
      ...{
        store,
        dataDirectory: folder,
        slots,
        version: '0',
        signal: stop.signal,
        filter: { repos: repositories.names },
      },
      ...{ runClaimed: claimedRunner(place, repositories), pollMs: 500, onEvent: (event) => events.push(event) },
      ...(until === undefined ? {} : { until }),
    }).run();
    const end = async () => {
      if (until === undefined) stop.abort();
      await working;
    };
    onTestFinished(end);
    return { events, end };
  };
  return { ledger, store, calls, folder, example: await anExample(folder), worker };
}
