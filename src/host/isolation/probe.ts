import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import { type Isolation, unavailable } from './isolation.ts';

/** What the agent must not reach. Absolute paths. */
export interface ProbeFacts {
  /** Command files of the runner, such as the one GITHUB_OUTPUT names. */
  runnerFiles: string[];
  /** Folders that nobody but us may write to, at any depth: those of the code that later steps run. */
  protectedFolders: string[];
  /** Files that nobody but us may read, and folders with such files. */
  secrets?: string[];
  /** Sockets that give their users the machine; by default those of Docker, Podman and containerd. */
  sockets?: string[];
  /** By default those of PATH, where later steps find their programs. */
  programFolders?: string[];
}

const NAMES = [
  'sudo',
  'environment',
  'memory',
  'signal',
  'files',
  'folders',
  'programs',
  'secrets',
  'sockets',
] as const;
type ProbeName = (typeof NAMES)[number];

export interface ProbeResult {
  name: ProbeName;
  /** The agent did not get through. */
  held: boolean;
  /** What the agent can do, for people; absent when it held. */
  sentence?: string;
}

/**
 * Runs as the agent. It looks for two words that only a process of ours carries, because numbers of processes mean
 * nothing in another namespace; words and paths come on standard input, so that no process of the agent carries them.
 * Each thing it gets hold of is a line; the last line says that it came to its end.
 */
const PROBE = `
got() { printf '%s\\t%s\\n' "$1" "$2"; }
try() { ("$@") >/dev/null 2>&1; }
append() { : >> "$1"; }
look() { : < "$1"; }
replaceable() { [ -w "$1" ] && [ ! -k "$1" ]; }
IFS= read -r secret; IFS= read -r name
try sudo -n true && got sudo ''
printf %s "$secret" | grep -qsaF -f - /proc/[0-9]*/environ && got environment ''
for entry in $(printf %s "$name" | grep -lsaF -f - /proc/[0-9]*/cmdline); do
  process=$(dirname "$entry")
  try kill -0 "\${process#/proc/}" && got signal ''
  try look "$process/mem" && got memory ''
done
tab=$(printf '\\t')
while IFS="$tab" read -r kind path; do
  case $kind in
    files) if [ -e "$path" ]; then try append "$path"; else false; fi && got "$kind" "$path"
      replaceable "$(dirname "$path")" && got "$kind" "$path" ;;
    folders) find -H "$path" ! -type l 2>/dev/null | while IFS= read -r found; do
        [ -w "$found" ] && { got "$kind" "$found"; break; }; done ;;
    programs) for found in "$path" "$path"/*; do
        [ -w "$found" ] && { got "$kind" "$found"; break; }; done ;;
    secrets) find -H "$path" -maxdepth 2 -type f 2>/dev/null | while IFS= read -r found; do
        [ -r "$found" ] && { got "$kind" "$found"; break; }; done ;;
    sockets) [ -w "$path" ] && got "$kind" "$path" ;;
  esac
done
got end ''`;

/** Tries, as the agent, what it must not be able to do. Throws `isolation_unavailable` when it could not try. */
export async function probe(isolation: Isolation, facts: ProbeFacts): Promise<ProbeResult[]> {
  const canary = new Canary();
  try {
    await canary.ready();
    const found = await attempt(isolation, `${canary.secret}\n${canary.name}\n${questions(facts)}`);
    return NAMES.map((name) => {
      const path = found.get(name);
      return path === undefined ? { name, held: true } : { name, held: false, sentence: sentence(name, path) };
    });
  } finally {
    await canary.end();
  }
}

/** A process of ours that carries a word in its environment and another on its command line. */
class Canary {
  readonly secret = randomUUID();
  readonly name = `canary-${randomUUID()}`;
  readonly #process = spawn('/bin/sh', ['-c', 'echo; read -r _; exit 0', this.name], {
    cwd: '/',
    env: { SISO_PROBE: this.secret },
    stdio: ['pipe', 'pipe', 'ignore'],
  });

  async ready(): Promise<void> {
    await once(this.#process.stdout, 'data');
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.stdin.end();
    await once(this.#process, 'exit');
  }
}

function questions(facts: ProbeFacts): string {
  const { runnerFiles, protectedFolders, secrets = [], sockets = socketsHere(), programFolders = onPath() } = facts;
  const asked = { files: runnerFiles, folders: protectedFolders, secrets, sockets, programs: programFolders };
  return Object.entries(asked)
    .flatMap(([kind, paths]) => paths.map((path) => `${kind}\t${path}\n`))
    .join('');
}

function socketsHere(): string[] {
  const rootless = `/run/user/${process.getuid?.()}`;
  return [
    ...['/var/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock'],
    ...[`${rootless}/docker.sock`, `${rootless}/podman/podman.sock`, join(homedir(), '.docker/run/docker.sock')],
  ];
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return [...new Set([dirname(process.execPath), ...folders])];
}

/** What the agent got hold of, with the first path of each kind. */
async function attempt(isolation: Isolation, input: string): Promise<Map<string, string>> {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
  const command = isolation.command('/bin/sh', ['-c', PROBE], { cwd: '/', env });
  const ended = await execa(command.file, command.args, {
    ...{ cwd: command.cwd, env: command.env, extendEnv: false, input: command.input + input },
    ...{ reject: false, detached: true },
  });
  const lines = `${ended.stdout}`.split('\n').map((line) => line.split('\t'));
  if (lines.at(-1)?.[0] !== 'end')
    throw unavailable(
      `What the agent can reach could not be tried: ${`${ended.stderr}`.trim() || ended.originalMessage || 'no answer'}`,
      'The machine needs sh, grep and find.',
    );
  return new Map(lines.reverse().map(([name = '', path = '']) => [name, path]));
}

function sentence(name: ProbeName, path: string): string {
  const sentences: Record<ProbeName, string> = {
    sudo: 'The agent can become root with sudo.',
    environment: 'The agent can read the environment of our processes, and the secrets in it.',
    memory: 'The agent can read and change the memory of our processes.',
    signal: 'The agent can signal our processes.',
    files: `The agent can write the runner's file ${path}.`,
    folders: `The agent can change code that later steps run: ${path}.`,
    programs: `The agent can change programs that later steps run: ${path}.`,
    secrets: `The agent can read ${path}.`,
    sockets: `The agent can reach ${path}, and with it the whole machine.`,
  };
  return sentences[name];
}
