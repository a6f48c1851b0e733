import { join, resolve } from 'node:path';
import { installClaude, locateClaude } from '../../claude/index.ts';
import type { TaskRequest } from '../../contracts/ledger/admission.ts';
import type { RunReport } from '../../contracts/run-report.ts';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import { runTask } from '../../engine/index.ts';
import { type MeterStandby, standByMeter } from '../../meter/index.ts';
import type { Store } from '../../store/index.ts';
import { type Context, openLedger, readContext } from '../context.ts';
import { printJson } from '../display/json.ts';
import { LiveDisplay } from '../display/live.ts';
import { summary } from '../display/summary.ts';
import { exposureWarning } from '../exposure.ts';
import { EXIT, endWithFailure, exitCodeOfReport } from '../failure.ts';
import type { Secrets } from '../frame.ts';
import { interruptSignal } from '../interrupt.ts';
import { readPrompt } from '../prompts.ts';
import { applyDailyLimit, applyMaxConcurrent } from './daily-limit.ts';
import { checkExample, removeExample } from './example.ts';
import type { RunOptions } from './options.ts';
import { planRun, type RunPlan } from './plan.ts';

/** `siso run`. Everything that can be wrong is found before anything is booked. Answers the exit code. */
export async function run(words: string[], options: RunOptions, secrets: Secrets): Promise<number> {
  // Comes up while everything else is looked at.
  const meter = standByMeter();
  try {
    return await runWith(meter, words, { options, secrets });
  } finally {
    meter.dismiss();
  }
}

async function runWith(
  meter: MeterStandby,
  words: string[],
  { options, secrets }: { options: RunOptions; secrets: Secrets },
): Promise<number> {
  const prompt = await readPrompt({ words, ...options });
  const context = await readContext(options.workspace);
  const plan = await planRun({ options, context, prompt, secrets });
  const display = new LiveDisplay({ quiet: options.json === true });
  const interrupt = interruptSignal(() =>
    display.note('Stopping; what was used will be settled. Once more to leave at once.'),
  );
  if (plan.rehearsal)
    display.note('Rehearsal: a scripted upstream answers the real Claude Code. No key is used, nothing is paid.');
  const warnings: string[] = [];
  // In the report of `--json`, for nothing else is shown then.
  const warn = (text: string | undefined) => {
    if (text === undefined) return;
    if (options.json) warnings.push(text);
    else display.note(`! ${text}`);
  };
  warn(exposureWarning(secrets));
  try {
    const ran = await withLedger(plan, { options, context, display, warn, meter, signal: interrupt.signal });
    const report = { ...ran, warnings: [...ran.warnings, ...warnings] };
    display.end();
    // A copy that was not worked in is of no use to anybody.
    if (plan.isExample && report.decision !== 'admitted') await removeExample(plan.request.repository.root);
    await print(report, { options, isExample: plan.isExample });
    return interrupt.signal.aborted && report.taskId === null ? EXIT.interrupted : exitCodeOfReport(report);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    // Ctrl-C in a terminal reaches the helpers that we started as well, so a step may fail because of it.
    return endWithFailure(error, { code: EXIT.interrupted, json: options.json === true });
  } finally {
    display.end();
    interrupt.end();
  }
}

interface RunSurroundings {
  options: RunOptions;
  context: Context;
  display: LiveDisplay;
  warn(text: string | undefined): void;
  meter: MeterStandby;
  signal: AbortSignal;
}

async function withLedger(plan: RunPlan, surroundings: RunSurroundings): Promise<RunReport> {
  const { dataDirectory } = surroundings.context;
  const onNote = (line: string) => surroundings.display.note(line);
  const store = await openLedger(dataDirectory, { rehearsal: plan.rehearsal, onNote });
  try {
    surroundings.warn(await applyDailyLimit(store, surroundings.context));
    surroundings.warn(await applyMaxConcurrent(store, surroundings.context));
    return await runOn(store, plan, surroundings);
  } finally {
    await store.close();
  }
}

async function runOn(
  store: Store,
  plan: RunPlan,
  { options, context, display, signal, meter }: RunSurroundings,
): Promise<RunReport> {
  const { dataDirectory } = context;
  const place = {
    store,
    dataDirectory: plan.rehearsal ? join(dataDirectory, 'rehearsal') : dataDirectory,
    upstream: plan.upstream,
    meter,
    locateClaude: () => findClaude(options, context),
  };
  const report = await runTask(place, { ...plan.request, signal, onEvent: (event) => display.show(event) });
  return withModelHint(store, report, plan.request.task);
}

async function findClaude(
  options: RunOptions,
  { claudePath: own, cacheDirectory, settings }: Context,
): Promise<string> {
  const claudePath = options.claudePath === undefined ? own : resolve(options.claudePath);
  try {
    return await locateClaude({ cacheDir: cacheDirectory, claudePath });
  } catch (error) {
    const installable = error instanceof AutomationError && error.code === 'cli_missing' && claudePath === undefined;
    if (!installable) throw error;
    return (await installClaude({ cacheDir: cacheDirectory, network: settings.network })).path;
  }
}

async function withModelHint(store: Store, report: RunReport, { model }: TaskRequest): Promise<RunReport> {
  if (report.reason !== 'price_unknown') return report;
  const models = (await store.call('siso_prices', {})).map((price) => price.model);
  const meant = nearest(model, models);
  const ways = meant ? `Did you mean ${meant}?` : `Priced: ${models.join(', ')}.`;
  return { ...report, hint: `No price is known for the model ${model}. ${ways}` };
}

interface PrintOptions {
  options: RunOptions;
  isExample: boolean;
}

async function print(report: RunReport, { options, isExample }: PrintOptions): Promise<void> {
  if (options.json) {
    printJson(report);
    return;
  }
  console.log(`\n${summary(report)}`);
  if (isExample && report.branch !== null) console.log(await checkExample(report.repository, report.branch));
}
