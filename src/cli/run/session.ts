import { resolve } from 'node:path';
import type { Upstream } from '../../contracts/meter.ts';
import type { RunReport } from '../../contracts/run-report.ts';
import { applySettings, findClaude, progressPace, type RunPlace } from '../../engine/index.ts';
import { type MeterStandby, standByMeter } from '../../meter/index.ts';
import type { Store } from '../../store/index.ts';
import { type Context, openLedger } from '../context.ts';
import { LiveDisplay } from '../display/live.ts';
import { exposureWarning } from '../exposure.ts';
import { EXIT, endWithFailure, exitCodeOfReport } from '../failure.ts';
import type { Secrets } from '../frame.ts';
import { interruptSignal } from '../interrupt.ts';
import type { TaskOptions } from './options.ts';

/** What a command that runs a task works with: the open ledger, what a person sees, and the signal that stops it. */
export interface Session {
  store: Store;
  context: Context;
  display: LiveDisplay;
  signal: AbortSignal;
  /** Where a task with this upstream runs. */
  place(upstream: Upstream): RunPlace;
}

export interface SessionParts {
  options: TaskOptions;
  context: Context;
  secrets: Secrets;
  /** Brought up early by whoever dismisses it. */
  meter: MeterStandby;
}

/** Brings a meter up while everything else is looked at. */
export async function withMeter(use: (meter: MeterStandby) => Promise<number>): Promise<number> {
  const meter = standByMeter();
  try {
    return await use(meter);
  } finally {
    meter.dismiss();
  }
}

/** Does `work` with the ledger open and hands its report to `print`. Answers the exit code. */
export async function inSession(
  parts: SessionParts,
  work: (session: Session) => Promise<RunReport>,
  print: (report: RunReport) => Promise<void>,
): Promise<number> {
  const { options, secrets } = parts;
  const display = new LiveDisplay({ quiet: options.json === true });
  const interrupt = interruptSignal(() =>
    display.note('Stopping; what was used will be settled. Once more to leave at once.'),
  );
  if (options.rehearse !== undefined)
    display.note('Rehearsal: a scripted upstream answers the real Claude Code. No key is used, nothing is paid.');
  const warnings = new Warnings(options.json ? undefined : display);
  warnings.add(exposureWarning(secrets));
  try {
    const ran = await withLedger(parts, { display, warnings, signal: interrupt.signal, work });
    const report = { ...ran, warnings: [...ran.warnings, ...warnings.kept] };
    display.end();
    await print(report);
    const stopped = interrupt.signal.aborted && report.decision !== 'admitted';
    return stopped ? EXIT.interrupted : exitCodeOfReport(report);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    // Ctrl-C in a terminal reaches the helpers that we started as well, so a step may fail because of it.
    return endWithFailure(error, { code: EXIT.interrupted, json: options.json === true });
  } finally {
    display.end();
    interrupt.end();
  }
}

/** Shown at once, or kept for the report of `--json`, for nothing else is shown then. */
class Warnings {
  readonly kept: string[] = [];
  readonly #display: LiveDisplay | undefined;

  constructor(display: LiveDisplay | undefined) {
    this.#display = display;
  }

  add(text: string | undefined): void {
    if (text === undefined) return;
    if (this.#display === undefined) this.kept.push(text);
    else this.#display.note(`! ${text}`);
  }
}

interface LedgerParts extends Pick<Session, 'display' | 'signal'> {
  warnings: Warnings;
  work(session: Session): Promise<RunReport>;
}

async function withLedger(
  { options, context, meter }: SessionParts,
  { display, warnings, signal, work }: LedgerParts,
): Promise<RunReport> {
  const { settings } = context;
  const rehearsal = options.rehearse !== undefined;
  const { store, runsFolder, shared } = await openLedger(context, { rehearsal, onNote: (line) => display.note(line) });
  try {
    for (const note of await applySettings(store, context)) warnings.add(note);
    const place = (upstream: Upstream): RunPlace => ({
      store,
      dataDirectory: runsFolder,
      upstream,
      meter,
      progressMs: progressPace(shared),
      locateClaude: () => findClaude({ ...settings, claudePath: claudePathOf(options, context) }),
    });
    return await work({ store, context, display, signal, place });
  } finally {
    await store.close();
  }
}

export function claudePathOf({ claudePath }: TaskOptions, context: Context): string | undefined {
  return claudePath === undefined ? context.claudePath : resolve(claudePath);
}
