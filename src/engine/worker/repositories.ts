import { join } from 'node:path';
import type { Submission } from '../../contracts/ledger/tasks.ts';
import { AutomationError } from '../../domain/errors.ts';
import { inspectRepository, refreshMirror, type SourceRepository } from '../../workspace/index.ts';

export interface RepositoriesOptions {
  /** Paths of working trees by `owner/name`. */
  trees: Record<string, string>;
  /** Addresses that are cloned, by `owner/name`. */
  clones: Record<string, string>;
  /** Bare clones are kept in its folder `clones`. */
  dataDirectory: string;
  /** Others submit as well, and a path of theirs may be something else here. */
  shared: boolean;
}

/** Finds what a task works on: a clone, a named tree, or the folder that it was submitted from. */
export class Repositories {
  readonly #options: RepositoriesOptions;
  /** One fetch of a clone at a time. */
  readonly #fetching = new Map<string, Promise<unknown>>();

  constructor(options: RepositoriesOptions) {
    this.#options = options;
  }

  /** Those of whose tasks a worker here can be sure; empty for all. */
  get names(): string[] {
    const { trees, clones } = this.#options;
    return [...new Set([...Object.keys(trees), ...Object.keys(clones)])];
  }

  /** Throws `workspace_invalid`. */
  async find({ repo, workspace, commit }: Submission): Promise<SourceRepository> {
    const { trees, clones, shared } = this.#options;
    const url = repo === undefined ? undefined : clones[repo];
    if (repo !== undefined && url !== undefined) return this.#clone(repo, { url, commit });
    const tree = (repo === undefined ? undefined : trees[repo]) ?? workspace;
    if (tree === undefined) throw nowhere(repo);
    const found = await inspectRepository(tree, commit);
    if (!shared || repo === undefined || tree !== workspace || found.name === repo)
      return { ...found, name: repo ?? found.name };
    throw nowhere(repo);
  }

  async #clone(name: string, { url, commit }: { url: string; commit: string | undefined }): Promise<SourceRepository> {
    const directory = join(this.#options.dataDirectory, 'clones', encodeURIComponent(name));
    const before = this.#fetching.get(name) ?? Promise.resolve();
    const fetched = before.then(() => refreshMirror({ url, directory, name, commit }));
    this.#fetching.set(
      name,
      fetched.catch(() => undefined),
    );
    return fetched;
  }
}

function nowhere(repo: string | undefined): AutomationError {
  return new AutomationError('workspace_invalid', `The repository ${repo ?? 'of the task'} is not on this machine`, {
    hint: 'Start the worker with --repo owner/name=PATH or --clone owner/name=URL.',
  });
}
