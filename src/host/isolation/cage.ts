/**
 * The way from root to a program of the agent, as command lines. The environment comes on standard input, a line a
 * variable and an empty one at the end: on a command line every user of the machine could read the agent's key.
 */

/** Processes and threads of one agent at most, so that the machine has room for whoever ends them. */
const MOST_PROCESSES = 8192;

/** Runs as the agent. `read` takes from a pipe no more than the lines it reads; what follows is for the program. */
const LAUNCH = `
cd -- "$1" || exit 126
shift
unset PWD OLDPWD SHLVL
{ ulimit -u ${MOST_PROCESSES} || ulimit -p ${MOST_PROCESSES}; } 2>/dev/null
while IFS= read -r line && [ -n "$line" ]; do export "$line"; done
exec "$@"`;

/**
 * Runs as root, first process in namespaces of its own: the agent sees only its own processes, writes only in its
 * place, and when the program ends the kernel ends all the others.
 */
const CAGE = `
set -e
place=$1 hidden=$2 shown=$3 shared=$4
shift 4
mount -n -t proc -o nosuid,nodev,noexec proc /proc
mount -n -t tmpfs -o mode=1777,nosuid,nodev shm /dev/shm
# What is shown although it lies in a hidden folder waits aside until that is covered.
at=$((hidden + 1)) end=$((hidden + shown))
while [ "$at" -le "$end" ]; do
  eval "path=\\\${$at}"
  mkdir "/dev/shm/$at"
  mount -n --bind -- "$path" "/dev/shm/$at"
  at=$((at + 1))
done
while [ "$hidden" -gt 0 ]; do
  mount -n -t tmpfs -o mode=0755,size=256k,nosuid,nodev,noexec hidden "$1"
  shift
  hidden=$((hidden - 1))
done
at=$((end - shown + 1))
while [ "$at" -le "$end" ]; do
  mkdir -p -- "$1"
  mount -n --move "/dev/shm/$at" "$1"
  rmdir "/dev/shm/$at"
  shift
  at=$((at + 1))
done
mount -n --bind -- "$place" "$place"
# Always with "bind": without it the file system itself would become read-only, for everybody.
while read -r _ _ _ _ point _; do
  point=$(printf '%b.' "$point")
  point=\${point%.}
  case $point in
    "$place" | /proc | /dev/shm) ;;
    *) mount -n -o remount,bind,ro -- "$point" 2>/dev/null || : ;;
  esac
done </proc/self/mountinfo
mount -n -o remount,bind,rw,nosuid,nodev -- "$place"
while [ "$shared" -gt 0 ]; do
  mount -n --bind -- "$place/tmp" "$1"
  shift
  shared=$((shared - 1))
done
set +e
"$@"
exit $?`;

export interface AgentIds {
  uid: number;
  gid: number;
}

/** From root to the agent for good: no group, no capability, and no set-uid program can give any. */
export function asAgent({ uid, gid }: AgentIds, command: string[]): string[] {
  const rights = ['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--clear-groups'];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, ...rights, '--', ...command];
}

/** Starts `program` in `cwd` with the environment that comes on standard input and nothing else. */
export function launch(ids: AgentIds, cwd: string, program: string[]): string[] {
  return asAgent(ids, ['/usr/bin/env', '-i', '/bin/sh', '-c', LAUNCH, 'sh', cwd, ...program]);
}

export interface CageView {
  /** The one folder that can be written; its `tmp` is seen as each of `shared`. */
  place: string;
  shared: string[];
  /** Folders seen as empty. */
  hidden: string[];
  /** Folders below hidden ones that are seen all the same. */
  shown: string[];
}

/** Runs `command`, from root, where only `place` can be written and only its own processes are seen. */
export function caged({ place, shared, hidden, shown }: CageView, command: string[]): string[] {
  const namespaces = ['--mount', '--pid', '--ipc', '--fork', '--kill-child=KILL', '--propagation', 'private'];
  const sizes = [hidden, shown, shared].map(({ length }) => String(length));
  const paths = [...hidden, ...shown, ...shared];
  return ['unshare', ...namespaces, '--', '/bin/sh', '-c', CAGE, 'sh', place, ...sizes, ...paths, ...command];
}

/** What `launch` reads. Throws when a variable cannot be told that way. */
export function environmentLines(env: Record<string, string>): string {
  const lines = Object.entries(env).map(([name, value]) => {
    if (!/^[A-Za-z_]\w*$/.test(name) || /[\n\0]/.test(value))
      throw new Error(`The variable ${name} cannot be given to the agent: its name or value is not one line`);
    return `${name}=${value}\n`;
  });
  return `${lines.join('')}\n`;
}

const SIGNAL = '[ "$(id -u)" = "$1" ] && kill -s "$2" -- -1';

/** Signals all processes of the agent in one step of the kernel, so that none can fork away. Fails when there was none. */
export function signalAll(ids: AgentIds, name: 'TERM' | 'KILL'): string[] {
  return asAgent(ids, ['/bin/sh', '-c', SIGNAL, 'sh', String(ids.uid), name]);
}
