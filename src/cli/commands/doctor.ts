import type { Command } from 'commander';
import { execa } from 'execa';
import { CLAUDE_VERSION, locateClaude, verifyClaude } from '../../claude/index.ts';
import { AutomationError } from '../../domain/errors.ts';
import { environmentShows } from '../../host/secrets.ts';
import { openStore } from '../../store/index.ts';
import { type Context, readContext } from '../context.ts';
import { colors } from '../display/colors.ts';
import { inline } from '../display/format.ts';
import { printJson } from '../display/json.ts';
import { exposureWarning } from '../exposure.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame, Secrets } from '../frame.ts';

/** One thing looked at. `warning` lets a run go on, `error` does not. */
interface Check {
  name: string;
  level: 'ok' | 'warning' | 'error';
  text: string;
}

export function addDoctor(program: Command, { secrets, end }: CommandFrame): void {
  program
    .command('doctor')
    .description('look at everything a run needs and say what to do')
    .option('--json', 'print one JSON document and nothing else')
    .action(async ({ json }: { json?: true }) => {
      const context = await readContext(undefined);
      const checks = await Promise.all([
        checkNode(),
        checkGit(),
        checkKey(secrets),
        checkClaude(context),
        checkLedger(context),
        checkRepository(context),
        checkIsolation(),
      ]);
      if (json) printJson({ checks });
      else console.log(checks.map(line).join('\n'));
      end(checks.some(({ level }) => level === 'error') ? EXIT.usage : EXIT.done);
    });
}

const MARKS = { ok: colors.green('✓'), warning: colors.yellow('!'), error: colors.red('✗') };

function line({ name, level, text }: Check): string {
  return `${MARKS[level]} ${name.padEnd(12)} ${inline(text)}`;
}

/** A fault becomes a check that says what to do. */
async function checked(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, level: 'ok', text: await look() };
  } catch (error) {
    const hint = error instanceof AutomationError && error.hint ? ` ${error.hint}` : '';
    return {
      name,
      level: 'error',
      text: `${error instanceof Error ? error.message : String(error)}.${hint}`.replace('..', '.'),
    };
  }
}

async function checkNode(): Promise<Check> {
  return { name: 'Node', level: 'ok', text: process.version };
}

function checkGit(): Promise<Check> {
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

async function checkKey(secrets: Secrets): Promise<Check> {
  const { apiKey } = secrets;
  const name = 'API key';
  if (apiKey === undefined)
    return { name, level: 'warning', text: 'ANTHROPIC_API_KEY is not set: only --rehearse can run.' };
  if (environmentShows(apiKey))
    return {
      name,
      level: 'warning',
      text: 'set, but other processes of this user can read it in /proc: this kernel forbids removing it.',
    };
  const exposed = exposureWarning(secrets);
  if (exposed) return { name, level: 'warning', text: exposed };
  return { name, level: 'ok', text: 'set; removed from the environment that other processes can read' };
}

function checkClaude({ claudePath, cacheDirectory }: Context): Promise<Check> {
  return checked('Claude Code', async () => {
    const path = await locateClaude({ cacheDir: cacheDirectory, claudePath });
    if (claudePath === undefined) await verifyClaude({ cacheDir: cacheDirectory });
    return `${CLAUDE_VERSION} at ${path}`;
  });
}

function checkLedger({ dataDirectory }: Context): Promise<Check> {
  return checked('Ledger', async () => {
    const store = await openStore({ directory: dataDirectory });
    try {
      const startedAt = performance.now();
      const { version } = await store.call('siso_schema', {});
      const took = (performance.now() - startedAt).toFixed(1);
      return `embedded in ${dataDirectory}, schema ${version}, answers in ${took} ms`;
    } finally {
      await store.close();
    }
  });
}

async function checkRepository({ repository }: Context): Promise<Check> {
  const name = 'Repository';
  if (!repository)
    return { name, level: 'warning', text: 'this folder is not in a git repository with a commit: use --workspace.' };
  const [warning] = repository.warnings;
  return warning
    ? { name, level: 'warning', text: warning }
    : { name, level: 'ok', text: `${repository.name} at ${repository.root}` };
}

async function checkIsolation(): Promise<Check> {
  return {
    name: 'Isolation',
    level: 'warning',
    text: 'none: tasks run as your user in a private copy of the repository. Give tools accordingly.',
  };
}
