/** The package as others get it: packed, installed into an empty project, typed, run. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CACHE_DIR, claudeBinary } from '../../support/claude.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/.bin/tsc');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-package-')));
const project = join(folder, 'project');

/** Whatever a consumer may set, and libraries are looked into as well. */
const TSCONFIG = {
  compilerOptions: {
    ...{ target: 'es2024', module: 'nodenext', lib: ['es2024', 'dom'], types: [], rootDir: '.', outDir: 'out' },
    ...{ strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  },
  include: ['*.ts'],
};

const EVERY_CLASS = `
import {
  AutomationError, AutomationEngine, type AutomationTask, ClaudeCodeIntegration, ERROR_CODES, RateLimitManager,
  TokenUsageTracker, automationEngine, rateLimitManager, tokenTracker,
} from 'siso-automation';

const options = { rehearse: 'answer', dataDirectory: 'data', actor: 'ada' };
const engine = new AutomationEngine(options);
const limits = new RateLimitManager(options);
const tracker = new TokenUsageTracker(options);
const id: string = await engine.submitTask({ prompt: 'Answer.', category: 'testing', estimatedTokens: 500 });
const task: AutomationTask = await engine.waitForTask(id);
const { queued, health } = await engine.getAutomationStatus();
const analytics = await engine.getAnalytics('today');
await engine.cancelTask(id);
await tracker.recordUsage('custom', 1000, 'testing');
const usage = await tracker.getCurrentUsage('day');
const room: { canProceed: boolean; reason?: string } = await tracker.canConsumeTokens(10);
const seconds: number = (await limits.getStatus('testing')).timeToReset.minute;
const all: string[] = (await limits.getStatus()).map((limit) => limit.category);
await limits.updateLimits('testing', { tokensPerMinute: 700 });
// @ts-expect-error an unknown field is an error of the compiler as well
const code = await engine.submitTask({ promt: 'x' }).catch((error: unknown) => error instanceof AutomationError && error.code);
await Promise.all([engine.close(), limits.close(), tracker.close()]);
console.log(JSON.stringify({
  status: task.status, queued, health: health.state, tasks: analytics.tasks, day: usage.total.tokens.counted > 1000, room,
  counting: seconds > 0, categories: all.length, code, codes: ERROR_CODES.includes('usage'),
  integration: typeof ClaudeCodeIntegration,
  ready: [automationEngine, rateLimitManager, tokenTracker].map((one) => one.constructor.name),
}));
`;

const environment = {
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: join(folder, 'home'),
  SISO_CACHE_DIR: CACHE_DIR,
  SISO_LINGER: '0',
};

function inProject(program: string, args: string[], env: Record<string, string> = {}) {
  return execa(program, args, { cwd: project, env: { ...environment, ...env }, extendEnv: false });
}

beforeAll(async () => {
  await claudeBinary();
  // npm with the registry and the cache of whoever runs the tests.
  const npm = (args: string[], cwd: string) => execa('npm', args, { cwd, all: true });
  const { stdout } = await npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], ROOT);
  await execa('mkdir', ['-p', project, environment.HOME]);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, stdout.trim())], project);
  writeFileSync(join(project, 'every-class.ts'), EVERY_CLASS);
  writeFileSync(join(project, 'readme.ts'), quickStart());
  await inProject(TSC, ['--project', '.']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program under the heading "Library" of the README that comes with the package. */
function quickStart(): string {
  const readme = readFileSync(join(project, 'node_modules/siso-automation/README.md'), 'utf8');
  const [, program = ''] = /\n## Library\n[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  return program;
}

test('an installed package has every class, typed, and they work', async () => {
  const { stdout } = await inProject(process.execPath, ['out/every-class.js']);
  expect(JSON.parse(stdout)).toEqual({
    ...{ status: 'succeeded', queued: 0, health: 'ok', tasks: 1, day: true, room: { canProceed: true } },
    ...{ counting: true, categories: 5, code: 'usage', codes: true, integration: 'function' },
    ready: ['AutomationEngine', 'RateLimitManager', 'TokenUsageTracker'],
  });
});

test('the quick start of the README compiles and does what it says', async () => {
  const { stdout } = await inProject(process.execPath, ['out/readme.js']);
  expect(stdout).toMatch(/^There is room\.\nsucceeded siso\/task-\w{8} {2}\$0\.03\d*\n\d+ tokens for each success\n/);
  expect(stdout).toMatch(/The minute is empty again in \d+ s\.$/);
});

test('brings the siso command', async () => {
  const siso = join(project, 'node_modules/.bin/siso');
  const args = ['run', '--rehearse=answer', '--json', '--template', 'fix-bugs'];
  const { stdout } = await inProject(siso, args, { SISO_DATA_DIR: join(folder, 'of-the-command') });
  expect(JSON.parse(stdout)).toMatchObject({ status: 'succeeded', rehearsal: true });
});
