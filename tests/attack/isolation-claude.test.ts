/** The real Claude Code as another user: what its tools get hold of, and what of its work we get. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Isolation, NO_ISOLATION } from '../../src/host/isolation/index.ts';
import { inspectRepository, openWorkspace } from '../../src/workspace/index.ts';
import { claudeBinary } from '../support/claude.ts';
import { makeWorld, policyFor, runClaude, type World } from '../support/claude-run.ts';
import { aYard, processesOf, WITHOUT_USERS } from '../support/isolation.ts';
import type { Step } from '../support/upstream.ts';

const TOOL: Step = { use: 'Bash', input: { command: 'sh script.sh', description: 'd' } };

/** Repository, copy and home of a run, as the engine makes them. */
async function aRun(isolation: Isolation, world: World) {
  const source = await inspectRepository(world.repository);
  const place = await isolation.place(join(world.root, 'run'));
  const [directory, home] = [join(place, 'workspace'), join(place, 'home')];
  const workspace = await openWorkspace({ repository: source, directory, taskId: 'T-1' });
  const objects = await isolation.lend(source.objects);
  writeFileSync(join(workspace.path, '.git/objects/info/alternates'), `${objects}\n`);
  mkdirSync(home, { mode: 0o700 });
  await isolation.give([workspace.path, home]);
  return { workspace, home, binary: await isolation.lend(await claudeBinary()) };
}

/** A process of ours whose environment holds a secret, as those of earlier steps do. */
async function aStepWith(secret: string): Promise<void> {
  const step = spawn('/bin/sh', ['-c', 'echo; read -r _; exit 0'], { env: { GITHUB_TOKEN: secret } });
  onTestFinished(() => void step.kill());
  await once(step.stdout, 'data');
}

describe.skipIf(WITHOUT_USERS)(`Claude Code as the agent's user (${WITHOUT_USERS ?? 'here'})`, () => {
  test.each(['none', 'user', 'user without namespaces'])(
    'with isolation %s, its tools read and write what that lets them, and the work is kept',
    async (kind) => {
      const yard = await aYard();
      const output = join(yard.visible, 'output');
      writeFileSync(output, '');
      const script = [
        'env > env.txt',
        `cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' > environs.txt`,
        `echo 'result=forged' >> ${output}`,
        'git log --format=%s > log.txt',
        // As ourselves nobody would find it.
        ...(kind === 'none' ? [] : ['setsid env -i sleep 1000 &']),
        'echo edited > a.txt; id -un > whoami.txt; sudo -n id -u > sudo.txt',
      ].join('\n');
      using world = makeWorld({ 'script.sh': script });
      const isolation =
        kind === 'none' ? NO_ISOLATION : await yard.open({ hidden: [world.root], namespaces: kind === 'user' });
      await aStepWith('ghs_0123456789abcdef0123');
      const { workspace, home, binary } = await aRun(isolation, world);

      const { result, upstream } = await runClaude(world, [TOOL], {
        ...{ isolation, binary, cwd: workspace.path, home, policy: policyFor('Bash(sh script.sh)') },
      });
      await isolation.endAll();
      await isolation.takeBack([workspace.path, home]);

      expect(result).toMatchObject({ ok: true, text: 'done' });
      expect(new Set(upstream.keys)).toEqual(new Set(['throw-away']));
      const { files } = await workspace.collect();
      expect(files.map(({ path }) => path).sort()).toEqual(
        ['a.txt', 'env.txt', 'environs.txt', 'log.txt', 'sudo.txt', 'whoami.txt'].sort(),
      );
      const made = (name: string) => readFileSync(join(workspace.path, name), 'utf8').trim();
      expect([made('a.txt'), made('log.txt')]).toEqual(['edited', 'first']);
      expect(made('env.txt')).toContain('ANTHROPIC_API_KEY=throw-away');
      expect(made('env.txt')).not.toContain(process.env.TMPDIR ?? '/nowhere');
      const gotThrough = [made('environs.txt').includes('ghs_0123456789'), readFileSync(output, 'utf8') !== ''];
      expect(gotThrough).toEqual(kind === 'none' ? [true, true] : [false, false]);
      if (kind !== 'none') {
        expect(yard.users()).toEqual([made('whoami.txt')]);
        expect(made('sudo.txt')).toBe('');
        expect(await processesOf(made('whoami.txt'))).toEqual([]);
      }
      const kept = await workspace.keep('Kept');
      const shown = execFileSync('git', ['show', `${kept?.branch}:a.txt`], { cwd: world.repository, encoding: 'utf8' });
      expect(shown).toBe('edited\n');
    },
  );

  test.each([
    ['the time limit', { timeoutMs: 2_000 }, 'timed_out'],
    ['a stop on request', {}, 'interrupted'],
  ] as const)('%s ends a run of another user that waits for an answer', async (_, options, reason) => {
    const yard = await aYard();
    using world = makeWorld();
    const isolation = await yard.open();
    const { workspace, home, binary } = await aRun(isolation, world);
    const stop = new AbortController();

    const { result } = await runClaude(world, ['silence'], {
      ...{ isolation, binary, cwd: workspace.path, home, signal: stop.signal, ...options },
      onUpstream: (upstream) =>
        void upstream.arrived(0).then(() => {
          if (reason === 'interrupted') stop.abort();
        }),
    });

    expect(result).toMatchObject({ ok: false, reason });
  });
});
