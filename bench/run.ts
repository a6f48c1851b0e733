import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAdmission } from './run/admission.ts';
import { measureMeter, measureStream } from './run/meter.ts';
import { measureRuns } from './run/whole-run.ts';

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

/** What governing costs: a whole run against the bare CLI, a request through the meter, an admission. */
export async function benchRun({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'siso-bench-'));
  try {
    note('A governed run and a bare one, in turn …');
    const runs = await measureRuns(folder, quick ? 3 : 9);
    note('Requests through the meter and past it, in turn …');
    const meterAddedP50Ms = await measureMeter(folder, quick ? 200 : 1_000);
    note('A response of 200 MB …');
    const streamGrowthMb = await measureStream(folder, 200);
    note('Admission with history …');
    const sizes: [string, number][] = [
      ['1k', 1_000],
      ['25k', 25_000],
      ['100k', 100_000],
      ...(quick ? [] : ([['1m', 1_000_000]] satisfies [string, number][])),
    ];
    const admitP50Ms = await measureAdmission(folder, { sizes, samples: quick ? 100 : 300, note });
    return { ...runs, meterAddedP50Ms, streamGrowthMb, admitP50Ms };
  } finally {
    // A keeper may still be opening a ledger in it.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
