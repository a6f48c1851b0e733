import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { buildPrompt, ClaudeCodeIntegration, installClaude } from '../../src/claude/index.ts';
import { toolPolicy } from '../../src/domain/tools/policy.ts';
import { loadScenario } from '../../src/meter/index.ts';
import { startRehearsal } from '../../src/meter/rehearsal/server.ts';
import { openStore } from '../../src/store/index.ts';
import { copyExample } from '../../src/workspace/index.ts';
import { median, round, timed } from '../statistics.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROMPT = 'Find the failing test and repair its cause.';

/** `siso run` and the bare CLI with the same scenario, prompt, tools and example, one after the other in turn. */
export async function measureRuns(folder: string, rounds: number) {
  const cacheDir = join(process.env.HOME ?? folder, '.cache', 'siso');
  const binary = (await installClaude({ cacheDir })).path;
  const data = join(folder, 'data');
  await liftLimits(data);
  const upstream = await startRehearsal(await loadScenario('fix-bug'));
  const governed: number[] = [];
  const bare: number[] = [];
  for (let at = 0; at <= rounds; at += 1) {
    const copies = [join(folder, `governed-${at}`), join(folder, `bare-${at}`)] as const;
    await Promise.all(copies.map(copyExample));
    const [bareMs, governedMs] = [
      await timed(() => runBare({ binary, upstream, folder: copies[1] })),
      await timed(() => runGoverned({ binary, data, folder: copies[0] })),
    ];
    // The first round warms the disk's cache.
    if (at === 0) continue;
    bare.push(bareMs);
    governed.push(governedMs);
  }
  const [governedMs, bareMs] = [median(governed), median(bare)];
  return { governedMs: round(governedMs, 0), bareMs: round(bareMs, 0), ratio: round(governedMs / bareMs) };
}

async function liftLimits(data: string): Promise<void> {
  const store = await openStore({ directory: data, rehearsal: true });
  const change = { p_request_id: randomUUID(), p_actor: 'bench' };
  await store.call('siso_limits_preset', { ...change, p_preset: 'unlimited' });
  await store.call('siso_set_budget', {
    ...change,
    p_request_id: randomUUID(),
    p_scope: 'global',
    p_value: '',
    p_changes: { dailyMicros: null, monthlyMicros: null, dailyTokens: null },
  });
  await store.close();
}

async function runGoverned({ binary, data, folder }: { binary: string; data: string; folder: string }): Promise<void> {
  const args = ['run', PROMPT, '--rehearse', '--workspace', folder, '--claude-path', binary, '--json'];
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, SISO_DATA_DIR: data };
  await execa(process.execPath, [join(ROOT, 'build/cli/main.js'), ...args], { cwd: folder, env, extendEnv: false });
}

async function runBare({ binary, upstream, folder }: { binary: string; upstream: string; folder: string }) {
  const chosen = toolPolicy({ category: 'development', environment: 'development', emergency: false });
  if (!('policy' in chosen)) throw new Error(chosen.problems.join('; '));
  const home = join(folder, '..', `home-${randomUUID()}`);
  await mkdir(home);
  const result = await new ClaudeCodeIntegration({ binary }).run({
    prompt: buildPrompt({ task: PROMPT }),
    cwd: folder,
    home,
    model: 'claude-sonnet-5-5',
    policy: chosen.policy,
    budgetMicros: 2_000_000,
    timeoutMs: 60_000,
    baseUrl: upstream,
    agentKey: 'rehearsal',
    marker: randomUUID(),
    signal: new AbortController().signal,
  });
  if (!result.ok) throw new Error(`The bare run failed: ${result.error}`);
}
