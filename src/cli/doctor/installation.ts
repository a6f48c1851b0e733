import { execa } from 'execa';
import { CLAUDE_VERSION, locateClaude, verifyClaude } from '../../claude/index.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { type Check, checked } from './check.ts';

/** What lies on this machine: programs, repository. */

export function checkNode(): Check {
  return { name: 'Node', level: 'ok', text: process.version };
}

export function checkGit(): Promise<Check> {
  return checked('git', async () => {
    const { stdout } = await execa('git', ['--version'], {
      env: { PATH: process.env.PATH ?? '' },
      extendEnv: false,
    }).catch((cause: unknown) => {
      throw new AutomationError('workspace_invalid', 'git does not run', { hint: 'Install git.', cause });
    });
    return stdout;
  });
}

export function checkClaude({ claudePath, cacheDirectory }: Context): Promise<Check> {
  return checked('Claude Code', async () => {
    const path = await locateClaude({ cacheDir: cacheDirectory, claudePath });
    if (claudePath === undefined) await verifyClaude({ cacheDir: cacheDirectory });
    return `${CLAUDE_VERSION} at ${path}`;
  });
}

export function checkRepository({ repository }: Context): Check {
  const name = 'Repository';
  if (!repository)
    return { name, level: 'warning', text: 'this folder is not in a git repository with a commit: use --workspace.' };
  const [warning] = repository.warnings;
  return warning
    ? { name, level: 'warning', text: warning }
    : { name, level: 'ok', text: `${repository.name} at ${repository.root}` };
}

export function checkIsolation(): Check {
  const text = 'none: tasks run as your user in a private copy of the repository. Give tools accordingly.';
  return { name: 'Isolation', level: 'warning', text };
}
