import { installClaude, locateClaude } from '../claude/index.ts';
import type { Settings } from '../config/index.ts';
import { AutomationError } from '../domain/errors.ts';

type ClaudePlace = Pick<Settings, 'cacheDirectory' | 'claudePath' | 'network'>;

/** Path of the pinned Claude Code, which is installed when there is none. Throws as `locateClaude` and `installClaude`. */
export async function findClaude({ cacheDirectory, claudePath, network }: ClaudePlace): Promise<string> {
  try {
    return await locateClaude({ cacheDir: cacheDirectory, claudePath });
  } catch (error) {
    const installable = error instanceof AutomationError && error.code === 'cli_missing' && claudePath === undefined;
    if (!installable) throw error;
    return (await installClaude({ cacheDir: cacheDirectory, network })).path;
  }
}
