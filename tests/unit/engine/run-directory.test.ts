import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RunDirectory } from '../../../src/engine/run-directory.ts';
import { asOrdinaryUser } from '../workspace/support.ts';

function aDataDirectory(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-runs-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a run that lives is not abandoned, one that was left is, once', async () => {
  const data = aDataDirectory();
  const [living, left] = [await RunDirectory.create(data), await RunDirectory.create(data)];
  left.leave();

  const found = await RunDirectory.abandoned(data);

  expect(found.map(({ path }) => path)).toEqual([left.path]);
  expect(await RunDirectory.abandoned(data)).toEqual([]);
  await living.remove();
});

test('many starts at once neither take nor break the runs that others are just making', async () => {
  const data = aDataDirectory();
  const makers = Array.from({ length: 30 }, () => RunDirectory.create(data));
  const lookers = Array.from({ length: 30 }, () => RunDirectory.abandoned(data));

  const [runs, found] = await Promise.all([Promise.all(makers), Promise.all(lookers)]);

  expect(found.flat()).toEqual([]);
  for (const run of runs) expect(existsSync(join(run.path, 'run.json'))).toBe(true);
  expect(await Promise.all(runs.map((run) => run.remove()))).toEqual(runs.map(() => undefined));
});

test('files of another user stay behind, are named, and trouble no later start', async () => {
  let run: RunDirectory | undefined;
  let data = '';
  await asOrdinaryUser(async () => {
    data = aDataDirectory();
    run = await RunDirectory.create(data);
    mkdirSync(run.workspace);
  });
  // As a container's root would. Without that right here, the next lines say that everything could be removed.
  const foreign = join(run?.workspace ?? '', 'cache');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'owned'), '');
  const canStay = statSync(foreign).uid !== statSync(data).uid;

  await asOrdinaryUser(async () => {
    const left = await run?.remove();
    expect(left === undefined ? 'all is gone' : existsSync(left)).toBe(canStay ? true : 'all is gone');
    expect(await RunDirectory.abandoned(data)).toEqual([]);
  });
});
