/** Faults in the middle of a run, with the real CLI, meter and ledger: nothing is lost and nothing booked twice. */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LedgerFunction } from '../../../src/contracts/ledger/functions.ts';
import { AutomationError } from '../../../src/domain/errors.ts';
import { toolPolicy } from '../../../src/domain/tools/policy.ts';
import { recoverRuns } from '../../../src/engine/recover.ts';
import type { RunRequest } from '../../../src/engine/run-request.ts';
import { runTask } from '../../../src/engine/run-task.ts';
import { loadScenario, standByMeter } from '../../../src/meter/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { copyExample, inspectRepository } from '../../../src/workspace/index.ts';
import { claudeBinary } from '../../support/claude.ts';

/** A ledger that fails as `faults` says, by function; everything else reaches the real one. */
function failing(store: Store, faults: Partial<Record<LedgerFunction, () => void>>): Store {
  return {
    call: async (name, args) => {
      faults[name]?.();
      return store.call(name, args);
    },
    close: () => store.close(),
  };
}

function unavailable(): never {
  throw new AutomationError('store_unavailable', 'The ledger is away');
}

async function aWorld() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-faults-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await copyExample(join(folder, 'example'));
  const repository = await inspectRepository(join(folder, 'example'));
  const store = await openStore({ directory: folder, rehearsal: true });
  onTestFinished(() => store.close());
  const meter = standByMeter();
  onTestFinished(() => meter.dismiss());
  const data = join(folder, 'rehearsal');
  const chosen = toolPolicy({ category: 'development', environment: 'development', emergency: false, tools: 'Read' });
  if (!('policy' in chosen)) throw new Error(chosen.problems.join());
  const request: RunRequest = {
    plan: {
      task: {
        name: 'fault',
        actor: 'tester',
        category: 'development',
        priority: 'medium',
        environment: 'development',
        model: 'claude-sonnet-5-5',
        prompt: 'Answer.',
        tools: ['Read'],
      },
      ...chosen,
      timeoutMs: 60_000,
    },
    repository,
    waitMs: 0,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  };
  const upstream = { kind: 'rehearsal', scenario: await loadScenario('answer') } as const;
  const place = { dataDirectory: data, upstream, meter, locateClaude: claudeBinary };
  const budget = async () => {
    const { budgets } = await store.call('siso_status', {});
    return budgets.find(({ kind, unit }) => kind === 'day' && unit === 'usd');
  };
  return { store, place, request, data, budget, runs: () => readdirSync(join(data, 'runs')) };
}

test('a ledger that is away when a run settles: the next start books exactly what was used', async () => {
  const { store, place, request, data, budget, runs } = await aWorld();
  const away = failing(store, { siso_settle: unavailable });

  await expect(runTask({ ...place, store: away }, request)).rejects.toMatchObject({ code: 'store_unavailable' });
  expect(await budget()).toMatchObject({ spent: 0, held: 2_000_000 });

  const [ended] = await recoverRuns(store, data);

  expect(ended?.costMicros).toBeGreaterThan(0);
  expect(await budget()).toMatchObject({ spent: ended?.costMicros, held: 0 });
  expect(runs()).toEqual([]);
});

test('a start that the ledger has seen although its answer was lost is settled with nothing, not booked whole', async () => {
  const { store, place, request, budget, runs } = await aWorld();
  const losing: Store = {
    call: async (name, args) => {
      const answer = await store.call(name, args);
      if (name === 'siso_start') unavailable();
      return answer;
    },
    close: () => store.close(),
  };

  await expect(runTask({ ...place, store: losing }, request)).rejects.toMatchObject({ code: 'store_unavailable' });

  expect(await budget()).toMatchObject({ spent: 0, held: 0 });
  expect(runs()).toEqual([]);
});

test('a CLI that cannot be found gives the hold back', async () => {
  const { store, place, request, budget, runs } = await aWorld();
  const missing = async () => {
    throw new AutomationError('cli_missing', 'There is no CLI');
  };

  const run = runTask({ ...place, store, locateClaude: missing }, request);

  await expect(run).rejects.toMatchObject({ code: 'cli_missing' });
  expect(await budget()).toMatchObject({ spent: 0, held: 0 });
  expect(runs()).toEqual([]);
});

test('an interrupt before admission asks the ledger for nothing', async () => {
  const { store, place, request, runs } = await aWorld();
  const asked: string[] = [];
  const listening = failing(store, { siso_admit: () => void asked.push('siso_admit') });

  const run = runTask({ ...place, store: listening }, { ...request, signal: AbortSignal.abort() });

  await expect(run).rejects.toMatchObject({ code: 'interrupted' });
  expect(asked).toEqual([]);
  expect(runs().filter((name) => !name.startsWith('.'))).toEqual([]);
});

test('an interrupt in the middle of an answer settles what was used', async () => {
  const { store, place, request, budget } = await aWorld();
  const scenario = await loadScenario('hang');
  const heard = new AbortController();
  const run = runTask(
    { ...place, store, upstream: { kind: 'rehearsal', scenario } },
    {
      ...request,
      signal: heard.signal,
      // Cancelled by whoever watches, once Claude Code has begun.
      onEvent: (event) => event.kind === 'claude' && heard.abort(),
    },
  );

  const report = await run;

  expect(report).toMatchObject({ status: 'cancelled', reason: 'interrupted' });
  expect(await budget()).toMatchObject({ spent: report.costMicros, held: 0 });
});
