import { installFolder, locateClaude } from '../claude/index.ts';
import { AutomationError } from '../domain/errors.ts';
import type { Place, StepContext } from './context.ts';
import type { ClaudePlace } from './modes/answer.ts';

/** Whether the pinned Claude Code is there. Throws for one that was named and is not it. */
export async function claudePlace({ inputs }: StepContext, { surroundings }: Place): Promise<ClaudePlace> {
  const { cacheDirectory, claudePath } = surroundings.settings;
  const folder = installFolder(cacheDirectory);
  try {
    await locateClaude({ cacheDir: cacheDirectory, claudePath: inputs.claudePath ?? claudePath });
    return { folder, missing: false };
  } catch (error) {
    const installable =
      error instanceof AutomationError && error.code === 'cli_missing' && inputs.claudePath === undefined;
    if (installable && claudePath === undefined) return { folder, missing: true };
    throw error;
  }
}
