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

/**
 * `siso run` and the bare CLI with the same scenario, prompt and example, in turn. Bare is the command a person would
 * type, without any flag of ours; `sameFlags` is the CLI with exactly the flags and environment that `siso run` gives it.
 */
export async function measureRuns(folder: string, rounds: number) {
  const cacheDir = join(process.env.HOME ?? folder, '.cache', 'siso');
  const binary = (await installClaude({ cacheDir })).path;
  const data = join(folder, 'data');
  await liftLimits(data);
  const upstream = await startRehearsal(await loadScenario('fix-bug'));
  const times: Record<'governed' | 'bare' | 'sameFlags', number[]> = { governed: [], bare: [], sameFlags: [] };
  for (let at = 0; at <= rounds; at += 1) {
    for (const [kind, run] of [
      ['bare', (copy: string) => runBare({ binary, upstream, folder: copy })],
      ['governed', (copy: string) => runGoverned({ binary, data, folder: copy })],
      ['sameFlags', (copy: string) => runSameFlags({ binary, upstream, folder: copy })],
    ] as const) {
      const copy = join(folder, `${kind}-${at}`);
      await copyExample(copy);
      const took = await timed(() => run(copy));
      // The first round warms the disk's cache.
      if (at > 0) times[kind].push(took);
    }
  }
  const [governedMs, bareMs, sameFlagsMs] = [median(times.governed), median(times.bare), median(times.sameFlags)];
  return {
    governedMs: round(governedMs, 0),
    bareMs: round(bareMs, 0),
    ratio: round(governedMs / bareMs),
    sameFlagsMs: round(sameFlagsMs, 0),
    sameFlagsRatio: round(governedMs / sameFlagsMs),
  };
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

interface BareRun {
  binary: string;
  upstream: string;
  folder: string;
}

async function runBare({ binary, upstream, folder }: BareRun): Promise<void> {
  const args = [
    '-p',
    '--model',
    'claude-sonnet-5-5',
    '--allowedTools',
    'Read,Edit,Bash(npm test)',
    '--output-format',
    'json',
  ];
  const env = { PATH: process.env.PATH ?? '', HOME: await freshHome(folder), ...keyFor(upstream) };
  await execa(binary, args, { cwd: folder, env, extendEnv: false, input: PROMPT });
}

function keyFor(upstream: string): Record<string, string> {
  return { ANTHROPIC_BASE_URL: upstream, ANTHROPIC_API_KEY: 'rehearsal' };
}

async function freshHome(folder: string): Promise<string> {
  const home = join(folder, '..', `home-${randomUUID()}`);
  await mkdir(home);
  return home;
}

async function runSameFlags({ binary, upstream, folder }: BareRun): Promise<void> {
  const chosen = toolPolicy({ category: 'development', environment: 'development', emergency: false });
  if (!('policy' in chosen)) throw new Error(chosen.problems.join('; '));
  const result = await new ClaudeCodeIntegration({ binary }).run({
    prompt: buildPrompt({ task: PROMPT }),
    cwd: folder,
    home: await freshHome(folder),
    model: 'claude-sonnet-5-5',
    policy: chosen.policy,
    budgetMicros: 2_000_000,
    timeoutMs: 60_000,
    baseUrl: upstream,
    agentKey: 'rehearsal',
    marker: randomUUID(),
    signal: new AbortController().signal,
  });
  if (!result.ok) throw new Error(`The run with the same flags failed: ${result.error}`);
}
