import { randomUUID } from 'node:crypto';
import { Masker } from './masker.ts';
import type { Annotation, CompositeOptions, Result } from './types.ts';

const MOST_OF_A_KIND = 10;
const MOST_OF_A_MESSAGE = 4_096;

/** What the steps of a job share and change. */
export class Job {
  readonly options: CompositeOptions;
  /** Variables of the job and of GITHUB_ENV. */
  readonly env: Map<string, string>;
  readonly masker = new Masker();
  readonly masks: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly warnings: string[] = [];
  readonly summaries: string[] = [];
  readonly trackingId: string;
  status: Result = 'success';
  #prepended: string[] = [];

  constructor(options: CompositeOptions) {
    this.options = options;
    this.env = new Map(Object.entries(options.jobEnv ?? {}));
    this.trackingId = options.trackingId ?? `not-github_${randomUUID()}`;
    for (const secret of options.secrets ?? []) this.masker.add(secret);
    const token = options.github?.token;
    if (typeof token === 'string') this.masker.add(token);
  }

  /** What steps added, before `path`, which is the runner's own when absent. */
  pathOver(path = this.options.path ?? process.env.PATH ?? ''): string {
    return [...this.#prepended, path].join(':');
  }

  /** Comes before all others in PATH. */
  addPath(folder: string): void {
    this.#prepended = [folder, ...this.#prepended.filter((other) => other !== folder)];
  }

  mask(value: string): void {
    this.masks.push(value);
    this.masker.add(value);
  }

  /** Answers the message as it is shown. */
  annotate({ kind, message, step, properties }: Annotation): string {
    const shown = this.masker.mask(message).slice(0, MOST_OF_A_MESSAGE);
    const before = this.annotations.filter((other) => other.kind === kind).length;
    if (before < MOST_OF_A_KIND) this.annotations.push({ kind, message: shown, step, properties });
    return shown;
  }

  /** A warning of the runner itself. */
  warn(message: string): void {
    this.warnings.push(this.annotate({ kind: 'warning', message, step: '', properties: {} }));
  }
}
