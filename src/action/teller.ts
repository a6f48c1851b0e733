import type { RunEvent } from '../engine/index.ts';
import { say } from './job-log.ts';

const LAST_LINES = 40;

/** Tells the log of the job what a run does, and keeps the end of it for the summary. */
export class Teller {
  readonly #last: string[] = [];

  tell(event: RunEvent): void {
    const line = lineOf(event);
    if (line === undefined) return;
    say(line);
    this.#last.push(line);
    if (this.#last.length > LAST_LINES) this.#last.shift();
  }

  /** The last lines. */
  end(): string {
    return this.#last.join('\n');
  }
}

function lineOf(event: RunEvent): string | undefined {
  if (event.kind === 'prepare') return `prepare: ${event.line}`;
  if (event.kind === 'settling') return 'Settling what was used.';
  if (event.kind !== 'claude') return undefined;
  const { progress } = event;
  switch (progress.kind) {
    case 'tool':
      return `${progress.tool} ${progress.detail}`.trim();
    case 'text':
      return progress.line;
    case 'retrying':
      return `The API answered ${progress.status ?? 'nothing'}; Claude Code tries again.`;
    default:
      return undefined;
  }
}
