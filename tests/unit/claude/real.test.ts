/** The pinned CLI itself, under the command line and environment we build. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildPrompt } from '../../../src/claude/index.ts';
import { processesWithMarker, RUN_MARKER } from '../../../src/host/processes.ts';
import { makeWorld, policyFor, runClaude } from '../../support/claude-run.ts';
import type { Step } from '../../support/upstream.ts';

const bash = (command: string): Step => ({ use: 'Bash', input: { command, description: 'd' } });
const write = (path: string): Step => ({ use: 'Write', input: { file_path: path, content: 'x' } });
const read = (path: string): Step => ({ use: 'Read', input: { file_path: path } });
const DENIED = /has been denied|denied by your permission settings/;

/** Which of the tool calls ran, in order. */
function ran(results: string[]): boolean[] {
  return results.map((result) => !DENIED.test(result));
}

afterEach(() => vi.unstubAllEnvs());

describe('tool policy', () => {
  test('a reading rule runs git log and nothing that writes, runs programs or leaves the project', async () => {
    using world = makeWorld();
    const refused = ['--output=x', '--"output"=x', '-p --ext-diff'].map((option) => bash(`git log ${option}`));
    const also = [
      bash('find . -delete'),
      bash('touch x'),
      bash('git push'),
      bash('rm a.txt'),
      bash(`cat ${world.outside}`),
    ];
    const steps = [bash('git log --oneline'), bash('find . -name a.txt'), ...refused, ...also];

    const { upstream, result } = await runClaude(world, steps, {
      policy: policyFor('Bash(git log:*),Bash(find:*)', 'production'),
    });

    expect(ran(upstream.toolResults())).toEqual([true, true, ...Array(8).fill(false)]);
    expect(existsSync(join(world.repository, 'x'))).toBe(false);
    expect(result).toMatchObject({ ok: true, reason: 'completed', text: 'done' });
    expect(result.denials).toHaveLength(8);
    expect(result.denials[0]).toBe('Bash: git log --output=x');
  });

  test('editing stays inside the project and away from workflow files', async () => {
    using world = makeWorld();
    const inside = [
      write('new.txt'),
      { use: 'Edit', input: { file_path: 'made.txt', old_string: '', new_string: 'x' } },
    ];
    const outside = ['../out.txt', join(world.root, 'out.txt'), '.github/workflows/x.yml', '.git/hooks/pre-commit'].map(
      write,
    );
    const steps = [...inside, ...outside, read('a.txt'), read(world.outside), read('../outside.txt')];

    const { upstream } = await runClaude(world, steps, { policy: policyFor('Edit') });

    expect(ran(upstream.toolResults())).toEqual([true, true, false, false, false, false, true, false, false]);
    expect(existsSync(join(world.repository, 'new.txt'))).toBe(true);
    expect(existsSync(join(world.root, 'out.txt'))).toBe(false);
  });

  test('naming workflow files opens them', async () => {
    using world = makeWorld();
    const { upstream } = await runClaude(world, [write('.github/workflows/x.yml')], {
      policy: policyFor('Edit,Edit(/.github/**)'),
    });
    expect(ran(upstream.toolResults())).toEqual([true]);
  });

  test('Bash(npm test) runs npm test; Bash(git:*) does not bring git push or rm along', async () => {
    using world = makeWorld({ 'package.json': '{"scripts":{"test":"echo tested","other":"touch other"}}' });
    const pushes = ['git push', 'git --no-pager push', 'git -c a.b=c push', 'echo push | xargs git', 'git send-pack .'];
    const steps = ['npm test', 'git status', 'npm run other', 'rm a.txt', 'git diff --output=x', ...pushes].map(bash);

    const { upstream } = await runClaude(world, steps, { policy: policyFor('Bash(npm test),Bash(git:*)', 'staging') });

    expect(ran(upstream.toolResults())).toEqual([true, true, ...Array(8).fill(false)]);
    expect(upstream.toolResults()[0]).toContain('tested');
  });

  test('a tool that was not asked for does not exist', async () => {
    using world = makeWorld();
    const { upstream } = await runClaude(world, [bash('ls')], { policy: policyFor('Read') });
    expect(upstream.toolResults()[0]).toContain('No such tool');
  });

  test('sub-agents run when asked for, and stay on the model of the task', async () => {
    using world = makeWorld();
    const agent = { use: 'Task', input: { description: 'look', prompt: 'look', subagent_type: 'Explore' } };
    const { upstream, result } = await runClaude(world, [agent], { policy: policyFor('Task,Read') });
    expect(result.ok).toBe(true);
    const models = upstream.bodies.map((body) => /"model":"([^"]+)"/.exec(body)?.[1]);
    expect(models).toEqual(Array(3).fill('claude-sonnet-5-5'));
  });
});

describe('prompt and environment', () => {
  test('a prompt reads no file and runs no slash command', async () => {
    using world = makeWorld();
    const task = `/cost\n@${world.outside} and\u3000@${world.outside}\n@../outside.txt`;
    const prompt = buildPrompt({ task, untrusted: [{ label: 'an issue', text: `@${world.outside}` }] });

    const { upstream } = await runClaude(world, [], { prompt });

    expect(upstream.bodies).toHaveLength(1);
    expect(upstream.bodies[0]).toContain('/cost');
    expect(upstream.bodies[0]).not.toContain('OUTSIDE');
  });

  test('settings, hooks, servers and memory of the checkout are ignored', async () => {
    using world = makeWorld({
      'CLAUDE.md': 'MEMORY-OF-THE-CHECKOUT',
      '.mcp.json': '{"mcpServers":{"x":{"command":"touch","args":["mcp-ran"]}}}',
    });
    mkdirSync(join(world.repository, '.claude'));
    const hooks = { SessionStart: [{ hooks: [{ type: 'command', command: 'touch hook-ran' }] }] };
    writeFileSync(
      join(world.repository, '.claude/settings.json'),
      JSON.stringify({ hooks, env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' } }),
    );

    const { upstream, result } = await runClaude(world, []);

    expect(result.ok).toBe(true);
    expect(upstream.bodies.join('')).not.toContain('MEMORY-OF-THE-CHECKOUT');
    expect(existsSync(join(world.repository, 'hook-ran'))).toBe(false);
    expect(existsSync(join(world.repository, 'mcp-ran'))).toBe(false);
  });

  test('commands see the throw-away key and no variable of ours', async () => {
    vi.stubEnv('SISO_TEST_SECRET', 'real-secret');
    using world = makeWorld({ 'package.json': '{"scripts":{"test":"env > env.txt"}}' });
    const { upstream } = await runClaude(world, [bash('npm test')], { policy: policyFor('Bash(npm test)') });

    const seen = readFileSync(join(world.repository, 'env.txt'), 'utf8');
    expect(seen).toContain('ANTHROPIC_API_KEY=throw-away');
    expect(seen).toContain(`${RUN_MARKER}=`);
    expect(seen).not.toContain('real-secret');
    expect(new Set(upstream.keys)).toEqual(new Set(['throw-away']));
  });
});

describe('ends', () => {
  test('an answer is a success, with progress on the way', async () => {
    using world = makeWorld();
    const { result, progress, lines } = await runClaude(world, [read('a.txt'), { say: 'All good.\nReally.' }]);
    expect(result).toMatchObject({ ok: true, text: 'All good.\nReally.', turns: 2, denials: [] });
    expect(result.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(result.reportedCostMicros).toBeGreaterThan(0);
    expect(progress).toEqual([
      { kind: 'started', model: 'claude-sonnet-5-5' },
      { kind: 'turn', turn: 1 },
      { kind: 'tool', tool: 'Read', detail: 'a.txt', subagent: false },
      { kind: 'turn', turn: 2 },
      { kind: 'text', line: 'All good.' },
      { kind: 'finished' },
    ]);
    expect(lines.length).toBeGreaterThan(3);
  });

  test('an API error is api_failed, with its status and sentence', async () => {
    using world = makeWorld();
    const { result } = await runClaude(world, [{ status: 402, error: 'The budget of this run is used up' }]);
    expect(result).toMatchObject({ ok: false, reason: 'api_failed', apiStatus: 402 });
    expect(result.error).toContain('The budget of this run is used up');
  });

  test('the turn limit is max_turns, the budget hold_reached', async () => {
    using world = makeWorld();
    const loop = Array.from({ length: 9 }, () => read('a.txt'));
    expect((await runClaude(world, loop, { maxTurns: 2 })).result).toMatchObject({ ok: false, reason: 'max_turns' });
    expect((await runClaude(world, loop, { budgetMicros: 1 })).result).toMatchObject({
      ok: false,
      reason: 'hold_reached',
    });
  });

  test('arguments the CLI refuses are start_failed, with its words', async () => {
    using world = makeWorld();
    const { result } = await runClaude(world, [], { budgetMicros: 0 });
    expect(result).toMatchObject({ ok: false, reason: 'start_failed' });
    expect(result.error).toContain('--max-budget-usd');
  });

  test('the time limit ends a run that waits for an answer', async () => {
    using world = makeWorld();
    const { result } = await runClaude(world, ['silence'], { timeoutMs: 2_000 });
    expect(result).toMatchObject({ ok: false, reason: 'timed_out' });
  });

  test('a stop on request ends a run that waits for an answer', async () => {
    using world = makeWorld();
    const stop = new AbortController();
    const { result, marker } = await runClaude(world, ['silence'], {
      signal: stop.signal,
      onUpstream: (upstream) => void upstream.arrived(0).then(() => stop.abort()),
    });
    expect(result).toMatchObject({ ok: false, reason: 'interrupted' });
    expect(await processesWithMarker(marker)).toEqual([]);
  });

  test('a daemon that left the session is ended too', async () => {
    using world = makeWorld({
      'package.json': '{"scripts":{"test":"setsid sleep 600 >/dev/null 2>&1 & echo $! > pid.txt"}}',
    });
    const { result, marker } = await runClaude(world, [bash('npm test')], { policy: policyFor('Bash(npm test)') });
    expect(result.ok).toBe(true);
    expect(Number(readFileSync(join(world.repository, 'pid.txt'), 'utf8'))).toBeGreaterThan(0);
    expect(await processesWithMarker(marker)).toEqual([]);
  });

  test('a process that stays after its answer is ended, and the answer counts', async () => {
    using world = makeWorld();
    const answer =
      '{"type":"result","subtype":"success","is_error":false,"result":"answered","num_turns":1,"total_cost_usd":0.5}';
    const binary = join(world.root, 'stays');
    writeFileSync(binary, `#!/bin/sh\necho '${answer}'\nexec sleep 600\n`, { mode: 0o755 });
    const { result } = await runClaude(world, [], { binary });
    expect(result).toMatchObject({ ok: true, text: 'answered', reportedCostMicros: 500_000 });
  });

  test('a binary that is not there is cli_missing', async () => {
    using world = makeWorld();
    await expect(runClaude(world, [], { binary: join(world.root, 'absent') })).rejects.toMatchObject({
      code: 'cli_missing',
    });
  });
});
