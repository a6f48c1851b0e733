import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { claudeBinary } from '../../support/claude.ts';
import { Siso } from '../../support/siso.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const README = readFileSync(`${ROOT}README.md`, 'utf8');

/** Command lines of the README's `bash` blocks, comments cut off. */
const COMMANDS = [...README.matchAll(/```bash\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => line !== '');

/** What needs a key of the real API is shown, but cannot run here. */
const NEEDS_A_KEY = /ANTHROPIC_API_KEY|path\/to/;
/** Run by CI itself, of which this test is a part. */
const IS_CI = './scripts/test.sh';

const EXIT_CODES = new Map([['--rehearse=expensive', 1]]);

describe('the README', () => {
  const runnable = COMMANDS.filter((line) => !NEEDS_A_KEY.test(line) && line !== IS_CI);

  test('opens with the two commands that do everything', () => {
    expect(COMMANDS.slice(0, 2)).toEqual([
      './scripts/run-automation.sh --rehearse task-prompts/fix-bugs.txt development',
      IS_CI,
    ]);
    expect(readFileSync(`${ROOT}.ci/run`, 'utf8')).toContain('scripts/test.sh');
  });

  test.each(runnable)('%s does what it says', async (line) => {
    await claudeBinary();
    const siso = new Siso();
    const wanted = [...EXIT_CODES].find(([word]) => line.includes(word))?.[1] ?? 0;

    const ended = await execa('bash', ['-c', line], {
      cwd: ROOT,
      env: siso.environment,
      extendEnv: false,
      reject: false,
      all: true,
    });

    expect(ended.all).not.toMatch(/fault in siso/);
    expect({ line, code: ended.exitCode, ...(ended.exitCode === wanted ? {} : { all: ended.all }) }).toEqual({
      line,
      code: wanted,
    });
  });

  test('shows a transcript with every line that the first command prints', async () => {
    await claudeBinary();
    const [, shown = ''] = /<!-- transcript -->\n```text\n([\s\S]*?)```/.exec(README) ?? [];
    const ended = await execa('bash', ['-c', `${COMMANDS[0]}`], {
      cwd: ROOT,
      env: new Siso().environment,
      extendEnv: false,
      all: true,
    });

    expect(shape(ended.all)).toEqual(shape(shown));
  });
});

/** A transcript without what differs from run to run: set-up lines, ids, figures, paths. */
function shape(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^(… |✓ (Installing|Building)|Claude Code \d)/.test(line))
    .map((line) => line.replace(/T-[0-9A-Z]{8}|task-[0-9A-Z]{8}/g, 'ID').replace(/[\d,.]+( (ms|s|min)\b)?/g, 'N'))
    .map((line) => line.replace(/in \S*buggy-calculator/, 'in PATH').trimEnd())
    .filter((line) => line !== '');
}
