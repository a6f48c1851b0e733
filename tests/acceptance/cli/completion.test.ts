import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES, TASK_STATES } from '../../../src/domain/tasks.ts';
import { BUILT_SISO } from '../../support/siso.ts';

const scripts = new Map<string, string>();

beforeAll(() => {
  const [program, ...first] = BUILT_SISO;
  for (const shell of ['bash', 'zsh', 'fish'])
    scripts.set(shell, execFileSync(program, [...first, 'completion', shell], { encoding: 'utf8' }));
});

/** What bash offers after these words, of which the last is being typed. */
function offered(...words: string[]): string[] {
  const asked = `COMP_WORDS=(siso ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _siso; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const script = `${scripts.get('bash')}\ncomplete -p siso\n${asked}`;
  const [registered, ...replies] = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(registered).toBe('complete -F _siso siso');
  return replies;
}

describe('bash completes', () => {
  test.each<[string, string[], string[]]>([
    ['commands', ['ta'], ['tasks', 'task']],
    ['subcommands', ['limits', 's'], ['set']],
    ['words of an argument', ['limits', 'set', 'te'], ['testing']],
    ['words of an option', ['tasks', '--state', 'r'], ['running']],
    ['all words of an option', ['tasks', '--state', ''], [...TASK_STATES]],
    ['words of a short option', ['tasks', '-c', ''], [...CATEGORIES]],
    ['words of an option of another command', ['run', '--category', 'dep'], ['deployment']],
    ['options', ['usage', '--r'], ['--range', '--rehearse']],
    ['options of a subcommand', ['limits', 'set', 'testing', '--tokens-per-h'], ['--tokens-per-hour']],
    ['nothing for a value that only its user knows', ['tasks', '--actor', ''], []],
    ['nothing for what is unknown', ['nonsense', 'x'], []],
  ])('%s: %o', (_, words, replies) => expect(offered(...words).filter((word) => word !== '')).toEqual(replies));
});

test('zsh and fish are told the same commands, options and words', () => {
  for (const shell of ['zsh', 'fish']) {
    const script = scripts.get(shell) ?? '';
    for (const word of ['limits set', 'tokens-per-minute', 'succeeded', 'testing', 'preset'])
      expect(script).toContain(word);
    // Descriptions stand in single quotes.
    expect((script.replace(/^#.*$/gm, '').match(/'/g)?.length ?? 1) % 2).toBe(0);
  }
});

test('no shell is offered what it would take for its own', () => {
  for (const script of scripts.values()) expect(script).not.toMatch(/`|\$\((?!compgen|comm)/);
});
