import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { InitDocument } from '../contracts/documents/files.ts';
import { AutomationError } from '../domain/errors.ts';
import { packageFile } from '../host/package.ts';

type FileEnd = InitDocument['files'][number];

const CONFIG = 'siso.config.json';
const IGNORED = '.siso/';
/** Whoever has written one of these has meant the ledger's folder. */
const IGNORES_IT = new Set(['.siso', '.siso/', '/.siso', '/.siso/', '.siso/**', '.siso/*']);

/** Only what is of use to every project; each further field would override what a template or the ledger says. */
const STARTER = `${JSON.stringify({ budget: '2.00', timeout: '30m' }, undefined, 2)}\n`;

interface InitChoice {
  /** Nothing is written at all. */
  dryRun: boolean;
  /** With what the bot needs of a repository. */
  github?: boolean;
}

/** Makes a project ready; what is there already is never overwritten. */
export async function initialise(start: string, { dryRun, github = false }: InitChoice): Promise<InitDocument> {
  const repository = await repositoryAbove(start);
  const folder = repository ?? start;
  const files = [await configFile(folder, dryRun)];
  // Without git nothing reads it.
  if (repository !== undefined) files.push(await ignoreFile(folder, dryRun));
  if (repository !== undefined && github) files.push(await workflowFile(folder, dryRun));
  return { folder, dryRun, files };
}

/** What the bot starts for a task. */
async function workflowFile(folder: string, dryRun: boolean): Promise<FileEnd> {
  const path = join(folder, '.github', 'workflows', 'siso-task.yml');
  if (await exists(path)) return { path, action: 'kept', text: await read(path) };
  const text = await readFile(packageFile('examples', 'workflows', 'siso-task.yml'), 'utf8');
  if (!dryRun) {
    await mkdir(dirname(path), { recursive: true });
    await write(path, text, 'wx');
  }
  return { path, action: 'created', text };
}

/** The next folder upwards that has a `.git`, also before the first commit. */
async function repositoryAbove(folder: string): Promise<string | undefined> {
  if (await exists(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryAbove(parent);
}

async function configFile(folder: string, dryRun: boolean): Promise<FileEnd> {
  const path = join(folder, CONFIG);
  if (await exists(path)) return { path, action: 'kept', text: await read(path) };
  // `wx`: not even over a file that appears now.
  if (!dryRun) await write(path, STARTER, 'wx');
  return { path, action: 'created', text: STARTER };
}

async function ignoreFile(folder: string, dryRun: boolean): Promise<FileEnd> {
  const path = join(folder, '.gitignore');
  if (!(await exists(path))) {
    if (!dryRun) await write(path, `${IGNORED}\n`, 'wx');
    return { path, action: 'created', text: `${IGNORED}\n` };
  }
  const present = await read(path);
  if (present.split(/\r?\n/).some((line) => IGNORES_IT.has(line.trim())))
    return { path, action: 'kept', text: present };
  // A link may lead out of the project.
  if ((await lstat(path)).isSymbolicLink())
    throw new AutomationError('config_invalid', `${path} is a symbolic link`, {
      hint: `Add ${IGNORED} to it yourself.`,
    });
  const text = `${present === '' || present.endsWith('\n') ? '' : '\n'}${IGNORED}\n`;
  if (!dryRun) await write(path, text, 'a');
  return { path, action: 'extended', text };
}

/** Also a link that leads nowhere. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AutomationError('config_invalid', `${path} cannot be read`, {
      hint: 'Check what it is and its permissions.',
      cause,
    });
  });
}

async function write(path: string, text: string, flag: 'wx' | 'a'): Promise<void> {
  await writeFile(path, text, { flag }).catch((cause: unknown) => {
    throw new AutomationError('config_invalid', `${path} cannot be written`, {
      hint: 'Check the permissions of the folder.',
      cause,
    });
  });
}
