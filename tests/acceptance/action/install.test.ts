/** Claude Code on a machine that does not have it: out of the runner's cache, and checked whatever the cache says. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CLAUDE_VERSION } from '../../../src/claude/index.ts';
import { type ActionJob, aJob } from '../../support/action-job.ts';
import { CACHE_DIR } from '../../support/claude.ts';
import type { UsesCall } from '../../support/composite/types.ts';

const ANSWER = { prompt: 'Say hello.', rehearse: 'answer' };
const OURS = join(CACHE_DIR, 'claude-code', CLAUDE_VERSION);

/** A cache that restores our own copy, after `change`, and notes what it is asked to save. */
function cacheOf(change: (folder: string) => void = () => undefined) {
  const saved: string[] = [];
  const restore = async ({ with: { path = '' } }: UsesCall) => {
    cpSync(OURS, path, { recursive: true, preserveTimestamps: true });
    change(path);
    return { 'cache-hit': 'true' };
  };
  const save = async ({ with: { path = '' } }: UsesCall) => {
    saved.push(path);
    return 'skip' as const;
  };
  return {
    saved,
    uses: {
      'actions/setup-node': async () => 'skip' as const,
      'actions/cache/restore': restore,
      'actions/cache/save': save,
    },
  };
}

/** What this machine's way to npm's registry needs. */
const WAY_TO_NPM = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /^(?:npm_config_(?:registry|cafile)|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/i.test(name)
      ? [[name, value] as const]
      : [],
  ),
);

const emptyCache = (job: ActionJob) => ({ SISO_CACHE_DIR: join(job.root, 'cache') });

test('it is restored for what was admitted, checked, and not saved again', async () => {
  const job = await aJob();
  const { uses, saved } = cacheOf();

  const end = await job.use(ANSWER, { uses, env: emptyCache(job) });

  expect(end.outputs).toMatchObject({ status: 'succeeded' });
  expect(end.steps.find(({ id }) => id === 'set-up')?.log).toContain('from the cache');
  expect(saved).toEqual([]);
});

test('one that somebody changed in the cache, with a stamp to match, is replaced before it runs', async () => {
  const job = await aJob();
  const proof = join(job.root, 'pwned');
  const { uses } = cacheOf((folder) => {
    const binary = join(folder, 'claude');
    writeFileSync(binary, `#!/bin/sh\ntouch ${proof}\n`);
    appendFileSync(binary, '#'.repeat(64));
    const stamp = JSON.parse(readFileSync(join(folder, 'stamp.json'), 'utf8'));
    utimesSync(binary, 1_700_000_000, 1_700_000_000);
    const { size, mtimeMs } = statSync(binary);
    writeFileSync(join(folder, 'stamp.json'), JSON.stringify({ ...stamp, size, mtimeMs }));
  });

  const end = await job.use(ANSWER, { uses, env: emptyCache(job), machine: { HOME: job.root, ...WAY_TO_NPM } });

  expect(end.steps.find(({ id }) => id === 'set-up')?.log).toContain('installed now');
  expect(end.outputs).toMatchObject({ status: 'succeeded' });
  expect(existsSync(proof)).toBe(false);
});

test('Node is set up where it is missing or too old, and only there', async () => {
  const job = await aJob();
  const node = dirname(process.execPath);
  const old = join(job.root, 'old');
  mkdirSync(old);
  writeFileSync(join(old, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const setUp = async ({ addPath }: UsesCall) => {
    addPath(node);
    return 'skip' as const;
  };
  const { uses } = cacheOf();
  const path = [old, process.env.PATH].join(delimiter);

  const without = await job.use(ANSWER, { path, uses: { ...uses, 'actions/setup-node': setUp } });
  const withNode = await job.use(ANSWER, { path: `${node}${delimiter}${path}` });

  expect(without.usesCalls.map((call) => call.uses.split('@')[0])).toEqual(['actions/setup-node']);
  expect(without.outputs.status).toBe('succeeded');
  expect(withNode.usesCalls).toEqual([]);
});

test('a path that is not Claude Code is refused, and nothing is held', async () => {
  const job = await aJob();

  const end = await job.use({ ...ANSWER, 'claude-path': '/bin/true' });

  expect(end.outputs).toMatchObject({ decision: 'refused', status: 'error', reason: expect.stringMatching(/^cli_/) });
  expect(existsSync(job.dataDirectory)).toBe(false);
});
