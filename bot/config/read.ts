import { z } from 'zod';
import { parseConfigFile, type Settings, settingsOf } from '../../src/config/index.ts';
import { botSchema, extendsSchema } from '../../src/contracts/bot-config.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { combine } from './combine.ts';
import { type BotConfig, DEFAULTS } from './defaults.ts';

/** Text of a file on the default branch of a repository; `undefined` where there is none. */
export type FileAt = (repository: string, path: string) => Promise<string | undefined>;

const NAME = '.github/siso.yml';
/** A file may extend another that extends one; no further. */
const DEPTH = 3;
const MAX_CHARACTERS = 100_000;

export interface RepositoryConfig {
  bot: BotConfig;
  /** What the other fields say of every task; a field of a narrower file comes first. */
  settings: Settings;
}

const sharedSchema = z.looseObject({ extends: extendsSchema.optional(), bot: botSchema.prefault({}) });

/**
 * What `.github/siso.yml` on the default branch says, and what it extends: the outermost may set anything, those within it only
 * tighten. Throws `config_invalid` that names repository, line and field.
 */
export async function readRepositoryConfig(repository: string, fileAt: FileAt): Promise<RepositoryConfig> {
  const files = await filesOf(repository, fileAt);
  const bot = files.reduceRight(
    (wider, file, index) => combine(wider, file.shared.bot, index === files.length - 1 ? 'set' : 'tighten'),
    DEFAULTS,
  );
  const { settings } = settingsOf({ env: {}, files: files.map(({ file }) => file) });
  return { bot, settings };
}

async function filesOf(repository: string, fileAt: FileAt) {
  const files = [];
  const seen = new Set<string>();
  for (let next: string | undefined = repository; next !== undefined; ) {
    if (seen.has(next.toLowerCase()) || seen.size === DEPTH)
      throw new AutomationError('config_invalid', `${NAME} of ${repository} extends itself, or too many others`, {
        hint: 'Let it extend one file, such as that of OWNER/.github.',
      });
    seen.add(next.toLowerCase());
    const text = await textOf(next, repository, fileAt);
    const file = await parseConfigFile(text, { name: NAME, path: `${NAME} of ${next}` });
    const shared = sharedSchema.parse(file.content);
    files.push({ file, shared });
    next = shared.extends;
    if (next !== undefined && ownerOf(next) !== ownerOf(repository))
      throw new AutomationError(
        'config_invalid',
        `${NAME} of ${repository} extends ${next}, which is somebody else's`,
        {
          hint: `Extend a file of ${repository.split('/')[0]}, such as ${repository.split('/')[0]}/.github.`,
        },
      );
  }
  return files;
}

function ownerOf(repository: string): string {
  return repository.split('/')[0]?.toLowerCase() ?? '';
}

async function textOf(repository: string, from: string, fileAt: FileAt): Promise<string> {
  const text = await fileAt(repository, NAME);
  if (text === undefined && repository !== from)
    throw new AutomationError('config_invalid', `${NAME} of ${from} extends ${repository}, which has none`, {
      hint: `Write ${NAME} there, install the app there, or remove \`extends\`.`,
    });
  if (text !== undefined && text.length > MAX_CHARACTERS)
    throw new AutomationError('config_invalid', `${NAME} of ${repository} is larger than 100 kB`, {
      hint: 'Make it smaller.',
    });
  return text ?? '';
}
