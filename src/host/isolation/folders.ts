import { realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/**
 * Through sockets in it, services that run as root do things for every user: the system bus starts processes that live on,
 * outside of whatever the agent is shut in.
 */
export const SOCKETS = '/run';

/** The real paths of those that are folders, each once. */
export async function folders(paths: string[]): Promise<string[]> {
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => undefined)));
  const looks = await Promise.all(real.map((path) => (path === undefined ? undefined : isFolder(path))));
  return [...new Set(real.filter((path, at) => path !== undefined && looks[at]))].map(String);
}

/** Without those that lie in another one of them. */
export function outermost(paths: string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (look) => look.isDirectory(),
    () => false,
  );
}

/** Folders of programs below `covered`, with the packages beside Node, and what the names of hosts need. */
export async function neededIn(covered: string[]): Promise<string[]> {
  const programs = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  const node = dirname(process.execPath);
  const resolver = dirname(await realpath('/etc/resolv.conf').catch(() => '/etc/resolv.conf'));
  const wanted = await folders([...programs, node, join(node, '../lib/node_modules'), resolver]);
  return wanted.filter((path) => covered.some((folder) => path.startsWith(`${folder}/`)));
}
