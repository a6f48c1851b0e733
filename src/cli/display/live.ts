import yoctoSpinner, { type Spinner } from 'yocto-spinner';
import type { ClaudeProgress } from '../../claude/index.ts';
import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';
import type { RunEvent } from '../../engine/index.ts';
import { noteColors as colors } from './colors.ts';
import { clock, count, inline, span } from './format.ts';
import { canRedraw } from './progress.ts';
import { decisionLine } from './summary.ts';

/** Follows a run on standard error: one live line on a terminal, plain lines otherwise, nothing when `quiet`. */
export class LiveDisplay {
  readonly #spinner: Spinner | undefined;
  readonly #quiet: boolean;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  #doing = 'preparing';
  #money = formatUsd(0);
  #tokens = 0;

  constructor({ quiet }: { quiet: boolean }) {
    this.#quiet = quiet;
    if (quiet || !canRedraw()) return;
    // It would leave at the first signal, before anything is settled.
    this.#spinner = yoctoSpinner({ stream: process.stderr, handleSignals: false }).start('preparing');
    // A second signal leaves at once; the cursor must not stay hidden.
    process.once('exit', () => this.#spinner?.stop());
    this.#timer = setInterval(() => this.#redraw(), 200);
  }

  show(event: RunEvent): void {
    if (event.kind === 'usage') {
      this.#money = formatUsd(event.usage.costMicros);
      this.#tokens = event.usage.countedTokens;
    }
    if (event.kind === 'claude') this.#progress(event.progress);
    const line = eventLine(event);
    if (line) this.#line(line);
    if (event.kind === 'deferred')
      this.#doing = `waiting until ${clock(new Date(Date.now() + event.waitMs).toISOString(), new Date())}`;
    if (event.kind === 'workspace') this.#doing = 'starting Claude Code';
    if (event.kind === 'settling') this.#doing = 'settling';
  }

  note(line: string): void {
    this.#line(printable(line));
  }

  /** A line for scripts as well, on standard output. */
  print(line: string): void {
    if (this.#quiet) return;
    this.#spinner?.clear();
    console.log(printable(line));
    this.#redraw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#spinner?.stop();
  }

  #progress(progress: ClaudeProgress): void {
    if (progress.kind === 'turn') this.#turn = progress.turn;
    const text = progressLine(progress);
    if (text === undefined) return;
    const line = inline(text);
    this.#doing = line;
    const turn = this.#turn === 0 ? '' : `${colors.dim(`turn ${this.#turn}`)} `;
    this.#line(`  ${turn}${line}`);
  }

  #line(text: string): void {
    if (this.#quiet) return;
    // Above the live line, which is drawn again below it.
    this.#spinner?.clear();
    process.stderr.write(`${text}\n`);
    this.#redraw();
  }

  #redraw(): void {
    if (!this.#spinner) return;
    const parts = [
      span(performance.now() - this.#startedAt),
      `turn ${this.#turn}`,
      this.#doing,
      `${count(this.#tokens)} tokens`,
      this.#money,
    ];
    const text = parts.join(' · ');
    const width = (process.stderr.columns || 80) - 4;
    this.#spinner.text = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  }
}

function eventLine(event: RunEvent): string | undefined {
  if (event.kind === 'deferred') return decisionLine(event.verdict, { willWait: true });
  if (event.kind === 'admitted') {
    const { taskId, hold } = event.admitted;
    const buffer = hold.bufferTokens > 0 ? `, ${count(hold.bufferTokens)} of them from the emergency buffer` : '';
    return `${colors.green('●')} Admitted ${colors.bold(taskId)}: holds ${formatUsd(hold.amountMicros)} and ${count(hold.tokens)} tokens${buffer}.`;
  }
  if (event.kind !== 'workspace') return undefined;
  return [
    `${colors.green('●')} Working in a private copy of the last commit.`,
    ...event.warnings.map((warning) => `  ${colors.yellow('!')} ${inline(warning)}`),
  ].join('\n');
}

function progressLine(progress: ClaudeProgress): string | undefined {
  switch (progress.kind) {
    case 'started':
      return `Claude Code started with ${progress.model}`;
    case 'tool':
      return `${progress.subagent ? '↳ ' : ''}${progress.tool} ${progress.detail}`.trim();
    case 'text':
      return progress.line;
    case 'denied':
      return `denied: ${progress.tool}`;
    case 'retrying':
      return `the API answered ${progress.status ?? 'nothing'}; try ${progress.attempt} of ${progress.attempts} in ${span(progress.delayMs)}`;
    default:
      return undefined;
  }
}
