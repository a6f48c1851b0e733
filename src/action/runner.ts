import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';

/** What the runner says of the job, from the variables that GitHub documents. */
export interface Job {
  /** Folder of the checkout. */
  workspace: string;
  /** Emptied before and after each job. */
  temp: string;
  /** `owner/name`. */
  repository: string;
  /** Who started the run, or ran it again. */
  actor: string;
  event: string;
  payload: EventPayload;
  sha: string;
  /** Branch or tag, or `12/merge` of a pull request. */
  refName: string;
  /** Whether `refName` is a branch. */
  isBranch: boolean;
  /** Branch that a pull request goes to. */
  baseRef: string;
  runId: string;
  runAttempt: string;
  serverUrl: string;
  apiUrl: string;
  /** `github-token` is the job's own. */
  ownToken: boolean;
  /** Kept between jobs on a runner of one's own. */
  home: string;
}

const numberedSchema = z.object({ number: z.int() });
const headSchema = z.object({
  ref: z.string().optional(),
  sha: z.string(),
  repo: z.object({ full_name: z.string() }).nullable().optional(),
});

/** The few fields of an event that are looked at. All of it is from whoever made the event. */
const payloadSchema = z.object({
  issue: numberedSchema.optional().catch(undefined),
  pull_request: numberedSchema.extend({ head: headSchema, base: headSchema }).optional().catch(undefined),
  workflow_run: z
    .object({ head_repository: z.object({ full_name: z.string() }), event: z.string().optional() })
    .optional()
    .catch(undefined),
  sender: z.object({ login: z.string(), type: z.string().optional() }).optional().catch(undefined),
});
type EventPayload = z.infer<typeof payloadSchema>;

/** Throws `usage` outside of a job. */
export function readJob(env: NodeJS.ProcessEnv): Job {
  const of = (name: string) => env[name] ?? '';
  const [workspace, temp] = [of('GITHUB_WORKSPACE'), of('RUNNER_TEMP')];
  if (workspace === '' || temp === '')
    throw new AutomationError(
      'usage',
      'This is no job of GitHub Actions: GITHUB_WORKSPACE and RUNNER_TEMP are not set',
      {
        hint: 'Use the action in a workflow; on your own machine use `siso run`.',
      },
    );
  return {
    workspace,
    temp,
    repository: of('GITHUB_REPOSITORY'),
    actor: of('GITHUB_TRIGGERING_ACTOR') || of('GITHUB_ACTOR'),
    event: of('GITHUB_EVENT_NAME'),
    payload: readPayload(of('GITHUB_EVENT_PATH')),
    sha: of('GITHUB_SHA'),
    refName: of('GITHUB_REF_NAME'),
    isBranch: of('GITHUB_REF_TYPE') === 'branch' && !/^\d+\/merge$/.test(of('GITHUB_REF_NAME')),
    baseRef: of('GITHUB_BASE_REF'),
    runId: of('GITHUB_RUN_ID'),
    runAttempt: of('GITHUB_RUN_ATTEMPT') || '1',
    serverUrl: of('GITHUB_SERVER_URL') || 'https://github.com',
    apiUrl: of('GITHUB_API_URL') || 'https://api.github.com',
    ownToken: of('SISO_OWN_TOKEN') === 'true',
    home: env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'),
  };
}

/** The page of this run. */
export function runUrl({ serverUrl, repository, runId }: Job): string {
  return `${serverUrl}/${repository}/actions/runs/${runId}`;
}

function readPayload(path: string): EventPayload {
  try {
    return payloadSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
