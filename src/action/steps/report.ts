import * as core from '@actions/core';
import type { RunReport } from '../../contracts/run-report.ts';
import type { StepContext } from '../context.ts';
import { drainedEnd } from '../drained.ts';
import { annotate } from '../job-log.ts';
import { momentOf } from '../moment.ts';
import { type Outputs, outputsOf, outputsOfFault } from '../outputs.ts';
import { commentEnd } from '../publish/comment.ts';
import { publishSafely } from '../publish/end.ts';
import { reachOf } from '../reach.ts';
import { settleLeft } from '../settle-left.ts';
import type { EndState, FaultState, Published } from '../state.ts';
import { faultSummary, summaryOf } from '../summary.ts';

/**
 * The last step, on every end: settles what a step that died has left, publishes the changes, and tells what happened.
 * Answers 1 where the step is to be red.
 */
export async function report(context: StepContext): Promise<number> {
  const { state } = context;
  const fault = await state.read('fault');
  const end = await endOfSteps(context);
  const published = await publishEnd(context, end);
  setOutputs(end === undefined ? faultOutputs(fault) : outputsOf(drainedEnd(end), published));
  await core.summary.addRaw(summaryOf(context, { end, fault, published, reach: await reachOf(context) }), true).write();
  if (end !== undefined) await commentEnd(context, { end: drainedEnd(end), published });
  for (const note of published.notes) annotate('warning', note);
  return exitCode(context, { end, fault });
}

/** As the steps have told it, or as the ledger does where one has died. */
async function endOfSteps(context: StepContext): Promise<EndState | undefined> {
  const told = await context.state.read('end');
  const left = told === undefined || told.drained !== undefined ? await settleLeft(context) : undefined;
  if (told?.drained === undefined) return told ?? left;
  const known = new Set(told.drained.map(({ report }) => report.taskId));
  return {
    ...told,
    drained: [...told.drained, ...(left?.drained ?? []).filter(({ report }) => !known.has(report.taskId))],
  };
}

async function publishEnd(context: StepContext, end: EndState | undefined): Promise<Published> {
  if (end?.published !== undefined) return end.published;
  const all = end?.drained ?? (end === undefined ? [] : [end]);
  let last: Published = { notes: [] };
  for (const each of all) {
    const published = await publishSafely(context, each, end?.drained !== undefined);
    last = { ...last, ...published, notes: [...last.notes, ...published.notes] };
  }
  return last;
}

/** Of a step that could not even read its inputs: outputs and summary are there all the same. */
export async function reportFault(fault: FaultState): Promise<void> {
  setOutputs(outputsOfFault(fault.code));
  await core.summary.addRaw(faultSummary(fault), true).write();
}

function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

function faultOutputs(fault: FaultState | undefined): Outputs {
  return outputsOfFault(fault?.code ?? 'interrupted');
}

interface Ended {
  end: EndState | undefined;
  fault: FaultState | undefined;
}

/** Red: a fault, a task that did not succeed, and what was not let in where the workflow asks for that. */
function exitCode({ inputs }: StepContext, { end, fault }: Ended): number {
  // The step that met the fault is red already, and has said why.
  if (fault !== undefined) return 0;
  if (end === undefined) return 1;
  // The job of the agent has told how its task ended.
  if (end.published !== undefined) return 0;
  const reports = end.drained?.map((each) => each.report) ?? (end.report === undefined ? [] : [end.report]);
  const codes = reports.map((each) => tell(each, inputs.onRefusal === 'fail'));
  return Math.max(0, ...codes);
}

function tell(report: RunReport, refusalFails: boolean): number {
  const { status, limit, reason, hint, error, retryAt } = report;
  if (status === 'succeeded' || status === 'queued') return 0;
  if (status === 'deferred' || status === 'refused') {
    const level = refusalFails ? 'error' : 'notice';
    const when = retryAt === null ? '' : `; room again at ${momentOf(retryAt)}`;
    annotate(level, `The task was not started: ${limit ?? reason.replaceAll('_', ' ')}${when}.`, hint ?? undefined);
    return refusalFails ? 1 : 0;
  }
  annotate('error', `Task ${report.taskId} ended as ${status.replaceAll('_', ' ')}: ${error ?? reason}`);
  return 1;
}
