/** Secrets of ours must not reach the agent, nor any process that it could look into. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startMeter } from '../../src/meter/index.ts';
import { makeWorld, policyFor, runClaude } from '../support/claude-run.ts';
import { agents, family, meterOf, readProc, runAt } from '../support/moments.ts';
import { PRICES } from '../support/prices.ts';
import { aSiso, rehearsal, scenarioFile } from '../support/siso.ts';
import { startUpstream } from '../support/upstream.ts';
import { aRepository, git } from '../unit/workspace/support.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const API_KEY = 'sk-ant-test-0123456789abcdef';
const SECRETS = {
  ANTHROPIC_API_KEY: API_KEY,
  GITHUB_TOKEN: 'ghs_0123456789abcdef0123',
  SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
  SUPABASE_URL: 'https://secret-project.supabase.test',
  INPUT_TOKEN: 'input-secret',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc-secret',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  NODE_OPTIONS: '--title=option-secret',
  HTTPS_PROXY: 'http://ada:proxy-secret@127.0.0.1:9',
  http_proxy: 'http://ada:other-proxy-secret@127.0.0.1:9',
};

test('no process of a run carries a secret, and siso itself no longer shows the API key', async () => {
  const siso = await aSiso();
  const running = siso.start(rehearsal('hang'), { env: SECRETS });
  const run = await runAt(siso, 'its first request is under way');
  const [, ...others] = family(running.pid);
  expect(others).toEqual(expect.arrayContaining([meterOf(running.pid), ...(await agents(run))]));
  expect(others.length).toBeGreaterThanOrEqual(2);

  for (const secret of [
    'GITHUB_TOKEN',
    'SUPABASE_SECRET_KEY',
    'AWS_SECRET_ACCESS_KEY',
    'HTTPS_PROXY',
    'http_proxy',
  ] as const)
    expect(readProc(running.pid, 'environ')).not.toContain(SECRETS[secret]);
  for (const id of others) {
    const shown = readProc(id, 'environ') + readProc(id, 'cmdline');
    for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret);
  }
  expect(readProc(running.pid, 'environ')).toContain('SISO_DATA_DIR=');
  expect(readProc(running.pid, 'environ')).not.toContain(API_KEY);
  running.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
});

test('processes above siso that show the key are named: on standard error, in the report and by the doctor', async () => {
  const siso = await aSiso();
  // Stays in between, as npm does, or the shell of a workflow step.
  const shell: [string, ...string[]] = ['sh', '-c', '"$@"; exit $?', 'sh', process.execPath, MAIN];
  const options = { command: shell, env: SECRETS, cwd: aRepository() };
  const warning = /ANTHROPIC_API_KEY can be read in the environment of sh \(\d+\).*exec node build\/cli\/main\.js/;

  const shown = await siso.run(rehearsal('answer', ['--workspace', '.']), options);
  expect(shown.stderr).toMatch(warning);
  const quiet = await siso.rehearse('answer', ['--workspace', '.'], options);
  expect([quiet.stderr, quiet.report().warnings]).toEqual(['', [expect.stringMatching(warning)]]);
  expect((await siso.run(['doctor'], options)).stdout).toMatch(warning);

  const alone = await siso.rehearse('answer', ['--workspace', '.'], { env: SECRETS, cwd: options.cwd });
  expect(alone.report().warnings).toEqual([]);
  for (const end of [shown, quiet, alone]) expect(end.stdout + end.stderr).not.toContain(API_KEY);
});

test('a tool that prints its environment and that of the processes above it finds no secret', async () => {
  const siso = await aSiso();
  const climb = 'p=$$; while [ "$p" -gt 1 ]; do cat /proc/$p/environ; p=$(cut -d" " -f4 /proc/$p/stat); done';
  const test = `env > env.txt; (${climb}) 2>/dev/null | tr '\\0' '\\n' | grep ANTHROPIC > keys.txt`;
  const repository = aRepository({ 'package.json': JSON.stringify({ scripts: { test } }) });
  const args = ['--workspace', repository];

  const { report } = await siso.rehearse(scenarioFile('npm-test'), args, { env: SECRETS });

  const show = (file: string) => git(repository, 'show', `${report().branch}:${file}`);
  for (const secret of Object.values(SECRETS)) expect(show('env.txt')).not.toContain(secret);
  expect(show('env.txt')).toContain('ANTHROPIC_API_KEY=siso-');
  expect(show('keys.txt')).toContain('ANTHROPIC_API_KEY=siso-');
  expect(show('keys.txt')).not.toContain(API_KEY);
});

test('against a real API only the meter sends the key, and the agent’s own key is worth nothing there', async () => {
  const step = { use: 'Bash', input: { command: 'npm test', description: 'd' } };
  const upstream = await startUpstream([step]);
  onTestFinished(() => upstream.close());
  using world = makeWorld({ 'package.json': '{"scripts":{"test":"env > env.txt"}}' });
  const runMarker = randomUUID();
  const meter = await startMeter({
    upstream: { kind: 'api', baseUrl: upstream.url, apiKey: API_KEY },
    hold: { amountMicros: 1_000_000, tokens: 100_000, prices: PRICES, countCacheWrites: false },
    models: ['claude-sonnet-5-5'],
    journalPath: join(world.root, 'journal.jsonl'),
    runMarker,
  });
  onTestFinished(async () => void (await meter.close()));
  meter.acknowledgeHeartbeat();

  const { result } = await runClaude(world, [], {
    ...{ baseUrl: meter.baseUrl, agentKey: meter.agentKey, marker: runMarker, policy: policyFor('Bash(npm test)') },
  });

  expect(result.ok).toBe(true);
  expect(upstream.keys).toEqual([API_KEY, API_KEY]);
  expect(upstream.bodies.join('')).not.toContain(meter.agentKey);
  expect(readFileSync(join(world.repository, 'env.txt'), 'utf8')).toContain(`ANTHROPIC_API_KEY=${meter.agentKey}`);
  expect(readFileSync(join(world.repository, 'env.txt'), 'utf8')).not.toContain(API_KEY);
  expect(readFileSync(join(world.root, 'journal.jsonl'), 'utf8')).not.toMatch(`${API_KEY}|${meter.agentKey}`);
});

test('a key that the model repeats is in no report, log or ledger text', async () => {
  const siso = await aSiso();
  const repository = aRepository({ 'package.json': JSON.stringify({ scripts: { test: `echo ${API_KEY}` } }) });
  const { stdout } = await siso.rehearse(scenarioFile('repeat-key'), ['--workspace', repository]);
  const { result, taskId } = JSON.parse(stdout);
  expect(result).toContain('[redacted]');
  expect(stdout).not.toContain(API_KEY);
  const task = await siso.withStore((store) => store.call('siso_get_task', { p_task_id: taskId }));
  expect(JSON.stringify(task)).not.toContain(API_KEY);
});
