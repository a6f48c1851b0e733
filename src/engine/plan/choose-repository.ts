import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { copyExample, inspectRepository, type SourceRepository } from '../../workspace/index.ts';

export interface ChosenRepository {
  repository: SourceRepository;
  /** A copy of the example, made for this task. */
  isExample: boolean;
}

export interface RepositoryChoice {
  rehearsal: boolean;
  /** The folder that was asked for. */
  workspace: string | undefined;
  /** What was found there, or in the current folder. */
  found: SourceRepository | undefined;
  dataDirectory: string;
}

/** A rehearsal that names no repository works in a copy of the example. Throws `workspace_invalid`, `store_unavailable`. */
export async function chooseRepository(choice: RepositoryChoice): Promise<ChosenRepository> {
  const { rehearsal, workspace, found, dataDirectory } = choice;
  if (!rehearsal || workspace !== undefined)
    // Inspected again where there was none, to hear why.
    return { repository: found ?? (await inspectRepository(workspace ?? '.')), isExample: false };
  const examples = join(dataDirectory, 'rehearsal', 'examples');
  await mkdir(examples, { recursive: true }).catch((cause: unknown) => {
    throw new AutomationError('store_unavailable', `The data directory ${dataDirectory} cannot be written`, {
      hint: 'Make it writable, or name another one with SISO_DATA_DIR.',
      cause,
    });
  });
  const target = join(await mkdtemp(join(examples, 'run-')), 'buggy-calculator');
  await copyExample(target);
  return { repository: await inspectRepository(target), isExample: true };
}
