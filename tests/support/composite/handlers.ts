import { randomUUID } from 'node:crypto';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { scriptEnvironment } from './contexts.ts';
import { type Contexts, fill, KNOWN } from './expressions.ts';
import type { Job } from './job.ts';
import type { RunStep, UsesStep } from './manifest.ts';
import { runScript } from './script.ts';
import type { StepLog } from './step-log.ts';
import { type CompositeEnd, GITHUB_PATIENCE, type UsesCall } from './types.ts';

/** Everything that one step is run with. */
export interface StepSetting {
  id: string;
  job: Job;
  contexts: Contexts;
  env: Record<string, string>;
  log: StepLog;
  /** Stops this step. */
  stop: AbortSignal;
  lost: AbortSignal;
  calls: CompositeEnd['usesCalls'];
}

const BUILT_IN = new Map([
  ['bash', '--noprofile --norc -e -o pipefail {0}'],
  ['sh', '-e {0}'],
]);

/** Runs the script of a step as a file and answers its exit code. Throws what fails the step before it can run. */
export async function runShell(step: RunStep, setting: StepSetting): Promise<number> {
  const { id, job, contexts, env, log, stop, lost } = setting;
  const { runner, workspace, patience, onLine } = job.options;
  const filled = (text: string) => fill(text, KNOWN.step, contexts);
  const script = filled(step.run);
  const { command, args } = shellOf(filled(step.shell), job.pathOver());
  log.write(headOf(script, { shell: [command, ...args].join(' '), env }));
  const file = join(runner.temp, `${randomUUID()}.sh`);
  writeFileSync(file, script);
  const exitCode = await runScript({
    command,
    args: args.map((arg) => arg.replaceAll('{0}', file)),
    cwd: resolve(workspace, filled(step['working-directory'])),
    env: scriptEnvironment(job, env, contexts),
    onLine: (line) => {
      onLine?.(line, id);
      log.line(line);
    },
    cancel: stop,
    lost,
    trackingId: job.trackingId,
    patience: { ...GITHUB_PATIENCE, ...patience },
  });
  if (exitCode !== 0 && !stop.aborted) log.annotate('error', `Process completed with exit code ${exitCode}.`);
  return exitCode;
}

/** Lets the double of another action answer. Throws what the double throws, and when there is none. */
export async function callDouble(
  step: UsesStep,
  { id, job, contexts, env, log, ...setting }: StepSetting,
): Promise<void> {
  const inputs = Object.entries(step.with).map(([name, value]) => [name, fill(value, KNOWN.step, contexts)] as const);
  const call = { step: id, uses: step.uses, with: Object.fromEntries(inputs), env };
  log.write(
    [`##[group]Run ${step.uses}`, ...listing('with', call.with), ...listing('env', env), '##[endgroup]'].join('\n'),
  );
  setting.calls.push(call);
  const own: UsesCall = {
    ...call,
    signal: setting.stop,
    addPath: (folder) => job.addPath(folder),
    exportVariable: (name, value) => job.env.set(name, value),
  };
  const double = doubleOf(step.uses, job);
  const outputs = await Promise.race([double(own), firing(setting.stop), firing(setting.lost)]);
  for (const [name, value] of Object.entries(outputs === 'skip' ? {} : outputs)) log.setOutput(name, value);
}

/** The double whose name `uses` starts with; the longest name wins. */
export function doubleOf(uses: string, { options }: Job) {
  const found = Object.entries(options.uses ?? {}).filter(([prefix]) => uses.startsWith(prefix));
  const double = found.sort(([one], [other]) => other.length - one.length)[0]?.[1];
  if (!double) throw new Error(`There is no double for ${uses}: name one in \`uses\` of runComposite`);
  return double;
}

function firing(signal: AbortSignal): Promise<'skip'> {
  if (signal.aborted) return Promise.resolve('skip');
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('skip'), { once: true }));
}

function shellOf(shell: string, path: string): { command: string; args: string[] } {
  const [name = '', ...own] = shell.split(' ');
  const format = own.length > 0 ? own.join(' ') : (BUILT_IN.get(name) ?? '');
  if (!format.includes('{0}'))
    throw new Error("Invalid shell option. Shell must be bash or sh here, or a format string containing '{0}'");
  return { command: which(name, path), args: format.split(' ') };
}

/** The runner looks for shells in its own PATH, whatever that of the step is. */
function which(name: string, path: string): string {
  if (name.includes('/')) return name;
  const found = [...path.split(':'), '/bin', '/usr/bin']
    .map((folder) => join(folder, basename(name)))
    .find(isExecutable);
  if (found === undefined) throw new Error(`${name}: command not found`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** GitHub shows each script with its environment before it runs, so a secret that nobody masked is in the log. */
function headOf(script: string, { shell, env }: { shell: string; env: Record<string, string> }): string {
  const first = script.trimStart().split(/[\r\n]/)[0] ?? '';
  return [`##[group]Run ${first}`, script.trimEnd(), `shell: ${shell}`, ...listing('env', env), '##[endgroup]'].join(
    '\n',
  );
}

function listing(title: string, values: Record<string, string>): string[] {
  const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value}`);
  return lines.length === 0 ? [] : [`${title}:`, ...lines];
}
