import { relative } from 'node:path';
import { type Command, commandOf, isCommand } from './commands.ts';
import type { Job } from './job.ts';
import type { Annotation } from './types.ts';

const USE_FILES = 'is disabled. Please upgrade to using Environment Files.';

/** What one step says: its log, and the commands in what it prints. */
export class StepLog {
  readonly outputs = new Map<string, string>();
  readonly state = new Map<string, string>();
  /** Whether a command was not in order, which fails the step however its script ends. */
  failed = false;
  readonly #job: Job;
  readonly #step: string;
  readonly #lines: string[] = [];
  #stopToken: string | undefined;
  #echo = false;

  constructor(job: Job, step: string) {
    this.#job = job;
    this.#step = step;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  write(text: string): void {
    this.#lines.push(this.#job.masker.mask(text));
  }

  debug(text: string): void {
    if (this.#job.options.debug) this.write(`##[debug]${text}`);
  }

  annotate(kind: Annotation['kind'], message: string, properties: Record<string, string> = {}): void {
    this.write(`##[${kind}]${this.#job.annotate({ kind, message, step: this.#step, properties })}`);
  }

  setOutput(name: string, value: string): void {
    if (name === '') throw new Error('Value cannot be null or empty. (name)');
    // GitHub does not tell names apart by case: the later one replaces the earlier.
    for (const other of this.outputs.keys()) if (other.toLowerCase() === name.toLowerCase()) this.outputs.delete(other);
    this.outputs.set(name, value);
  }

  /** A line that the script printed, on either stream. */
  line(text: string): void {
    const command = commandOf(text, this.#stopToken);
    if (!command || !this.#run(command, text)) this.write(text);
  }

  /** Answers whether the line was for the runner and does not belong in the log. */
  #run(command: Command, line: string): boolean {
    if (this.#stopToken !== undefined) {
      if (command.name !== this.#stopToken.toLowerCase()) return false;
      this.#stopToken = undefined;
      this.write(line);
      return true;
    }
    const silent = ['add-mask', 'debug', 'error', 'warning', 'notice', 'stop-commands'].includes(command.name);
    if (this.#echo && !silent) this.write(line);
    try {
      this.#obey(command, line);
    } catch (error) {
      this.annotate('error', `Unable to process command '${silent ? command.name : line}' successfully.`);
      this.annotate('error', error instanceof Error ? error.message : String(error));
      this.failed = true;
    }
    return true;
  }

  #obey({ name, properties, data }: Command, line: string): void {
    if (name === 'error' || name === 'warning' || name === 'notice')
      this.annotate(name, data, this.#placed(properties));
    else if (name === 'debug') this.debug(data);
    else if (name === 'group') this.write(`##[group]${data}`);
    else if (name === 'endgroup') this.write('##[endgroup]');
    else if (name === 'echo') this.#setEcho(data);
    else if (name === 'add-mask') this.#mask(data);
    else if (name === 'stop-commands') this.#stop(data, line);
    else if (name === 'set-output' || name === 'save-state') this.#deprecated(name, properties.name ?? '', data);
    else if (name === 'set-env' || name === 'add-path') throw new Error(`The \`${name}\` command ${USE_FILES}`);
  }

  #mask(value: string): void {
    if (value.trim() === '')
      this.annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
    else this.#job.mask(value);
  }

  #stop(token: string, line: string): void {
    if (token === '' || isCommand(token) || token.toLowerCase() === 'pause-logging')
      throw new Error('You cannot use a endToken that is an empty string or another workflow command.');
    this.#stopToken = token;
    if (token.length > 6) this.#job.masker.add(token);
    this.write(line);
  }

  #setEcho(data: string): void {
    const value = data.trim().toLowerCase();
    if (value !== 'on' && value !== 'off') throw new Error(`Invalid echo command value: '${data}'.`);
    this.#echo = value === 'on';
  }

  #deprecated(command: string, name: string, value: string): void {
    this.annotate('warning', `The \`${command}\` command is deprecated and will be disabled soon.`);
    if (name === '') throw new Error(`Required field 'name' is missing in ##[${command}] command.`);
    if (command === 'set-output') this.setOutput(name, value);
    else this.state.set(name, value);
  }

  /** Files of the checkout are named from its top. */
  #placed(properties: Record<string, string>): Record<string, string> {
    const { file } = properties;
    const inside = file?.startsWith(`${this.#job.options.workspace}/`);
    return file && inside ? { ...properties, file: relative(this.#job.options.workspace, file) } : properties;
  }
}
