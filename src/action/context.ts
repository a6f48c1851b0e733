import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readLinger } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';
import { type OpenLedger, openLedger, readSurroundings, type Surroundings } from '../engine/index.ts';
import { compileForOneCommand } from '../store/index.ts';
import type { SourceRepository } from '../workspace/index.ts';
import { inspectRepository } from '../workspace/index.ts';
import { type Inputs, readInputs } from './inputs/read.ts';
import { annotate, mask } from './job-log.ts';
import { type Job, readJob } from './runner.ts';
import { StateFolder } from './state.ts';

/** Secrets by the names of their variables, taken out of the environment before anything else ran. */
export type Secrets = Readonly<Partial<Record<string, string>>>;

const INPUTS = 'SISO_ACTION_INPUTS';
const TOKEN = 'SISO_GITHUB_TOKEN';

/** What every step of the Action knows. */
export interface StepContext {
  inputs: Inputs;
  job: Job;
  state: StateFolder;
  secrets: Secrets;
  env: NodeJS.ProcessEnv;
}

/** Throws `usage` for an input that cannot be what it is, and outside of a job. */
export function readContext(secrets: Secrets, env: NodeJS.ProcessEnv): StepContext {
  for (const [name, value] of Object.entries(secrets)) if (name !== INPUTS) mask(value);
  const job = readJob(env);
  const state = StateFolder.open(job.temp, env.SISO_ACTION_STATE);
  const given = givenInputs(state, secrets);
  mask(given['github-token']);
  return { inputs: readInputs(given), job, state, secrets, env };
}

const givenSchema = z.record(z.string(), z.string());

/** The first step has them from GitHub and keeps all but the token for the following ones. */
function givenInputs(state: StateFolder, secrets: Secrets): Record<string, string> {
  const text = secrets[INPUTS];
  const token = secrets[TOKEN];
  if (text === undefined) return { ...keptInputs(state), ...(token === undefined ? {} : { 'github-token': token }) };
  const given = givenSchema.parse(JSON.parse(text));
  const { 'github-token': _, ...kept } = given;
  writeFileSync(state.inputsFile, JSON.stringify(kept), { mode: 0o600 });
  return given;
}

function keptInputs(state: StateFolder): Record<string, string> {
  try {
    return givenSchema.parse(JSON.parse(readFileSync(state.inputsFile, 'utf8')));
  } catch (cause) {
    throw new AutomationError('usage', 'The inputs did not reach the action', {
      hint: 'Together they may have 128 kB: put a long prompt into a file and name it with `prompt-file`.',
      cause,
    });
  }
}

/** The folder of the checkout that the task is about. Throws `usage` for one outside of the workspace. */
function workingDirectory({ inputs, job }: StepContext): string {
  const folder = resolve(job.workspace, inputs.workingDirectory ?? '.');
  if (`${folder}/`.startsWith(`${resolve(job.workspace)}/`)) return folder;
  throw new AutomationError('usage', '`working-directory` lies outside of the workspace', {
    hint: 'Name a folder of the checkout, such as packages/api.',
  });
}

export interface Place {
  surroundings: Surroundings;
  folder: string;
}

/** Settings of the checkout and of the environment; the ledger's folder lies outside of the workspace unless it is named. */
export async function readPlace(context: StepContext): Promise<Place> {
  const { inputs, job, env } = context;
  const folder = workingDirectory(context);
  const named = inputs.dataDir ?? env.SISO_DATA_DIR?.trim();
  const surroundings = await readSurroundings({
    workspace: folder,
    dataDirectory: named === undefined || named === '' ? resolve(job.home, 'siso') : resolve(job.workspace, named),
    env,
  });
  return { surroundings: { ...surroundings, actor: job.actor || surroundings.actor }, folder };
}

/** At the commit that is checked out, or at `commit`. Throws `workspace_invalid` where nothing is, or that commit is not there. */
export async function repositoryOf({ surroundings, folder }: Place, commit?: string): Promise<SourceRepository> {
  const { repository } = surroundings;
  if (repository !== undefined) return commit === undefined ? repository : inspectRepository(folder, commit);
  return inspectRepository(folder, commit).catch((cause: unknown) => {
    throw new AutomationError('workspace_invalid', `There is no checkout in ${folder}`, {
      hint: 'Put actions/checkout before this step.',
      cause,
    });
  });
}

/** Opens the ledger that is configured; whatever died here before is settled first. */
export function openJobLedger(
  { env, secrets }: StepContext,
  { surroundings }: Place,
  rehearsal: boolean,
): Promise<OpenLedger> {
  compileForOneCommand();
  return openLedger({
    surroundings,
    rehearsal,
    env: { ...env, ...secrets },
    lingerMs: readLinger(env),
    onNote: (line) => annotate('notice', line),
  });
}
