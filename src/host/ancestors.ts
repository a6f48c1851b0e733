import { readFileSync, statSync } from 'node:fs';

/** A process above this one. */
export interface Ancestor {
  id: number;
  /** As the kernel calls it, such as `npm run -s siso`. Whoever started it chose the name. */
  name: string;
}

/**
 * The processes above this one, of the same user, in whose initial environment `value` can be read, nearest first.
 * What they were started with cannot be taken away from here. Empty where there is no `/proc`.
 */
export function ancestorsShowing(value: string): Ancestor[] {
  const found: Ancestor[] = [];
  for (let above = parentOf('self'); above > 0; above = parentOf(above)) {
    if (isOurs(above) && read(above, 'environ').includes(value))
      found.push({ id: above, name: read(above, 'comm').trim() });
  }
  return found;
}

function parentOf(id: number | 'self'): number {
  return Number(/^.*\) \S (\d+)/s.exec(read(id, 'stat'))?.[1] ?? 0);
}

function isOurs(id: number): boolean {
  try {
    return statSync(`/proc/${id}`).uid === process.getuid?.();
  } catch {
    return false;
  }
}

/** A file of a process, or nothing when it is gone or another user's. */
function read(id: number | 'self', file: 'comm' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
