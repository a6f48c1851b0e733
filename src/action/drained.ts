import type { RunReport } from '../contracts/run-report.ts';
import type { EndState } from './state.ts';

/** Several tasks of the queue as one end for the outputs: the last one, with the sums of all; red when one of them is. */
export function drainedEnd(end: EndState): EndState {
  const reports = end.drained?.map(({ report }) => report) ?? [];
  const last = reports.at(-1);
  if (last === undefined) return end;
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const tokens = {
    input: sum(({ tokens: each }) => each.input),
    output: sum(({ tokens: each }) => each.output),
    cacheRead: sum(({ tokens: each }) => each.cacheRead),
    cacheWrite5m: sum(({ tokens: each }) => each.cacheWrite5m),
    cacheWrite1h: sum(({ tokens: each }) => each.cacheWrite1h),
    counted: sum(({ tokens: each }) => each.counted),
  };
  const bad = reports.find(({ status }) => status !== 'succeeded');
  const figures = {
    costMicros: sum(({ costMicros }) => costMicros),
    costSource: reports.some(({ costSource }) => costSource === 'estimated') ? ('estimated' as const) : last.costSource,
    turns: sum(({ turns }) => turns),
    durationMs: sum(({ durationMs }) => durationMs),
  };
  return {
    ...end,
    report: { ...last, ...figures, tokens, status: bad?.status ?? last.status, reason: bad?.reason ?? last.reason },
  };
}
