import { lstat, mkdtemp } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { type BroughtAlong, bringAlong } from './bring-along.ts';
import { type Changes, describeChanges } from './changes.ts';
import { type Identity, LOCAL_IDENTITY } from './commit.ts';
import { type Baseline, checkOut } from './git-directory.ts';
import { surveyIgnored } from './ignored.ts';
import { type KeptChanges, keepTree } from './keep.ts';
import { disposeWorkspace } from './remove.ts';
import { inspectRepository, type SourceRepository } from './repository.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

export interface WorkspaceOptions {
  /** Any path inside the user's repository, or what `inspectRepository` found there. */
  repository: string | SourceRepository;
  /** Where the workspace goes; must be absent. */
  directory: string;
  taskId: string;
}

/** A private copy of a repository's last commit, for one task. */
export interface Workspace {
  /** The agent's folder. */
  readonly path: string;
  /** Top level of the user's repository. */
  readonly repository: string;
  readonly baseCommit: string;
  /** `owner/name`, or the folder's name. */
  readonly name: string;
  readonly warnings: readonly string[];
  /** Reads what the agent did. Call it when the agent's processes have ended; every call looks anew. */
  collect(): Promise<Changes>;
  /**
   * Commits what the last `collect` read on `siso/task-<id>` in the user's repository, or on `siso/task-<id>-2` and so on
   * for later attempts; `undefined` if nothing changed. With an `identity` the commit is by it, and names its task, so that
   * `pushResult` knows an earlier one as ours.
   */
  keep(message: string, options?: { identity?: Identity }): Promise<KeptChanges | undefined>;
  /** Removes the workspace. Harmless a second time. */
  dispose(): Promise<void>;
}

/** Makes a workspace; the user's tree is only read. Throws `workspace_invalid` and leaves nothing behind. */
export async function openWorkspace({ repository, directory, taskId }: WorkspaceOptions): Promise<Workspace> {
  const source = typeof repository === 'string' ? await inspectRepository(repository) : repository;
  const place = resolve(directory);
  await requireAbsent(place);
  try {
    const path = join(place, 'tree', basename(source.bare ? source.name : source.root));
    const parts = [
      source.bare ? Promise.resolve([]) : surveyIgnored(source.root, place),
      checkOut(source, path),
    ] as const;
    // When one fails, the other must have ended before what was made is removed.
    await Promise.allSettled(parts);
    const [ignored, baseline] = await Promise.all(parts);
    const brought = await bringAlong(ignored, { from: source.root, to: path });
    return new PrivateWorkspace({ source, directory: place, path, baseline, brought, taskId });
  } catch (error) {
    await disposeWorkspace(place);
    if (error instanceof AutomationError) throw error;
    throw new AutomationError('workspace_invalid', `The workspace ${place} could not be made.`, {
      hint: 'Check that the folder is writable and that its disk has room.',
      cause: error,
    });
  }
}

async function requireAbsent(directory: string): Promise<void> {
  const found = await lstat(directory).catch(() => undefined);
  if (found === undefined) return;
  throw new AutomationError('workspace_invalid', `${directory} exists already.`, {
    hint: 'Another run may be using it; if not, remove it.',
  });
}

interface WorkspaceParts {
  source: SourceRepository;
  directory: string;
  path: string;
  baseline: Baseline;
  brought: BroughtAlong;
  taskId: string;
}

class PrivateWorkspace implements Workspace {
  readonly path: string;
  readonly repository: string;
  readonly baseCommit: string;
  readonly name: string;
  readonly warnings: readonly string[];
  readonly #parts: WorkspaceParts;
  #last: Snapshot | undefined;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.path = parts.path;
    this.repository = parts.source.root;
    this.baseCommit = parts.source.baseCommit;
    this.name = parts.source.name;
    this.warnings = [...parts.source.warnings, ...parts.brought.warnings];
  }

  async collect(): Promise<Changes> {
    return describeChanges(await this.#takeSnapshot());
  }

  async keep(message: string, { identity }: { identity?: Identity } = {}): Promise<KeptChanges | undefined> {
    const { source, taskId } = this.#parts;
    const { tree, git, gitDirectory } = this.#last ?? (await this.#takeSnapshot());
    if (tree === undefined) return undefined;
    const text = identity === undefined ? { message, identity: LOCAL_IDENTITY } : { message, identity, taskId };
    return keepTree({ tree, git, gitDirectory }, { source, branch: `siso/task-${taskId}`, text });
  }

  /** Beside the agent's folder and new each time, so that nothing the agent prepared is read. */
  async #takeSnapshot(): Promise<Snapshot> {
    const { source, directory, path, baseline, brought } = this.#parts;
    const result = await mkdtemp(join(directory, 'result-'));
    this.#last = await takeSnapshot({
      source,
      baseline,
      tree: path,
      gitDirectory: join(result, 'git'),
      patch: join(result, 'changes.patch'),
      broughtAlong: brought.paths,
    });
    return this.#last;
  }

  dispose(): Promise<void> {
    return disposeWorkspace(this.#parts.directory);
  }
}
