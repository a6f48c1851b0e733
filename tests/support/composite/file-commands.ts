import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from './job.ts';
import type { StepLog } from './step-log.ts';

/** In the order in which they are looked at after a step; the github context has their paths by these names. */
const FILES = ['path', 'env', 'step_summary', 'state', 'output'] as const;
type FileCommand = (typeof FILES)[number];
export type CommandFiles = Record<FileCommand, string>;

const MOST_OF_A_SUMMARY = 1_024 * 1_024;

/** Makes the files of one step, empty. */
export function makeCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const suffix = randomUUID();
  const make = (name: FileCommand) => {
    const file = join(folder, `${name}_${suffix}`);
    writeFileSync(file, '');
    return file;
  };
  return {
    path: make('path'),
    env: make('env'),
    step_summary: make('step_summary'),
    state: make('state'),
    output: make('output'),
  };
}

/** Does what a step wrote into its files. One that is not in order fails the step; what stood before the fault counts. */
export function obeyFiles(files: CommandFiles, job: Job, log: StepLog): void {
  for (const name of FILES) {
    try {
      obey(name, textOf(files[name]), { job, log });
    } catch (error) {
      log.annotate('error', `Unable to process file command '${name}' successfully.`);
      log.annotate('error', error instanceof Error ? error.message : String(error));
      log.failed = true;
    }
  }
}

function obey(name: FileCommand, text: string, { job, log }: { job: Job; log: StepLog }): void {
  if (name === 'path') for (const line of text.split(/\r\n|\n|\r/).filter((folder) => folder !== '')) job.addPath(line);
  if (name === 'env') for (const [key, value] of keyValues(text)) setVariable(key, value, { job, log });
  if (name === 'state') for (const [key, value] of keyValues(text)) log.state.set(key, value);
  if (name === 'output') for (const [key, value] of keyValues(text)) log.setOutput(key, value);
  if (name === 'step_summary') addSummary(text, { job, log });
}

function setVariable(name: string, value: string, { job, log }: { job: Job; log: StepLog }): void {
  if (name === '') throw new Error('Value cannot be null or empty. (name)');
  if (name.toUpperCase() === 'NODE_OPTIONS')
    log.annotate('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  else job.env.set(name, value);
}

function addSummary(text: string, { job, log }: { job: Job; log: StepLog }): void {
  const size = Buffer.byteLength(text);
  if (size > MOST_OF_A_SUMMARY)
    log.annotate('error', `$GITHUB_STEP_SUMMARY upload aborted, supports content up to 1024k, got ${size >> 10}k.`);
  else if (size > 0) job.summaries.push(job.masker.mask(text));
}

/** What the file says; one that the step removed says nothing. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Lines `name=value`, and `name<<end` with a value of the lines up to `end`. Throws at the first that is neither. */
export function* keyValues(text: string): Generator<[name: string, value: string]> {
  let at = 0;
  const nextLine = () => {
    if (at >= text.length) return undefined;
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline < 0 ? undefined : newline);
    at = newline < 0 ? text.length : newline + 1;
    return { line, ended: newline >= 0 };
  };
  for (let head = nextLine(); head; head = nextLine()) {
    if (head.line === '') continue;
    const { name, delimiter, value } = split(head.line);
    yield [name, delimiter === undefined ? value : block(delimiter, nextLine)];
  }
}

function split(line: string): { name: string; delimiter?: string; value: string } {
  const [equals, arrows] = [line.indexOf('='), line.indexOf('<<')];
  if (equals >= 0 && (arrows < 0 || equals < arrows))
    return { name: line.slice(0, equals), value: line.slice(equals + 1) };
  if (arrows < 0) throw new Error(`Invalid format '${line}'`);
  const [name, delimiter] = [line.slice(0, arrows), line.slice(arrows + 2)];
  if (name === '' || delimiter === '')
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
  return { name, delimiter, value: '' };
}

function block(delimiter: string, nextLine: () => { line: string; ended: boolean } | undefined): string {
  const lines: string[] = [];
  for (let next = nextLine(); next?.line !== delimiter; next = nextLine()) {
    if (!next) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    if (!next.ended) throw new Error('Invalid value. EOF marker missing new line.');
    lines.push(next.line);
  }
  return lines.join('\n');
}
