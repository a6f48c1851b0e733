import type { RunReport } from '../../contracts/run-report.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Store } from '../../store/index.ts';
import { printJson } from '../display/json.ts';
import { summary } from '../display/summary.ts';
import { checkExample, removeExample } from './example.ts';

export interface PrintOptions {
  json: boolean;
  /** The repository is a copy of the example that was made for this task. */
  isExample: boolean;
}

/** The end of a command that runs a task. A copy of the example is shown when it was worked in, and else of no use to anybody. */
export async function printReport(report: RunReport, { json, isExample }: PrintOptions): Promise<void> {
  // A task that waits still needs it.
  if (isExample && report.decision !== 'admitted' && report.taskId === null) await removeExample(report.repository);
  if (json) return printJson(report);
  // Said when it was put there.
  if (report.decision === 'queued') return;
  console.log(`\n${summary(report)}`);
  if (isExample && report.branch !== null) console.log(await checkExample(report.repository, report.branch));
}

/** Names the nearest priced model where the task's own has no price. */
export async function withModelHint(store: Store, report: RunReport, model: string): Promise<RunReport> {
  return report.reason === 'price_unknown' ? { ...report, hint: await modelHint(store, model) } : report;
}

export async function modelHint(store: Store, model: string): Promise<string> {
  const models = (await store.call('siso_prices', {})).map((price) => price.model);
  const meant = nearest(model, models);
  const ways = meant ? `Did you mean ${meant}?` : `Priced: ${models.join(', ')}.`;
  return `No price is known for the model ${model}. ${ways}`;
}
