import type { Progress } from '../contracts/ledger/life.ts';
import type { TokenSums } from '../contracts/ledger/usage.ts';
import type { MeterUsage } from '../contracts/meter.ts';
import { redact } from '../domain/redact.ts';
import type { RunEvent } from './run-request.ts';

const MAX_TOOL = 200;
const MAX_LINE = 500;

type Doing = Pick<Progress, 'stage' | 'turns' | 'tool' | 'line'>;

/** What a run is doing, for whoever looks at it in the ledger. Every text is redacted and cut. */
export class RunProgress {
  #doing: Doing = { stage: 'preparing' };
  #changed = false;
  #onChange: () => void = () => undefined;

  /** Whether there is something that `figures` has not told yet. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Calls `listener` when something has changed. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  note(event: RunEvent): void {
    const change = changeOf(event);
    if (change === undefined) return;
    this.#doing = { ...this.#doing, ...change };
    this.#changed = true;
    this.#onChange();
  }

  /** Everything as it is now; nothing has changed until the next event. */
  figures(usage: MeterUsage): Progress {
    this.#changed = false;
    const { tool, ...doing } = this.#doing;
    return {
      usedMicros: usage.costMicros,
      usedTokens: usage.countedTokens,
      tokens: sums(usage),
      ...doing,
      ...(tool === undefined || tool === '' ? {} : { tool }),
    };
  }
}

function changeOf(event: RunEvent): Doing | undefined {
  if (event.kind === 'usage') return {};
  if (event.kind === 'settling') return { stage: 'settling', tool: '' };
  if (event.kind === 'prepare') return { line: cut(event.line, MAX_LINE) };
  if (event.kind !== 'claude') return undefined;
  const { progress } = event;
  switch (progress.kind) {
    case 'started':
      return { stage: 'running' };
    case 'turn':
      return { turns: progress.turn, tool: '' };
    case 'tool':
      return { tool: cut(`${progress.tool} ${progress.detail}`.trim(), MAX_TOOL) };
    case 'text':
      return { line: cut(progress.line, MAX_LINE) };
    case 'retrying':
      return { line: `The API answered ${progress.status ?? 'nothing'}; Claude Code tries again.` };
    default:
      return undefined;
  }
}

function cut(text: string, length: number): string {
  return [...redact(text)].slice(0, length).join('').slice(0, length).toWellFormed();
}

function sums({ entries, countedTokens }: MeterUsage): TokenSums {
  const sum = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, counted: countedTokens };
  for (const entry of entries) {
    sum.input += entry.inputTokens;
    sum.output += entry.outputTokens;
    sum.cacheRead += entry.cacheReadTokens;
    sum.cacheWrite5m += entry.cacheWrite5mTokens;
    sum.cacheWrite1h += entry.cacheWrite1hTokens;
  }
  return sum;
}
