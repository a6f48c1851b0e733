/** Between commands a process of its own keeps the ledger open. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tryLock } from '../../../src/host/lock.ts';
import { keepersOf as keepersOfFolder, readProcess } from '../../support/keepers.ts';
import { runAt } from '../../support/moments.ts';
import { aSiso, BUILT_SISO, rehearsal, type Siso, until } from '../../support/siso.ts';

const LONG = { SISO_LINGER: '10m' };

const keepersOf = ({ rehearsalFolder }: Siso) => keepersOfFolder(rehearsalFolder);

/** A place whose ledger is kept open, by a keeper that ends with the test. */
async function kept(env: Record<string, string> = LONG): Promise<{ siso: Siso; keeper: number }> {
  const siso = await aSiso();
  onTestFinished(() => {
    for (const id of keepersOf(siso)) process.kill(id, 'SIGKILL');
  });
  expect((await siso.run(['status', '--rehearse'], { env })).code).toBe(0);
  const [keeper = 0] = keepersOf(siso);
  await until(() => existsSync(join(siso.rehearsalFolder, 'ledger.sock')));
  return { siso, keeper };
}

const isGone = (id: number) => until(() => !existsSync(`/proc/${id}`));

test('the next command uses the ledger that is open, and its task is booked', async () => {
  const { siso, keeper } = await kept();

  const end = await siso.rehearse('fix-bug', [], { env: LONG });

  expect(end.report()).toMatchObject({ status: 'succeeded', changedFiles: ['src/calculator.js'] });
  expect(keepersOf(siso)).toEqual([keeper]);
  process.kill(keeper, 'SIGKILL');
  await isGone(keeper);
  expect(await siso.settled()).toBe(end.report().costMicros);
});

test('it leaves when nobody came for as long as it was told, and gives the lock back', async () => {
  const { siso, keeper } = await kept({ SISO_LINGER: '1s' });
  await isGone(keeper);
  expect(tryLock(join(siso.rehearsalFolder, 'owner.lock'))?.release).toBeDefined();
});

test('it leaves when its folder is removed, and makes nothing in its place', async () => {
  const { siso, keeper } = await kept();
  rmSync(siso.rehearsalFolder, { recursive: true });
  await isGone(keeper);
  expect(existsSync(siso.rehearsalFolder)).toBe(false);
});

test('it makes way for another build of siso', async () => {
  const { siso, keeper } = await kept();
  const end = await siso.run(['status', '--rehearse', '--json'], { command: BUILT_SISO });
  expect(JSON.parse(end.stdout)).toMatchObject({ rehearsal: true, running: 0 });
  await isGone(keeper);
});

test('killed while a task runs, it loses nothing: the run takes the ledger over', async () => {
  const { siso, keeper } = await kept();
  const running = siso.start(rehearsal('fix-bug', ['--json']));
  await runAt(siso, 'its first request is paid');
  process.kill(keeper, 'SIGKILL');

  const end = await running.ended;

  expect(end.report()).toMatchObject({ status: 'succeeded' });
  expect(await siso.settled()).toBe(end.report().costMicros);
});

test('it is given nothing of the environment, least of all a key', async () => {
  const { siso, keeper } = await kept({ ...LONG, ANTHROPIC_API_KEY: 'sk-canary', CANARY: 'canary' });
  expect(keepersOf(siso)).toEqual([keeper]);
  const names = readProcess(keeper, 'environ')
    .split('\0')
    .filter(Boolean)
    .map((line) => line.split('=')[0]);
  expect(names.filter((name) => name !== 'NODE_COMPILE_CACHE')).toEqual([]);
});

test.each([
  ['SISO_LINGER=0', { SISO_LINGER: '0' }],
  ['CI', { SISO_LINGER: '', CI: 'true' }],
])('nothing stays behind with %s', async (_, env) => {
  const siso = await aSiso();
  await siso.run(['status', '--rehearse'], { env });
  expect(keepersOf(siso)).toEqual([]);
  expect(existsSync(join(siso.rehearsalFolder, 'ledger.sock'))).toBe(false);
});

test('a time that is none is named before anything is opened', async () => {
  const siso = await aSiso();
  const end = await siso.run(['status', '--rehearse'], { env: { SISO_LINGER: 'soon' } });
  expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/SISO_LINGER.*"soon"[\s\S]*30m/) });
});
