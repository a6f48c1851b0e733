import { dirname } from 'node:path';
import { RUN_MARKER } from '../host/processes.ts';

/** What the agent may know of our environment. Everything else, tokens and proxies included, stays out. */
const INHERITED = /^(PATH|LANG|LC_\w+|TERM|TMPDIR|TZ)$/;

export interface AgentEnvironment {
  /** The private copy it works in. */
  cwd: string;
  /** A fresh private folder. */
  home: string;
  baseUrl: string;
  /** The meter's throw-away key. */
  agentKey: string;
  model: string;
  marker: string;
  /** The agent is shut in, and has a temporary folder of its own instead of ours. */
  isolated?: boolean | undefined;
}

type Plain = Pick<AgentEnvironment, 'cwd' | 'home' | 'marker' | 'isolated'>;

/** The whole environment of the CLI and of everything it starts. */
export function agentEnvironment(
  { baseUrl, agentKey, model, ...plain }: AgentEnvironment,
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return {
    ...plainEnvironment(plain, inherited),
    ...SETTINGS,
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_API_KEY: agentKey,
    // Sub-agents and side calls stay on the task's model: the meter refuses any other.
    CLAUDE_CODE_SUBAGENT_MODEL: model,
    ANTHROPIC_SMALL_FAST_MODEL: model,
  };
}

/** The environment of a command that runs as the agent does and never speaks to a model: no key, no address of the meter. */
export function plainEnvironment(
  { cwd, home, marker, isolated = false }: Plain,
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept = Object.entries(inherited).flatMap(([name, value]) =>
    value !== undefined && INHERITED.test(name) && !(isolated && name === 'TMPDIR') ? [[name, value]] : [],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    // The copy may lie below the user's repository, which git would find if the copy lost its own `.git`.
    GIT_CEILING_DIRECTORIES: dirname(cwd),
    [RUN_MARKER]: marker,
  };
}

/** Measured with 2.1.330. */
const SETTINGS = {
  CLAUDE_CODE_MAX_RETRIES: '2',
  // What the meter grants one request at most.
  CLAUDE_CODE_MAX_OUTPUT_TOKENS: '16000',
  // A command in the background would keep the process alive after its answer.
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  // `@path` in a prompt would read any file on disk into the request.
  CLAUDE_CODE_DISABLE_FILE_MENTIONS: '1',
  API_TIMEOUT_MS: '120000',
  CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: '60000',
  // A cut stream would be asked for again as a whole and be paid twice.
  CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
};
