import { inside, jobsOf, type Parsed, pairOf, stepsOf, textOf } from './files.ts';

/** One `uses:` of a step or of a job. */
export interface Use {
  /** The step or job. */
  owner: unknown;
  node: unknown;
  uses: string;
  /** `action.yml` for this project's action, the path of a workflow of its own, nothing for those of others. */
  own: string | undefined;
}

/** This project as others name it; who owns it is decided later. */
const OURSELVES = /^[\w.-]+\/siso-automation(?:\/(?<path>[^@]+))?@(?<version>.+)$/;

export function usesOf(file: Parsed): Use[] {
  const owners = [...stepsOf(file), ...jobsOf(file).map(({ value }) => value)];
  return owners.flatMap((owner) => {
    const node = pairOf(owner, 'uses')?.value;
    const uses = textOf(node);
    return uses === '' ? [] : [{ owner, node, uses, own: ownPath(uses) }];
  });
}

/** The major tag or a release of ourselves, which users are told to write. */
export function isOurRelease(uses: string): boolean {
  return /^v\d+(\.\d+\.\d+)?$/.test(OURSELVES.exec(uses)?.groups?.version ?? '');
}

/** Inputs of a use, with their keys. */
export function withOf({ owner }: Use): unknown {
  return inside(owner, 'with');
}

/** Name of another's action without version, such as `actions/checkout`. */
export function nameOf({ uses }: Use): string {
  return uses.split('@')[0] ?? '';
}

function ownPath(uses: string): string | undefined {
  if (uses.startsWith('./')) return asFile(uses.slice(2));
  const found = OURSELVES.exec(uses);
  return found ? asFile(found.groups?.path ?? '') : undefined;
}

function asFile(path: string): string {
  return path === '' ? 'action.yml' : path;
}
