import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ClaudeCodeIntegration,
  type ClaudeProgress,
  type ClaudeResult,
  type ClaudeRunOptions,
} from '../../src/claude/index.ts';
import { type ToolRequest, toolPolicy } from '../../src/domain/tools/policy.ts';
import { claudeBinary } from './claude.ts';
import { type Step, startUpstream, type Upstream } from './upstream.ts';

/** A repository with one commit, a private home, and a file outside that nobody may touch. */
export interface World {
  root: string;
  repository: string;
  outside: string;
}

export function makeWorld(files: Record<string, string> = {}): World & Disposable {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-claude-')));
  const repository = join(root, 'repository');
  for (const folder of [repository, join(root, 'home')]) mkdirSync(folder);
  const outside = join(root, 'outside.txt');
  writeFileSync(outside, 'OUTSIDE\n');
  for (const [name, text] of Object.entries({ 'a.txt': 'hello\n', ...files }))
    writeFileSync(join(repository, name), text);
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'first'],
  ]) {
    execFileSync('git', [...identity, ...args], { cwd: repository });
  }
  return { root, repository, outside, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

export function policyFor(tools: string, environment: ToolRequest['environment'] = 'development') {
  const answer = toolPolicy({ category: 'development', environment, emergency: false, tools });
  if ('problems' in answer) throw new Error(answer.problems.join('\n'));
  return answer.policy;
}

export interface Run {
  result: ClaudeResult;
  upstream: Upstream;
  progress: ClaudeProgress[];
  lines: string[];
  marker: string;
}

export interface RunSettings extends Partial<ClaudeRunOptions> {
  binary?: string;
  /** Called when the upstream listens, before the run starts. */
  onUpstream?: (upstream: Upstream) => void;
}

/** One run of the real CLI in `world` against an upstream that plays `steps`. */
export async function runClaude(
  world: World,
  steps: Step[],
  { binary, onUpstream, ...options }: RunSettings = {},
): Promise<Run> {
  const upstream = await startUpstream(steps);
  onUpstream?.(upstream);
  const run: Omit<Run, 'result'> = { upstream, progress: [], lines: [], marker: randomUUID() };
  try {
    const claude = new ClaudeCodeIntegration({ binary: binary ?? (await claudeBinary()) });
    const result = await claude.run({
      prompt: 'Task:\n\ngo\n',
      cwd: world.repository,
      home: join(world.root, 'home'),
      model: 'claude-sonnet-5-5',
      policy: policyFor('Read'),
      budgetMicros: 1_000_000,
      timeoutMs: 60_000,
      baseUrl: upstream.url,
      agentKey: 'throw-away',
      marker: run.marker,
      signal: new AbortController().signal,
      onProgress: (event) => run.progress.push(event),
      onLine: (line) => run.lines.push(line),
      ...options,
    });
    return { ...run, result };
  } finally {
    await upstream.close();
  }
}
